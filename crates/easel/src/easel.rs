use diagram::Viewport;
use diagram::scene::{BaseKey, Layer, Overlay, Picture, Scene};
use diagram::tools::Cursor;
use kurbo::{Point, Rect, Size, Vec2};
use web_sys::HtmlElement;

use crate::painter::{Painter, Stock};
use crate::slices::Slices;
use crate::surface::{Placing, Surface};
use crate::{EaselError, Theme, grid};

/// Canvases on one element: the design at rest below, what follows the pointer on top.
///
/// The lower one reaches a little over the edges, so that panning moves it and does not paint it. There are two of it: a
/// design too large for one frame is painted on the hidden one in slices, while the other is shown where and as large as
/// the view has it by then.
#[derive(Debug)]
pub struct Easel {
    host: HtmlElement,
    base: Surface,
    hidden: Surface,
    live: Surface,
    /// Nothing is painted on the top, and nothing was.
    is_live_empty: bool,
    theme: Theme,
    stock: Stock,
    size: Size,
    painted: Option<Painted>,
    job: Option<Job>,
    slices: Slices,
}

/// What a lower canvas shows.
#[derive(Debug)]
struct Painted {
    key: BaseKey,
    origin: Point,
    zoom: f64,
    /// World rectangle.
    region: Rect,
}

/// What is being painted on the hidden canvas.
#[derive(Debug)]
struct Job {
    painting: Painted,
    layer: Layer,
    /// So many shapes are painted already.
    done: usize,
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
        let (base, hidden) = (Surface::over(host, Self::MARGIN)?, Surface::over(host, Self::MARGIN)?);
        hidden.show(false);
        let mut easel = Self {
            host: host.clone(),
            base,
            hidden,
            live: Surface::over(host, 0.0)?,
            is_live_empty: true,
            theme,
            stock: Stock::default(),
            size: Size::ZERO,
            painted: None,
            job: None,
            slices: Slices::new(),
        };
        easel.refit();
        easel.restyle(easel.theme.clone());
        Ok(easel)
    }

    /// Takes the size that the element and the screen's pixels have now; the answer is in CSS pixels.
    pub fn refit(&mut self) -> Size {
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).max(0.5);
        self.size = Size::new(f64::from(self.host.client_width()), f64::from(self.host.client_height()));
        for surface in [&mut self.base, &mut self.hidden, &mut self.live] {
            surface.resize(self.size, ratio);
        }
        (self.painted, self.job, self.is_live_empty) = (None, None, true);
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
        (self.painted, self.job) = (None, None);
    }

    /// Paints one frame at `now_millis`: the top, and of the base what there is time for.
    ///
    /// Says whether something is left for the next frame.
    #[must_use]
    pub fn paint(
        &mut self,
        picture: &Picture,
        overlay: &Overlay,
        viewport: &Viewport,
        now_millis: f64,
    ) -> bool {
        self.paint_base(picture, overlay, viewport, now_millis);
        let shown = self.placed(viewport);
        let layer = Scene::live(picture, overlay, &shown);
        if !(layer.shapes.is_empty() && self.is_live_empty) {
            self.is_live_empty = layer.shapes.is_empty();
            self.live.begin(shown.origin, shown.zoom);
            Painter::new(&self.live.context, &self.theme, &mut self.stock).paint(&layer);
        }
        if self.job.is_none() {
            self.slices.rest();
        }
        self.job.is_some()
    }

    fn paint_base(&mut self, picture: &Picture, overlay: &Overlay, viewport: &Viewport, now_millis: f64) {
        let needed = needed(picture, viewport);
        let is_right = |painted: &Painted| {
            painted.key.is_for(picture, overlay, viewport.zoom)
                && needed.is_none_or(|needed| painted.region.contains_rect(needed))
        };
        if self.painted.as_ref().is_some_and(is_right) {
            self.job = None;
            return;
        }
        // What shows another state of the design is of no use; what shows another part of it is, until the next one.
        let is_of_this = |job: &Job| job.painting.key.is_for(picture, overlay, job.painting.zoom);
        let mut most = self.slices.next(now_millis);
        if !self.job.as_ref().is_some_and(is_of_this) {
            // A design that is another one in every frame would never be seen, so this one is painted to the end.
            if self.job.is_some() {
                most = usize::MAX;
            }
            self.begin(picture, overlay, viewport);
        }
        let Some(mut job) = self.job.take() else { return };
        let rest = job.layer.shapes.get(job.done..).unwrap_or_default();
        job.done += Painter::new(&self.hidden.context, &self.theme, &mut self.stock).paint_some(rest, most);
        if job.done < job.layer.shapes.len() {
            self.job = Some(job);
            return;
        }
        let is_last = is_right(&job.painting);
        self.turn_over(job.painting);
        if !is_last {
            self.begin(picture, overlay, viewport);
        }
    }

    /// Starts to paint a view on the hidden canvas.
    fn begin(&mut self, picture: &Picture, overlay: &Overlay, viewport: &Viewport) {
        let region = viewport.visible().inset(Self::MARGIN / viewport.zoom);
        let layer = Scene::base(picture, overlay, viewport.zoom, region);
        self.hidden.begin(viewport.origin, viewport.zoom);
        grid::draw(&self.hidden.context, self.theme.grid(), region, viewport.zoom);
        let key = BaseKey::of(picture, overlay, viewport.zoom);
        let painting = Painted { key, origin: viewport.origin, zoom: viewport.zoom, region };
        self.job = Some(Job { painting, layer, done: 0 });
    }

    /// The hidden canvas is done: it is shown, and the other one is hidden.
    fn turn_over(&mut self, painting: Painted) {
        std::mem::swap(&mut self.base, &mut self.hidden);
        self.painted = Some(painting);
        self.base.show(true);
        self.hidden.show(false);
    }

    /// Puts the lower canvas where the view has it. The view that comes of that may differ by part of a pixel.
    fn placed(&mut self, viewport: &Viewport) -> Viewport {
        let Some(painted) = &self.painted else { return *viewport };
        let by = (painted.origin - viewport.origin) * viewport.zoom;
        if painted.zoom == viewport.zoom {
            let by = Vec2::new(self.base.to_device(by.x), self.base.to_device(by.y));
            self.base.place(Placing { x: by.x, y: by.y, scale: 1.0 });
            return Viewport { origin: painted.origin - by / viewport.zoom, ..*viewport };
        }
        let scale = viewport.zoom / painted.zoom;
        let around = self.base.margin * (1.0 - scale);
        self.base.place(Placing { x: by.x + around, y: by.y + around, scale });
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
        [self.base, self.hidden, self.live].iter().for_each(Surface::remove);
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
