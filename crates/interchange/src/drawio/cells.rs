//! The cells of the first page of a file.

use diagram::{Annotation, Component, Connection, Group};
use kurbo::{Point, Rect, Size};

use super::percent::decoded;
use super::style::Style;
use super::{ANNOTATION_NOTE, COMPONENT_NOTE, CONNECTION_NOTE, DESIGN_NOTE, GROUP_NOTE};
use crate::limits::LARGEST_FILE;
use crate::xml::{Element, Piece, Xml};
use crate::{ReadError, base64, inflate, note, number};

#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) name: String,
    /// The name and rationale that we noted.
    pub(super) design_note: Option<String>,
    pub(super) cells: Vec<Cell>,
    /// Pages behind this one.
    pub(super) more_pages: usize,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) id: String,
    pub(super) parent: String,
    pub(super) label: String,
    pub(super) style: Style,
    pub(super) is_box: bool,
    pub(super) is_arrow: bool,
    /// Ids of the cells at the ends of an arrow.
    pub(super) source: String,
    pub(super) target: String,
    /// Within the cell around it; `None` where nothing is said.
    pub(super) bounds: Option<Rect>,
    /// Where an arrow begins and ends that is tied to nothing there, within the cell around it.
    pub(super) start: Option<Point>,
    pub(super) end: Option<Point>,
    pub(super) known: Option<Known>,
}

/// What we noted on a cell.
#[derive(Debug)]
pub(super) enum Known {
    Component(Box<Component>),
    Group(Box<Group>),
    Connection(Box<Connection>),
    Annotation(Box<Annotation>),
}

impl Known {
    fn read(attribute: &str, value: &str) -> Option<Self> {
        match attribute {
            COMPONENT_NOTE => note::component(value).map(Box::new).map(Self::Component),
            GROUP_NOTE => note::group(value).map(Box::new).map(Self::Group),
            CONNECTION_NOTE => note::connection(value).map(Box::new).map(Self::Connection),
            ANNOTATION_NOTE => note::annotation(value).map(Box::new).map(Self::Annotation),
            _ => None,
        }
    }
}

const WHAT: &str = "draw.io diagram";
/// Cells beyond which the file is no drawing.
const MOST_CELLS: usize = 200_000;
/// A page may be packed, and what is packed may hold a page, but not for ever.
const MOST_LAYERS: usize = 3;

/// # Errors
/// When it is no XML, or unpacks to more than can be opened.
pub(super) fn first_page(text: &str) -> Result<Page, ReadError> {
    let mut collector = Collector::default();
    let mut inside = collector.read(text)?;
    let (name, more_pages) = (std::mem::take(&mut collector.page.name), collector.page.more_pages);
    for _ in 0..MOST_LAYERS {
        let Some(packed) = inside.filter(|_| collector.page.cells.is_empty()) else {
            return Ok(Page { name, more_pages, ..collector.page });
        };
        collector = Collector::default();
        inside = collector.read(&unpacked(&packed)?)?;
    }
    Err(ReadError::Damaged { what: WHAT, how: "its page is packed too often" })
}

/// Base64 around DEFLATE around percent-coded XML; older files have the XML itself.
fn unpacked(inside: &str) -> Result<String, ReadError> {
    let inside = inside.trim();
    let broken = ReadError::Damaged { what: WHAT, how: "a packed part of it cannot be unpacked" };
    let text = if inside.starts_with('<') || inside.starts_with('%') {
        inside.to_owned()
    } else {
        let bytes = inflate::raw(&base64::decode(inside).ok_or(broken.clone())?, WHAT)?;
        String::from_utf8(bytes).map_err(|_| broken.clone())?
    };
    let text = if text.starts_with('<') { text } else { decoded(&text) };
    if text.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge);
    }
    if text.starts_with('<') { Ok(text) } else { Err(broken) }
}

#[derive(Default)]
struct Collector {
    page: Page,
    pages: usize,
    /// What `object` or `UserObject` says of the cell in it.
    around: Option<Around>,
}

#[derive(Default)]
struct Around {
    id: String,
    label: String,
    known: Option<Known>,
}

