//! The easel on a real canvas.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use diagram::scene::{Findings, Overlay, Picture};
use diagram::{Catalogue, Component, ComponentId, Diagram, SpatialIndex, Viewport};
use easel::Easel;
use kurbo::Point;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

fn host() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    for (property, value) in [("width", "400px"), ("height", "300px")] {
        host.style().set_property(property, value).unwrap();
    }
    document.body().unwrap().append_child(&host).unwrap();
    host
}

/// Pixels of all canvases on the host that are shown and not see-through.
fn painted_pixels(host: &HtmlElement) -> usize {
    let canvases = host.query_selector_all("canvas").unwrap();
    let canvases = (0..canvases.length())
        .map(|index| canvases.get(index).unwrap().unchecked_into::<HtmlCanvasElement>());
    let is_shown =
        |canvas: &HtmlCanvasElement| canvas.style().get_property_value("visibility").unwrap() != "hidden";
    let painted = canvases.filter(is_shown).map(|canvas| {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
        let image =
            context.get_image_data(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height())).unwrap();
        image.data().chunks(4).filter(|pixel| pixel[3] > 200).count()
    });
    painted.sum()
}

#[wasm_bindgen_test]
fn a_component_in_view_leaves_its_pixels_and_one_out_of_view_does_not() {
    let host = host();
    let mut easel = Easel::new(&host).unwrap();
    let size = easel.refit();
    assert_eq!((size.width, size.height), (400.0, 300.0));
    let mut diagram = Diagram::default();
    diagram.components.push(Component::new(
        ComponentId("c".into()),
        "cache",
        "Cache",
        Point::new(40.0, 40.0),
    ));
    let index = SpatialIndex::of(&diagram);
    let findings = Findings::default();
    let picture = Picture {
        diagram: &diagram,
        index: &index,
        catalogue: Catalogue::builtin(),
        findings: &findings,
        revision: 1,
    };
    let near = Viewport::new(size);
    assert!(!easel.paint(&picture, &Overlay::default(), &near, 0.0), "one card is painted at once");
    let with_card = painted_pixels(&host);
    let far = Viewport { origin: Point::new(5000.0, 5000.0), ..near };
    assert!(!easel.paint(&picture, &Overlay::default(), &far, 16.0));
    let without = painted_pixels(&host);
    // A card is 120 x 80.
    assert!(with_card >= without + 5000, "{with_card} pixels with the card, {without} without");
}
