//! What happens between two questions: an answer is taken in, the ability estimated anew and the next question chosen.

use assessment::{
    Answer, AnsweredQuestion, Attempt, Balance, Bank, Item, ItemParameters, Next, Observation, Prior,
    Provenance, Question, Rule, Settings, SplitMix64, StopRule, eap,
};
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};

const ANSWERED: usize = 20;

/// All but maximum information, which is the default.
const RULES: [Rule; 7] = [
    Rule::KullbackLeibler,
    Rule::KullbackLeiblerPosterior,
    Rule::LikelihoodWeighted,
    Rule::PosteriorWeighted,
    Rule::Urry,
    Rule::AStratified { strata: 4 },
    Rule::Random,
];

fn items(count: usize) -> Vec<Item> {
    let mut random = SplitMix64::new(7);
    let mut uniform = || random.below(10_000) as f64 / 10_000.0;
    let item = |index: usize| Item {
        id: format!("system-design.item-{index:05}"),
        topic: format!("topic-{}", index % 20),
        skill: "skill".to_owned(),
        stem: String::new(),
        question: Question::Numeric { answer: 1.0, tolerance: 0.0, unit: String::new() },
        hints: Vec::new(),
        explanation: String::new(),
        related: Vec::new(),
        sources: Vec::new(),
        cognitive_level: "apply".to_owned(),
        expected_seconds: 60,
        enemies: vec![format!("system-design.item-{:05}", index ^ 1)],
        parameters: ItemParameters {
            a: 0.5 + 1.5 * uniform(),
            b: 6.0 * uniform() - 3.0,
            c: 0.25 * uniform(),
            d: 1.0,
        },
        provenance: Provenance::AuthoredGuess,
    };
    (0..count).map(item).collect()
}

fn answer(item: &str, correctness: f64) -> AnsweredQuestion {
    AnsweredQuestion {
        item: item.to_owned(),
        topic: String::new(),
        skill: String::new(),
        answer: Answer::Number(correctness),
        correctness,
        credit: correctness,
        elapsed_millis: 60_000,
        expected_millis: 60_000,
        confidence: None,
    }
}

/// An attempt with 20 answers and one question that waits for its own.
fn under_way(bank: &Bank, settings: Settings) -> (Attempt, String) {
    let mut attempt = Attempt::started(settings);
    let mut waiting = String::new();
    for asked in 0..=ANSWERED {
        if let Next::Question(index) = attempt.next(bank) {
            waiting = bank.id(index).unwrap_or_default().to_owned();
            if let Some(parameters) = bank.parameters(index) {
                attempt.shown(&waiting, parameters).ok();
            }
        }
        if asked < ANSWERED {
            attempt.answered(answer(&waiting, (asked % 2) as f64)).ok();
        }
    }
    (attempt, waiting)
}

fn answer_to_next_question(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("answer taken in, ability estimated, next question chosen");
    for count in [510, 5_000] {
        let items = items(count);
        let Ok(bank) = Bank::new(&items) else { continue };
        let whole_bank = Settings { stop: StopRule::after(200), ..Settings::adaptive(60, 1) };
        // Without topics to balance every item is weighed, which is the most there is to do.
        let unbalanced = Settings { balance: Balance::None, ..whole_bank.clone() };
        let listed =
            Settings { pool: items.iter().map(|item| item.id.clone()).collect(), ..whole_bank.clone() };
        let mut cases = vec![
            ("whole bank".to_owned(), whole_bank),
            ("no balance".to_owned(), unbalanced.clone()),
            ("listed pool".to_owned(), listed),
        ];
        cases.extend(RULES.map(|rule| (format!("{rule:?}"), Settings { rule, ..unbalanced.clone() })));
        for (name, settings) in cases {
            let under_way = under_way(&bank, settings);
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                let next = |(mut attempt, waiting): (Attempt, String)| {
                    attempt.answered(answer(&waiting, 1.0)).ok();
                    (attempt.next(&bank), attempt)
                };
                bencher.iter_batched(|| under_way.clone(), next, BatchSize::SmallInput);
            });
        }
    }
    group.finish();
}

fn eap_from_the_beginning(criterion: &mut Criterion) {
    let observations: Vec<Observation> = items(ANSWERED)
        .iter()
        .enumerate()
        .filter_map(|(index, item)| Observation::new(item.parameters, (index % 2) as f64).ok())
        .collect();
    criterion.bench_function("EAP of 20 answers from the beginning", |bencher| {
        bencher.iter(|| eap(std::hint::black_box(&observations), &Prior::default()));
    });
}

criterion_group!(benches, answer_to_next_question, eap_from_the_beginning);
criterion_main!(benches);
