use diagram::Viewport;
use diagram::scene::{BaseKey, Overlay, Picture, Scene};
use diagram::tools::Cursor;
use kurbo::{Point, Rect, Size, Vec2};
use web_sys::HtmlElement;

use crate::painter::{Painter, Stock};
use crate::surface::Surface;
use crate::{EaselError, Theme, grid};

/// Two canvases on one element: the design at rest below, what follows the pointer on top.
///
/// The lower one reaches a little over the edges, so that panning moves it and does not paint it.
#[derive(Debug)]
pub struct Easel {
    host: HtmlElement,
    base: Surface,
    live: Surface,
    theme: Theme,
    stock: Stock,
    size: Size,
    painted: Option<Painted>,
}

/// What the lower canvas shows.
#[derive(Debug)]
struct Painted {
    key: BaseKey,
    origin: Point,
    /// World rectangle.
    region: Rect,
}

impl Easel {
    /// CSS pixels by which the lower canvas reaches over the host.
    const MARGIN: f64 = 160.0;

    /// Takes over an element, which keeps its size and place. Its children are the easel's.
    pub fn new(host: &HtmlElement) -> Result<Self, EaselError> {
        for (property, value) in [("position", "relative"), ("overflow", "hidden"), ("touch-action", "none")]
        {
            let _ = host.style().set_property(property, value);
        }
        let theme = Theme::from_css(host)?;
        let (base, live) = (Surface::over(host, Self::MARGIN)?, Surface::over(host, 0.0)?);
        let stock = Stock::default();
        let host = host.clone();
        let mut easel = Self { host, base, live, theme, stock, size: Size::ZERO, painted: None };
        easel.refit();
        easel.restyle(easel.theme.clone());
        Ok(easel)
    }

    /// Takes the size that the element and the screen's pixels have now; the answer is in CSS pixels.
    pub fn refit(&mut self) -> Size {
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(0.5);
        self.size = Size::new(f64::from(self.host.client_width()), f64::from(self.host.client_height()));
        self.base.resize(self.size, ratio);
        self.live.resize(self.size, ratio);
        self.painted = None;
        self.size
    }

    /// Reads colours and font again, after the theme of the page changed.
    pub fn reread_theme(&mut self) -> Result<(), EaselError> {
        let theme = Theme::from_css(&self.host)?;
        self.restyle(theme);
        Ok(())
    }

    fn restyle(&mut self, theme: Theme) {
        let _ = self.host.style().set_property("background-color", theme.background());
        self.theme = theme;
        self.stock.texts.forget();
        self.painted = None;
    }

    /// Paints one frame: the top always, the base only if it is another one.
    pub fn paint(&mut self, picture: &Picture, overlay: &Overlay, viewport: &Viewport) {
        let shown = self.paint_base(picture, overlay, viewport);
        let layer = Scene::live(picture, overlay, &shown);
        self.live.begin(shown.origin, shown.zoom);
        Painter::new(&self.live.context, &self.theme, &mut self.stock).paint(&layer);
    }

    /// The viewport that is shown: it may differ by part of a pixel, where the base was only moved.
    fn paint_base(&mut self, picture: &Picture, overlay: &Overlay, viewport: &Viewport) -> Viewport {
        let needed = needed(picture, viewport);
        if let Some(painted) = &self.painted
            && painted.key.is_for(picture, overlay, viewport.zoom)
            && needed.is_none_or(|needed| painted.region.contains_rect(needed))
        {
            let by = (painted.origin - viewport.origin) * viewport.zoom;
            let by = Vec2::new(self.base.to_device(by.x), self.base.to_device(by.y));
            self.base.shift(by.x, by.y);
            return Viewport { origin: painted.origin - by / viewport.zoom, ..*viewport };
        }
        let region = viewport.visible().inset(Self::MARGIN / viewport.zoom);
        let layer = Scene::base(picture, overlay, viewport.zoom, region);
        self.base.begin(viewport.origin, viewport.zoom);
        grid::draw(&self.base.context, self.theme.grid(), region, viewport.zoom);
        Painter::new(&self.base.context, &self.theme, &mut self.stock).paint(&layer);
        self.base.shift(0.0, 0.0);
        let key = BaseKey::of(picture, overlay, viewport.zoom);
        self.painted = Some(Painted { key, origin: viewport.origin, region });
        *viewport
    }

    pub fn set_cursor(&self, cursor: Cursor) {
        let _ = self.host.style().set_property("cursor", cursor.css());
    }

    /// CSS pixels.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Takes the canvases off the element again.
    pub fn remove(self) {
        self.base.remove();
        self.live.remove();
    }
}

/// World rectangle that the lower canvas must hold: where there is no grid, only what there is to see.
fn needed(picture: &Picture, viewport: &Viewport) -> Option<Rect> {
    /// Badges and frames reach over what the index knows.
    const SPILL: f64 = 16.0;
    let visible = viewport.visible();
    if grid::spacing(viewport.zoom).is_some() {
        return Some(visible);
    }
    let extent = picture.index.extent()?.inset(SPILL);
    extent.overlaps(visible).then(|| extent.intersect(visible))
}
