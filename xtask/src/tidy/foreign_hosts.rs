//! The page loads nothing from anybody else's host.

use super::{Complaint, SourceFile, line_of};

/// Tags whose address is fetched. A plain link is followed only by choice.
const LOADING_TAGS: [&str; 11] = [
    "<script", "<link", "<img", "<iframe", "<source", "<audio", "<video", "<object", "<embed", "<use",
    "<base",
];
/// Names of formats that look like addresses.
const NAMESPACES: [&str; 2] = ["http://www.w3.org/", "https://www.w3.org/"];

pub fn check(file: &SourceFile) -> Vec<Complaint> {
    if file.has_extension(&["html"]) && !file.path.starts_with("tests/") {
        return in_page(&file.text);
    }
    let is_shipped =
        file.is_under(&["public/", "style/"]) || (file.is_under(&["src/"]) && file.has_extension(&["css"]));
    if is_shipped && file.has_extension(&["js", "mjs", "json", "webmanifest", "css", "svg"]) {
        let foreign = file.text.lines().enumerate().filter(|(_, line)| has_address(line));
        return foreign.map(|(number, _)| complaint(number + 1)).collect();
    }
    Vec::new()
}

/// Tags that name another host before they end.
fn in_page(page: &str) -> Vec<Complaint> {
    let tags = LOADING_TAGS.iter().flat_map(|tag| page.match_indices(tag));
    let foreign = tags.filter(|(at, _)| has_address(page[*at..].split('>').next().unwrap_or_default()));
    foreign.map(|(at, _)| complaint(line_of(page, at))).collect()
}

fn complaint(line: usize) -> Complaint {
    Complaint {
        line,
        sentence: "another host's address: the app loads everything from its own origin".into(),
    }
}

fn has_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .flat_map(|scheme| text.match_indices(scheme))
        .any(|(at, _)| !NAMESPACES.iter().any(|namespace| text[at..].starts_with(namespace)))
}

#[cfg(test)]
mod tests {
    use super::super::{NONE, complaints_of};
    use super::*;

    #[test]
    fn what_is_loaded_must_be_ours_and_a_link_may_lead_elsewhere() {
        let page =
            "<a href=\"https://example.org\">x</a>\n<script\n src=\"https://example.org/a.js\"></script>";
        assert_eq!(complaints_of(check, "index.html", page), [2]);
    }

    #[test]
    fn a_namespace_is_no_request() {
        assert_eq!(
            complaints_of(check, "public/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            NONE
        );
        assert_eq!(complaints_of(check, "style/base.css", "@import \"https://example.org/a.css\";"), [1]);
    }
}
