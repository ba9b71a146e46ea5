use diagram::Catalogue;
use diagram::SpatialIndex;
use diagram::scene::Findings;

use super::*;
use crate::{Format, read, samples, write};

/// Red, green, blue at a place of the drawing, in document units.
fn pixel(pixmap: &Pixmap, extent: kurbo::Rect, x: f64, y: f64) -> (u8, u8, u8) {
    let at = |document: f64, start: f64| ((document - start) * SCALE) as u32;
    let colour = pixmap.pixel(at(x, extent.x0), at(y, extent.y0)).unwrap().demultiply();
    (colour.red(), colour.green(), colour.blue())
}

#[test]
fn pixels_are_where_the_screen_has_them_and_in_its_colours() {
    let shop = samples::shop();
    let index = SpatialIndex::of(&shop);
    let findings = Findings::default();
    let picture = Picture {
        diagram: &shop,
        index: &index,
        catalogue: Catalogue::builtin(),
        findings: &findings,
        revision: 0,
    };
    let pixmap = Pixmap::decode_png(&png(&picture, Theme::Dark).unwrap()).unwrap();
    let extent = picture.frame();
    assert_eq!(f64::from(pixmap.width()), extent.width() * SCALE);
    assert_eq!(
        pixel(&pixmap, extent, extent.x0 + 2.0, extent.y0 + 2.0),
        (0x10, 0x14, 0x1d),
        "the background"
    );
    // The users' card is at (0, 40); nothing is written at its lower right.
    assert_eq!(pixel(&pixmap, extent, 110.0, 108.0), (0x1b, 0x21, 0x30), "the surface of a card");
    // Its edge is a line one unit wide.
    assert_eq!(pixel(&pixmap, extent, 60.0, 39.8), (0x3a, 0x43, 0x59), "the outline of a card");
    // "Users" stands on a baseline 51 below the top, its letters 9 high.
    let letters = (10..45).flat_map(|x| (42..51).map(move |y| (f64::from(x), 40.0 + f64::from(y))));
    let brightest = letters.map(|(x, y)| pixel(&pixmap, extent, x, y).0).max().unwrap();
    assert!(brightest > 0xd0, "letters are drawn: {brightest}");
}

#[test]
fn a_drawing_as_wide_as_a_design_may_be_is_made_smaller() {
    let mut shop = samples::shop();
    shop.components[0].position.x = -9e6;
    let png = write(Format::Png, &shop, Catalogue::builtin(), Theme::Light).unwrap();
    assert!(Pixmap::decode_png(&png).unwrap().width() <= LONGEST_SIDE as u32);
    assert_eq!(read(&png, "").unwrap().diagram, shop);
}

#[test]
fn an_empty_design_is_a_picture_too() {
    let png = write(Format::Png, &diagram::Diagram::default(), Catalogue::builtin(), Theme::Light).unwrap();
    assert!(Pixmap::decode_png(&png).unwrap().width() > 0);
    assert_eq!(
        png,
        write(Format::Png, &diagram::Diagram::default(), Catalogue::builtin(), Theme::Light).unwrap()
    );
}
