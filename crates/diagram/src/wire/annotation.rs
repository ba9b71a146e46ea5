use kurbo::Point;
use yrs::Any;

use super::Written;
use super::fields::{Fields, Reader, word};
use crate::limits;
use crate::{Annotation, AnnotationId, AnnotationKind};

/// `None` where it does not say what it is. What is left out is told.
pub(crate) fn read_annotation(id: &str, fields: &Fields, left_out: &mut Vec<String>) -> Option<Annotation> {
    let mut reader = Reader::new(fields, "annotation", id, left_out);
    let Some(kind) = reader.one_of::<AnnotationKind>("kind") else {
        reader
            .left_out(format!("Annotation \"{id}\" is of no kind that this version knows and was left out."));
        return None;
    };
    let usual = kind.usual_size();
    let x = reader.number("x", &limits::COORDINATE).unwrap_or(0.0);
    let y = reader.number("y", &limits::COORDINATE).unwrap_or(0.0);
    let to_x = reader.number("to_x", &limits::COORDINATE).unwrap_or(x + usual.width);
    let to_y = reader.number("to_y", &limits::COORDINATE).unwrap_or(y + usual.height);
    Some(Annotation {
        id: AnnotationId(id.to_owned()),
        kind,
        text: reader.text("text").unwrap_or_default(),
        start: Point::new(x, y),
        end: Point::new(to_x, to_y),
    })
}

/// Everything but the id.
pub(crate) fn annotation_fields(annotation: &Annotation) -> Written {
    vec![
        ("kind", word(&annotation.kind)),
        ("text", Any::from(annotation.text.as_str())),
        ("x", Any::from(annotation.start.x)),
        ("y", Any::from(annotation.start.y)),
        ("to_x", Any::from(annotation.end.x)),
        ("to_y", Any::from(annotation.end.y)),
    ]
}
