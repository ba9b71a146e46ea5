use analysis::{AdviceList, Finding, Severity, has_quick_fix};
use diagram::Command;
use diagram::tools::Selection;
use leptos::prelude::*;

use super::bench::Bench;

const LISTS: [(AdviceList, &str); 5] = [
    (AdviceList::Weakness, "Weaknesses"),
    (AdviceList::AntiPattern, "Anti-patterns"),
    (AdviceList::Suggestion, "Suggestions"),
    (AdviceList::BestPractice, "Good practice"),
    (AdviceList::Strength, "Strengths"),
];

/// So many findings of a list are shown before somebody asks for more.
const AT_FIRST: usize = 10;
const MORE: usize = 40;

/// What is worth saying of the design, list by list.
#[component]
pub fn Advice(bench: Bench) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="advice" hidden=move || bench.veiled.get() || bench.report.with(|report| report.findings.is_empty())>
            <h2 id="advice">"Feedback"</h2>
            {LISTS.map(|(list, title)| view! { <FindingList bench list title /> })}
        </section>
    }
}

#[component]
fn FindingList(bench: Bench, list: AdviceList, title: &'static str) -> impl IntoView {
    let asked_for = RwSignal::new(AT_FIRST);
    let findings = Memo::new(move |_| {
        bench.report.with(|report| {
            let all = report.findings.iter().filter(|finding| finding.list == list);
            (all.clone().count(), all.take(asked_for.get()).cloned().collect::<Vec<_>>())
        })
    });
    move || {
        let (count, shown) = findings.get();
        let left = count.saturating_sub(shown.len());
        (count > 0).then(|| {
            view! {
                <h3>{title} " " <span class="tag">{count}</span></h3>
                <ul class="findings">{shown.into_iter().map(|finding| view! { <FindingItem bench finding /> }).collect_view()}</ul>
                {(left > 0).then(|| view! {
                    <p><button type="button" class="button button--quiet" on:click=move |_| asked_for.update(|shown| *shown += MORE)>
                        {format!("Show more of them ({left} left)")}
                    </button></p>
                })}
            }
        })
    }
}

#[component]
fn FindingItem(bench: Bench, finding: Finding) -> impl IntoView {
    let (class, word) = match finding.severity {
        Severity::High => ("tag tag--danger", "High"),
        Severity::Medium => ("tag tag--warning", "Medium"),
        Severity::Low => ("tag", "Low"),
        Severity::Praise => ("tag tag--good", "Good"),
    };
    let target = Selection {
        components: finding.components.iter().cloned().collect(),
        connections: finding.connections.iter().cloned().collect(),
        ..Selection::default()
    };
    let points_at_something = !target.is_empty();
    let show = move |_| bench.selection.set(target.clone());
    let mendable = has_quick_fix(&finding).then(|| finding.clone());
    view! {
        <li class="finding">
            <details>
                <summary>
                    <span class=class>{word}</span>
                    <span>{finding.title}</span>
                </summary>
                <p>{finding.reason}</p>
                {(!finding.fix.is_empty()).then(|| view! { <p><strong>"What would help: "</strong> {finding.fix}</p> })}
                {points_at_something.then(|| view! {
                    <p><button type="button" class="button button--quiet" on:click=show>"Show where"</button></p>
                })}
                {mendable.map(|finding| view! { <QuickFix bench finding /> })}
            </details>
        </li>
    }
}

/// A change that makes a finding go away: shown on the canvas first, made only when it is wanted.
#[component]
fn QuickFix(bench: Bench, finding: Finding) -> impl IntoView {
    // The change, and what it costs in words.
    let planned = RwSignal::new(None::<(Command, Option<String>)>);
    let helpless = RwSignal::new(false);
    let plan = move |_| {
        let command = bench.quick_fix(&finding);
        helpless.set(command.is_none());
        planned.set(command.map(|command| {
            let cost = bench.preview(&command);
            (command, cost)
        }));
    };
    let leave = move || {
        if planned.try_update(Option::take).flatten().is_some() {
            bench.end_preview();
        }
    };
    let make = move |_| {
        let plan = planned.get_untracked();
        leave();
        if let Some((command, _)) = plan {
            bench.apply(&command);
        }
    };
    // Whatever else is changed meanwhile, the plan was for the design as it was.
    Effect::new(move |before: Option<u64>| {
        let revision = bench.drawn.with(|drawn| drawn.revision);
        if before.is_some_and(|before| before != revision) {
            leave();
        }
        revision
    });
    // Nobody may be told any more of a plan that goes with its page.
    on_cleanup(move || {
        if planned.try_update_untracked(Option::take).flatten().is_some() {
            bench.end_preview();
        }
    });
    move || {
        match planned.get() {
        Some((command, cost)) => view! {
            <div class="quick-fix" role="group" aria-label="Quick fix">
                <p role="status">{summary_of(&command)} {cost.map(|cost| format!(" {cost}"))} " The canvas shows the design as it would be; what is new is selected."</p>
                <p class="row">
                    <button type="button" class="button button--primary" on:click=make>"Do this"</button>
                    <button type="button" class="button button--quiet" on:click=move |_| leave()>"Leave it"</button>
                </p>
            </div>
        }
        .into_any(),
        None if helpless.get() => view! { <p role="status">"No single change would mend this here."</p> }.into_any(),
        None => view! {
            <p><button type="button" class="button button--secondary" on:click=plan.clone()>"Preview a quick fix"</button></p>
        }
        .into_any(),
    }
    }
}

fn summary_of(command: &Command) -> String {
    match command {
        Command::Together { summary, .. } => format!("{summary}."),
        _ => String::new(),
    }
}
