//! What leaves the page looks as it does on the screen: exported SVG and PNG against the canvas, pixel by pixel.
//!
//! Tolerance: a pixel counts as the same where the other picture has, at most one pixel away, one whose channels differ by
//! no more than 56 of 255 (edges of letters and lines are smoothed differently by canvas and SVG). Of all pixels, 3 in
//! 1,000 may have no such neighbour.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use diagram::scene::{Findings, Overlay, Picture, Status};
use diagram::{Catalogue, ComponentId, Diagram, SpatialIndex, Viewport, format};
use easel::{Easel, Still, Theme};
use interchange::svg::{self, Look};
use kurbo::{Rect, Size};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, HtmlImageElement};

wasm_bindgen_test_configure!(run_in_browser);

const FONT: &[u8] = include_bytes!("../../../public/fonts/inter-latin.woff2");
const TOKENS: &str = include_str!("../../../style/tokens.css");

const CHANNEL_TOLERANCE: u8 = 56;
/// Of all pixels.
const MOST_DIFFERENT: f64 = 0.003;

/// Groups in groups, long names, an unknown kind, labels of connections, replicas.
const SHOP: &str = include_str!("../../../crates/interchange/tests/shop.json");
/// Notes, a text, an arrow, bends drawn by hand, locks, sizes of every sort.
const NOTES: &str = r#"{"format": "systemcraft-design", "version": 1, "name": "Notes",
  "groups": [{"id": "z", "kind": "trust_boundary", "name": "A boundary with a rather long name", "x": -40, "y": -60, "width": 400, "height": 260, "locked": true}],
  "components": [
    {"id": "c", "kind": "client", "name": "People on phones and laptops everywhere", "x": 0, "y": 0, "group": "z"},
    {"id": "q", "kind": "message_queue", "name": "Orders", "x": 200, "y": 40, "replicas": 12, "locked": true, "group": "z"},
    {"id": "w", "kind": "worker", "name": "W", "x": 460, "y": -20, "width": 200, "height": 140},
    {"id": "s", "kind": "object_store", "name": "Supercalifragilisticexpialidocious", "x": 480, "y": 220, "width": 90, "height": 60}],
  "connections": [
    {"id": "cq", "from": "c", "to": "q", "label": "place an order"},
    {"id": "qw", "from": "q", "to": "w", "mode": "asynchronous", "waypoints": [[400, 160], [400, 40]]},
    {"id": "ws", "from": "w", "to": "s", "encrypted": true}],
  "annotations": [
    {"id": "n", "kind": "note", "text": "Why a queue:\norders come in bursts.", "x": 40, "y": 240, "to_x": 240, "to_y": 330},
    {"id": "t", "kind": "text", "text": "Later: two regions", "x": 300, "y": 300, "to_x": 440, "to_y": 330},
    {"id": "a", "kind": "arrow", "text": "", "x": 240, "y": 280, "to_x": 300, "to_y": 140}]}"#;

struct Design {
    diagram: Diagram,
    index: SpatialIndex,
    findings: Findings,
}

impl Design {
    fn of(text: &str) -> Design {
        let diagram = format::read(text).unwrap().diagram;
        let busy = |(place, one): (usize, &diagram::Component)| {
            let status = Status {
                utilisation: Some(place as f64 * 0.25),
                is_on_critical_path: place % 2 == 0,
                is_single_point_of_failure: place % 3 == 0,
            };
            (one.id.clone(), status)
        };
        let findings = Findings {
            statuses: diagram.components.iter().enumerate().map(busy).collect(),
            highlighted: diagram.connections.iter().step_by(2).map(|one| one.id.clone()).collect(),
        };
        Design { index: SpatialIndex::of(&diagram), diagram, findings }
    }

    fn picture(&self) -> Picture<'_> {
        Picture {
            diagram: &self.diagram,
            index: &self.index,
            catalogue: Catalogue::builtin(),
            findings: &self.findings,
            revision: 1,
        }
    }
}

/// Red, green, blue and alpha of each pixel in turn.
struct Pixels {
    width: usize,
    height: usize,
    rgba: Vec<u8>,
}

