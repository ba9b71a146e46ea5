use jiff::ToSpan;
use jiff::civil::Date;
use journal::Body;
use leptos::prelude::*;
use progress::{
    DAY_START_HOUR, DESIRED_RETENTION, MOST_REVIEWS_A_DAY, RETENTION_RANGE, REVIEWS_A_DAY, USUAL_RETENTION,
    USUAL_REVIEWS_A_DAY,
};
use reviewer::{LEAST_REVIEWS_TO_FIT, WeightsUsed};

use crate::browser::clock;
use crate::learner::Learner;
use crate::review_desk::ReviewDesk;

/// An exam further off is a slip of the pen.
const MOST_YEARS_AHEAD: i32 = 5;

/// How reviews are planned, and what the learner can change about it.
#[component]
pub fn ReviewSettings() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let desk = expect_context::<ReviewDesk>();
    let weights = move || {
        let used = desk.schedule.with(|schedule| schedule.as_ref().map(|schedule| schedule.weights));
        used.map(weights_in_words)
    };
    let retention_complaint = RwSignal::new(None::<String>);
    let a_day_complaint = RwSignal::new(None::<String>);
    let exam_complaint = RwSignal::new(None::<String>);
    let retention =
        Memo::new(move |_| learner.progress().with(|progress| progress.profile.desired_retention()));
    let a_day = Memo::new(move |_| learner.progress().with(|progress| progress.profile.reviews_a_day()));
    let exam = Memo::new(move |_| learner.progress().with(|progress| progress.profile.exam_date));
    let hour = Memo::new(move |_| learner.progress().with(|progress| progress.profile.day_start_hour()));
    let set_retention = move |event| {
        let [least, most] = RETENTION_RANGE.map(|share| (100.0 * share).round());
        let stays = (100.0 * retention.get_untracked()).round();
        let words = format!(
            "Choose a whole number of percent from {least} to {most}. Until then it stays at {stays}."
        );
        let chosen = whole_number(&event_target_value(&event), least as u32, most as u32);
        retention_complaint.set(chosen.is_none().then_some(words));
        chosen.into_iter().for_each(|percent| prefer(learner, DESIRED_RETENTION, f64::from(percent) / 100.0));
    };
    let set_a_day = move |event| {
        let stays = a_day.get_untracked();
        let words = format!(
            "Choose a whole number of reviews from 1 to {MOST_REVIEWS_A_DAY}. Until then it stays at {stays}."
        );
        let chosen = whole_number(&event_target_value(&event), 1, MOST_REVIEWS_A_DAY);
        a_day_complaint.set(chosen.is_none().then_some(words));
        chosen.into_iter().for_each(|reviews| prefer(learner, REVIEWS_A_DAY, reviews));
    };
    let set_exam = move |event| {
        let given = event_target_value(&event);
        let (today, stays) = (clock::today(), exam.get_untracked());
        let is_near = |date: &Date| *date >= today && *date <= today.saturating_add(MOST_YEARS_AHEAD.years());
        let date = given.parse().ok().filter(is_near);
        let is_refused = date.is_none() && !given.is_empty();
        let words = || {
            let stays = stays.map_or("none is set".to_owned(), |date| format!("it stays at {date}"));
            format!("Choose a day from today on and within {MOST_YEARS_AHEAD} years. Until then {stays}.")
        };
        exam_complaint.set(is_refused.then(words));
        match date {
            Some(date) => learner.record(Body::ExamDateSet { date }),
            None if given.is_empty() && stays.is_some() => learner.record(Body::ExamDateCleared {}),
            None => {}
        }
    };
    let set_hour = move |event| prefer(learner, DAY_START_HOUR, event_target_value(&event));
    let hours = (0..24_u8).map(|hour_of_day| {
        let is_chosen = move || hour.get() == hour_of_day;
        view! { <option value=hour_of_day.to_string() prop:selected=is_chosen>{format!("{hour_of_day:02}:00")}</option> }
    });
    let hours = hours.collect_view();
    let usual = format!(
        "A question comes back when the chance that you know it has fallen to this; {:.0} % suits most. Higher means more reviews.",
        100.0 * USUAL_RETENTION
    );
    view! {
        <details class="small">
            <summary>"How reviews are planned"</summary>
            <div class="stack">
                <p>
                    "Every question that you have answered comes back, later each time that you know it (FSRS-6, a model of how memory fades)."
                </p>
                <p>{weights}</p>
                <div class="review-settings">
                    <div class="field">
                        <label class="field__label" for="review-retention">"Aim to remember, in percent"</label>
                        <input class="input" id="review-retention" aria-describedby="review-retention-help review-retention-complaint" aria-invalid=move || retention_complaint.with(Option::is_some).to_string() type="number" min="70" max="97" step="1" inputmode="numeric"
                            prop:value=move || format!("{:.0}", 100.0 * retention.get()) on:change=set_retention />
                        <span class="field__help" id="review-retention-help">{usual}</span>
                        <Complaint id="review-retention-complaint" words=retention_complaint />
                    </div>
                    <div class="field">
                        <label class="field__label" for="review-a-day">"Reviews a day, at most"</label>
                        <input class="input" id="review-a-day" aria-describedby="review-a-day-help review-a-day-complaint" aria-invalid=move || a_day_complaint.with(Option::is_some).to_string() type="number" min="1" max=MOST_REVIEWS_A_DAY.to_string() step="1" inputmode="numeric"
                            prop:value=move || a_day.get().to_string() on:change=set_a_day />
                        <span class="field__help" id="review-a-day-help">{format!("{USUAL_REVIEWS_A_DAY} unless you choose. What is more is spread over the days after.")}</span>
                        <Complaint id="review-a-day-complaint" words=a_day_complaint />
                    </div>
                    <div class="field">
                        <label class="field__label" for="review-exam">"Exam or interview on"</label>
                        <input class="input" id="review-exam" aria-describedby="review-exam-help review-exam-complaint" aria-invalid=move || exam_complaint.with(Option::is_some).to_string() type="date" min=move || clock::today().to_string()
                            prop:value=move || exam.get().map(|date| date.to_string()).unwrap_or_default() on:change=set_exam />
                        <span class="field__help" id="review-exam-help">"Everything is seen once more before that day. Leave it empty for none."</span>
                        <Complaint id="review-exam-complaint" words=exam_complaint />
                    </div>
                    <div class="field">
                        <label class="field__label" for="review-day-start">"A new day begins at"</label>
                        <select class="input" id="review-day-start" aria-describedby="review-day-start-help" on:change=set_hour>{hours}</select>
                        <span class="field__help" id="review-day-start-help">"By the clock where you are. Counts from now on."</span>
                    </div>
                </div>
            </div>
        </details>
    }
}

