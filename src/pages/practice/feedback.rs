use std::sync::Arc;
use std::time::Duration;

use assessment::{
    Answer, Attempt, Item, Question, Reason, Verdict, feedback, grade, principle_coverage, right_in_words,
    story_checks,
};
use journal::Body;
use leptos::ev;
use leptos::prelude::*;

use super::answer_form::{HandedIn, StoryChecks, criteria_met};
use super::reviews::ComesBack;
use super::running::running;
use super::why::WhyThisQuestion;
use crate::browser::element;
use crate::learner::Learner;
use crate::library::Shelved;
use crate::parts;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::markdown::Markdown;

const HEADING: &str = "feedback-heading";

/// What the answer that was just given shows: why, what to do next, where it can be read up.
#[component]
pub fn Feedback(
    id: Memo<String>,
    item: String,
    attempt: Memo<Option<Attempt>>,
    shelved: Arc<Shelved>,
    next: Callback<()>,
    /// When it comes again is told.
    is_review: bool,
) -> impl IntoView {
    note_when_read(id.get_untracked(), item.clone());
    let on_key = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Enter" && !element::on_button() {
            event.prevent_default();
            next.run(());
        }
    });
    on_cleanup(move || on_key.remove());
    // The question that had the keyboard is gone from the page.
    Effect::new(move || element::focus(HEADING));
    let more = {
        let (shelved, item) = (shelved.clone(), item.clone());
        let subject = shelved.pack.id.clone();
        view! {
            {is_review.then(|| view! { <ComesBack subject item=item.clone() /> })}
            <WhyThisQuestion attempt item shelved />
        }
        .into_any()
    };
    attempt.with_untracked(|attempt| {
        let item = shelved.pack.item(&item)?;
        Some(answered(item, attempt.as_ref()?, &shelved, next, more))
    })
}

/// Writes down, once for each question of an attempt, that its explanation was on the screen long enough to be read.
pub fn note_when_read(attempt: String, item: String) {
    const READING: Duration = Duration::from_secs(2);
    let learner = expect_context::<Learner>();
    let note = move || {
        let is_noted = learner.progress().with_untracked(|progress| {
            let attempt = progress.quizzes.get(&attempt);
            attempt.is_some_and(|attempt| attempt.has_viewed_explanation(&item))
        });
        if !is_noted {
            let (attempt, item) = (attempt.clone(), item.clone());
            learner.record(Body::ExplanationViewed { attempt, item });
        }
    };
    let waiting = set_timeout_with_handle(note, READING);
    on_cleanup(move || waiting.into_iter().for_each(|waiting| waiting.clear()));
}

