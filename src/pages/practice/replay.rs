//! An attempt as the journal recorded it, as the attempt that the measurement knows.

use assessment::{
    Answer, AnsweredQuestion, Attempt, Bank, Classification, ItemParameters, Order, Prior, Settings, Story,
    credit, grade,
};
use content::Pack;
use journal::{Answered, QuestionShown, QuizCut, QuizMode, QuizStarted, Response, StoryTold};
use progress::AttemptStep;

pub fn settings(started: &QuizStarted) -> Settings {
    let mut settings = Settings::adaptive(started.length, started.seed);
    settings.topics = started.topics.clone();
    settings.pool = started.pool.clone();
    settings.recently_seen = started.recently_seen.clone();
    settings.prior = Prior::normal(started.prior_mean, started.prior_sd).unwrap_or_default();
    let is_drawn_before = match started.mode {
        QuizMode::Fixed | QuizMode::Review | QuizMode::Tutorial => true,
        // Without a drawn list an exam chooses by the answers.
        QuizMode::Exam => !started.pool.is_empty(),
        QuizMode::Adaptive => false,
    };
    // The time of an exam is kept by its clock, which hands in what is there.
    if started.mode != QuizMode::Exam {
        settings.stop.time_millis = started.limit_millis;
    }
    settings.stop.standard_error = started.until_standard_error;
    settings.stop.information = started.until_information;
    // What makes no test, as from somebody else's journal, decides nothing.
    settings.stop.classification = started.until_decided.map(classification).filter(Classification::is_sound);
    if is_drawn_before {
        settings.order = Order::AsListed;
    }
    settings
}

fn classification(QuizCut { cut, indifference, error }: QuizCut) -> Classification {
    Classification { cut, indifference, error }
}

/// The attempt after all its recorded steps; `None` while its start is not known here. A step that does not fit is
/// passed over, as it would be in any replay.
pub fn attempt(record: &progress::Attempt) -> Option<Attempt> {
    let mut attempt = Attempt::started(settings(record.started.as_ref()?));
    for step in &record.steps {
        let _ = match step {
            AttemptStep::Shown(shown) => attempt.shown(&shown.item, parameters(shown.parameters)),
            AttemptStep::HintOpened { item, level } => attempt.hint(item, *level),
            AttemptStep::Answered(answered) => attempt.answered(answered_question(answered)).map(drop),
            AttemptStep::ExplanationViewed { .. } => Ok(()),
        };
    }
    Some(attempt)
}

pub fn parameters([a, b, c, d]: [f64; 4]) -> ItemParameters {
    ItemParameters { a, b, c, d }
}

fn answered_question(answered: &Answered) -> AnsweredQuestion {
    AnsweredQuestion {
        item: answered.item.clone(),
        topic: answered.topic.clone(),
        skill: answered.skill.clone(),
        answer: answer(&answered.response),
        correctness: answered.correctness,
        credit: answered.credit,
        elapsed_millis: answered.elapsed_millis,
        expected_millis: answered.expected_millis,
        confidence: answered.confidence,
    }
}

pub fn answer(response: &Response) -> Answer {
    match response {
        Response::Chosen(chosen) => Answer::Chosen(chosen.clone()),
        Response::Number(number) => Answer::Number(*number),
        Response::Ordered(order) => Answer::Ordered(order.clone()),
        Response::Matched(chosen) => Answer::Matched(chosen.clone()),
        Response::Filled(given) => Answer::Filled(given.clone()),
        Response::Text { text, ratings } => Answer::Text { text: text.clone(), ratings: ratings.clone() },
        Response::Story(told) => Answer::Story(Box::new(story_of(told.clone()))),
        Response::Built { design, met, share } => {
            Answer::Built { design: design.clone(), met: met.clone(), share: *share }
        }
        Response::Coded { code, met, share } => {
            Answer::Coded { code: code.clone(), met: met.clone(), share: *share }
        }
        Response::Skipped => Answer::Skipped,
    }
}

/// What was told, as the engine of assessment reads it.
pub fn story_of(told: StoryTold) -> Story {
    let StoryTold { situation, task, action, result, principles, ratings } = told;
    Story { situation, task, action, result, principles, ratings }
}

pub fn told_of(story: Story) -> StoryTold {
    let Story { situation, task, action, result, principles, ratings } = story;
    StoryTold { situation, task, action, result, principles, ratings }
}

fn response(answer: Answer) -> Response {
    match answer {
        Answer::Chosen(chosen) => Response::Chosen(chosen),
        Answer::Number(number) => Response::Number(number),
        Answer::Ordered(order) => Response::Ordered(order),
        Answer::Matched(chosen) => Response::Matched(chosen),
        Answer::Filled(given) => Response::Filled(given),
        Answer::Text { text, ratings } => Response::Text { text, ratings },
        Answer::Story(told) => Response::Story(told_of(*told)),
        Answer::Built { design, met, share } => Response::Built { design, met, share },
        Answer::Coded { code, met, share } => Response::Coded { code, met, share },
        Answer::Skipped => Response::Skipped,
    }
}

/// What the journal keeps when the question at `index` of the bank comes on the screen.
pub fn shown(
    attempt_id: &str,
    attempt: &Attempt,
    bank: &Bank,
    pack: &Pack,
    index: usize,
) -> Option<QuestionShown> {
    let item = pack.items.get(index)?;
    let ItemParameters { a, b, c, d } = bank.parameters(index)?;
    Some(QuestionShown {
        attempt: attempt_id.to_owned(),
        item: item.id.clone(),
        position: attempt.answered_count(),
        parameters: [a, b, c, d],
    })
}

/// What the journal keeps of an answer to the question that is open.
pub fn answered(
    attempt_id: &str,
    attempt: &Attempt,
    pack: &Pack,
    given: Answer,
    elapsed_millis: u64,
    confidence: Option<u8>,
) -> Option<Answered> {
    let open = attempt.open_question()?;
    let item = pack.item(&open.item)?;
    let correctness = grade(&item.question, &given).correctness;
    let hints_total = u8::try_from(item.hints.len()).unwrap_or(u8::MAX);
    let ItemParameters { a, b, c, d } = open.parameters;
    Some(Answered {
        attempt: attempt_id.to_owned(),
        subject: pack.id.clone(),
        item: item.id.clone(),
        topic: item.topic.clone(),
        skill: item.skill.clone(),
        response: response(given),
        correctness,
        credit: credit(correctness, open.hints, hints_total),
        elapsed_millis,
        expected_millis: u64::from(item.expected_seconds) * 1000,
        hints: open.hints,
        confidence,
        parameters: [a, b, c, d],
    })
}
