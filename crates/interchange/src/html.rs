//! Labels that may hold a little HTML, as plain text.

/// Without tags, entities resolved, white space as single spaces. A break is a space.
pub(crate) fn to_text(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let opens = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!');
        match tag.split_once('>').filter(|_| tag.starts_with(opens)) {
            Some((name, after)) => {
                if parts(name) {
                    plain.push(' ');
                }
                rest = after;
            }
            None if tag.starts_with(opens) => {
                // No tag ends from here on.
                plain.push('<');
                plain.push_str(tag);
                rest = "";
            }
            None => {
                plain.push('<');
                rest = tag;
            }
        }
    }
    plain.push_str(rest);
    single_spaced(&resolved(&plain))
}

/// White space as single spaces, none at the ends.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut spaced = words.next().unwrap_or_default().to_owned();
    for word in words {
        spaced.push(' ');
        spaced.push_str(word);
    }
    spaced
}

/// Whether a tag stands between words, unlike `<b>` within one.
fn parts(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    ["br", "p", "div", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "tr", "td"].iter().any(|block| {
        name.get(..block.len()).is_some_and(|start| start.eq_ignore_ascii_case(block))
            && !name
                .get(block.len()..)
                .unwrap_or_default()
                .starts_with(|letter: char| letter.is_ascii_alphanumeric())
    })
}

/// `&lt;` and the like as what they stand for.
pub(crate) fn resolved(text: &str) -> String {
    /// The longest name that is looked for: `&#x10ffff;`.
    const LONGEST: usize = 9;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        match named {
            Some((letter, behind)) => {
                plain.push(letter);
                rest = behind;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// What an entity stands for, by its name or number: `quot`, `#34`, `#x22`.
pub(crate) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lose_their_tags_and_keep_their_words() {
        for (html, text) in [
            ("Load balancer", "Load balancer"),
            ("<b>Load</b>ed<br>twice", "Loaded twice"),
            ("<div style=\"color: red\">API</div><div>v2</div>", "API v2"),
            ("R&amp;D &lt;b&gt; &quot;x&quot; &#228;&#x1F600;&nbsp;end", "R&D <b> \"x\" ä\u{1f600} end"),
            ("a < b & c > d", "a < b & c > d"),
            ("&amp;lt;", "&lt;"),
            ("<img src=x onerror=alert(1)>", ""),
            ("&unknown; &#xD800; <b", "&unknown; &#xD800; <b"),
            ("<person>x", "x"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }
}