impl Pixels {
    fn of(canvas: &HtmlCanvasElement) -> Pixels {
        let (width, height) = (canvas.width(), canvas.height());
        let image = context(canvas).get_image_data(0.0, 0.0, f64::from(width), f64::from(height)).unwrap();
        Pixels { width: width as usize, height: height as usize, rgba: image.data().0 }
    }

    fn at(&self, x: usize, y: usize) -> &[u8] {
        &self.rgba[(y * self.width + x) * 4..][..4]
    }

    /// Share of pixels that have nothing like them near the same place in the other picture.
    fn unlike(&self, other: &Pixels) -> f64 {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let is_near = |x: usize, y: usize| {
            let rows = y.saturating_sub(1)..=(y + 1).min(self.height - 1);
            let mut places = rows.flat_map(|y| {
                let columns = x.saturating_sub(1)..=(x + 1).min(self.width - 1);
                columns.map(move |x| (x, y))
            });
            let here = self.at(x, y);
            places.any(|(x, y)| {
                here.iter().zip(other.at(x, y)).all(|(a, b)| a.abs_diff(*b) <= CHANNEL_TOLERANCE)
            })
        };
        let all = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let unlike = all.filter(|(x, y)| !is_near(*x, *y)).count();
        unlike as f64 / (self.width * self.height) as f64
    }

    /// Either way, so that what is missing counts like what is too much.
    fn difference(&self, other: &Pixels) -> f64 {
        self.unlike(other).max(other.unlike(self))
    }
}

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

fn new_canvas(size: Size) -> HtmlCanvasElement {
    let canvas: HtmlCanvasElement = document().create_element("canvas").unwrap().unchecked_into();
    canvas.set_width(size.width as u32);
    canvas.set_height(size.height as u32);
    canvas
}

fn context(canvas: &HtmlCanvasElement) -> CanvasRenderingContext2d {
    canvas.get_context("2d").unwrap().unwrap().unchecked_into()
}

/// The page's colours and its font, as the app has them.
async fn dress(theme: &str) {
    let document = document();
    let root = document.document_element().unwrap();
    root.set_attribute("data-theme", theme).unwrap();
    if document.get_element_by_id("tokens").is_some() {
        return;
    }
    let style = document.create_element("style").unwrap();
    style.set_id("tokens");
    style.set_text_content(Some(TOKENS));
    document.head().unwrap().append_child(&style).unwrap();
    let weights = web_sys::FontFaceDescriptors::new();
    weights.set_weight("100 900");
    let font = web_sys::FontFace::new_with_u8_array_and_descriptors("Inter", FONT, &weights).unwrap();
    JsFuture::from(font.load().unwrap()).await.unwrap();
    document.fonts().add(&font).unwrap();
}

/// A host on the page, without the dots of the grid, which no picture has.
fn host(size: Size) -> HtmlElement {
    let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    let (width, height) = (format!("{}px", size.width), format!("{}px", size.height));
    for (property, value) in
        [("width", width.as_str()), ("height", height.as_str()), ("--canvas-grid", "transparent")]
    {
        host.style().set_property(property, value).unwrap();
    }
    document().body().unwrap().append_child(&host).unwrap();
    host
}

/// The canvases of the studio, as they lie on each other on the page's ground.
fn on_screen(design: &Design, frame: Rect) -> Pixels {
    let host = host(frame.size());
    let mut easel = Easel::new(&host).unwrap();
    let viewport = Viewport { origin: frame.origin(), zoom: 1.0, ..Viewport::new(easel.refit()) };
    assert!(
        !easel.paint(&design.picture(), &Overlay::default(), &viewport, 0.0),
        "a small design is painted at once"
    );
    let flat = new_canvas(frame.size());
    let ground = web_sys::window().unwrap().get_computed_style(&host).unwrap().unwrap();
    context(&flat).set_fill_style_str(&ground.get_property_value("background-color").unwrap());
    context(&flat).fill_rect(0.0, 0.0, frame.width(), frame.height());
    let canvases = host.query_selector_all("canvas").unwrap();
    let place = host.get_bounding_client_rect();
    for at in 0..canvases.length() {
        let canvas: HtmlCanvasElement = canvases.get(at).unwrap().unchecked_into();
        let box_of = canvas.get_bounding_client_rect();
        context(&flat)
            .draw_image_with_html_canvas_element(
                &canvas,
                box_of.left() - place.left(),
                box_of.top() - place.top(),
            )
            .unwrap();
    }
    easel.remove();
    host.remove();
    Pixels::of(&flat)
}

