use diagram::catalogue::Category;
use diagram::naming::kind_name;
use diagram::scene::Ink;
use diagram::{Annotation, AnnotationKind, Catalogue, Component, Diagram, GroupKind, Mode};
use kurbo::{Point, Rect};

use super::{ANNOTATION_NOTE, COMPONENT_NOTE, CONNECTION_NOTE, DESIGN_NOTE, GROUP_NOTE};
use crate::note::{self, Notes};
use crate::palette::{self, Theme};
use crate::xml::push_escaped;
use crate::{html, number, places};

/// The layer on which everything stands.
const LAYER: &str = "1";

/// One page, not packed, so that versions compare well.
pub(crate) fn write(diagram: &Diagram, catalogue: &Catalogue) -> String {
    let mut writer = Writer { diagram, catalogue, notes: Notes::of(diagram), xml: String::new() };
    writer.xml.push_str("<mxfile host=\"Systemcraft\">\n<diagram id=\"design\"");
    writer.attribute("name", &html::single_spaced(&diagram.name));
    writer.xml.push_str(">\n<mxGraphModel grid=\"1\" gridSize=\"8\" page=\"0\" fold=\"0\">\n<root>\n<object id=\"0\" label=\"\"");
    writer.attribute(DESIGN_NOTE, &note::of_design(diagram));
    writer.xml.push_str("><mxCell/></object>\n<mxCell id=\"1\" parent=\"0\"/>\n");
    writer.groups();
    writer.components();
    writer.connections();
    writer.annotations();
    writer.xml.push_str("</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n");
    writer.xml
}

/// As the value of a cell whose words are HTML.
pub(super) fn label(text: &str) -> String {
    let mut label = String::new();
    push_escaped(&mut label, &html::single_spaced(text));
    label
}

/// What stands on the box of a component.
pub(super) fn component_label(component: &Component) -> String {
    if component.name.trim().is_empty() { kind_name(&component.kind) } else { component.name.clone() }
}

struct Writer<'a> {
    diagram: &'a Diagram,
    catalogue: &'a Catalogue,
    notes: Notes,
    xml: String,
}

