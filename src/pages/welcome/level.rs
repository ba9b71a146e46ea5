use content::Experience;
use journal::Body;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{Answer, Foot, Head, Screen};
use crate::learner::Learner;

/// What the learner answers: a level, or that they would rather find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Level(Experience),
    FindOut,
}

const ANSWERS: [(Said, &str, &str); 4] = [
    (
        Said::Level(Experience::Beginner),
        "I am starting out",
        "You know what a server and a database are. You get beginner and intermediate tutorials.",
    ),
    (
        Said::Level(Experience::Intermediate),
        "I have built some",
        "You have put caches, queues or replicas into something that ran. You get intermediate and advanced tutorials.",
    ),
    (
        Said::Level(Experience::Advanced),
        "I do this every day",
        "You design systems and answer for them. You get advanced and expert tutorials.",
    ),
    (
        Said::FindOut,
        "Find out",
        "Eight questions that adapt to your answers, with the reasons for each at the end. Nothing depends on them but where you start.",
    ),
];

pub fn name(experience: Experience) -> &'static str {
    match experience {
        Experience::Beginner => "Beginner",
        Experience::Intermediate => "Intermediate",
        Experience::Advanced => "Advanced",
    }
}

#[component]
pub fn Level(subject: String) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let navigate = use_navigate();
    let said = learner.progress().with_untracked(|progress| {
        let level = progress.profile.study(&subject).and_then(|study| study.level.as_deref());
        level.and_then(Experience::from_id)
    });
    let chosen = RwSignal::new(said.map(Said::Level));
    let complaint = RwSignal::new(None::<&'static str>);
    let answers = ANSWERS.map(|(said, title, words)| {
        let is_chosen = Signal::derive(move || chosen.get() == Some(said));
        let choose = Callback::new(move |()| {
            chosen.set(Some(said));
            complaint.set(None);
        });
        view! { <Answer group="level" title=title.to_owned() words=words.to_owned() chosen=is_chosen on_choose=choose /> }
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
                {answers}
            </fieldset>
            <Foot label="Go on" skip_href skip_label="Go on without" complaint />
        </form>
    }
}
