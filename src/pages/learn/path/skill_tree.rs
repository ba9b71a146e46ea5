use std::sync::Arc;

use content::{Pack, Tier};
use leptos::prelude::*;
use progress::{TierEntry, TierStand, skill_tree};

use crate::learner::Learner;
use crate::library::Shelved;
use crate::widgets::meter::{Meter, Tone};

/// From here on a branch is shown as learned.
const LEARNED: f64 = 80.0;

/// Tiers of skills, each opening the next. It advises; nothing is locked.
#[component]
pub fn SkillTree(shelved: Arc<Shelved>) -> impl IntoView {
    let learner = expect_context::<Learner>();
    let count = shelved.pack.skill_tree.len();
    if count == 0 {
        return ().into_any();
    }
    let stands = {
        let shelved = shelved.clone();
        Memo::new(move |_| learner.progress().with(|progress| stands(&progress.skills, &shelved.pack)))
    };
    let tiers: Vec<_> = shelved
        .pack
        .skill_tree
        .iter()
        .enumerate()
        .map(|(place, tier)| {
            let before = shelved.pack.skill_tree.iter().take(place).map(|tier| (tier.title.clone(), tier.opens_next_at));
            view! { <TierCard place tier=tier.clone() before=before.collect() stands shelved=shelved.clone() /> }
        })
        .collect();
    view! {
        <section class="page__section" aria-labelledby="skill-tree">
            <h2 id="skill-tree">"Skill tree"</h2>
            <p class="muted">"What to learn before what. A skill has the higher of two scores: what completed tutorial steps say, and what your answers say. Nothing is locked; a tier that is not open yet is easier once it is."</p>
            <ol class="skill-tree">{tiers}</ol>
        </section>
    }
    .into_any()
}

fn stands(skills: &progress::Skills, pack: &Pack) -> Vec<TierStand> {
    let entries: Vec<TierEntry<'_>> = pack
        .skill_tree
        .iter()
        .map(|tier| TierEntry {
            opens_next_at: tier.opens_next_at,
            branches: tier.branches.iter().map(|it| it.skills.iter().map(String::as_str).collect()).collect(),
        })
        .collect();
    skill_tree(skills, &pack.id, &entries)
}

/// Titles of the tiers before, and what each needs.
type Before = Vec<(String, Option<u32>)>;

#[component]
fn TierCard(
    place: usize,
    tier: Tier,
    before: Before,
    stands: Memo<Vec<TierStand>>,
    shelved: Arc<Shelved>,
) -> impl IntoView {
    let stand = Memo::new(move |_| stands.with(|stands| stands.get(place).cloned()));
    let is_open = move || stand.with(|stand| stand.as_ref().is_some_and(|stand| stand.is_open));
    let class = move || if is_open() { "card tier" } else { "card tier tier--closed" };
    let score = move || stand.with(|stand| stand.as_ref().map_or(0.0, |stand| stand.score));
    let why = move || match is_open() {
        true if place == 0 => "Open to everybody.".to_owned(),
        true => "Open.".to_owned(),
        false => stands.with(|stands| what_opens(&before, stands)),
    };
    let branches: Vec<_> = tier
        .branches
        .iter()
        .enumerate()
        .map(|(index, branch)| {
            let score = Signal::derive(move || {
                stand.with(|stand| {
                    stand.as_ref().and_then(|stand| stand.branches.get(index).copied()).unwrap_or(0.0)
                })
            });
            let share = Signal::derive(move || score.get() / 100.0);
            let tone = Signal::derive(move || if score.get() >= LEARNED { Tone::Good } else { Tone::Plain });
            let title = branch.title.clone();
            let label = Signal::derive(move || format!("{title}: {:.0} of 100", score.get()));
            view! {
                <li class="branch">
                    <p class="row row--between">
                        <a href=href(&shelved.pack, branch)>{branch.title.clone()}</a>
                        <span class="figures muted">{move || format!("{:.0}", score.get())}</span>
                    </p>
                    <Meter share label tone />
                </li>
            }
        })
        .collect();
    view! {
        <li class=class>
            <div class="row row--between">
                <h3>{tier.title}</h3>
                <span class="tag">{move || if is_open() { "Open" } else { "Not open yet" }}</span>
            </div>
            <p class="muted small">{tier.summary}</p>
            <ul class="branches">{branches}</ul>
            <p class="small figures">{move || format!("Together {:.0} of 100.", score())} " " {why}</p>
        </li>
    }
}

/// "Opens at 75 of 100 in Scaling (you have 0) and 80 of 100 in Fundamentals (you have 34)." Every tier that falls short is
/// named, the nearest first.
fn what_opens(before: &Before, stands: &[TierStand]) -> String {
    let short = before.iter().zip(stands).rev().filter_map(|((title, needed), stand)| {
        let needed = f64::from((*needed)?);
        // Rounded down, so that it never reads as reached.
        (stand.score < needed)
            .then(|| format!("{needed} of 100 in {title} (you have {})", stand.score.floor()))
    });
    let short: Vec<String> = short.collect();
    if short.is_empty() {
        return "Opens with the tier before it.".to_owned();
    }
    format!("Opens at {}.", short.join(" and "))
}

/// Where a branch is practised: the topic of its first skill.
fn href(pack: &Pack, branch: &content::Branch) -> String {
    let topic = branch.skills.first().and_then(|skill| pack.skill(skill)).map(|(topic, _)| topic.id.as_str());
    format!("/practice?subject={}&topic={}", pack.id, topic.unwrap_or_default())
}
