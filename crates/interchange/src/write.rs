use diagram::scene::{Findings, Picture};
use diagram::{Catalogue, Diagram, SpatialIndex, format};

use crate::svg::{self, Look};
use crate::{Format, Theme, WriteError, drawio, mermaid};

/// A design as a file. The theme only shows in pictures; a PNG needs the feature `raster`.
///
/// # Errors
/// When pixels are wanted and cannot be made here.
pub fn write(
    format: Format,
    diagram: &Diagram,
    catalogue: &Catalogue,
    theme: Theme,
) -> Result<Vec<u8>, WriteError> {
    let text = match format {
        Format::Design => format::write(diagram),
        Format::Svg => {
            with_picture(diagram, catalogue, |picture| svg::write(picture, Look { theme, font: None }))
        }
        Format::Png => return with_picture(diagram, catalogue, |picture| png(picture, theme)),
        Format::Mermaid => mermaid::write(diagram, catalogue),
        Format::DrawIo => drawio::write(diagram, catalogue),
    };
    Ok(text.into_bytes())
}

/// What of a design a file of this format has no place for, as a sentence; `None` where it keeps all.
pub fn not_kept(format: Format, diagram: &Diagram) -> Option<String> {
    let count = diagram.annotations.len();
    (format == Format::Mermaid && count > 0).then(|| {
        format!(
            "A {} has no place for notes, texts and free arrows: those of this design ({count}) were left out.",
            format.name()
        )
    })
}

/// The design at rest, with nothing found out about it.
fn with_picture<T>(diagram: &Diagram, catalogue: &Catalogue, draw: impl FnOnce(&Picture) -> T) -> T {
    let index = SpatialIndex::of(diagram);
    draw(&Picture { diagram, index: &index, catalogue, findings: &Findings::default(), revision: 0 })
}

#[cfg(all(feature = "raster", not(target_arch = "wasm32")))]
fn png(picture: &Picture, theme: Theme) -> Result<Vec<u8>, WriteError> {
    crate::raster::png(picture, theme)
}

#[cfg(not(all(feature = "raster", not(target_arch = "wasm32"))))]
fn png(_: &Picture, _: Theme) -> Result<Vec<u8>, WriteError> {
    Err(WriteError::NoPixels)
}