/// The PNG that leaves the page, at one pixel for a CSS pixel.
fn as_png(design: &Design, frame: Rect) -> Pixels {
    let theme = Theme::from_css(&document().body().unwrap()).unwrap();
    let canvas = new_canvas(frame.size());
    Still { frame, zoom: 1.0, density: 1.0 }.paint(&canvas, &theme, &design.picture()).unwrap();
    Pixels::of(&canvas)
}

/// The SVG that leaves the page, as the browser shows it.
async fn as_svg(design: &Design, theme: interchange::Theme) -> Pixels {
    let text = svg::write(&design.picture(), Look { theme, font: Some(FONT) });
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&JsValue::from_str(&text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).unwrap();
    let url = web_sys::Url::create_object_url_with_blob(&blob).unwrap();
    let image = HtmlImageElement::new().unwrap();
    image.set_src(&url);
    JsFuture::from(image.decode()).await.unwrap();
    let size = Size::new(f64::from(image.natural_width()), f64::from(image.natural_height()));
    let canvas = new_canvas(size);
    // The font in the picture comes a moment after the picture.
    for _ in 0..3 {
        context(&canvas).clear_rect(0.0, 0.0, size.width, size.height);
        context(&canvas).draw_image_with_html_image_element(&image, 0.0, 0.0).unwrap();
        let pause = js_sys::Promise::new(&mut |settle, _| {
            web_sys::window()
                .unwrap()
                .set_timeout_with_callback_and_timeout_and_arguments_0(&settle, 120)
                .unwrap();
        });
        JsFuture::from(pause).await.unwrap();
    }
    Pixels::of(&canvas)
}

#[wasm_bindgen_test]
async fn exported_pictures_match_the_screen_in_both_themes() {
    for (name, text) in [("shop", SHOP), ("notes", NOTES)] {
        for (word, theme) in [("light", interchange::Theme::Light), ("dark", interchange::Theme::Dark)] {
            dress(word).await;
            let design = Design::of(text);
            let frame = design.picture().frame();
            let screen = on_screen(&design, frame);
            let png = as_png(&design, frame).difference(&screen);
            let svg = as_svg(&design, theme).await.difference(&screen);
            web_sys::console::log_1(&format!("{name}, {word}: PNG {png:.5}, SVG {svg:.5} differ").into());
            assert!(png <= MOST_DIFFERENT, "{name}, {word}: {png} of the PNG differs");
            assert!(svg <= MOST_DIFFERENT, "{name}, {word}: {svg} of the SVG differs");
        }
    }
}

/// A check that could not fail would show nothing: other words, another theme and a missing card are found out.
#[wasm_bindgen_test]
async fn pictures_of_another_design_do_not_match() {
    dress("light").await;
    let design = Design::of(SHOP);
    let frame = design.picture().frame();
    let screen = on_screen(&design, frame);
    let mut renamed = Design::of(SHOP);
    for one in &mut renamed.diagram.components {
        one.name = "XXXXXXXXXXXX".to_owned();
    }
    let renamed = as_svg(&renamed, interchange::Theme::Light).await;
    assert!(renamed.difference(&screen) > MOST_DIFFERENT, "names: {}", renamed.difference(&screen));
    let dark = as_svg(&design, interchange::Theme::Dark).await;
    assert!(dark.difference(&screen) > 0.5, "theme: {}", dark.difference(&screen));
    let mut without = Design::of(SHOP);
    without.diagram.components.retain(|one| one.id != ComponentId("cache".to_owned()));
    without.index = SpatialIndex::of(&without.diagram);
    let without = as_png(&without, frame);
    assert!(without.difference(&screen) > MOST_DIFFERENT, "card: {}", without.difference(&screen));
}
