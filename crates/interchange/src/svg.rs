//! A design as an SVG picture, with the design inside so that the picture can be opened again.

mod inter;
mod reading;
mod shapes;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagram::format;
use diagram::scene::{Overlay, Picture, Scene, Shape};
use kurbo::Rect;

use crate::palette::{self, Theme};
use crate::xml::push_escaped;
use crate::{base64, note, number};

pub(crate) use reading::read;

/// The element that holds the design, as JSON.
const DESIGN: &str = "systemcraft:design";
/// A name, nothing that anybody fetches.
const NAMESPACE: &str = "urn:systemcraft:design";

/// How a picture looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    pub theme: Theme,
    /// Inter as WOFF2, to be put into the picture: without it, who has no Inter sees another font.
    pub font: Option<&'a [u8]>,
}

/// The drawing at rest at 100 %, as the screen has it but without the dots of the grid.
///
/// The same design gives the same bytes everywhere.
pub fn write(picture: &Picture, look: Look) -> String {
    let extent = picture.frame();
    let layer = Scene::base(picture, &Overlay::default(), 1.0, extent);
    let mut svg = String::with_capacity(layer.shapes.len() * 160 + 4096);
    open(&mut svg, extent);
    if !picture.diagram.name.trim().is_empty() {
        svg.push_str("<title>");
        push_escaped(&mut svg, picture.diagram.name.trim());
        svg.push_str("</title>\n");
    }
    push_design(&mut svg, picture);
    if let Some(font) = look.font {
        push_font(&mut svg, font);
    }
    let icons = push_icons(&mut svg, &layer.shapes);
    let mut painter = shapes::Painter { svg: &mut svg, theme: look.theme, icons: &icons };
    painter.background(extent, palette::background(look.theme));
    layer.shapes.iter().for_each(|shape| painter.shape(shape));
    svg.push_str("</svg>\n");
    svg
}

fn open(svg: &mut String, extent: Rect) {
    svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"");
    for (at, number) in [extent.x0, extent.y0, extent.width(), extent.height()].into_iter().enumerate() {
        if at > 0 {
            svg.push(' ');
        }
        number::push(svg, number);
    }
    for (name, number) in [("width", extent.width()), ("height", extent.height())] {
        svg.push_str("\" ");
        svg.push_str(name);
        svg.push_str("=\"");
        number::push(svg, number);
    }
    svg.push_str(
        "\" font-family=\"Inter, system-ui, sans-serif\" stroke-linejoin=\"round\" xml:space=\"preserve\">\n",
    );
}

fn push_design(svg: &mut String, picture: &Picture) {
    svg.push_str("<metadata><");
    svg.push_str(DESIGN);
    svg.push_str(" xmlns:systemcraft=\"");
    svg.push_str(NAMESPACE);
    svg.push_str("\">");
    // Lines stay lines, so that two versions of a picture compare well; quotes need no escape in text.
    for letter in note::printable(&format::write(picture.diagram)).chars() {
        match letter {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            _ => svg.push(letter),
        }
    }
    svg.push_str("</");
    svg.push_str(DESIGN);
    svg.push_str("></metadata>\n");
}

fn push_font(svg: &mut String, font: &[u8]) {
    svg.push_str("<style>@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,");
    base64::push(svg, font);
    svg.push_str(") format(\"woff2\")}</style>\n");
}

/// Numbers of the icons by their path: each is written once.
type Icons = BTreeMap<Arc<str>, usize>;

fn push_icons(svg: &mut String, shapes: &[Shape]) -> Icons {
    let paths: BTreeSet<&Arc<str>> = shapes.iter().filter_map(icon_path).collect();
    let icons: Icons = paths.into_iter().cloned().zip(0..).collect();
    if icons.is_empty() {
        return icons;
    }
    svg.push_str("<defs>\n");
    for (path, number) in &icons {
        svg.push_str("<path id=\"i");
        svg.push_str(&number.to_string());
        svg.push_str("\" fill=\"none\" stroke-linecap=\"round\" d=\"");
        push_escaped(svg, path);
        svg.push_str("\"/>\n");
    }
    svg.push_str("</defs>\n");
    icons
}

fn icon_path(shape: &Shape) -> Option<&Arc<str>> {
    match shape {
        Shape::Icon { path, .. } => Some(path),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
