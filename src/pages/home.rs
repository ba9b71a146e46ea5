use content::Summary;
use jiff::civil::Date;
use leptos::prelude::*;
use progress::{
    Action, Catalogue, ChallengeEntry, Progress, Suggestion, TopicEntry, TutorialEntry, name_across_packs,
    what_goes_on, what_next,
};

use crate::browser::packs::PackLoadError;
use crate::learner::Learner;
use crate::library::{Library, Opened, Shelved};
use crate::pages::path_card::{PathCard, offered_tutorial};
use crate::parts;
use crate::shelf::Shelf;
use crate::study;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::page::PageTitle;

/// Suggestions for each subject where the learner has several.
const LINES_PER_SUBJECT: usize = 2;

/// Today: what to do next and why, or for a newcomer the three ways in.
#[component]
pub fn Home() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let is_new = Memo::new(move |_| {
        let done_nothing = learner.progress().with(|progress| progress.streaks.days().next().is_none());
        done_nothing && shelf.listed().is_empty()
    });
    view! {
        <div class="page">
            {move || if is_new.get() { view! { <Welcome /> }.into_any() } else { view! { <Today /> }.into_any() }}
        </div>
    }
}

#[component]
fn Welcome() -> impl IntoView {
    view! {
        <div class="page__head">
            <PageTitle title="Learn to design systems by building them" />
            <p class="page__lead">
                "Draw a system and see at once what it can carry, where it breaks and what it costs. Everything stays on this device, works without a network, and needs no account."
            </p>
        </div>
        <PathCard />
        <ul class="doors">
            <Door
                href="/studio/new"
                title="Design"
                words="Place components, connect them, and watch latency, load, availability and cost change with every move."
                label="Draw your first design"
                path="M20 60h44M64 60h20M136 60h24M160 60c22 0 18-28 40-28M160 60c22 0 18 28 40 28M252 32h24M252 88h24"
                boxes=&[(84, 42), (200, 14), (200, 70)]
            />
            <Door
                href="/practice"
                title="Practise"
                words="Questions that find the edge of what you know, with the reason behind every option."
                label="Answer ten questions"
                path="M20 92c30-4 40-60 70-52s36 40 66 26 40-44 80-40 40 8 44 10"
                boxes=&[]
            />
            <Door
                href="/learn"
                title="Learn"
                words="Short tutorials in which you mend real designs: add the cache, remove the single point of failure, see the number move."
                label="Take the first tutorial"
                path="M40 60h36M128 60h36M216 60h44"
                boxes=&[(76, 42), (164, 42)]
            />
        </ul>
    }
}

/// One of the ways in, with a small drawing of what waits behind it.
#[component]
fn Door(
    href: &'static str,
    title: &'static str,
    words: &'static str,
    label: &'static str,
    path: &'static str,
    boxes: &'static [(i32, i32)],
) -> impl IntoView {
    let rects = boxes.iter().map(|(x, y)| view! { <rect x=*x y=*y width="52" height="36" rx="8" /> });
    view! {
        <li class="card card--link">
            <svg class="door__picture icon" viewBox="0 0 300 120" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
                <path d=path />
                {rects.collect_view()}
            </svg>
            <h2>{title}</h2>
            <p class="muted">{words}</p>
            <a class="card__link card__foot" href=href>
                <strong>{label}</strong>
                <Icon glyph=Glyph::ArrowRight class="button__icon" />
            </a>
        </li>
    }
}

#[component]
fn Today() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let shelf = expect_context::<Shelf>();
    let streak = Memo::new(move |_| {
        let today = learner.today();
        learner.progress().with(|progress| progress.streaks.as_of(today))
    });
    let points = Memo::new(move |_| {
        let today = learner.today();
        learner.progress().with(|progress| (progress.xp.level().level, progress.xp.on(today)))
    });
    let recent = move || shelf.listed().into_iter().take(3).collect::<Vec<_>>();
    let design = |card: crate::shelf::Card| {
        view! {
            <li class="card card--link">
                <a class="card__link" href=format!("/studio/{}", card.id)><h3>{card.name.clone()}</h3></a>
                <p class="card__foot">{card.size_in_words()}</p>
            </li>
        }
    };
    view! {
        <div class="page__head">
            <PageTitle title="Today" />
            <p class="page__lead">{move || streak.get().words}</p>
            <p class="stand">
                <span>{move || format!("Level {}", points.get().0)}</span>
                <span>{move || format!("{} points today", points.get().1)}</span>
                <a href="/progress">"How you are doing"</a>
            </p>
        </div>
        <PathCard />
        <Suggestions />
        {move || {
            let recent = recent();
            (!recent.is_empty()).then(|| view! {
                <section class="page__section" aria-labelledby="recent">
                    <h2 id="recent">"Your latest designs"</h2>
                    <ul class="grid">{recent.into_iter().map(design).collect_view()}</ul>
                </section>
            })
        }}
    }
}