impl Writer<'_> {
    fn groups(&mut self) {
        let parents = self.parents();
        // What a cell stands in comes before it, which is what mxGraph's own files do.
        let mut order = crate::arrange::deepest_first(&parents);
        order.reverse();
        for at in order {
            let Some(group) = self.diagram.groups.get(at) else { continue };
            let note = self.notes.groups.get(at).cloned().unwrap_or_default();
            let around = parents.get(at).copied().flatten();
            let look = match group.kind {
                GroupKind::TrustBoundary | GroupKind::Zone | GroupKind::Vpc => "dashed=1;",
                GroupKind::Region | GroupKind::Host | GroupKind::Frame => "",
            };
            let style = format!(
                "rounded=1;arcSize=6;absoluteArcSize=0;whiteSpace=wrap;html=1;container=1;collapsible=0;recursiveResize=0;\
                 fillColor=none;strokeColor={};verticalAlign=top;align=left;spacingLeft=10;{look}",
                colour(Ink::Outline)
            );
            self.open(&format!("group-{at}"), &group.name, (GROUP_NOTE, &note));
            self.box_cell(&style, around, group.bounds);
        }
    }

    fn components(&mut self) {
        let groups = places::of_groups(self.diagram);
        for (at, component) in self.diagram.components.iter().enumerate() {
            let note = self.notes.components.get(at).cloned().unwrap_or_default();
            let around = component.group.as_ref().and_then(|id| groups.get(id.0.as_str())).copied();
            let category = self.catalogue.kind(&component.kind).map(|kind| kind.category);
            let ink = category.map_or(Ink::TextMuted, Ink::Category);
            let style = format!(
                "{}whiteSpace=wrap;html=1;fillColor={};strokeColor={};fontColor={};",
                shape(category),
                colour(Ink::Surface),
                colour(ink),
                colour(Ink::Text)
            );
            self.open(&format!("component-{at}"), &component_label(component), (COMPONENT_NOTE, &note));
            self.box_cell(&style, around, component.bounds());
        }
    }

    fn connections(&mut self) {
        let places = places::of_components(self.diagram);
        for (at, connection) in self.diagram.connections.iter().enumerate() {
            let (Some(from), Some(to)) =
                (places.get(connection.from.0.as_str()), places.get(connection.to.0.as_str()))
            else {
                continue;
            };
            let note = self.notes.connections.get(at).cloned().unwrap_or_default();
            let dash = if connection.mode == Mode::Asynchronous { "dashed=1;" } else { "" };
            let style = format!(
                "html=1;rounded=1;endArrow=block;endFill=1;strokeColor={};{dash}",
                colour(Ink::Connection)
            );
            self.open(&format!("connection-{at}"), &connection.label, (CONNECTION_NOTE, &note));
            self.xml.push_str("<mxCell");
            self.attribute("style", &style);
            self.attribute("edge", "1");
            self.attribute("parent", LAYER);
            self.attribute("source", &format!("component-{from}"));
            self.attribute("target", &format!("component-{to}"));
            self.xml.push_str("><mxGeometry relative=\"1\" as=\"geometry\"/></mxCell></object>\n");
        }
    }

    /// A sheet, words alone, or an arrow that joins nothing.
    fn annotations(&mut self) {
        for (at, annotation) in self.diagram.annotations.iter().enumerate() {
            let note = self.notes.annotations.get(at).cloned().unwrap_or_default();
            self.open(&format!("annotation-{at}"), &annotation.text, (ANNOTATION_NOTE, &note));
            let words = "whiteSpace=wrap;html=1;align=left;verticalAlign=top;";
            match annotation.kind {
                AnnotationKind::Note => {
                    let (fill, line) = (colour(Ink::Surface), colour(Ink::Outline));
                    let style =
                        format!("shape=note;size=14;spacing=8;{words}fillColor={fill};strokeColor={line};");
                    self.box_cell(&style, None, annotation.bounds());
                }
                AnnotationKind::Text => {
                    self.box_cell(&format!("text;{words}"), None, annotation.bounds());
                }
                AnnotationKind::Arrow => self.loose_arrow(annotation),
            }
        }
    }

    fn loose_arrow(&mut self, arrow: &Annotation) {
        let style = format!("html=1;endArrow=block;endFill=1;strokeColor={};", colour(Ink::TextMuted));
        self.xml.push_str("<mxCell");
        self.attribute("style", &style);
        self.attribute("edge", "1");
        self.attribute("parent", LAYER);
        self.xml.push_str("><mxGeometry relative=\"1\" as=\"geometry\">");
        for (name, point) in [("sourcePoint", arrow.start), ("targetPoint", arrow.end)] {
            self.xml.push_str("<mxPoint");
            self.attribute("x", &number::text(point.x));
            self.attribute("y", &number::text(point.y));
            self.attribute("as", name);
            self.xml.push_str("/>");
        }
        self.xml.push_str("</mxGeometry></mxCell></object>\n");
    }

    /// The place of the group around each group; rings of them are cut.
    fn parents(&self) -> Vec<Option<usize>> {
        let places = places::of_groups(self.diagram);
        let mut parents: Vec<Option<usize>> = Vec::new();
        for (at, group) in self.diagram.groups.iter().enumerate() {
            let parent = group.parent.as_ref().and_then(|id| places.get(id.0.as_str())).copied();
            let above = |at: &usize| parents.get(*at).copied().flatten();
            let leads_here = std::iter::successors(parent, above).take(parents.len() + 1).any(|up| up == at);
            parents.push(parent.filter(|_| !leads_here));
        }
        parents
    }

    fn open(&mut self, id: &str, text: &str, (attribute, note): (&str, &str)) {
        self.xml.push_str("<object");
        self.attribute("id", id);
        self.attribute("label", &label(text));
        self.attribute(attribute, note);
        self.xml.push('>');
    }

    /// Within the group around it, as all cells are.
    fn box_cell(&mut self, style: &str, around: Option<usize>, bounds: Rect) {
        let origin =
            around.and_then(|at| self.diagram.groups.get(at)).map_or(Point::ORIGIN, |it| it.bounds.origin());
        let bounds = bounds - origin.to_vec2();
        self.xml.push_str("<mxCell");
        self.attribute("style", style);
        self.attribute("vertex", "1");
        match around {
            Some(at) => self.attribute("parent", &format!("group-{at}")),
            None => self.attribute("parent", LAYER),
        }
        self.xml.push_str("><mxGeometry");
        for (name, number) in
            [("x", bounds.x0), ("y", bounds.y0), ("width", bounds.width()), ("height", bounds.height())]
        {
            self.attribute(name, &number::text(number));
        }
        self.xml.push_str(" as=\"geometry\"/></mxCell></object>\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.xml.push(' ');
        self.xml.push_str(name);
        self.xml.push_str("=\"");
        push_escaped(&mut self.xml, value);
        self.xml.push('"');
    }
}

/// draw.io has its own dark theme, which it derives from the light colours.
fn colour(ink: Ink) -> String {
    palette::hexadecimal(palette::paint(ink, Theme::Light).rgb)
}

fn shape(category: Option<Category>) -> &'static str {
    match category {
        Some(Category::Storage) => "shape=cylinder3;boundedLbl=1;backgroundOutline=1;size=10;",
        Some(Category::Edge) => "shape=hexagon;perimeter=hexagonPerimeter2;size=0.1;",
        Some(Category::ThirdParty) => "ellipse;shape=cloud;",
        Some(Category::Messaging) => "shape=process;size=0.06;",
        Some(Category::Client | Category::Compute | Category::Operations) | None => "rounded=1;",
    }
}
