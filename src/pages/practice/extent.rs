//! How long a quiz is: by questions, by time, or until its estimate is sure enough.

use assessment::LONGEST_ATTEMPT;
use journal::QuizMode;
use leptos::prelude::*;

const LENGTHS: [u32; 4] = [5, 10, 20, 30];
const MINUTES: [u32; 4] = [5, 10, 20, 30];
/// Short enough for a break, long enough for an estimate that says something.
pub const USUAL_LENGTH: u32 = 10;
/// In logits: the estimate is then sure to within 0.7 either way, less than a level is wide.
const SURE_STANDARD_ERROR: f64 = 0.35;
/// Some learners and topics never get so sure.
const MOST_UNTIL_SURE: u32 = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Questions(u32),
    Minutes(u32),
    UntilSure,
}

impl Extent {
    /// Only where the answers choose the questions does the estimate get sure in time.
    pub fn in_mode(self, mode: QuizMode) -> Extent {
        match self {
            Extent::UntilSure if mode != QuizMode::Adaptive => Extent::Questions(USUAL_LENGTH),
            extent => extent,
        }
    }

    /// Questions at most.
    pub fn most_questions(self) -> u32 {
        match self {
            Extent::Questions(questions) => questions,
            Extent::Minutes(_) => LONGEST_ATTEMPT,
            Extent::UntilSure => MOST_UNTIL_SURE,
        }
    }

    pub fn limit_millis(self) -> Option<u64> {
        match self {
            Extent::Minutes(minutes) => Some(u64::from(minutes) * 60_000),
            Extent::Questions(_) | Extent::UntilSure => None,
        }
    }

    pub fn until_standard_error(self) -> Option<f64> {
        (self == Extent::UntilSure).then_some(SURE_STANDARD_ERROR)
    }

    fn label(self) -> String {
        match self {
            Extent::Questions(questions) => format!("{questions} questions"),
            Extent::Minutes(minutes) => format!("{minutes} minutes"),
            Extent::UntilSure => "Until the estimate is sure enough".to_owned(),
        }
    }

    /// What it means, where that is not plain.
    fn in_words(self, mode: QuizMode) -> Option<String> {
        match (self, mode) {
            (Extent::Questions(_), _) => None,
            (Extent::Minutes(_), QuizMode::Exam) => Some(
                "As many questions as are expected to fit into this time. It is handed in as it stands when the time is over."
                    .to_owned(),
            ),
            (Extent::Minutes(_), _) => {
                Some("The time on questions counts. The question in hand when it is over may be finished.".to_owned())
            }
            (Extent::UntilSure, _) => Some(format!(
                "It ends once your ability is known to within {:.1} either way, and after {MOST_UNTIL_SURE} questions at most.",
                1.96 * SURE_STANDARD_ERROR
            )),
        }
    }
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
            <p class="muted small" role="status">{move || extent.get().in_words(mode.get())}</p>
        </fieldset>
    }
}
