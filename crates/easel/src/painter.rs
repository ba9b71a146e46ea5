use std::collections::HashMap;
use std::f64::consts::TAU;
use std::sync::Arc;

use diagram::scene::{Align, Curve, Dash, Ink, Layer, Shape, Stroke, Weight};
use kurbo::{Line, Point, Rect};
use web_sys::{CanvasRenderingContext2d, Path2d};

use crate::Theme;
use crate::text::Texts;

/// What is kept from frame to frame because it is dear to make.
#[derive(Debug, Default)]
pub(crate) struct Stock {
    icons: HashMap<Arc<str>, Path2d>,
    pub(crate) texts: Texts,
}

/// Paints layers; neighbouring shapes of one style share one path, and no style is set twice.
pub(crate) struct Painter<'a> {
    context: &'a CanvasRenderingContext2d,
    theme: &'a Theme,
    stock: &'a mut Stock,
    style: Style,
}

#[derive(Default)]
struct Style {
    fill: Option<Ink>,
    stroke: Option<Stroke>,
    font: Option<(f64, Weight)>,
    align: Option<Align>,
}

/// Very long paths are slower to fill than several short ones.
const LONGEST_RUN: usize = 200;

impl<'a> Painter<'a> {
    /// On a context as it is at first, apart from its transformation.
    pub(crate) fn new(context: &'a CanvasRenderingContext2d, theme: &'a Theme, stock: &'a mut Stock) -> Self {
        context.set_line_join("round");
        context.set_line_cap("butt");
        Self { context, theme, stock, style: Style::default() }
    }

    pub(crate) fn paint(&mut self, layer: &Layer) {
        self.paint_some(&layer.shapes, usize::MAX);
    }

    /// Paints the first of some shapes, about as many as are asked for; the answer is how many were painted.
    pub(crate) fn paint_some(&mut self, shapes: &[Shape], most: usize) -> usize {
        let mut rest = shapes;
        while let Some(first) = rest.first()
            && shapes.len() - rest.len() < most
        {
            let run =
                rest.iter().take(LONGEST_RUN).take_while(|shape| goes_with(first, shape)).count().max(1);
            let (together, after) = rest.split_at(run);
            self.run(first, together);
            rest = after;
        }
        shapes.len() - rest.len()
    }

    /// Shapes that differ from `first` in place only.
    fn run(&mut self, first: &Shape, shapes: &[Shape]) {
        match first {
            Shape::Box { radius, fill, stroke: None, .. } if *radius <= 0.0 => {
                self.plain_boxes(*fill, shapes);
            }
            Shape::Box { rect, radius, fill, stroke } => {
                self.context.begin_path();
                self.rounded(*rect, *radius);
                self.finish(*fill, *stroke);
            }
            Shape::Path { stroke, .. } => {
                let slanting = self.level_lines(*stroke, shapes);
                if slanting > 0 {
                    self.context.begin_path();
                    shapes
                        .iter()
                        .filter(|shape| level_line(shape).is_none())
                        .for_each(|shape| self.trace(shape));
                    self.finish(None, Some(*stroke));
                }
            }
            Shape::Triangle { fill, .. } => {
                self.context.begin_path();
                shapes.iter().for_each(|shape| self.trace(shape));
                self.finish(Some(*fill), None);
            }
            Shape::Circle { fill, stroke, .. } => {
                self.context.begin_path();
                shapes.iter().for_each(|shape| self.trace(shape));
                self.finish(*fill, *stroke);
            }
            Shape::Text { text, at, size, weight, ink, align, max_width } => {
                self.text(text, *at, (*size, *weight), *ink, *align, *max_width);
            }
            Shape::Icon { path, at, size, stroke } => self.icon(path, *at, *size, *stroke),
        }
    }

    /// Rectangles by the call that needs no path.
    fn plain_boxes(&mut self, fill: Option<Ink>, shapes: &[Shape]) {
        let Some(ink) = fill else { return };
        self.set_fill(ink);
        for shape in shapes {
            if let Shape::Box { rect, .. } = shape {
                self.context.fill_rect(rect.x0, rect.y0, rect.width(), rect.height());
            }
        }
    }

    /// Lines straight across or down are rectangles, which cost a tenth of a path. How many others there are.
    fn level_lines(&mut self, stroke: Stroke, shapes: &[Shape]) -> usize {
        let level = shapes.iter().filter_map(level_line).count();
        if level > 0 {
            self.set_fill(stroke.ink);
            let half = stroke.width / 2.0;
            for line in shapes.iter().filter_map(level_line) {
                let across = if line.p0.y == line.p1.y { (0.0, half) } else { (half, 0.0) };
                let rect = Rect::from_points(line.p0, line.p1).inflate(across.0, across.1);
                self.context.fill_rect(rect.x0, rect.y0, rect.width(), rect.height());
            }
        }
        shapes.len() - level
    }

    fn trace(&self, shape: &Shape) {
        let context = self.context;
        match shape {
            Shape::Path { curve: Curve::Line(line), .. } => {
                context.move_to(line.p0.x, line.p0.y);
                context.line_to(line.p1.x, line.p1.y);
            }
            Shape::Path { curve: Curve::Bent { points, radius }, .. } => self.bent(points, *radius),
            Shape::Triangle { points: [tip, left, right], .. } => {
                context.move_to(tip.x, tip.y);
                context.line_to(left.x, left.y);
                context.line_to(right.x, right.y);
                context.close_path();
            }
            Shape::Circle { centre, radius, .. } => {
                context.move_to(centre.x + radius, centre.y);
                // Only a negative radius is refused.
                let _ = context.arc(centre.x, centre.y, radius.max(0.0), 0.0, TAU);
            }
            Shape::Box { .. } | Shape::Text { .. } | Shape::Icon { .. } => {}
        }
    }

