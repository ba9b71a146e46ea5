/// What a design can be saved as and opened from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Systemcraft's own JSON.
    Design,
    Svg,
    Png,
    /// A Mermaid flowchart.
    Mermaid,
    /// draw.io, also called diagrams.net: mxGraph XML.
    DrawIo,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Design, Self::Svg, Self::Png, Self::Mermaid, Self::DrawIo];

    /// By the ending of a file's name, in small or capital letters; `None` where nothing here ends so.
    pub fn of_file_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Design),
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "drawio" | "dio" | "xml" => Some(Self::DrawIo),
            _ => None,
        }
    }

    /// For a file's name, without the point.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Design => "json",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Mermaid => "mmd",
            Self::DrawIo => "drawio",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Design => "application/json",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Mermaid => "text/vnd.mermaid",
            Self::DrawIo => "application/vnd.jgraph.mxfile",
        }
    }

    /// As it stands in a menu.
    pub fn name(self) -> &'static str {
        match self {
            Self::Design => "Systemcraft design",
            Self::Svg => "SVG picture",
            Self::Png => "PNG picture",
            Self::Mermaid => "Mermaid flowchart",
            Self::DrawIo => "draw.io diagram",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_format_that_its_ending_says() {
        for format in Format::ALL {
            assert_eq!(Format::of_file_name(&format!("My design.{}", format.ending())), Some(format));
        }
        assert_eq!(Format::of_file_name("SHOP.DRAWIO.XML"), Some(Format::DrawIo));
        assert_eq!(Format::of_file_name("shop.drawio.svg"), Some(Format::Svg));
        assert_eq!(Format::of_file_name("json"), None);
        assert_eq!(Format::of_file_name("shop.pdf"), None);
    }
}
