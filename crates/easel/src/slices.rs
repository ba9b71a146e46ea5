//! How much is painted in one frame when there is more than fits into one.

/// Follows how long frames take: shapes a frame, up while frames come on time, down when one comes late.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slices {
    shapes: f64,
    /// When the slice before was begun; `None` after a rest.
    begun_millis: Option<f64>,
}

impl Slices {
    const FIRST: f64 = 5_000.0;
    const LEAST: f64 = 400.0;
    const MOST: f64 = 40_000.0;
    /// At 60 frames a second one takes 16.7 ms; of two in a row that took longer one was missed.
    const LATE_MILLIS: f64 = 22.0;

    pub(crate) fn new() -> Self {
        Self { shapes: Self::FIRST, begun_millis: None }
    }

    /// Shapes for the frame that begins now.
    pub(crate) fn next(&mut self, now_millis: f64) -> usize {
        if let Some(begun_millis) = self.begun_millis.replace(now_millis) {
            let factor = if now_millis - begun_millis > Self::LATE_MILLIS { 0.6 } else { 1.15 };
            self.shapes = (self.shapes * factor).clamp(Self::LEAST, Self::MOST);
        }
        self.shapes as usize
    }

    /// Nothing is left to paint, so the time to the next frame says nothing.
    pub(crate) fn rest(&mut self) {
        self.begun_millis = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_frames_make_slices_smaller_and_timely_ones_larger() {
        let mut slices = Slices::new();
        assert_eq!(slices.next(0.0), 5_000);
        assert_eq!(slices.next(16.0), 5_750);
        assert_eq!(slices.next(66.0), 3_450, "this frame came after 50 ms");
        slices.rest();
        assert_eq!(slices.next(9_000.0), 3_450, "a rest is no late frame");
    }

    #[test]
    fn slices_are_never_so_small_that_nothing_gets_done() {
        let mut slices = Slices::new();
        let last = (0..50).map(|frame| slices.next(f64::from(frame) * 500.0)).last();
        assert_eq!(last, Some(400));
    }
}