fn answered(
    item: &Item,
    attempt: &Attempt,
    shelved: &Arc<Shelved>,
    next: Callback<()>,
    more: AnyView,
) -> impl IntoView + use<> {
    let answers: Vec<_> = attempt.asked().iter().filter_map(|asked| asked.answered.as_ref()).collect();
    let given = answers.iter().find(|answered| answered.item == item.id);
    let answer = given.map_or(Answer::Skipped, |given| given.answer.clone());
    let earlier: Vec<f64> = answers
        .iter()
        .filter(|answered| answered.item != item.id)
        .map(|answered| answered.correctness)
        .collect();
    let graded = grade(&item.question, &answer);
    let said = feedback(item, &answer, &graded, &earlier, attempt.settings().seed);
    let (tone, glyph) = match said.verdict {
        Verdict::Right => ("verdict verdict--right", Glyph::Check),
        Verdict::PartlyRight => ("verdict verdict--partly", Glyph::Check),
        Verdict::Wrong => ("verdict verdict--wrong", Glyph::Cross),
    };
    let word = match item.question.rubric() {
        _ if answer.is_skipped() => "Skipped",
        Some(_) => "Rated by you",
        None => said.verdict.word(),
    };
    let credit = given.map_or(0.0, |given| given.credit);
    let sources =
        item.sources.iter().map(|source| view! { <li>{source_line(&source.title, &source.location)}</li> });
    view! {
        <article class="card question">
            <Markdown source=item.stem.clone() />
            <div class=tone>
                <Icon glyph class="verdict__icon" />
                <h2 id=HEADING tabindex="-1">{word}</h2>
                <span class="muted figures">{format!("{:.0} % of the credit", credit * 100.0)}</span>
            </div>
            {how_judged(&item.question, &answer).map(|words| view! { <p class="muted small">{words}</p> })}
            {reasons(said.reasons)}
            {criteria(item, &answer, shelved)}
            {in_dimensions(item, &answer, shelved)}
            {told(&answer, shelved)}
            {right_answer(&item.question, said.verdict)}
            <Markdown source=said.explanation />
            <p>{said.try_next} " " {said.encouragement}</p>
            {(!said.related.is_empty()).then(|| view! {
                <p class="row small">
                    <span class="muted">"Related"</span>
                    {said.related.iter().map(|name| view! { <span class="tag">{name.clone()}</span> }).collect_view()}
                </p>
            })}
            {more}
            {running(attempt, shelved)}
            <details class="small">
                <summary>"Sources"</summary>
                <ul>{sources.collect_view()}</ul>
            </details>
            <p>
                <button type="button" class="button button--primary" on:click=move |_| next.run(())>
                    "Go on"
                    <Icon glyph=Glyph::ArrowRight class="button__icon" />
                </button>
            </p>
        </article>
    }
}

/// How a text was judged, where no person read it.
pub fn how_judged(question: &Question, answer: &Answer) -> Option<&'static str> {
    let Question::ShortText { keywords, .. } = question else { return None };
    if keywords.is_empty() || answer.is_skipped() {
        return None;
    }
    Some(if answer.measures() {
        "Ideas were looked for by their words: what a text means, also what it denies, is not read."
    } else {
        "Ideas were looked for by their words, and you judged for yourself what these did not find. Such an answer counts for the score and leaves your ability as it is."
    })
}

pub fn reasons(reasons: Vec<Reason>) -> impl IntoView {
    let reason = |reason: Reason| {
        let class = if reason.is_right { "reason reason--right" } else { "reason reason--wrong" };
        view! {
            <li class=class>
                {reason.about.map(|about| view! { <p class="reason__option">{about}</p> })}
                <Markdown source=reason.text />
            </li>
        }
    };
    (!reasons.is_empty())
        .then(|| view! { <ul class="reasons">{reasons.into_iter().map(reason).collect_view()}</ul> })
}

/// The learner's program, if there is one, and one that passes.
fn programs(own: Option<&str>, solution: &str) -> AnyView {
    let program = |title: &'static str, code: &str| {
        view! {
            <details>
                <summary>{title}</summary>
                <pre class="console__text" tabindex="0"><code>{code.to_owned()}</code></pre>
            </details>
        }
    };
    view! { {own.map(|own| program("Your program", own))} {program("A solution", solution)} }.into_any()
}

/// Which criteria a design or a program meets, and where to look on.
pub fn criteria(item: &Item, answer: &Answer, shelved: &Shelved) -> Option<impl IntoView + use<>> {
    let met = criteria_met(item, answer, shelved);
    let row = |(description, met): (String, bool)| {
        let (class, glyph, word) = if met {
            ("criterion criterion--met", Glyph::Check, "Holds: ")
        } else {
            ("criterion criterion--unmet", Glyph::Cross, "Does not hold: ")
        };
        view! {
            <li class=class>
                <span class="criterion__mark"><Icon glyph class="criterion__icon" /></span>
                <span><span class="for-screen-readers">{word}</span>{description}</span>
            </li>
        }
    };
    let further = match (answer, &item.question) {
        (Answer::Built { design, .. }, _) => {
            let href = format!("/studio/{}", js_sys::encode_uri_component(design));
            Some(view! { <p><a href=href>"Open your design in the studio"</a></p> }.into_any())
        }
        (Answer::Coded { code, .. }, Question::Code { task }) => Some(programs(Some(code), &task.solution)),
        (_, Question::Code { task }) => Some(programs(None, &task.solution)),
        _ => None,
    };
    let list = (!met.is_empty())
        .then(|| view! { <ul class="criteria">{met.into_iter().map(row).collect_view()}</ul> });
    (list.is_some() || further.is_some()).then(|| view! { {list} {further} })
}

