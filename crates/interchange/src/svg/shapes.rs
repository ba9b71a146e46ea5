//! Shapes of the display list as elements.

use diagram::scene::{Align, Curve, Dash, Ink, Shape, Stroke, Weight};
use kurbo::{Point, Rect};

use super::{Icons, text};
use crate::number;
use crate::palette::{self, Rgb, Theme};
use crate::xml::push_escaped;

pub(super) struct Painter<'a> {
    pub(super) svg: &'a mut String,
    pub(super) theme: Theme,
    pub(super) icons: &'a Icons,
}

impl Painter<'_> {
    pub(super) fn background(&mut self, rect: Rect, rgb: Rgb) {
        self.rect(rect, 0.0);
        self.svg.push_str(" fill=\"");
        palette::push_hexadecimal(self.svg, rgb);
        self.svg.push_str("\"/>\n");
    }

    pub(super) fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { rect, radius, fill, stroke } => {
                self.rect(*rect, *radius);
                self.style(*fill, *stroke);
            }
            Shape::Path { curve, stroke } => {
                self.curve(curve);
                self.style(None, Some(*stroke));
            }
            Shape::Triangle { points: [tip, left, right], fill } => {
                self.svg.push_str("<path d=\"M");
                self.points(&[*tip, *left, *right]);
                self.svg.push_str("z\"");
                self.style(Some(*fill), None);
            }
            Shape::Circle { centre, radius, fill, stroke } => {
                self.svg.push_str("<circle");
                self.number("cx", centre.x);
                self.number("cy", centre.y);
                self.number("r", radius.max(0.0));
                self.style(*fill, *stroke);
            }
            Shape::Text { text, at, size, weight, ink, align, max_width } => {
                let fitted = text::fitted(text, *size, *weight, *max_width);
                self.open_text(*at, (*size, *weight), *align);
                if fitted.is_condensed {
                    self.number("textLength", *max_width);
                    self.svg.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
                }
                self.attribute_ink("fill", *ink);
                self.svg.push('>');
                push_escaped(self.svg, &fitted.text);
                self.svg.push_str("</text>\n");
            }
            Shape::Icon { path, at, size, stroke } => {
                /// Side of the square in which icons are drawn.
                const SQUARE: f64 = 24.0;
                let scale = size / SQUARE;
                let Some(number) = self.icons.get(path) else { return };
                self.svg.push_str("<use href=\"#i");
                self.svg.push_str(&number.to_string());
                self.svg.push_str("\" transform=\"translate(");
                self.points(&[*at]);
                self.svg.push_str(") scale(");
                number::push(self.svg, scale);
                self.svg.push_str(")\"");
                self.stroke(Stroke { width: stroke.width / scale, ..*stroke });
                self.svg.push_str("/>\n");
            }
        }
    }

    fn rect(&mut self, rect: Rect, radius: f64) {
        let rect = rect.abs();
        let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
        self.svg.push_str("<rect");
        self.number("x", rect.x0);
        self.number("y", rect.y0);
        self.number("width", rect.width());
        self.number("height", rect.height());
        if radius > 0.0 {
            self.number("rx", radius);
        }
    }

    fn curve(&mut self, curve: &Curve) {
        self.svg.push_str("<path d=\"M");
        match curve {
            Curve::Line(line) => self.points(&[line.p0, line.p1]),
            Curve::Bent { points, radius } => self.bent(points, *radius),
        }
        self.svg.push('"');
    }

    /// Corners as the canvas's `arcTo` rounds them.
    fn bent(&mut self, points: &[Point], radius: f64) {
        let Some((first, rest)) = points.split_first() else { return };
        self.points(&[*first]);
        let mut before = *first;
        for pair in rest.windows(2) {
            let [corner, after] = pair else { continue };
            self.corner(before, *corner, *after, radius);
            before = *corner;
        }
        if let Some(last) = rest.last() {
            self.svg.push('L');
            self.points(&[*last]);
        }
    }

    fn corner(&mut self, before: Point, corner: Point, after: Point, radius: f64) {
        let room = before.distance(corner).min(corner.distance(after)) / 2.0;
        let radius = radius.min(room);
        let (back, on) = ((before - corner).normalize(), (after - corner).normalize());
        let turn = on.cross(back);
        self.svg.push('L');
        // Straight on, back again or without room: there is nothing to round.
        if !(turn.abs() > 1e-9 && radius > 0.0) {
            self.points(&[corner]);
            return;
        }
        // The tangent of half the angle between the two lines: |sin| / (1 + cos).
        let tangent_length = radius * (1.0 + back.dot(on)) / turn.abs();
        self.points(&[corner + back * tangent_length]);
        self.svg.push('A');
        number::push(self.svg, radius);
        self.svg.push(' ');
        number::push(self.svg, radius);
        self.svg.push_str(if turn > 0.0 { " 0 0 1 " } else { " 0 0 0 " });
        self.points(&[corner + on * tangent_length]);
    }

    fn open_text(&mut self, at: Point, (size, weight): (f64, Weight), align: Align) {
        self.svg.push_str("<text");
        self.number("x", at.x);
        self.number("y", at.y);
        self.number("font-size", size);
        self.svg.push_str(match weight {
            Weight::Regular => "",
            Weight::Medium => " font-weight=\"500\"",
            Weight::Semibold => " font-weight=\"600\"",
        });
        self.svg.push_str(match align {
            Align::Left => "",
            Align::Centre => " text-anchor=\"middle\"",
            Align::Right => " text-anchor=\"end\"",
        });
    }

    /// Ends the element.
    fn style(&mut self, fill: Option<Ink>, stroke: Option<Stroke>) {
        match fill {
            Some(ink) => self.attribute_ink("fill", ink),
            None => self.svg.push_str(" fill=\"none\""),
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
        self.svg.push_str("/>\n");
    }

    fn stroke(&mut self, stroke: Stroke) {
        self.attribute_ink("stroke", stroke.ink);
        self.number("stroke-width", stroke.width);
        if stroke.dash == Dash::Dashed {
            self.svg.push_str(" stroke-dasharray=\"6 5\"");
        }
    }

    fn attribute_ink(&mut self, attribute: &str, ink: Ink) {
        let paint = palette::paint(ink, self.theme);
        self.svg.push(' ');
        self.svg.push_str(attribute);
        self.svg.push_str("=\"");
        palette::push_hexadecimal(self.svg, paint.rgb);
        self.svg.push('"');
        if paint.opacity_thousandths < 1000 {
            self.svg.push(' ');
            self.svg.push_str(attribute);
            self.svg.push_str("-opacity=\"");
            number::push(self.svg, f64::from(paint.opacity_thousandths) / 1000.0);
            self.svg.push('"');
        }
    }

    fn number(&mut self, attribute: &str, number: f64) {
        self.svg.push(' ');
        self.svg.push_str(attribute);
        self.svg.push_str("=\"");
        number::push(self.svg, number);
        self.svg.push('"');
    }

    fn points(&mut self, points: &[Point]) {
        for (at, point) in points.iter().enumerate() {
            if at > 0 {
                self.svg.push(' ');
            }
            number::push(self.svg, point.x);
            self.svg.push(' ');
            number::push(self.svg, point.y);
        }
    }
}
