use std::sync::Arc;

use content::Experience;
use journal::Body;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Answer, Foot, Head, Screen};
use crate::learner::Learner;
use crate::library::Shelved;

/// What the learner answers: a level, or that they would rather find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Level(Experience),
    FindOut,
}

const FIND_OUT: (&str, &str) = (
    "Find out",
    "Eight questions that adapt to your answers, with the reasons for each at the end. Nothing depends on them but where you start.",
);

fn title(experience: Experience) -> &'static str {
    match experience {
        Experience::Beginner => "I am starting out",
        Experience::Intermediate => "I have done some of it",
        Experience::Advanced => "I do this every day",
    }
}

/// For subjects that do not say who their levels are for.
fn of_any_subject(experience: Experience) -> &'static str {
    match experience {
        Experience::Beginner => "The subject is new to you, or nearly so.",
        Experience::Intermediate => "You know its usual words, and have put some of it to use.",
        Experience::Advanced => "You know where the usual ways end, and answer for what comes of yours.",
    }
}

fn tutorials(experience: Experience) -> &'static str {
    match experience {
        Experience::Beginner => "You get beginner and intermediate tutorials.",
        Experience::Intermediate => "You get intermediate and advanced tutorials.",
        Experience::Advanced => "You get advanced and expert tutorials.",
    }
}

pub fn name(experience: Experience) -> &'static str {
    match experience {
        Experience::Beginner => "Beginner",
        Experience::Intermediate => "Intermediate",
        Experience::Advanced => "Advanced",
    }
}

#[component]
pub fn Level(shelved: Arc<Shelved>) -> impl IntoView {
    let subject = shelved.pack.id.clone();
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let said = learner.progress().with_untracked(|progress| {
        let level = progress.profile.study(&subject).and_then(|study| study.level.as_deref());
        level.and_then(Experience::from_id)
    });
    let chosen = RwSignal::new(said.map(Said::Level));
    let complaint = RwSignal::new(None::<&'static str>);
    let levels = shelved.pack.levels.clone();
    let level = |experience: Experience| {
        let who = levels.as_ref().map_or(of_any_subject(experience), |levels| levels.of(experience));
        (Said::Level(experience), title(experience), format!("{who} {}", tutorials(experience)))
    };
    let find_out = (Said::FindOut, FIND_OUT.0, FIND_OUT.1.to_owned());
    let all = Experience::ALL.into_iter().map(level).chain([find_out]);
    let answers = all.map(|(said, title, words)| {
        let is_chosen = Signal::derive(move || chosen.get() == Some(said));
        let choose = Callback::new(move |()| {
            chosen.set(Some(said));
            complaint.set(None);
        });
        view! { <Answer group="level" title=title.to_owned() words chosen=is_chosen on_choose=choose /> }
    });
    let skip_href = Screen::Goals.href(&subject);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match chosen.get_untracked() {
            Some(Said::Level(experience)) => {
                let level = experience.id().to_owned();
                learner.record(Body::LevelSet { level, subject: subject.clone() });
                navigate(&Screen::Goals.href(&subject), Default::default());
            }
            Some(Said::FindOut) => navigate(&Screen::Placement.href(&subject), Default::default()),
            None => complaint.set(Some("Choose one, or go on without.")),
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            <Head
                number=2
                title="How much do you know?"
                lead="What lies below or above stays one click away, so there is no wrong answer."
            />
            <fieldset class="options">
                <legend class="for-screen-readers">"Your level"</legend>
                {answers.collect_view()}
            </fieldset>
            <Foot label="Go on" skip_href skip_label="Go on without" complaint />
        </form>
    }
}
