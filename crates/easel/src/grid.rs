use kurbo::Rect;
use web_sys::CanvasRenderingContext2d;

/// Document units between two dots at a zoom; `None` where they would be a grey veil.
pub(crate) fn spacing(zoom: f64) -> Option<f64> {
    /// Three cells of the grid to which things snap, and a coarser one from afar.
    const SPACINGS: [f64; 2] = [24.0, 96.0];
    const LEAST_PIXELS: f64 = 14.0;
    SPACINGS.into_iter().find(|spacing| spacing * zoom >= LEAST_PIXELS)
}

/// Dots over a world rectangle: each row is one dashed line, which is the cheapest way to draw thousands of them.
pub(crate) fn draw(context: &CanvasRenderingContext2d, colour: &str, region: Rect, zoom: f64) {
    let Some(spacing) = spacing(zoom) else { return };
    let dot = 1.5 / zoom;
    let first = |edge: f64| (edge / spacing).floor() * spacing;
    let dashes = js_sys::Array::of2(&dot.into(), &(spacing - dot).into());
    context.set_stroke_style_str(colour);
    context.set_line_width(dot);
    context.set_line_cap("butt");
    let _ = context.set_line_dash(&dashes);
    context.begin_path();
    let mut y = first(region.y0);
    while y <= region.y1 {
        context.move_to(first(region.x0) - dot / 2.0, y);
        context.line_to(region.x1, y);
        y += spacing;
    }
    context.stroke();
    let _ = context.set_line_dash(&js_sys::Array::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_never_closer_than_fourteen_pixels() {
        assert_eq!(spacing(1.0), Some(24.0));
        assert_eq!(spacing(0.5), Some(96.0));
        assert_eq!(spacing(0.1), None);
    }
}
