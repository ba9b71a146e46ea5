//! How long the browser takes between two questions.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use assessment::{
    Answer, AnsweredQuestion, Attempt, Balance, Bank, Next, Settings, StopRule, synthetic_items,
};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ROUNDS: usize = 200;

fn answer(item: &str, share: f64) -> AnsweredQuestion {
    AnsweredQuestion {
        item: item.to_owned(),
        topic: String::new(),
        skill: String::new(),
        answer: Answer::Number(share),
        correctness: share,
        credit: share,
        elapsed_millis: 60_000,
        expected_millis: 60_000,
        confidence: None,
    }
}

/// An attempt with 20 answers and a question that waits for its own.
fn under_way(bank: &Bank, settings: Settings) -> (Attempt, String) {
    let mut attempt = Attempt::started(settings);
    for answered in 0.. {
        let Next::Question(index) = attempt.next(bank) else { break };
        let id = bank.id(index).unwrap().to_owned();
        attempt.shown(&id, bank.parameters(index).unwrap()).unwrap();
        if answered == 20 {
            return (attempt, id);
        }
        attempt.answered(answer(&id, f64::from(answered % 2))).unwrap();
    }
    unreachable!("a bank of thousands has a twenty-first question")
}

/// Milliseconds from an answer to the next question, the median of many.
fn median_millis(bank: &Bank, settings: Settings) -> f64 {
    let performance = web_sys::window().unwrap().performance().unwrap();
    let (attempt, waiting) = under_way(bank, settings);
    let copies = vec![attempt; ROUNDS];
    let mut millis: Vec<f64> = Vec::with_capacity(ROUNDS);
    // The browser's clock is coarse: ten at a time.
    for ten in copies.chunks(10) {
        let mut ten = ten.to_vec();
        let began = performance.now();
        for attempt in &mut ten {
            attempt.answered(answer(&waiting, 1.0)).unwrap();
            assert!(matches!(attempt.next(bank), Next::Question(_)));
        }
        millis.push((performance.now() - began) / 10.0);
    }
    millis.sort_by(f64::total_cmp);
    millis[millis.len() / 2]
}

#[wasm_bindgen_test]
fn an_answer_is_taken_in_and_the_next_of_5000_questions_chosen_within_two_milliseconds() {
    let bank = Bank::new(&synthetic_items(5_000, 20, 7)).unwrap();
    let balanced = Settings { stop: StopRule::after(200), ..Settings::adaptive(60, 1) };
    let unbalanced = Settings { balance: Balance::None, ..balanced.clone() };
    for (name, settings) in [("topics balanced", balanced), ("every question weighed", unbalanced)] {
        let millis = median_millis(&bank, settings);
        console_log!("{name}: {millis:.3} ms");
        assert!(millis < 2.0, "{name}: {millis} ms");
    }
}
