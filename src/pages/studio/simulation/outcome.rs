use analysis::simulation::{CauseCount, Difference, Estimate, SimulationResult};
use analysis::{Report, words};
use leptos::prelude::*;

use super::lab::Lab;

/// What the run came to, beside what the formulas say, and why they part where they do.
#[component]
pub fn OutcomeTables(lab: Lab) -> impl IntoView {
    move || {
        let outcome = lab.outcome.get()?;
        let is_older = lab.bench.drawn.with(|drawn| drawn.revision) != outcome.revision;
        let report = lab.bench.report.get();
        Some(view! {
            <div class="stack" role="region" aria-label="Result of the simulation">
                <p>{summary(&outcome.result)}</p>
                {is_older.then(|| view! { <p class="notice notice--warning">"The design has changed since this run; the formulas' figures are those of the design as it is now."</p> })}
                <Lines caption="Response times" lines=latency_lines(&outcome.result, &report) />
                <Lines caption="Components" lines=component_lines(&outcome.result, &report) />
                <Differences differences=outcome.differences.clone() />
            </div>
        })
    }
}

fn summary(result: &SimulationResult) -> String {
    let mut said = format!(
        "{} s of simulated time with seed {}: {} under way when counting began, {} sent, {} completed, {} failed, {} still \
         under way.",
        words::number(result.seconds),
        result.seed,
        words::number(result.in_flight_at_start as f64),
        words::number(result.arrived as f64),
        words::number(result.completed as f64),
        words::number(result.failed as f64),
        words::number(result.in_flight as f64)
    );
    for CauseCount { cause, count } in &result.failures {
        said.push_str(&format!(" {}: {}.", cause.name(), words::number(*count as f64)));
    }
    said
}

/// One figure of the run beside that of the formulas.
struct Line {
    figure: String,
    simulated: Option<Estimate>,
    formula: Option<f64>,
    write: fn(f64) -> String,
}

impl Line {
    /// What reads as nothing on both sides, such as the wait where nobody waits, needs no line.
    fn says_something(&self) -> bool {
        let nothing = (self.write)(0.0);
        let is_something = |value: f64| (self.write)(value) != nothing;
        self.simulated.is_some_and(|value| is_something(value.value))
            || self.formula.is_some_and(is_something)
    }
}

fn latency_lines(result: &SimulationResult, report: &Report) -> Vec<Line> {
    let lines = result.latency.iter().flat_map(|simulated| {
        let simulated_millis =
            [simulated.mean_millis, simulated.p50_millis, simulated.p95_millis, simulated.p99_millis];
        let instant = report.latency.iter().find(|latency| latency.client == simulated.client);
        let formulas = instant.map_or([None; 4], |latency| {
            [latency.mean_millis, latency.p50_millis, latency.p95_millis, latency.p99_millis]
        });
        ["mean", "p50", "p95", "p99"].into_iter().zip(simulated_millis).zip(formulas).map(
            |((figure, millis), formula)| Line {
                figure: format!("{figure} from {}", simulated.name),
                simulated: millis,
                formula,
                write: words::millis,
            },
        )
    });
    lines.collect()
}

fn component_lines(result: &SimulationResult, report: &Report) -> Vec<Line> {
    let lines = result.components.iter().flat_map(|simulated| {
        let instant = report.components.iter().find(|component| component.id == simulated.id);
        let works = instant.filter(|component| component.capacity_per_second.is_some());
        let line = |figure, simulated_value, formula, write| Line {
            figure: format!("{}, {figure}", simulated.name),
            simulated: simulated_value,
            formula,
            write,
        };
        [
            line("busy", simulated.utilisation, works.map(|component| component.utilisation), words::percent),
            line(
                "wait",
                simulated.wait_millis,
                instant.and_then(|component| component.wait_millis),
                words::millis,
            ),
        ]
    });
    lines.collect()
}

#[component]
fn Lines(caption: &'static str, mut lines: Vec<Line>) -> impl IntoView {
    lines.retain(Line::says_something);
    let row = |Line { figure, simulated, formula, write }: Line| {
        view! {
            <tr>
                <th scope="row">{figure}</th>
                <td>{simulated.map_or_else(none, |value| write(value.value))}</td>
                <td>{simulated.map_or_else(none, |value| interval(value, write))}</td>
                <td>{formula.map_or_else(none, write)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=caption>
            <table class="wide">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">"Simulated"</th>
                        <th scope="col">"99 % between"</th>
                        <th scope="col">"By formula"</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Differences(mut differences: Vec<Difference>) -> impl IntoView {
    differences.retain(is_worth_saying);
    if differences.is_empty() {
        return view! { <p class="notice notice--good">"Wherever the run was long enough to tell, the formulas lie within its intervals, or within 3 % of what it measured."</p> }.into_any();
    }
    let sentences = with_reasons_once(&differences).into_iter().map(|sentence| view! { <li>{sentence}</li> });
    view! {
        <h3>"Where the two part, and why"</h3>
        <ul class="simulation__differences">{sentences.collect_view()}</ul>
    }
    .into_any()
}

/// Of differences that follow one another and have the same reason, only the last says it.
fn with_reasons_once(differences: &[Difference]) -> Vec<String> {
    let same_reason = differences.chunk_by(|one, next| one.reason == next.reason);
    let told = same_reason.map(|group| {
        let last = group.len().saturating_sub(1);
        let sentence = |(index, difference): (usize, &Difference)| {
            let sentence = difference.sentence.as_str();
            let short = sentence.strip_suffix(difference.reason.as_str()).unwrap_or(sentence);
            if index == last { sentence } else { short.trim_end() }.to_owned()
        };
        group.iter().enumerate().map(sentence).collect::<Vec<_>>().join(" ")
    });
    told.collect()
}

/// A long run tells figures apart that are the same to anybody who reads them.
fn is_worth_saying(difference: &Difference) -> bool {
    const SHARE: f64 = 0.03;
    difference.instant.is_none_or(|instant| {
        let simulated = difference.simulated.value;
        (instant - simulated).abs() > SHARE * instant.abs().max(simulated.abs()).max(0.1)
    })
}

fn none() -> String {
    "none".to_owned()
}

fn interval(estimate: Estimate, write: fn(f64) -> String) -> String {
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!("{} and {}", write(low), write(high)),
        _ => "too short to tell".to_owned(),
    }
}