#[component]
fn Suggestions() -> impl IntoView {
    let learner = expect_context::<Learner>();
    let library = expect_context::<Library>();
    let suggestions = Memo::new(move |_| {
        let today = learner.today();
        let subjects = learner.progress().with(|progress| study::chosen_first(progress, library.subjects()));
        // The first has one if any has.
        let is_on_a_path = subjects
            .first()
            .is_some_and(|first| learner.progress().with(|progress| study::has_path(progress, &first.id)));
        let most = if subjects.len() > 1 { LINES_PER_SUBJECT } else { usize::MAX };
        let of_subject = |subject: Summary| match library.opened(&subject.id) {
            Opened::Here(shelved) => learner
                .progress()
                .with(|progress| {
                    let is_beside = is_on_a_path && !study::has_path(progress, &subject.id);
                    lines(progress, &shelved, is_beside, today)
                })
                .into_iter()
                .take(most)
                .collect(),
            Opened::Coming | Opened::Missing(_) => Vec::new(),
        };
        subjects.into_iter().flat_map(of_subject).collect::<Vec<_>>()
    });
    let missing = Memo::new(move |_| match library.shelved() {
        Err(error) if error != PackLoadError::Coming => Some(error.to_string()),
        _ => None,
    });
    let row = |line: Line| {
        view! {
            <li class="card card--link suggestion">
                <span class="suggestion__icon"><Icon glyph=line.glyph /></span>
                <div>
                    <a class="card__link" href=line.href><h3>{line.title}</h3></a>
                    <p class="muted">{line.reason}</p>
                </div>
            </li>
        }
    };
    view! {
        <section class="page__section" aria-labelledby="next">
            <h2 id="next">"What next"</h2>
            {move || missing.get().map(|words| view! { <p class="notice notice--warning">{words}</p> })}
            <ol class="suggestions">
                {parts::reviews_today()}
                {move || suggestions.get().into_iter().map(row).collect_view()}
                <li class="card card--link suggestion">
                    <span class="suggestion__icon"><Icon glyph=Glyph::Studio /></span>
                    <div>
                        <a class="card__link" href="/studio/new"><h3>"Start a new design"</h3></a>
                        <p class="muted">"An empty canvas; try an idea and see what it can carry."</p>
                    </div>
                </li>
            </ol>
        </section>
    }
}

/// A suggestion as it is shown.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    glyph: Glyph,
    title: String,
    reason: String,
    href: String,
}

/// `is_beside` is whether the learner is on a path of another subject and on none of this.
fn lines(progress: &Progress, shelved: &Shelved, is_beside: bool, today: Date) -> Vec<Line> {
    let pack = &shelved.pack;
    let tutorials: Vec<TutorialEntry<'_>> = pack
        .tutorials
        .iter()
        .map(|tutorial| TutorialEntry {
            id: &tutorial.id,
            title: &tutorial.title,
            steps: tutorial.steps.iter().map(|step| step.id.as_str()).collect(),
        })
        .collect();
    let with_questions = shelved.bank.topics();
    let topics: Vec<TopicEntry<'_>> = pack
        .topics
        .iter()
        .filter(|topic| with_questions.contains(&topic.id))
        .map(|topic| TopicEntry { id: &topic.id, name: &topic.name })
        .collect();
    let challenges = pack.challenges.iter();
    let challenges: Vec<ChallengeEntry<'_>> =
        challenges.map(|one| ChallengeEntry { id: &one.id, title: &one.title }).collect();
    let catalogue =
        Catalogue { subject: &pack.id, tutorials: &tutorials, topics: &topics, challenges: &challenges };
    // With a path, the card above says which tutorial is next.
    let offered = offered_tutorial(progress, shelved);
    let is_offered = |suggestion: &Suggestion| match &suggestion.action {
        Action::StartTutorial { .. } => offered.is_some(),
        Action::ContinueTutorial { tutorial, .. } => offered.as_ref() == Some(tutorial),
        _ => false,
    };
    let suggest = if is_beside { what_goes_on } else { what_next };
    let suggestions = suggest(progress, &catalogue, today).into_iter();
    suggestions.filter(|it| !is_offered(it)).map(|suggestion| line(suggestion, shelved)).collect()
}

fn line(suggestion: Suggestion, shelved: &Shelved) -> Line {
    let tutorial_title =
        |id: &str| shelved.pack.tutorial(id).map_or_else(|| id.to_owned(), |tutorial| tutorial.title.clone());
    let challenge_title = |id: &str| {
        shelved.pack.challenge(id).map_or_else(|| id.to_owned(), |challenge| challenge.title.clone())
    };
    let challenge_address =
        |id: &str| format!("/studio/challenges/{}", name_across_packs(&shelved.pack.id, id));
    let (glyph, title, href) = match suggestion.action {
        Action::ContinueQuiz { attempt } => {
            (Glyph::Practice, "Continue your quiz".to_owned(), format!("/practice/{attempt}"))
        }
        Action::ContinueTutorial { tutorial, step } => (
            Glyph::Learn,
            format!("Continue: {}", tutorial_title(&tutorial)),
            format!("/learn/{tutorial}/{step}"),
        ),
        Action::PractiseTopic { topic } => {
            let name = shelved.pack.topic(&topic).map_or_else(|| topic.clone(), |topic| topic.name.clone());
            let href = format!("/practice?subject={}&topic={topic}", shelved.pack.id);
            (Glyph::Practice, format!("Practise: {name}"), href)
        }
        Action::StartTutorial { tutorial } => {
            (Glyph::Learn, format!("Start: {}", tutorial_title(&tutorial)), format!("/learn/{tutorial}"))
        }
        Action::ContinueChallenge { challenge } => (
            Glyph::Studio,
            format!("Go on with the challenge: {}", challenge_title(&challenge)),
            challenge_address(&challenge),
        ),
        Action::StartChallenge { challenge } => (
            Glyph::Studio,
            format!("Take a challenge: {}", challenge_title(&challenge)),
            challenge_address(&challenge),
        ),
    };
    Line { glyph, title, reason: suggestion.reason, href }
}
