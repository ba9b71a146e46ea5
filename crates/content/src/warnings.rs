use assessment::lint;

use crate::{Pack, prose};

/// What does not keep a pack from being used but is worth knowing before: sentences, each with a count.
pub fn warnings(pack: &Pack) -> Vec<String> {
    let unsourced = pack.items.iter().filter(|item| item.sources.is_empty()).count();
    let broken = pack.items.iter().filter(|item| !lint(item).is_empty()).count();
    let wording = prose::style_flaws(pack).len();
    let said = [
        (usize::from(pack.author.trim().is_empty()), "The pack does not say who wrote it."),
        (usize::from(pack.items.is_empty()), "The pack has no questions."),
        (unsourced, "questions name no source, so that what they say cannot be looked up."),
        (broken, "questions break a rule of good item writing, such as an answer that gives itself away."),
        (wording, "texts shout, are empty, or hold emoji."),
    ];
    said.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(
            |(count, words)| {
                if words.starts_with("The ") { words.to_owned() } else { format!("{count} {words}") }
            },
        )
        .collect()
}
