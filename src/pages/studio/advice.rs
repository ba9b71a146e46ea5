use analysis::{AdviceList, Finding, Severity};
use diagram::tools::Selection;
use leptos::prelude::*;

use super::bench::Bench;

const LISTS: [(AdviceList, &str); 6] = [
    (AdviceList::Weakness, "Weaknesses"),
    (AdviceList::Risk, "Risks"),
    (AdviceList::AntiPattern, "Anti-patterns"),
    (AdviceList::Suggestion, "Suggestions"),
    (AdviceList::BestPractice, "Good practice"),
    (AdviceList::Strength, "Strengths"),
];

/// What is worth saying of the design, list by list.
#[component]
pub fn Advice(bench: Bench) -> impl IntoView {
    let list = move |(list, title): (AdviceList, &'static str)| {
        let findings = Memo::new(move |_| {
            bench.report.with(|report| {
                report.findings.iter().filter(|finding| finding.list == list).cloned().collect::<Vec<_>>()
            })
        });
        move || {
            let findings = findings.get();
            (!findings.is_empty()).then(|| {
                view! {
                    <h3>{title} " " <span class="tag">{findings.len()}</span></h3>
                    <ul class="findings">{findings.into_iter().map(|finding| view! { <FindingItem bench finding /> }).collect_view()}</ul>
                }
            })
        }
    };
    view! {
        <section class="panel" aria-labelledby="advice" hidden=move || bench.report.with(|report| report.findings.is_empty())>
            <h2 id="advice">"Feedback"</h2>
            {LISTS.map(list)}
        </section>
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
            </details>
        </li>
    }
}
