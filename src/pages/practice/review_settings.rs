use journal::Body;
use leptos::prelude::*;
use progress::{
    DAY_START_HOUR, DESIRED_RETENTION, MOST_REVIEWS_A_DAY, RETENTION_RANGE, REVIEWS_A_DAY, USUAL_RETENTION,
    USUAL_REVIEWS_A_DAY,
};
use reviewer::{LEAST_REVIEWS_TO_FIT, WeightsUsed};

use crate::learner::Learner;
use crate::review_desk::ReviewDesk;

/// How reviews are planned, and what the learner can change about it.
#[component]
pub fn ReviewSettings() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let desk = expect_context::<ReviewDesk>();
    let weights = move || {
        let used = desk.schedule.with(|schedule| schedule.as_ref().map(|schedule| schedule.weights));
        used.map(weights_in_words)
    };
    let complaint = RwSignal::new(None::<String>);
    let retention =
        Memo::new(move |_| learner.progress().with(|progress| progress.profile.desired_retention()));
    let a_day = Memo::new(move |_| learner.progress().with(|progress| progress.profile.reviews_a_day()));
    let exam = Memo::new(move |_| learner.progress().with(|progress| progress.profile.exam_date));
    let hour = Memo::new(move |_| learner.progress().with(|progress| progress.profile.day_start_hour()));
    let set_retention = move |event| {
        let [least, most] = RETENTION_RANGE.map(|share| (100.0 * share).round());
        let words = format!("Choose a whole number of percent from {least} to {most}.");
        let chosen = whole_number(&event_target_value(&event), least as u32, most as u32);
        complaint.set(chosen.is_none().then_some(words));
        chosen.into_iter().for_each(|percent| prefer(learner, DESIRED_RETENTION, f64::from(percent) / 100.0));
    };
    let set_a_day = move |event| {
        let words = format!("Choose a whole number of reviews from 1 to {MOST_REVIEWS_A_DAY}.");
        let chosen = whole_number(&event_target_value(&event), 1, MOST_REVIEWS_A_DAY);
        complaint.set(chosen.is_none().then_some(words));
        chosen.into_iter().for_each(|reviews| prefer(learner, REVIEWS_A_DAY, reviews));
    };
    let set_exam = move |event| {
        let given = event_target_value(&event);
        match given.parse() {
            Ok(date) => learner.record(Body::ExamDateSet { date }),
            Err(_) if given.is_empty() && exam.get_untracked().is_some() => {
                learner.record(Body::ExamDateCleared {});
            }
            Err(_) => {}
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
                        <input class="input" id="review-retention" aria-describedby="review-retention-help" type="number" min="70" max="97" step="1" inputmode="numeric"
                            prop:value=move || format!("{:.0}", 100.0 * retention.get()) on:change=set_retention />
                        <span class="field__help" id="review-retention-help">{usual}</span>
                    </div>
                    <div class="field">
                        <label class="field__label" for="review-a-day">"Reviews a day, at most"</label>
                        <input class="input" id="review-a-day" aria-describedby="review-a-day-help" type="number" min="1" max=MOST_REVIEWS_A_DAY.to_string() step="1" inputmode="numeric"
                            prop:value=move || a_day.get().to_string() on:change=set_a_day />
                        <span class="field__help" id="review-a-day-help">{format!("{USUAL_REVIEWS_A_DAY} unless you choose. What is more is spread over the days after.")}</span>
                    </div>
                    <div class="field">
                        <label class="field__label" for="review-exam">"Exam or interview on"</label>
                        <input class="input" id="review-exam" aria-describedby="review-exam-help" type="date"
                            prop:value=move || exam.get().map(|date| date.to_string()).unwrap_or_default() on:change=set_exam />
                        <span class="field__help" id="review-exam-help">"Everything is seen once more before that day. Leave it empty for none."</span>
                    </div>
                    <div class="field">
                        <label class="field__label" for="review-day-start">"A new day begins at"</label>
                        <select class="input" id="review-day-start" aria-describedby="review-day-start-help" on:change=set_hour>{hours}</select>
                        <span class="field__help" id="review-day-start-help">"By the clock where you are. Counts from now on."</span>
                    </div>
                </div>
                <p class="notice notice--warning" role="alert" hidden=move || complaint.with(Option::is_none)>{complaint}</p>
            </div>
        </details>
    }
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
