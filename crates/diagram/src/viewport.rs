use kurbo::{Point, Rect, Size, Vec2};

/// The part of the drawing that is seen, and how large.
///
/// *World* is document units, *screen* is CSS pixels from the top left corner of the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// World point at the top left corner of the screen.
    pub origin: Point,
    /// Screen pixels for one world unit.
    pub zoom: f64,
    /// Screen pixels.
    pub size: Size,
}

impl Viewport {
    pub const MINIMUM_ZOOM: f64 = 0.02;
    pub const MAXIMUM_ZOOM: f64 = 8.0;
    /// Fitting a small drawing does not blow it up beyond this.
    const LARGEST_FIT: f64 = 1.0;

    /// At 100 %, with the world's origin in the top left corner.
    pub fn new(size: Size) -> Self {
        Self { origin: Point::ORIGIN, zoom: 1.0, size }
    }

    pub fn screen_from_world(&self, world: Point) -> Point {
        ((world - self.origin) * self.zoom).to_point()
    }

    pub fn world_from_screen(&self, screen: Point) -> Point {
        self.origin + screen.to_vec2() / self.zoom
    }

    /// World rectangle on the screen.
    pub fn visible(&self) -> Rect {
        Rect::from_origin_size(self.origin, self.size / self.zoom)
    }

    /// World point in the middle of the screen.
    pub fn centre(&self) -> Point {
        self.visible().center()
    }

    /// Multiplies the zoom while what is under `screen` stays there. A factor that is no positive number changes nothing.
    #[must_use]
    pub fn zoomed_about(&self, screen: Point, factor: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let zoom = (self.zoom * factor).clamp(Self::MINIMUM_ZOOM, Self::MAXIMUM_ZOOM);
        let anchor = self.world_from_screen(screen);
        Self { origin: anchor - screen.to_vec2() / zoom, zoom, ..*self }
    }

    /// Sets the zoom about the middle of the screen.
    #[must_use]
    pub fn at_zoom(&self, zoom: f64) -> Self {
        self.zoomed_about((self.size / 2.0).to_vec2().to_point(), zoom / self.zoom)
    }

    /// Moves what is drawn by so many screen pixels.
    #[must_use]
    pub fn panned(&self, by: Vec2) -> Self {
        Self { origin: self.origin - by / self.zoom, ..*self }
    }

    /// Centres a world rectangle, as large as it gets with `padding` screen pixels around it, but never over 100 %.
    #[must_use]
    pub fn fitting(&self, rect: Rect, padding: f64) -> Self {
        let room = Size::new(
            (self.size.width - 2.0 * padding).max(1.0),
            (self.size.height - 2.0 * padding).max(1.0),
        );
        let wanted = (room.width / rect.width().max(1.0)).min(room.height / rect.height().max(1.0));
        let zoom = wanted.clamp(Self::MINIMUM_ZOOM, Self::LARGEST_FIT);
        Self { zoom, ..*self }.centred_on(rect.center())
    }

    #[must_use]
    pub fn centred_on(&self, world: Point) -> Self {
        Self { origin: world - (self.size / (2.0 * self.zoom)).to_vec2(), ..*self }
    }

    /// Pans as little as it takes to show a world rectangle with `padding` screen pixels around it.
    #[must_use]
    pub fn revealing(&self, rect: Rect, padding: f64) -> Self {
        let seen = self.visible().inset(-padding / self.zoom);
        let by = Vec2::new(
            shift_into(rect.x0, rect.x1, seen.x0, seen.x1),
            shift_into(rect.y0, rect.y1, seen.y0, seen.y1),
        );
        Self { origin: self.origin + by, ..*self }
    }
}

/// How far a window `low..high` must move to hold `start..end`; its start wins where it is too small.
fn shift_into(start: f64, end: f64, low: f64, high: f64) -> f64 {
    if start < low || end - start > high - low {
        start - low
    } else if end > high {
        end - high
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn viewport() -> Viewport {
        Viewport { origin: Point::new(100.0, -50.0), zoom: 2.0, size: Size::new(800.0, 600.0) }
    }

    #[test]
    fn a_world_point_is_scaled_from_the_origin() {
        // (110 - 100) * 2 = 20, (0 + 50) * 2 = 100
        assert_eq!(viewport().screen_from_world(Point::new(110.0, 0.0)), Point::new(20.0, 100.0));
    }

    #[test]
    fn fitting_a_wide_drawing_is_bound_by_its_width() {
        let fitted = viewport().fitting(Rect::new(0.0, 0.0, 1400.0, 100.0), 50.0);
        // (800 - 2 * 50) / 1400 = 0.5
        assert_eq!(fitted.zoom, 0.5);
        assert_eq!(fitted.centre(), Point::new(700.0, 50.0));
    }

    #[test]
    fn fitting_one_card_stays_at_100_percent() {
        assert_eq!(viewport().fitting(Rect::new(0.0, 0.0, 120.0, 80.0), 50.0).zoom, 1.0);
    }

    #[test]
    fn what_is_seen_already_moves_nothing() {
        let view = viewport();
        assert_eq!(view.revealing(Rect::new(150.0, 0.0, 200.0, 20.0), 10.0), view);
    }

    #[test]
    fn what_is_outside_is_panned_to_the_near_edge() {
        let view = viewport().revealing(Rect::new(500.0, 0.0, 620.0, 80.0), 10.0);
        // The right edge stands 10 / 2 = 5 units inside: 620 + 5 - 800 / 2 = 225.
        assert_eq!(view.origin, Point::new(225.0, -50.0));
    }

    proptest! {
        #[test]
        fn zooming_keeps_what_is_under_the_pointer(
            x in 0.0..800.0, y in 0.0..600.0, factor in prop_oneof![0.01..100.0, Just(f64::NAN), Just(0.0)],
        ) {
            let screen = Point::new(x, y);
            let before = viewport();
            let after = before.zoomed_about(screen, factor);
            prop_assert!((Viewport::MINIMUM_ZOOM..=Viewport::MAXIMUM_ZOOM).contains(&after.zoom));
            prop_assert!(before.world_from_screen(screen).distance(after.world_from_screen(screen)) < 1e-6);
        }

        #[test]
        fn screen_and_world_are_inverses(x in -1e5..1e5, y in -1e5..1e5) {
            let world = Point::new(x, y);
            let view = viewport();
            prop_assert!(view.world_from_screen(view.screen_from_world(world)).distance(world) < 1e-6);
        }
    }
}
