use super::*;
use crate::{Format, Read, read, samples};

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length, name.as_slice(), data, &checksum(&[name, data]).to_be_bytes()].concat()
}

/// One grey pixel.
fn picture(extra: &[Vec<u8>]) -> Vec<u8> {
    let mut png = SIGNATURE.to_vec();
    png.extend(chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
    extra.iter().for_each(|extra| png.extend(extra));
    png.extend(chunk(b"IDAT", &miniz_oxide::deflate::compress_to_vec_zlib(&[0, 128], 6)));
    png.extend(chunk(b"IEND", &[]));
    png
}

fn text_chunk(name: &[u8; 4], between: &[u8], text: &[u8]) -> Vec<u8> {
    chunk(name, &[KEYWORD.as_bytes(), between, text].concat())
}

#[test]
fn the_checksum_is_the_one_of_the_standard() {
    // Every PNG ends with these bytes.
    assert_eq!(chunk(b"IEND", &[]), b"\0\0\0\0IEND\xae\x42\x60\x82");
    assert_eq!(checksum(&[b"1234", b"56789"]), 0xcbf4_3926);
}

#[test]
fn a_picture_keeps_the_design_and_stays_a_picture() {
    let shop = samples::shop();
    let png = with_design(&picture(&[]), &shop).unwrap();
    let Read { diagram, format, notes } = read(&png, "shop.png").unwrap();
    assert_eq!((diagram, format, notes.len()), (shop, Format::Png, 0));
    // Nothing of the picture changed, and the last chunk is still the last.
    assert!(png.starts_with(&picture(&[])[..33]) && png.ends_with(&picture(&[])[33..]));
}

#[test]
fn a_second_design_takes_the_place_of_the_first() {
    let first = with_design(&picture(&[]), &samples::shop()).unwrap();
    let second = with_design(&first, &Diagram::default()).unwrap();
    assert_eq!(second, with_design(&picture(&[]), &Diagram::default()).unwrap());
}

#[test]
fn a_design_is_found_in_every_sort_of_text_chunk() {
    let json = format::write(&samples::shop());
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(json.as_bytes(), 6);
    for extra in [
        text_chunk(b"tEXt", b"\0", json.as_bytes()),
        text_chunk(b"zTXt", b"\0\0", &packed),
        text_chunk(b"iTXt", b"\0\0\0en\0word\0", json.as_bytes()),
        text_chunk(b"iTXt", b"\0\x01\0\0\0", &packed),
    ] {
        let other = chunk(b"tEXt", b"Software\0a browser");
        assert_eq!(read(&picture(&[other, extra]), "").unwrap().diagram, samples::shop());
    }
}

#[test]
fn a_picture_that_drawio_saved_holds_a_diagram() {
    let drawing = "%3Cmxfile%3E%3Cdiagram%3E%3CmxGraphModel%3E%3Croot%3E%3CmxCell%20id%3D%222%22%20vertex%3D%221%22%20value%3D%22Redis%22%2F%3E%3C%2Froot%3E%3C%2FmxGraphModel%3E%3C%2Fdiagram%3E%3C%2Fmxfile%3E";
    let extra = chunk(b"tEXt", &[b"mxfile\0", drawing.as_bytes()].concat());
    let read = read(&picture(&[extra]), "").unwrap();
    assert_eq!(read.diagram.components[0].kind, "cache");
}

#[test]
fn a_picture_without_a_design_or_with_a_damaged_one_is_refused() {
    assert_eq!(read(&picture(&[]), "").unwrap_err(), ReadError::PictureOnly { what: "PNG" });
    let mut png = with_design(&picture(&[]), &samples::shop()).unwrap();
    png[100] ^= 1;
    assert!(matches!(
        read(&png, ""),
        Err(ReadError::Damaged { how: "the checksum of the design in it is wrong", .. })
    ));
    let cut = &with_design(&picture(&[]), &samples::shop()).unwrap()[..200];
    assert!(matches!(read(cut, ""), Err(ReadError::Damaged { how: "its end is missing", .. })));
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; crate::limits::LARGEST_FILE + 1], 1);
    let bomb = picture(&[text_chunk(b"zTXt", b"\0\0", &bomb)]);
    assert_eq!(read(&bomb, "").unwrap_err(), ReadError::TooLarge);
    let rubbish = picture(&[text_chunk(b"tEXt", b"\0", b"\xff\xff")]);
    assert!(matches!(read(&rubbish, ""), Err(ReadError::Damaged { .. })));
}

#[test]
fn a_picture_whose_pixels_are_cut_off_still_gives_its_design() {
    let png = with_design(&picture(&[]), &samples::shop()).unwrap();
    assert_eq!(read(&png[..png.len() - 30], "").unwrap().diagram, samples::shop());
}

#[test]
fn a_design_is_not_put_into_what_is_no_picture() {
    let png = picture(&[]);
    let mut broken_header = png.clone();
    broken_header[20] ^= 1;
    for bytes in [&b""[..], b"GIF89a", SIGNATURE, &png[..40], &broken_header] {
        assert_eq!(with_design(bytes, &Diagram::default()), Err(WriteError::NotAPng));
    }
}
