//! Pictures of an author's folder: each is one that a pack may carry, and something shows it.

use super::{Problem, SourcePictures};
use crate::{Pack, Picture, PictureKind, limits, picture, prose};

pub(super) fn embedded(pictures: &SourcePictures) -> Vec<Picture> {
    pictures.iter().map(|(name, bytes)| Picture::of_bytes(name, bytes)).collect()
}

pub(super) fn problems(pack: &Pack, pictures: &SourcePictures) -> Vec<Problem> {
    let shown = prose::shown_pictures(pack);
    let objection = |(name, bytes): (&String, &Vec<u8>)| {
        let message = match PictureKind::of_name(name) {
            Some(kind) if picture::is_name(name) => picture::objection_to_bytes(kind, bytes).or_else(|| {
                (!shown.contains(name)).then(|| {
                    format!("no text shows this picture; ![what it shows]({name}) was expected somewhere")
                })
            }),
            _ => Some(
                "a name of lower-case letters, digits and hyphens was expected, right in the folder images"
                    .to_owned(),
            ),
        };
        message.map(|message| Problem::new(name, None, message))
    };
    let mut problems: Vec<Problem> = pictures.iter().filter_map(objection).collect();
    if pictures.len() > limits::MAX_PICTURES {
        let message = format!("{} pictures; at most {} were expected", pictures.len(), limits::MAX_PICTURES);
        problems.push(Problem::new("images", None, message));
    }
    problems
}
