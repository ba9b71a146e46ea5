use assessment::signed;
use leptos::prelude::*;
use progress::{Attempt, Outcome, Quizzes};

use super::start::stands_alone;
use crate::learner::Learner;
use crate::library::Library;

/// One line of the list of earlier quizzes.
#[derive(Clone, PartialEq)]
struct EarlierQuiz {
    attempt: String,
    /// Id of the pack.
    subject: String,
    date: String,
    answered: usize,
    skipped: usize,
    score: f64,
    ability: f64,
    standard_error: f64,
}

fn earlier_quizzes(quizzes: &Quizzes) -> Vec<EarlierQuiz> {
    let finished = quizzes.finished().into_iter().filter(|(_, attempt)| stands_alone(attempt));
    let line = |(id, attempt): (&str, &Attempt)| match &attempt.outcome {
        Outcome::Finished { on, result } => Some(EarlierQuiz {
            answered: attempt.answered_and_skipped().0,
            skipped: attempt.answered_and_skipped().1,
            attempt: id.to_owned(),
            subject: attempt.started.as_ref().map(|started| started.subject.clone()).unwrap_or_default(),
            date: on.to_string(),
            score: result.score,
            ability: result.ability,
            standard_error: result.standard_error,
        }),
        Outcome::Unfinished | Outcome::Abandoned => None,
    };
    finished.filter_map(line).take(10).collect()
}

/// The last quizzes, each with the way to its report.
#[component]
pub fn EarlierQuizzes() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let quizzes = Memo::new(move |_| learner.progress().with(|progress| earlier_quizzes(&progress.quizzes)));
    let library = expect_context::<Library>();
    let row = move |quiz: EarlierQuiz| {
        let answered = match quiz.skipped {
            0 => quiz.answered.to_string(),
            skipped => format!("{}, {skipped} skipped", quiz.answered),
        };
        // Who answered nothing showed nothing.
        let (score, ability) = match quiz.answered {
            0 => ("none".to_owned(), "none".to_owned()),
            _ => (
                format!("{:.0} %", quiz.score * 100.0),
                format!("{} ± {:.1}", signed(quiz.ability), 1.96 * quiz.standard_error),
            ),
        };
        view! {
            <tr>
                <td><a href=format!("/practice/{}", quiz.attempt)>{quiz.date}</a></td>
                <td>{library.title(&quiz.subject)}</td>
                <td>{answered}</td>
                <td>{score}</td>
                <td>{ability}</td>
            </tr>
        }
    };
    move || {
        let quizzes = quizzes.get();
        (!quizzes.is_empty()).then(|| {
            view! {
                <section class="page__section" aria-labelledby="earlier">
                    <h2 id="earlier">"Earlier quizzes"</h2>
                    <div class="table-scroll" tabindex="0" role="region" aria-label="Table">
                        <table class="wide">
                            <thead>
                                <tr>
                                    <th scope="col">"Date"</th>
                                    <th scope="col">"Subject"</th>
                                    <th scope="col">"Answered"</th>
                                    <th scope="col">"Score"</th>
                                    <th scope="col">"Ability, 95 % sure"</th>
                                </tr>
                            </thead>
                            <tbody>{quizzes.into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                </section>
            }
        })
    }
}
