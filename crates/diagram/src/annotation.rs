use kurbo::{Point, Rect, Size, Vec2};
use serde::{Deserialize, Serialize};

/// Identifies an annotation within one diagram.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(pub String);

/// Something written or drawn beside the design: no analysis looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    pub id: AnnotationId,
    pub kind: AnnotationKind,
    /// What it says; beside an arrow, what the arrow says.
    pub text: String,
    /// One corner, or where an arrow starts, in document units.
    pub start: Point,
    /// The opposite corner, or the tip of an arrow.
    pub end: Point,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnotationKind {
    /// Words on a sheet.
    Note,
    /// Words alone.
    Text,
    /// A straight arrow that joins nothing.
    Arrow,
}

impl AnnotationKind {
    /// From the start to the end of one that was put down with a click.
    pub fn usual_size(self) -> Size {
        match self {
            Self::Note => Size::new(176.0, 96.0),
            Self::Text => Size::new(176.0, 32.0),
            Self::Arrow => Size::new(120.0, 0.0),
        }
    }
}

impl Annotation {
    /// Neither width nor height is negative; an arrow may have none of one of them.
    pub fn bounds(&self) -> Rect {
        Rect::from_points(self.start, self.end)
    }

    /// The same by so many document units further on.
    #[must_use]
    pub fn shifted(&self, by: Vec2) -> Self {
        Self { start: self.start + by, end: self.end + by, ..self.clone() }
    }
}
