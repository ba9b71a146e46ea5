//! How the components of a run stand: as marks on the drawing, and in one sentence.

use analysis::simulation::{ComponentFrame, Frame};
use analysis::words;
use diagram::scene::Busy;

/// Marks of the components of a frame, by position in the simulated design. Clients and what has nothing to do have none.
pub fn standing(frame: &Frame) -> Vec<Busy> {
    let mark = |(component, one): (usize, &ComponentFrame)| {
        let has_news = one.is_down || one.waiting + one.in_service > 0 || one.utilisation > 0.0;
        (has_news && (one.places > 0 || one.is_down)).then(|| Busy {
            component,
            share: one.utilisation,
            queue: filled(one),
            waiting: if one.waiting > 0 {
                format!("{} wait", words::number(one.waiting as f64))
            } else {
                String::new()
            },
            failing: failing(one),
            is_down: one.is_down,
        })
    };
    frame.components.iter().enumerate().filter_map(mark).collect()
}

/// Half full when as many wait as are worked on, and never quite full.
fn filled(component: &ComponentFrame) -> f64 {
    let waiting = component.waiting as f64;
    if waiting > 0.0 { waiting / (waiting + component.places.max(1) as f64) } else { 0.0 }
}

fn failing(component: &ComponentFrame) -> String {
    if component.failed_per_second > 0.0 {
        format!("{} a second fail", words::number(component.failed_per_second))
    } else {
        String::new()
    }
}

/// The same in one sentence or three, for whoever does not see the drawing. `names` are those of the components.
pub fn standing_in_words(frame: &Frame, names: &[String]) -> String {
    let mut said = format!(
        "{} seconds simulated: {} requests a second completed, {} failed.",
        words::number((frame.nanos as f64 / 1e9).round()),
        words::number(frame.completed_per_second),
        words::number(frame.failed_per_second)
    );
    let name = |at: usize| names.get(at).map_or("A component", String::as_str);
    let down = frame.components.iter().enumerate().filter(|(_, one)| one.is_down).map(|(at, _)| name(at));
    let down: Vec<&str> = down.collect();
    if !down.is_empty() {
        said.push_str(&format!(" Down: {}.", words::names(down.into_iter())));
    }
    let longest = frame.components.iter().enumerate().max_by_key(|(_, one)| one.waiting);
    if let Some((at, one)) = longest.filter(|(_, one)| one.waiting > 0) {
        let waiting = words::number(one.waiting as f64);
        said.push_str(&format!(" The longest line is at {}, where {waiting} wait.", name(at)));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{component, frame};

    #[test]
    fn only_what_has_something_to_do_is_marked() {
        let busy = ComponentFrame { waiting: 4, in_service: 4, places: 4, utilisation: 0.9, ..component() };
        let down = ComponentFrame { is_down: true, ..component() };
        let found = standing(&Frame { components: vec![component(), busy, down], ..frame() });
        assert_eq!(found.iter().map(|busy| busy.component).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((found[0].queue, found[0].waiting.as_str()), (0.5, "4 wait"));
        assert!(found[1].is_down && found[1].waiting.is_empty());
    }

    #[test]
    fn the_sentence_names_what_is_down_and_where_most_wait() {
        let busy = ComponentFrame { waiting: 40, places: 4, ..component() };
        let down = ComponentFrame { is_down: true, ..component() };
        let frame = Frame {
            nanos: 12_400_000_000,
            completed_per_second: 80.0,
            failed_per_second: 3.0,
            components: vec![busy, down],
            ..frame()
        };
        let names = ["Orders".to_owned(), "Payments".to_owned()];
        assert_eq!(
            standing_in_words(&frame, &names),
            "12 seconds simulated: 80 requests a second completed, 3 failed. Down: Payments. The longest line is at Orders, \
             where 40 wait."
        );
        assert!(standing_in_words(&frame, &[]).contains("A component"));
    }
}