impl Collector {
    /// The answer is the text of the page, which is where a packed one stands.
    fn read(&mut self, text: &str) -> Result<Option<String>, ReadError> {
        let mut xml = Xml::new(text);
        let mut packed = None;
        let mut is_first_page = true;
        loop {
            match xml.next()? {
                Piece::Open(element) if element.is("diagram") => {
                    self.pages += 1;
                    is_first_page = self.pages == 1;
                    if is_first_page {
                        self.page.name = element.attribute("name").unwrap_or_default();
                    }
                }
                Piece::Open(element) if is_first_page => {
                    self.element(&element);
                    if self.page.cells.len() > MOST_CELLS {
                        let count = self.page.cells.len();
                        return Err(ReadError::TooMany { what: "parts", count, most: MOST_CELLS });
                    }
                }
                Piece::Text(more) if is_first_page && self.pages == 1 && self.page.cells.is_empty() => {
                    packed.get_or_insert_with(String::new).push_str(&more);
                }
                Piece::Open(_) | Piece::Text(_) | Piece::Close => {}
                Piece::End => break,
            }
        }
        self.page.more_pages = self.pages.saturating_sub(1);
        Ok(packed.filter(|packed| !packed.trim().is_empty()))
    }

    fn element(&mut self, element: &Element<'_>) {
        match element.name().as_str() {
            "object" | "UserObject" => self.around = Some(self.object(element)),
            "mxCell" => {
                let cell = self.cell(element);
                self.page.cells.push(cell);
            }
            "mxGeometry" => {
                if let Some(cell) = self.page.cells.last_mut() {
                    cell.bounds = bounds(element);
                }
            }
            "mxPoint" => {
                if let Some(cell) = self.page.cells.last_mut() {
                    end_point(cell, element);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, element: &Element<'_>) -> Around {
        let mut around = Around::default();
        for (name, value) in element.attributes() {
            match name.as_str() {
                "id" => around.id = value,
                "label" => around.label = value,
                DESIGN_NOTE => self.page.design_note = Some(value),
                _ => around.known = Known::read(&name, &value).or(around.known),
            }
        }
        around
    }

    fn cell(&mut self, element: &Element<'_>) -> Cell {
        let around = self.around.take().unwrap_or_default();
        let mut cell = Cell { id: around.id, label: around.label, known: around.known, ..Cell::default() };
        for (name, value) in element.attributes() {
            match name.as_str() {
                "id" if cell.id.is_empty() => cell.id = value,
                "value" if cell.label.is_empty() => cell.label = value,
                "parent" => cell.parent = value,
                "style" => cell.style = Style::new(value),
                "vertex" => cell.is_box = value == "1",
                "edge" => cell.is_arrow = value == "1",
                "source" => cell.source = value,
                "target" => cell.target = value,
                _ => {}
            }
        }
        cell
    }
}

/// A point that an arrow is led to; those on its way, which say nothing of themselves, are left alone.
fn end_point(cell: &mut Cell, element: &Element<'_>) {
    let mut point = Point::ORIGIN;
    let mut what = String::new();
    for (name, value) in element.attributes() {
        match name.as_str() {
            "x" => point.x = number::parsed(&value).unwrap_or(0.0),
            "y" => point.y = number::parsed(&value).unwrap_or(0.0),
            "as" => what = value,
            _ => {}
        }
    }
    match what.as_str() {
        "sourcePoint" => cell.start = Some(point),
        "targetPoint" => cell.end = Some(point),
        _ => {}
    }
}

fn bounds(element: &Element<'_>) -> Option<Rect> {
    let (mut corner, mut size) = (Point::ORIGIN, Size::ZERO);
    for (name, value) in element.attributes() {
        let number = number::parsed(&value).unwrap_or(0.0);
        match name.as_str() {
            "x" => corner.x = number,
            "y" => corner.y = number,
            "width" => size.width = number,
            "height" => size.height = number,
            // A place along an arrow, in shares of its length.
            "relative" if value == "1" => return None,
            _ => {}
        }
    }
    Some(Rect::from_origin_size(corner, size))
}
