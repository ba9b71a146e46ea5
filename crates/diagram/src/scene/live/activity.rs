//! The simulation over the design: dots on the lines, bars at the components. Nothing is told by colour alone: requests are
//! full, answers hollow, failures crossed, and what is down is crossed out.

use kurbo::{Line, Point, Rect, Size, Vec2};

use super::super::shape::{Align, Ink, Shape, Stroke, Weight};
use super::super::{Activity, Busy, Detail, Message, MessageSort, Rate, text};
use super::Live;

const DOT_PIXELS: f64 = 3.4;
const BAR: f64 = 5.0;
const TEXT_SIZE: f64 = 10.5;
/// Below it there are no words: they would cover what they are about.
const LEAST_ZOOM_FOR_WORDS: f64 = 0.4;
/// How far bars and words reach out of a card.
const REACH: f64 = 26.0;

impl Live<'_> {
    pub(super) fn activity(&mut self, activity: &Activity) {
        let seen = self.viewport.visible();
        for busy in &activity.components {
            let Some(bounds) = self.shown(busy.component) else { continue };
            if bounds.inset(REACH).overlaps(seen) {
                self.busy(busy, bounds);
            }
        }
        // Like beside like paints fastest.
        for sort in [MessageSort::Answer, MessageSort::Request, MessageSort::Failed] {
            for message in activity.messages.iter().filter(|message| message.sort == sort) {
                self.message(message, seen);
            }
        }
        activity.rates.iter().for_each(|rate| self.rate(rate, seen));
    }

    /// Above the card how busy it is, on its left how many wait; below it what fails.
    fn busy(&mut self, busy: &Busy, bounds: Rect) {
        if busy.is_down {
            self.crossed_out(bounds);
        }
        if Detail::at(self.viewport.zoom) == Detail::Boxes {
            return;
        }
        let above = Rect::new(bounds.x0 + 8.0, bounds.y0 - BAR - 4.0, bounds.x1 - 8.0, bounds.y0 - 4.0);
        let full = Size::new((above.width() * busy.share.clamp(0.0, 1.0)).max(0.0), BAR);
        self.bar(above, Rect::from_origin_size(above.origin(), full), busy_ink(busy.share));
        if busy.queue > 0.0 {
            let beside = Rect::new(bounds.x0 - BAR - 4.0, bounds.y0 + 8.0, bounds.x0 - 4.0, bounds.y1 - 8.0);
            let height = beside.height() * busy.queue.clamp(0.0, 1.0);
            self.bar(beside, Rect::new(beside.x0, beside.y1 - height, beside.x1, beside.y1), Ink::Warning);
        }
        if self.viewport.zoom < LEAST_ZOOM_FOR_WORDS {
            return;
        }
        let down = if busy.is_down { "down" } else { "" };
        let lines = [(down, Ink::Danger), (&busy.failing, Ink::Danger), (&busy.waiting, Ink::Text)];
        let mut middle = Point::new(bounds.center().x, bounds.y1 + 5.0 + 8.0 * self.words_scale());
        for (words, ink) in lines.into_iter().filter(|(words, _)| !words.is_empty()) {
            self.pill(words, middle, ink);
            middle.y += 18.0 * self.words_scale();
        }
    }

    fn bar(&mut self, track: Rect, filled: Rect, ink: Ink) {
        self.layer.fill(track, BAR / 2.0, Ink::Track);
        if filled.area() > 0.0 {
            self.layer.fill(filled, BAR / 2.0, ink);
        }
    }

    fn crossed_out(&mut self, bounds: Rect) {
        let stroke = Stroke::solid(Ink::Danger, self.units(3.0).min(4.0));
        let (left, right) = (bounds.x0, bounds.x1);
        self.layer.line(Line::new((left, bounds.y0), (right, bounds.y1)), stroke);
        self.layer.line(Line::new((left, bounds.y1), (right, bounds.y0)), stroke);
        self.layer.outline(bounds.inset(4.0), 14.0, Stroke::dashed(Ink::Danger, self.units(2.0).min(3.0)));
    }

    fn message(&mut self, message: &Message, seen: Rect) {
        let Some(at) = self.picture.index.route(message.connection).map(|route| route.along(message.along))
        else {
            return;
        };
        if !seen.inset(self.units(8.0)).contains(at) {
            return;
        }
        let radius = self.units(DOT_PIXELS);
        let (fill, stroke) = match message.sort {
            MessageSort::Request => (Some(Ink::Accent), None),
            MessageSort::Answer => (Some(Ink::Surface), Some(Stroke::solid(Ink::Accent, self.units(1.5)))),
            MessageSort::Failed => {
                let stroke = Stroke::solid(Ink::Danger, self.units(2.0));
                for across in [Vec2::new(radius, radius), Vec2::new(radius, -radius)] {
                    self.layer.line(Line::new(at - across, at + across), stroke);
                }
                return;
            }
        };
        self.layer.push(Shape::Circle { centre: at, radius, fill, stroke });
    }

    fn rate(&mut self, rate: &Rate, seen: Rect) {
        let Some(at) = self.picture.index.route(rate.connection).map(|route| route.along(0.5)) else {
            return;
        };
        if seen.contains(at) && self.viewport.zoom >= LEAST_ZOOM_FOR_WORDS {
            self.pill(&rate.words, at, if rate.is_failing { Ink::Danger } else { Ink::Text });
        }
    }

    /// Words stay as large on the screen as they are at 100 %, or grow with the drawing.
    fn words_scale(&self) -> f64 {
        self.units(1.0).max(1.0)
    }

    /// Words on a small plate.
    fn pill(&mut self, words: &str, centre: Point, ink: Ink) {
        let (scale, size) = (self.words_scale(), TEXT_SIZE * self.words_scale());
        let width = text::approximate_width(words, size) + 12.0 * scale;
        self.layer.push(Shape::Box {
            rect: Rect::from_center_size(centre, Size::new(width, 16.0 * scale)),
            radius: 8.0 * scale,
            fill: Some(Ink::Surface),
            stroke: Some(Stroke::solid(Ink::Outline, scale)),
        });
        self.layer.push(Shape::Text {
            text: words.to_owned(),
            at: centre + Vec2::new(0.0, 3.7 * scale),
            size,
            weight: Weight::Semibold,
            ink,
            align: Align::Centre,
            max_width: width,
        });
    }
}

fn busy_ink(share: f64) -> Ink {
    match share {
        share if share < 0.7 => Ink::Good,
        share if share < 0.9 => Ink::Warning,
        _ => Ink::Danger,
    }
}
