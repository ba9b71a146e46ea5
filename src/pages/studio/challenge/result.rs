use analysis::Check;
use analysis::challenge::{Sort, Standing};
use analysis::words::points;
use journal::{GradedDimension, GradedRequirement};
use leptos::prelude::*;

use super::brief::SORTS;
use super::grade_in_words;
use super::rubric::Rubric;
use super::state::{Attempt, Shown};
use crate::pages::studio::explanation::ExplainButton;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::meter::{Meter, Tone};

/// What came of the last grading, requirement by requirement and dimension by dimension.
#[component]
pub fn GradeResult(attempt: Attempt) -> impl IntoView {
    move || {
        let shown = attempt.shown.get()?;
        Some(view! {
            <div class="stack grade">
                <Verdict attempt shown=shown.clone() />
                <Requirements attempt shown=shown.clone() />
                <Dimensions dimensions=shown.graded.dimensions.clone() />
                <Imposed sentences=shown.live.map(|live| live.imposed).unwrap_or_default() />
                <Rubric attempt />
                <section class="card" aria-labelledby="our-solution">
                    <h2 id="our-solution">"A solution of ours"</h2>
                    <p class="muted">"One way that passes, why it is so, and what each difference from yours costs or gains. It is more use when you have tried for yourself what is still missing."</p>
                    <p><a class="button button--secondary" href=format!("{}/solution", attempt.place().address())>"Compare with our solution"</a></p>
                </section>
            </div>
        })
    }
}

#[component]
fn Verdict(attempt: Attempt, shown: Shown) -> impl IntoView {
    let graded = shown.graded;
    let (class, glyph, words) = if graded.passed {
        ("verdict verdict--right", Glyph::Check, "Passed")
    } else {
        ("verdict verdict--wrong", Glyph::Cross, "Not passed")
    };
    let revision = shown.live.map(|live| live.drawn.revision);
    let has_changed = Memo::new(move |_| {
        revision.is_some_and(|revision| attempt.bench.drawn.with(|drawn| drawn.revision) != revision)
    });
    let note = match revision {
        Some(_) => String::new(),
        None => format!("Graded on {}, as the design was then.", shown.when),
    };
    view! {
        <div class=class>
            <Icon glyph class="verdict__icon" />
            <h2>{words}</h2>
            <span class="grade__score figures">{grade_in_words(graded.score)}</span>
        </div>
        <p>{graded.verdict}</p>
        <p class="muted small" hidden=note.is_empty()>{note.clone()}</p>
        {move || has_changed.get().then(|| view! { <p class="notice notice--warning">"The design has changed since it was graded."</p> })}
    }
}

#[component]
fn Requirements(attempt: Attempt, shown: Shown) -> impl IntoView {
    let section = |(sort, title): (Sort, &'static str)| {
        let ours = shown.graded.requirements.iter().enumerate().filter(|(_, one)| one.sort == sort.id());
        let rows: Vec<_> = ours
            .map(
                |(index, one)| view! { <RequirementRow attempt index one=one.clone() shown=shown.clone() /> },
            )
            .collect();
        (!rows.is_empty()).then(|| view! { <h3>{title}</h3><ul class="criteria">{rows}</ul> })
    };
    view! {
        <section class="stack" aria-labelledby="requirements">
            <h2 id="requirements">"Against the brief"</h2>
            {SORTS.map(section)}
        </section>
    }
}

#[component]
fn RequirementRow(attempt: Attempt, index: usize, one: GradedRequirement, shown: Shown) -> impl IntoView {
    let (class, glyph, word) = match (one.passed, one.sort == Sort::Choice.id()) {
        (true, _) => ("criterion criterion--met", Glyph::Check, "Met: "),
        (false, false) => ("criterion criterion--unmet", Glyph::Cross, "Not met: "),
        (false, true) => ("criterion", Glyph::Minus, "Not so: "),
    };
    let challenge = attempt.challenge();
    let asks_for_figure = challenge
        .brief
        .requirements
        .get(index)
        .is_some_and(|requirement| matches!(requirement.check, Check::Measures { .. }));
    let why = shown.live.filter(|_| asks_for_figure).map(|live| {
        let kinds = attempt.bench.kinds;
        let explanation =
            Callback::new(move |()| challenge.explain(&live.drawn.diagram, kinds.get_untracked(), index));
        let name = Signal::stored(one.text.clone());
        view! { <ExplainButton bench=attempt.bench name explanation /> }
    });
    view! {
        <li class=class>
            <span class="criterion__mark"><Icon glyph class="criterion__icon" /><span class="for-screen-readers">{word}</span></span>
            <span>{one.text}</span>
            <dl class="criterion__found reached">
                <div><dt>"Wanted"</dt><dd>{one.expected}</dd></div>
                <div><dt>"Reached"</dt><dd>{one.found} " " {why}</dd></div>
            </dl>
        </li>
    }
}

#[component]
fn Dimensions(dimensions: Vec<GradedDimension>) -> impl IntoView {
    let named = |wanted: Standing| {
        let ours = dimensions.iter().filter(|one| Standing::of(one.score) == wanted);
        let names: Vec<String> = ours.map(|one| one.name.to_lowercase()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let (strengths, to_improve) = (named(Standing::Strength), named(Standing::ToImprove));
    view! {
        <section class="stack" aria-labelledby="dimensions">
            <h2 id="dimensions">"Five dimensions, 0 to 5 each"</h2>
            {strengths.map(|names| view! { <p><strong>"Strengths: "</strong>{names}"."</p> })}
            {to_improve.map(|names| view! { <p><strong>"Areas to improve: "</strong>{names}"."</p> })}
            <ul class="dimensions">{dimensions.iter().cloned().map(|one| view! { <DimensionRow one /> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn DimensionRow(one: GradedDimension) -> impl IntoView {
    let (tone, tag) = match Standing::of(one.score) {
        Standing::Strength => (Tone::Good, Some(("tag tag--good", "Strength"))),
        Standing::Sound => (Tone::Plain, None),
        Standing::ToImprove => (Tone::Warning, Some(("tag tag--warning", "To improve"))),
    };
    let tag = tag.map(|(class, words)| view! { <span class=class>{words}</span> });
    let label = format!("{}: {}", one.name, grade_in_words(one.score));
    let point = |point: journal::GradedPoint| {
        let of =
            format!("{} of {}", analysis::words::number(point.points), analysis::words::number(point.out_of));
        view! { <li><span class="points figures">{of}</span><span>{point.reason}</span></li> }
    };
    view! {
        <li class="dimension">
            <div class="dimension__head">
                <h3>{one.name.clone()}</h3>
                {tag}
                <strong class="figures dimension__score">{points(one.score)}</strong>
            </div>
            <Meter share=one.score / 5.0 label tone />
            <details>
                <summary class="small">"What it adds up from"</summary>
                {one.is_estimate.then(|| view! { <p class="small muted">"An estimate, told from your words; a person may see it otherwise. Your own answers below count for three tenths."</p> })}
                <ul class="points-list small">{one.points.into_iter().map(point).collect_view()}</ul>
            </details>
        </li>
    }
}

/// What of the design the brief overruled.
#[component]
fn Imposed(sentences: Vec<String>) -> impl IntoView {
    (!sentences.is_empty()).then(|| {
        let lines = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> });
        view! {
            <section class="notice" aria-labelledby="imposed">
                <h2 id="imposed">"What the brief overruled"</h2>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
    })
}
