//! Small builders for tests.

use assessment::{
    AnsweredQuestion, Attempt, Bank, Blank, Choice, Idea, Item, ItemParameters, Next, Observation, Pair,
    Provenance, Question, Source,
};

pub fn parameters(a: f64, b: f64, c: f64, d: f64) -> ItemParameters {
    ItemParameters { a, b, c, d }
}

pub fn rasch(b: f64) -> ItemParameters {
    parameters(1.0, b, 0.0, 1.0)
}

pub fn seen(parameters: ItemParameters, share: f64) -> Observation {
    Observation::new(parameters, share).unwrap()
}

pub fn choice(text: &str, correct: bool) -> Choice {
    Choice { text: text.to_owned(), correct, rationale: format!("Why {text}.") }
}

/// An item that breaks no rule of item writing.
pub fn good_item(id: &str) -> Item {
    let mut options = vec![
        choice("Adding a read replica", true),
        choice("Adding a write-ahead log", false),
        choice("Adding a larger disk", false),
        choice("Adding a second index", false),
    ];
    options[1].rationale = "A log makes writes durable; it serves no reads.".to_owned();
    Item {
        id: id.to_owned(),
        topic: "databases".to_owned(),
        skill: "replication".to_owned(),
        stem: "Reads are ten times as many as writes. Which change takes load off the primary?".to_owned(),
        question: Question::SingleChoice { options },
        hints: vec![
            "Which of the two kinds of load is high?".to_owned(),
            "Who else could answer a read?".to_owned(),
        ],
        explanation: "A replica answers reads; the primary keeps the writes.".to_owned(),
        related: vec!["replication lag".to_owned()],
        sources: vec![Source { title: "Notes".to_owned(), location: "chapter 5".to_owned() }],
        cognitive_level: "apply".to_owned(),
        expected_seconds: 60,
        enemies: Vec::new(),
        parameters: parameters(1.2, 0.0, 0.2, 1.0),
        provenance: Provenance::AuthoredGuess,
    }
}

pub fn item(id: &str, topic: &str, b: f64) -> Item {
    Item { topic: topic.to_owned(), parameters: parameters(1.0, b, 0.0, 1.0), ..good_item(id) }
}

pub fn with_question(question: Question) -> Item {
    Item { question, ..good_item("q") }
}

pub fn steps(count: usize) -> Question {
    Question::Ordering { steps: (1..=count).map(|step| format!("step {step}")).collect() }
}

pub fn numeric(answer: f64, tolerance: f64) -> Question {
    Question::Numeric { answer, tolerance, unit: "ms".to_owned() }
}

pub fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn estimate(answer: f64) -> Question {
    Question::Estimate { answer, unit: "requests".to_owned(), factor: 3.0 }
}

/// Three stores and what each is good at; "Full-text search" belongs to none.
pub fn matching() -> Question {
    let pair = |left: &str, right: &str| Pair {
        left: left.to_owned(),
        right: right.to_owned(),
        rationale: format!("Why {left}."),
    };
    Question::Matching {
        pairs: vec![pair("Redis", "Cache"), pair("Kafka", "Log"), pair("S3", "Files")],
        extra: strings(&["Full-text search"]),
    }
}

pub fn gaps() -> Question {
    let blank =
        |accepted: &[&str]| Blank { accepted: strings(accepted), rationale: format!("Why {}.", accepted[0]) };
    Question::FillIn {
        text: "A ___ cache confirms at once; a ___ cache waits for the database.".to_owned(),
        blanks: vec![blank(&["write-behind", "write-back"]), blank(&["write-through"])],
    }
}

/// Two ideas.
pub fn judged_text() -> Question {
    let idea = |idea: &str, any: &[&str]| Idea {
        idea: idea.to_owned(),
        any: strings(any),
        rationale: format!("Why {idea}."),
    };
    Question::ShortText {
        accepted: strings(&["A thundering herd"]),
        keywords: vec![
            idea("They come at once", &["same time", "at once", "simultan*"]),
            idea("The database is overloaded", &["overload*", "too much load"]),
        ],
        rubric: Vec::new(),
        model_answer: "All clients retry at the same time, which overloads the database.".to_owned(),
    }
}

pub fn rated_text() -> Question {
    Question::ShortText {
        accepted: Vec::new(),
        keywords: Vec::new(),
        rubric: strings(&["Names a cost", "Names a gain"]),
        model_answer: "It costs a write and saves many reads.".to_owned(),
    }
}

pub fn told_story() -> Question {
    Question::Story {
        principles: strings(&["ownership"]),
        rubric: strings(&[
            "It is clear what you did",
            "The result is measured",
            "It can be told in four minutes",
        ]),
    }
}

pub fn design() -> Question {
    Question::Design { task: "two-servers".to_owned() }
}

/// `count` items over five topics.
pub fn synthetic_items(count: usize, seed: u64) -> Vec<Item> {
    assessment::synthetic_items(count, 5, seed)
}

/// A program to write.
pub fn code() -> Question {
    serde_json::from_value(serde_json::json!({
        "kind": "code",
        "starting_code": "def twice(number):\n    pass\n",
        "solution": "def twice(number):\n    return 2 * number\n",
        "criteria": [
            { "description": "It doubles", "points": 3,
              "check": { "check": "function", "cases": [{ "call": "twice(2)", "expected": 4 }] } },
            { "description": "It ends", "points": 1, "check": { "check": "no_error" } },
        ],
    }))
    .expect("a question of the kind code")
}

pub fn answer(item: &str, share: f64) -> AnsweredQuestion {
    AnsweredQuestion {
        item: item.to_owned(),
        topic: "databases".to_owned(),
        skill: "replication".to_owned(),
        answer: assessment::Answer::Chosen(vec![0]),
        correctness: share,
        credit: share,
        elapsed_millis: 60_000,
        expected_millis: 60_000,
        confidence: None,
    }
}

/// Shows and answers the next question; says which it was.
pub fn step(attempt: &mut Attempt, bank: &Bank, share: f64) -> Option<String> {
    let Next::Question(index) = attempt.next(bank) else { return None };
    let id = bank.id(index).unwrap().to_owned();
    attempt.shown(&id, bank.parameters(index).unwrap()).unwrap();
    let topic = bank.topics()[bank.topic_of(index).unwrap()].clone();
    attempt.answered(AnsweredQuestion { topic, ..answer(&id, share) }).unwrap();
    Some(id)
}

/// Answers by these shares, in order; says which questions came.
pub fn run(attempt: &mut Attempt, bank: &Bank, shares: &[f64]) -> Vec<String> {
    shares.iter().map_while(|share| step(attempt, bank, *share)).collect()
}
