use diagram::scene::{Findings, Picture, Status};
use diagram::{Catalogue, ComponentId, ConnectionId, Diagram, SpatialIndex, format};
use interchange::{Format, Theme, png, svg};

use crate::message::{Answer, Look, Order};

/// Does what is asked. The bytes are the file or the design that the answer speaks of.
pub fn carry_out(order: &Order, attached: &[Vec<u8>]) -> (Answer, Vec<u8>) {
    let outcome = match order {
        Order::Read { name } => read(first(attached), name),
        Order::Write { ending, look, kinds } => write(attached, ending, look, &Catalogue::builtin_and(kinds)),
        Order::Embed => embed(attached),
    };
    outcome.unwrap_or_else(|sentence| (Answer::Refused { sentence }, Vec::new()))
}

type Outcome = Result<(Answer, Vec<u8>), String>;

fn read(file: &[u8], name: &str) -> Outcome {
    let read = interchange::read(file, name).map_err(|error| error.to_string())?;
    let answer = Answer::Read { format: read.format.name().to_owned(), left_out: read.notes };
    Ok((answer, format::write(&read.diagram).into_bytes()))
}

fn write(attached: &[Vec<u8>], ending: &str, look: &Look, catalogue: &Catalogue) -> Outcome {
    let diagram = design(first(attached))?;
    let format = Format::of_file_name(&format!("design.{ending}"))
        .ok_or_else(|| format!("A design cannot be saved as “{ending}”."))?;
    let file = if format == Format::Svg {
        drawn(&diagram, catalogue, look, attached.get(1).map(Vec::as_slice)).into_bytes()
    } else {
        interchange::write(format, &diagram, catalogue, theme(look)).map_err(|error| error.to_string())?
    };
    Ok((Answer::Written, file))
}

/// As the screen shows it, findings included.
fn drawn(diagram: &Diagram, catalogue: &Catalogue, look: &Look, font: Option<&[u8]>) -> String {
    let statuses = look.seen.iter().map(|seen| {
        let status = Status {
            utilisation: seen.utilisation,
            is_on_critical_path: seen.is_on_critical_path,
            is_single_point_of_failure: seen.is_single_point_of_failure,
        };
        (ComponentId(seen.component.clone()), status)
    });
    let findings = Findings {
        statuses: statuses.collect(),
        highlighted: look.highlighted.iter().cloned().map(ConnectionId).collect(),
    };
    let index = SpatialIndex::of(diagram);
    let picture = Picture { diagram, index: &index, catalogue, findings: &findings, revision: 0 };
    svg::write(&picture, svg::Look { theme: theme(look), font })
}

fn theme(look: &Look) -> Theme {
    if look.is_dark { Theme::Dark } else { Theme::Light }
}

fn embed(attached: &[Vec<u8>]) -> Outcome {
    let diagram = design(attached.get(1).map_or(&[], Vec::as_slice))?;
    let picture = png::with_design(first(attached), &diagram).map_err(|error| error.to_string())?;
    Ok((Answer::Written, picture))
}

fn first(attached: &[Vec<u8>]) -> &[u8] {
    attached.first().map_or(&[], Vec::as_slice)
}

fn design(bytes: &[u8]) -> Result<Diagram, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "The design is not text.".to_owned())?;
    Ok(format::read(text).map_err(|error| error.to_string())?.diagram)
}
