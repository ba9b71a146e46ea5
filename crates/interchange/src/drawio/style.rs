//! How a cell looks: `shape=cylinder3;whiteSpace=wrap;html=1;dashed=1`.

use crate::guess;

#[derive(Debug, Clone, Default)]
pub(super) struct Style(String);

impl Style {
    pub(super) fn new(style: String) -> Self {
        Self(style)
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.split(';').map(|entry| entry.trim().split_once('=').unwrap_or((entry.trim(), "")))
    }

    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.entries().find(|(name, value)| *name == key && !value.is_empty()).map(|(_, value)| value)
    }

    fn is_on(&self, key: &str) -> bool {
        self.value(key) == Some("1")
    }

    /// A name without a value, such as `text` or `swimlane`.
    fn has_name(&self, wanted: &str) -> bool {
        self.entries().any(|(name, value)| name == wanted && value.is_empty())
            || self.value("shape") == Some(wanted)
    }

    pub(super) fn is_html(&self) -> bool {
        self.is_on("html")
    }

    pub(super) fn is_dashed(&self) -> bool {
        self.is_on("dashed")
    }

    /// Words without a shape around them.
    pub(super) fn is_text(&self) -> bool {
        self.has_name("text") || self.has_name("edgeLabel")
    }

    /// A sheet with a corner turned down.
    pub(super) fn is_note(&self) -> bool {
        self.has_name("note")
    }

    pub(super) fn is_container(&self) -> bool {
        self.has_name("swimlane") || self.has_name("group") || self.is_on("container")
    }

    /// The head of the arrow is at its start only.
    pub(super) fn is_backwards(&self) -> bool {
        self.value("endArrow") == Some("none") && self.value("startArrow").is_some_and(|head| head != "none")
    }

    /// The kind that a symbol stands for by its name, as in `mxgraph.aws4.rds`.
    pub(super) fn symbol_kind(&self) -> Option<&'static str> {
        let named =
            ["resIcon", "prIcon", "grIcon", "image", "shape"].iter().filter_map(|key| self.value(key));
        named.map(without_ending).find_map(guess::of_words)
    }

    /// The kind that a general shape looks like.
    pub(super) fn shape_kind(&self) -> Option<&'static str> {
        const SHAPES: [(&str, &str); 3] =
            [("actor", "client"), ("cylinder", "sql_database"), ("cloud", "third_party_api")];
        let names = self.entries().filter(|(_, value)| value.is_empty()).map(|(name, _)| name);
        let names: Vec<String> = names.chain(self.value("shape")).map(str::to_ascii_lowercase).collect();
        let looks = |wanted: &str| names.iter().any(|name| name.contains(wanted));
        SHAPES.iter().find(|(wanted, _)| looks(wanted)).map(|(_, kind)| *kind)
    }
}

/// Of an address, the name of the file is what says something.
fn without_ending(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.split('.').next().filter(|_| name.contains('/')).unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks_like(style: &str) -> Option<&'static str> {
        let style = Style::new(style.to_owned());
        style.symbol_kind().or(style.shape_kind())
    }

    #[test]
    fn icons_of_the_large_clouds_say_what_they_are() {
        for (style, kind) in [
            (
                "sketch=0;outlineConnect=0;shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.rds;",
                "sql_database",
            ),
            ("shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.elasticache", "cache"),
            ("shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.sqs", "message_queue"),
            ("image;aspect=fixed;image=img/lib/azure2/networking/Load_Balancers.svg;", "load_balancer"),
            ("shape=mxgraph.aws4.users;", "client"),
            ("shape=cylinder3;whiteSpace=wrap;html=1;", "sql_database"),
            ("shape=umlActor;html=1;", "client"),
            ("ellipse;shape=cloud;", "third_party_api"),
        ] {
            assert_eq!(looks_like(style), Some(kind), "{style}");
        }
        assert_eq!(looks_like("rounded=1;whiteSpace=wrap;html=1;fillColor=#ffffff"), None);
    }

    #[test]
    fn a_style_is_names_and_values() {
        let style = Style::new("swimlane;html=1; dashed=0;startArrow=classic;endArrow=none".into());
        assert!(style.is_container() && style.is_html() && style.is_backwards());
        assert!(!style.is_dashed() && !style.is_text());
        assert!(Style::new("text;html=1".into()).is_text());
        assert!(!Style::new("textOpacity=40".into()).is_text());
    }
}