    /// Straight parts with rounded corners; a corner takes no more than half of the shorter part beside it.
    fn bent(&self, points: &[Point], radius: f64) {
        let context = self.context;
        let Some((first, rest)) = points.split_first() else { return };
        context.move_to(first.x, first.y);
        let mut before = *first;
        for pair in rest.windows(2) {
            let [corner, after] = pair else { continue };
            let room = before.distance(*corner).min(corner.distance(*after)) / 2.0;
            // Only a negative radius is refused.
            let _ = context.arc_to(corner.x, corner.y, after.x, after.y, radius.min(room));
            before = *corner;
        }
        if let Some(last) = rest.last() {
            context.line_to(last.x, last.y);
        }
    }

    /// By arcs: `roundRect` is younger than some browsers that are still about.
    fn rounded(&self, rect: Rect, radius: f64) {
        let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
        let context = self.context;
        context.move_to(rect.x0 + radius, rect.y0);
        let corners = [
            (rect.x1, rect.y0, rect.x1, rect.y1),
            (rect.x1, rect.y1, rect.x0, rect.y1),
            (rect.x0, rect.y1, rect.x0, rect.y0),
            (rect.x0, rect.y0, rect.x1, rect.y0),
        ];
        for (x, y, towards_x, towards_y) in corners {
            let _ = context.arc_to(x, y, towards_x, towards_y, radius);
        }
        context.close_path();
    }

    fn finish(&mut self, fill: Option<Ink>, stroke: Option<Stroke>) {
        if let Some(ink) = fill {
            self.set_fill(ink);
            self.context.fill();
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
            self.context.stroke();
        }
    }

    fn text(&mut self, text: &str, at: Point, font: (f64, Weight), ink: Ink, align: Align, max_width: f64) {
        if self.style.font != Some(font) {
            self.context.set_font(self.stock.texts.font(&self.theme.font, font.0, font.1));
            self.style.font = Some(font);
        }
        if self.style.align != Some(align) {
            self.context.set_text_align(match align {
                Align::Left => "left",
                Align::Centre => "center",
                Align::Right => "right",
            });
            self.style.align = Some(align);
        }
        self.set_fill(ink);
        let fitted = self.stock.texts.fit(self.context, text, font, max_width);
        let _ = self.context.fill_text_with_max_width(fitted, at.x, at.y, max_width);
    }

    /// An icon that is no path is not drawn.
    fn icon(&mut self, path: &Arc<str>, at: Point, size: f64, stroke: Stroke) {
        /// Side of the square in which icons are drawn.
        const SQUARE: f64 = 24.0;
        if !self.stock.icons.contains_key(path) {
            let Ok(made) = Path2d::new_with_path_string(path) else { return };
            self.stock.icons.insert(path.clone(), made);
        }
        let scale = size / SQUARE;
        self.set_stroke(Stroke { width: stroke.width / scale, ..stroke });
        let Some(icon) = self.stock.icons.get(path) else { return };
        let context = self.context;
        context.save();
        context.set_line_cap("round");
        let _ = context.translate(at.x, at.y);
        let _ = context.scale(scale, scale);
        context.stroke_with_path(icon);
        context.restore();
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.style.fill != Some(ink) {
            self.context.set_fill_style_str(self.theme.colour(ink));
            self.style.fill = Some(ink);
        }
    }

    fn set_stroke(&mut self, stroke: Stroke) {
        let before = self.style.stroke.replace(stroke);
        if before.is_none_or(|before| before.ink != stroke.ink) {
            self.context.set_stroke_style_str(self.theme.colour(stroke.ink));
        }
        if before.is_none_or(|before| before.width != stroke.width) {
            self.context.set_line_width(stroke.width);
        }
        if before.is_none_or(|before| before.dash != stroke.dash) {
            let dashes = match stroke.dash {
                Dash::Solid => js_sys::Array::new(),
                Dash::Dashed => js_sys::Array::of2(&6.0.into(), &5.0.into()),
            };
            let _ = self.context.set_line_dash(&dashes);
        }
    }
}

/// The line, if it is a whole one that goes straight across or down.
fn level_line(shape: &Shape) -> Option<Line> {
    match shape {
        Shape::Path { curve: Curve::Line(line), stroke } if stroke.dash == Dash::Solid => {
            (line.p0.x == line.p1.x || line.p0.y == line.p1.y).then_some(*line)
        }
        _ => None,
    }
}

/// Whether two shapes can be one path: the same style, and nothing of one hides the other.
fn goes_with(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::Path { stroke: a, .. }, Shape::Path { stroke: b, .. }) => a == b,
        (Shape::Triangle { fill: a, .. }, Shape::Triangle { fill: b, .. }) => a == b,
        (Shape::Circle { fill: a, stroke: s, .. }, Shape::Circle { fill: b, stroke: t, .. }) => {
            a == b && s == t
        }
        (
            Shape::Box { fill: a, stroke: None, radius: r, .. },
            Shape::Box { fill: b, stroke: None, radius: q, .. },
        ) => a == b && *r <= 0.0 && *q <= 0.0,
        _ => false,
    }
}
