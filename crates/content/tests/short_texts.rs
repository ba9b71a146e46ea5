//! What learners write in their own words is told from what only sounds like it, in every pack that ships.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use assessment::{Answer, Question, grade};
use content::compile::compile_folder;

/// Answers in words of their own, and answers that use the words of the question without its sense.
struct Tried {
    item: &'static str,
    good: &'static [&'static str],
    bad: &'static [&'static str],
}

const TRIED: &[Tried] = &[
    Tried {
        item: "resilience-pattern-named",
        good: &["Breaker", "I think it is called circuit breaking."],
        bad: &["Bulkhead", "Retry with a pause that grows"],
    },
    Tried {
        item: "idempotency-key-from-the-client",
        good: &[
            "When the client retries it can send the same key, whereas the server would give every arrival a different key.",
            "The server cannot tell whether a request is a repetition; only the client itself knows that it is trying again.",
            "A repeated request has to carry the same idempotency key, or else the customer might be charged twice.",
            "If the server made it, a retry would look like a second payment. The client reuses its key.",
        ],
        bad: &[
            "Never the same key: a duplicate.",
            "The client chooses the key so that the server has less work, and keys stay short.",
            "So that nobody else can guess the key and pay with it.",
        ],
    },
    Tried {
        item: "what-is-missing",
        good: &["It is the result.", "No outcome: one does not learn whether it still fails today."],
        bad: &["The situation", "The action, since one cannot see how the results were reached."],
    },
    Tried {
        item: "result-made-measurable",
        good: &["How many bugs customers report each month", "Failure rate of releases, before and after"],
        bad: &["Whether the team likes writing tests", "Ask colleagues if the code feels better"],
    },
    Tried {
        item: "clock-change",
        good: &["On the Sunday when the clocks go back", "When summer time starts or ends"],
        bad: &["On every day of summer time", "On holidays, by the clock of that hour"],
    },
];

/// Every question that is judged by its words, of every pack.
fn judged_by_words() -> BTreeMap<String, Question> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let packs = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let items = packs.filter(|path| path.is_dir()).flat_map(|path| {
        let pack =
            compile_folder(&path).unwrap_or_else(|problems| panic!("{}: {problems:#?}", path.display()));
        pack.items
    });
    let judged = items.filter(|item| {
        matches!(item.question, Question::ShortText { .. }) && item.question.rubric().is_none()
    });
    judged.map(|item| (item.id, item.question)).collect()
}

fn share(question: &Question, text: &str) -> f64 {
    grade(question, &Answer::Text { text: text.to_owned(), ratings: Vec::new() }).correctness
}

#[test]
fn good_answers_in_other_words_pass_and_words_without_the_sense_do_not() {
    let mut questions = judged_by_words();
    for Tried { item, good, bad } in TRIED {
        let question = questions.remove(*item).unwrap_or_else(|| panic!("{item} is gone"));
        for answer in *good {
            assert!(share(&question, answer) >= 1.0, "{item}: {answer:?} gets {}", share(&question, answer));
        }
        for answer in *bad {
            assert!(share(&question, answer) <= 0.0, "{item}: {answer:?} gets {}", share(&question, answer));
        }
    }
    assert_eq!(questions.keys().collect::<Vec<_>>(), Vec::<&String>::new(), "each is tried here");
}