/// How a design does beyond what was asked for.
fn in_dimensions(item: &Item, answer: &Answer, shelved: &Arc<Shelved>) -> Option<AnyView> {
    let (Question::Design { task }, Answer::Built { design, .. }) = (&item.question, answer) else {
        return None;
    };
    if answer.is_as_found() {
        return None;
    }
    let (task, design_id) = (task.clone(), design.clone());
    Some(parts::design_dimensions(HandedIn { task, design_id, shelved: shelved.clone() }))
}

/// What a story has, and which principles all the stories together cover.
fn told(answer: &Answer, shelved: &Shelved) -> Option<impl IntoView + use<>> {
    let Answer::Story(story) = answer else { return None };
    if answer.is_skipped() {
        return None;
    }
    let principles = &shelved.pack.principles;
    let checks = story_checks(story, !principles.is_empty());
    let ids: Vec<&str> = principles.iter().map(|principle| principle.id.as_str()).collect();
    let counts = expect_context::<Learner>().progress().with_untracked(|progress| {
        principle_coverage(&ids, progress.quizzes.story_principles(&shelved.pack.id))
    });
    let row = |(principle, count): (&content::Principle, usize)| {
        let told = match count {
            0 => "no story yet".to_owned(),
            1 => "1 story".to_owned(),
            _ => format!("{count} stories"),
        };
        let class = if count == 0 { "tag" } else { "tag tag--good" };
        view! { <li><span class=class>{principle.name.clone()} ": " {told}</span></li> }
    };
    let covered = counts.iter().filter(|count| **count > 0).count();
    let rows = principles.iter().zip(counts).map(row).collect_view();
    Some(view! {
        <StoryChecks checks=Signal::stored(checks) />
        {(!principles.is_empty()).then(|| view! {
            <section class="stack small" aria-labelledby="coverage">
                <h3 id="coverage">{format!("Your stories cover {covered} of {} principles", principles.len())}</h3>
                <ul class="row coverage">{rows}</ul>
            </section>
        })}
    })
}

/// What would have been right, where the answer was not.
fn right_answer(question: &Question, verdict: Verdict) -> Option<impl IntoView + use<>> {
    // The reason has said a number already, and a program stands beside its criteria.
    let is_told =
        matches!(question, Question::Numeric { .. } | Question::Estimate { .. } | Question::Code { .. });
    let lines = right_in_words(question);
    if verdict == Verdict::Right || is_told || lines.is_empty() {
        return None;
    }
    let title = if matches!(question, Question::ShortText { .. }) { "A good answer" } else { "What holds" };
    Some(view! {
        <div class="right-answer">
            <h3>{title}</h3>
            {answer_lines(question, lines)}
        </div>
    })
}

/// The lines of an answer: numbered where their order counts, as a text where it is one.
pub fn answer_lines(question: &Question, lines: Vec<String>) -> AnyView {
    let items = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    match question {
        Question::Ordering { .. } => view! { <ol>{items(lines)}</ol> }.into_any(),
        Question::ShortText { .. } | Question::Story { .. } | Question::FillIn { .. } => {
            lines.into_iter().map(|line| view! { <p class="own-text">{line}</p> }).collect_view().into_any()
        }
        _ => view! { <ul>{items(lines)}</ul> }.into_any(),
    }
}

fn source_line(title: &str, location: &str) -> AnyView {
    let title = title.to_owned();
    if location.starts_with("https://") {
        let href = location.to_owned();
        view! { <a href=href target="_blank" rel="noopener noreferrer">{title}</a> }.into_any()
    } else {
        format!("{title}, {location}").into_any()
    }
}
