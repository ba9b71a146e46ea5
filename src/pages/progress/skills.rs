use jiff::civil::Date;
use leptos::prelude::*;
use progress::{Progress, TopicLevel};

use super::Why;
use crate::charts::skill_radar::{Axis, MOST_AXES, SkillRadar};
use crate::learner::Learner;
use crate::library::{Library, Opened};
use crate::widgets::meter::{Meter, Tone};
use analysis::words;

/// A topic that was practised, with what its answers say.
#[derive(Debug, Clone, PartialEq)]
struct TopicStand {
    name: String,
    /// Mean over the topic's practised skills of the probability that each is known.
    known: f64,
    answered: u32,
    recent_accuracy: Option<f64>,
    recent_answers: u32,
    level: TopicLevel,
}

/// The topics with the most answers first.
fn stands(progress: &Progress, library: &Library, subject: &str, today: Date) -> Vec<TopicStand> {
    let Opened::Here(shelved) = library.opened(subject) else { return Vec::new() };
    let Some(subject) = progress.skills.subject(&shelved.pack.id) else { return Vec::new() };
    let mut stands: Vec<TopicStand> = subject
        .topics()
        .map(|(id, topic)| {
            let known: Vec<f64> = subject
                .skills()
                .filter(|(_, skill)| skill.topic == id)
                .map(|(_, skill)| skill.known)
                .collect();
            let recent = topic.recent(today);
            TopicStand {
                name: shelved.pack.topic(id).map_or_else(|| id.to_owned(), |topic| topic.name.clone()),
                known: known.iter().sum::<f64>() / known.len().max(1) as f64,
                answered: topic.total.answered,
                recent_accuracy: recent.accuracy(),
                recent_answers: recent.answered,
                level: topic.level(today),
            }
        })
        .collect();
    stands.sort_by_key(|stand| std::cmp::Reverse(stand.answered));
    stands
}

fn stands_memo(subject: Signal<String>) -> Memo<Vec<TopicStand>> {
    let learner = expect_context::<Learner>();
    let library = expect_context::<Library>();
    Memo::new(move |_| {
        let today = learner.today();
        learner.progress().with(|progress| stands(progress, &library, &subject.get(), today))
    })
}

#[component]
pub fn SkillCard(subject: Signal<String>) -> impl IntoView {
    let stands = stands_memo(subject);
    let axes = move || {
        let stands = stands.get();
        let axis = |stand: TopicStand| Axis {
            words: format!(
                "{}, {}",
                stand.level.words().to_lowercase(),
                words::count(stand.answered as usize, "answer")
            ),
            name: stand.name,
            share: stand.known,
        };
        stands.into_iter().take(MOST_AXES).map(axis).collect::<Vec<_>>()
    };
    view! {
        <section class="card" aria-labelledby="radar">
            <h2 id="radar">"What you know"</h2>
            {move || {
                let axes = axes();
                if axes.is_empty() {
                    view! { <p class="muted">"No topic practised yet. " <a href="/practice">"Start a quiz"</a></p> }.into_any()
                } else {
                    view! { <SkillRadar axes /> }.into_any()
                }
            }}
            <Why>
                <p>"The chance that you know a skill starts at 30 % and moves with each answer (Bayesian knowledge tracing, Corbett and Anderson 1995): a right answer counts less because 15 % are lucky, a wrong one less because 10 % are slips, and each try teaches something with a chance of 20 %. A topic is the mean of its skills that you have practised. It is an estimate."</p>
            </Why>
        </section>
    }
}

#[component]
pub fn SkillLevels(subject: Signal<String>) -> impl IntoView {
    let stands = stands_memo(subject);
    let row = |stand: TopicStand| {
        let tone = match stand.level {
            TopicLevel::Mastered | TopicLevel::Proficient => Tone::Good,
            TopicLevel::Developing => Tone::Warning,
            TopicLevel::NeedsFocus => Tone::Danger,
        };
        let accuracy = match stand.recent_accuracy {
            Some(accuracy) => {
                format!(
                    "{:.0} % of {}",
                    accuracy * 100.0,
                    words::count(stand.recent_answers as usize, "answer")
                )
            }
            None => "no answers".to_owned(),
        };
        let label = format!("{}: {accuracy} in the last 30 days", stand.name);
        view! {
            <li class="skill-row">
                <span>{stand.name.clone()} " " <span class="muted small">{accuracy} ", last 30 days"</span></span>
                <span class="tag">{stand.level.words()}</span>
                <Meter share=stand.recent_accuracy.unwrap_or(0.0) label tone />
            </li>
        }
    };
    move || {
        let stands = stands.get();
        (!stands.is_empty()).then(|| {
            view! {
                <section class="card" aria-labelledby="levels">
                    <h2 id="levels">"Topic levels"</h2>
                    <ul class="skill-list">{stands.into_iter().map(row).collect_view()}</ul>
                    <Why>
                        <p>"By your answers of the last 30 days: mastered from 80 % of the credit over at least 10 answers, proficient from 60 % over at least 5, developing from 40 %, else needs focus."</p>
                    </Why>
                </section>
            }
        })
    }
}
