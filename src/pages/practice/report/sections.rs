use assessment::{AnsweredQuestion, Attempt};
use journal::QuizStarted;
use leptos::prelude::*;

use super::minutes;
use crate::pages::practice::exam::{Section, in_sections};
use crate::widgets::meter::{Meter, Tone};

/// What came of each section of a mock test; nothing for other attempts.
pub fn by_section(started: &QuizStarted, attempt: &Attempt) -> Option<impl IntoView + use<>> {
    if started.sections.is_empty() {
        return None;
    }
    let rows: Vec<_> = in_sections(started).into_iter().map(|section| row(section, attempt)).collect();
    Some(view! {
        <section class="page__section" aria-labelledby="by-section">
            <h2 id="by-section">"By section"</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Sections">
                <table class="wide">
                    <thead>
                        <tr>
                            <th scope="col">"Section"</th>
                            <th scope="col">"Right"</th>
                            <th scope="col" colspan="2">"Credit"</th>
                            <th scope="col">"Time on its questions"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    })
}

fn row(section: Section, attempt: &Attempt) -> impl IntoView + use<> {
    let ours = attempt.asked().iter().filter(|asked| section.items.contains(&asked.item));
    let answers: Vec<&AnsweredQuestion> = ours.filter_map(|asked| asked.answered.as_ref()).collect();
    let questions = section.items.len();
    let right = answers.iter().filter(|answered| answered.correctness >= 1.0).count();
    let credit = answers.iter().map(|answered| answered.credit).sum::<f64>() / questions.max(1) as f64;
    let elapsed = answers.iter().map(|answered| answered.elapsed_millis).fold(0, u64::saturating_add);
    let title = section.title.unwrap_or_default();
    let label = format!("{title}: {:.0} % of the credit", credit * 100.0);
    let time = format!("{} of {}", minutes(elapsed), minutes(section.limit_millis.unwrap_or(0)));
    view! {
        <tr>
            <th scope="row">{title}</th>
            <td>{format!("{right} of {questions}")}</td>
            <td class="meter-cell"><Meter share=credit label tone=Tone::Plain /></td>
            <td>{format!("{:.0} %", credit * 100.0)}</td>
            <td>{time}</td>
        </tr>
    }
}
