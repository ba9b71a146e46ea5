//! How long a quiz is: by questions, by time, or until its answers tell what they were to tell.

use assessment::{Classification, LONGEST_ATTEMPT, Level, MOST_QUESTIONS_UNTIL_KNOWN, signed};
use journal::{QuizCut, QuizMode};
use leptos::prelude::*;

const LENGTHS: [u32; 4] = [5, 10, 20, 30];
const MINUTES: [u32; 4] = [5, 10, 20, 30];
/// Short enough for a break, long enough for an estimate that says something.
pub const USUAL_LENGTH: u32 = 10;
/// In logits: the estimate is then sure to within 0.7 either way, less than a level is wide.
const SURE_STANDARD_ERROR: f64 = 0.35;
/// In Fisher information: ten questions that tell no more than this bring a standard error of 0.40 to 0.37 at best.
const LITTLE_INFORMATION: f64 = 0.1;
/// Nobody is below the first one.
const LEVELS_TO_REACH: [Level; 4] = [Level::Developing, Level::Capable, Level::Strong, Level::Expert];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Questions(u32),
    Minutes(u32),
    UntilSure,
    UntilLittleIsLeft,
    /// Until it is known whether this level is reached.
    UntilDecided(Level),
}

impl Extent {
    /// Only where the answers choose the questions do they tell enough in time.
    pub fn in_mode(self, mode: QuizMode) -> Extent {
        match self {
            Extent::Questions(_) | Extent::Minutes(_) => self,
            _ if mode == QuizMode::Adaptive => self,
            _ => Extent::Questions(USUAL_LENGTH),
        }
    }

    /// Questions at most.
    pub fn most_questions(self) -> u32 {
        match self {
            Extent::Questions(questions) => questions,
            Extent::Minutes(_) => LONGEST_ATTEMPT,
            Extent::UntilSure | Extent::UntilLittleIsLeft | Extent::UntilDecided(_) => {
                MOST_QUESTIONS_UNTIL_KNOWN
            }
        }
    }

    pub fn limit_millis(self) -> Option<u64> {
        match self {
            Extent::Minutes(minutes) => Some(u64::from(minutes) * 60_000),
            _ => None,
        }
    }

    pub fn until_standard_error(self) -> Option<f64> {
        (self == Extent::UntilSure).then_some(SURE_STANDARD_ERROR)
    }

    pub fn until_information(self) -> Option<f64> {
        (self == Extent::UntilLittleIsLeft).then_some(LITTLE_INFORMATION)
    }

    pub fn until_decided(self) -> Option<QuizCut> {
        let Extent::UntilDecided(level) = self else { return None };
        let Classification { cut, indifference, error } = Classification::of_level(level);
        Some(QuizCut { cut, indifference, error })
    }

    fn label(self) -> String {
        match self {
            Extent::Questions(questions) => format!("{questions} questions"),
            Extent::Minutes(minutes) => format!("{minutes} minutes"),
            Extent::UntilSure => "Until the estimate is sure enough".to_owned(),
            Extent::UntilLittleIsLeft => "Until no question left would tell much".to_owned(),
            Extent::UntilDecided(level) => level.name().to_owned(),
        }
    }

    /// What it means, where that is not plain.
    fn in_words(self, mode: QuizMode) -> Option<String> {
        let words = match (self, mode) {
            (Extent::Questions(_), _) => return None,
            (Extent::Minutes(_), QuizMode::Exam) => {
                "As many questions as are expected to fit into this time. It is handed in as it stands when the time is over."
                    .to_owned()
            }
            (Extent::Minutes(_), _) => {
                "The time on questions counts. The question in hand when it is over may be finished.".to_owned()
            }
            (Extent::UntilSure, _) => format!(
                "It ends once your ability is known to within {:.1} either way, and after {MOST_QUESTIONS_UNTIL_KNOWN} questions at most.",
                1.96 * SURE_STANDARD_ERROR
            ),
            (Extent::UntilLittleIsLeft, _) => format!(
                "It ends once all questions that are left are so easy or so hard for you that their answers would say next to nothing \
                 about your ability, and after {MOST_QUESTIONS_UNTIL_KNOWN} questions at most. With a few topics that comes soon."
            ),
            (Extent::UntilDecided(level), _) => told_of_level(level),
        };
        Some(words)
    }
}

fn told_of_level(level: Level) -> String {
    let Classification { cut, indifference, error } = Classification::of_level(level);
    format!(
        "It ends once your answers decide whether your ability is at or above “{}”, which begins at {} on the scale from -4 to 4, and \
         after {MOST_QUESTIONS_UNTIL_KNOWN} questions at most. The decision is wrong for at most about {:.0} % of those who are {indifference} or more away from there; closer to \
         it, it may stay open.",
        level.name(),
        signed(cut),
        100.0 * error
    )
}

#[component]
pub fn Extents(extent: RwSignal<Extent>, mode: RwSignal<QuizMode>) -> impl IntoView {
    Effect::new(move || {
        let fitting = extent.get().in_mode(mode.get());
        if fitting != extent.get_untracked() {
            extent.set(fitting);
        }
    });
    let choice = move |value: Extent| {
        view! {
            <label class="choice" hidden=move || value.in_mode(mode.get()) != value>
                <input type="radio" name="length" prop:checked=move || extent.get() == value on:change=move |_| extent.set(value) />
                <span class="choice__face">{value.label()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="stack">
            <legend><h2>"Length or time"</h2></legend>
            <div class="choices">{LENGTHS.map(|questions| choice(Extent::Questions(questions)))}</div>
            <div class="choices">{MINUTES.map(|minutes| choice(Extent::Minutes(minutes)))}</div>
            <div class="choices">{choice(Extent::UntilSure)}</div>
            <details class="ends" hidden=move || mode.get() != QuizMode::Adaptive>
                <summary class="small">"Other ways to end"</summary>
                <div class="stack">
                    <div class="choices">{choice(Extent::UntilLittleIsLeft)}</div>
                    <fieldset class="stack">
                        <legend>"Once it is decided whether I have reached a level"</legend>
                        <div class="choices">{LEVELS_TO_REACH.map(|level| choice(Extent::UntilDecided(level)))}</div>
                    </fieldset>
                </div>
            </details>
            <p class="muted small" role="status">{move || extent.get().in_words(mode.get())}</p>
        </fieldset>
    }
}