/// At its field, until that has a value that can be taken.
#[component]
fn Complaint(id: &'static str, words: RwSignal<Option<String>>) -> impl IntoView {
    view! { <span class="field__help" id=id role="alert">{words}</span> }
}

fn prefer(learner: Learner, key: &str, value: impl ToString) {
    learner.record(Body::PreferenceSet { key: key.to_owned(), value: value.to_string() });
}

fn whole_number(given: &str, least: u32, most: u32) -> Option<u32> {
    given.trim().parse().ok().filter(|number| (least..=most).contains(number))
}

fn weights_in_words(used: WeightsUsed) -> String {
    match used {
        WeightsUsed::Usual { reviews } if reviews < LEAST_REVIEWS_TO_FIT => format!(
            "It goes by how most people remember. From {LEAST_REVIEWS_TO_FIT} reviews on a later day on it is fitted to you; there are {reviews} so far."
        ),
        WeightsUsed::Usual { reviews } => format!(
            "It goes by how most people remember, which predicts your {reviews} reviews better than what was fitted to you."
        ),
        WeightsUsed::Fitted { reviews, log_loss_before, log_loss_after } => format!(
            "It is fitted to your own {reviews} reviews: the error of its predictions (log-loss) fell from {log_loss_before:.3} to {log_loss_after:.3}."
        ),
    }
}
