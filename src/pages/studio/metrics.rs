use analysis::{Figure, LatencyReport, Report};
use diagram::{ComponentId, naming};
use leptos::prelude::*;

use super::bench::Bench;
use super::explanation::WhyButton;
use analysis::words;

/// What the design adds up to, on every edit.
#[component]
pub fn Metrics(bench: Bench) -> impl IntoView {
    view! {
        <section class="summary" aria-labelledby="metrics">
            <h2 id="metrics" class="for-screen-readers">"What it adds up to"</h2>
            {move || {
                if bench.drawn.with(|drawn| drawn.diagram.components.is_empty()) {
                    view! { <p class="muted summary__empty">"Drag a component onto the canvas, or press " <kbd>"/"</kbd> ". A client brings the load; connect it, and the figures appear here."</p> }.into_any()
                } else if bench.veiled.get() {
                    view! { <p class="muted summary__empty">"The figures are hidden while you are asked for a guess."</p> }.into_any()
                } else {
                    view! { <Figures bench /> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn Figures(bench: Bench) -> impl IntoView {
    let clients = Memo::new(move |_| bench.report.with(|report| slowest_clients(&report.latency)));
    let unnamed = move || bench.report.with(|report| report.latency.len().saturating_sub(MOST_CLIENTS));
    let rises = Memo::new(move |_| bench.report.with(|report| report.throughput.busiest_hour.is_some()));
    let figure =
        move |of: fn(&Report) -> String| Signal::derive(move || bench.report.with(|report| of(report)));
    view! {
        <dl class="metrics">
            {move || clients.get().into_iter().map(|client| view! { <Latency bench client /> }).collect_view()}
            {move || (unnamed() > 0).then(|| view! {
                <div class="metric"><dt>"More clients"</dt><dd class="metric__note muted small">{format!("{} answer sooner than these.", words::count(unnamed(), "other client"))}</dd></div>
            })}
            <Row bench name="Most it can carry" value=figure(throughput) note=Signal::derive(move || binding(bench)) figure=Figure::MaxThroughput />
            {move || rises.get().then(|| view! { <Row bench name="Busiest hour" value=figure(busiest_hour) note=figure(in_the_busiest_hour) figure=Figure::BusiestHour /> })}
            <Row bench name="Availability" value=figure(availability) note=figure(downtime) figure=Figure::Availability />
            <Row bench name="Single points of failure" value=figure(single_points) note=Signal::derive(move || single_point_names(bench)) figure=Figure::SinglePointsOfFailure />
            <Row bench name="Scalability score" value=figure(scalability) note=figure(deductions) figure=Figure::ScalabilityScore />
            <Row bench name="Cost" value=figure(cost) note=figure(cost_per_million) figure=Figure::MonthlyCost />
        </dl>
    }
}

/// Clients that are shown each on its own.
const MOST_CLIENTS: usize = 6;

/// All clients where they are few, in the order of the design; else the slowest, slowest first.
fn slowest_clients(latencies: &[LatencyReport]) -> Vec<ComponentId> {
    let mut shown: Vec<&LatencyReport> = latencies.iter().collect();
    if shown.len() > MOST_CLIENTS {
        let millis = |latency: &LatencyReport| latency.p99_millis.unwrap_or(f64::INFINITY);
        shown.sort_by(|left, right| millis(right).total_cmp(&millis(left)));
        shown.truncate(MOST_CLIENTS);
    }
    shown.into_iter().map(|latency| latency.client.clone()).collect()
}

fn throughput(report: &Report) -> String {
    report
        .throughput
        .max_per_second
        .map_or("no limit found".to_owned(), |max| format!("{} requests/s", words::number(max)))
}

fn busiest_hour(report: &Report) -> String {
    format!("{} requests/s", words::number(report.throughput.busiest_hour_per_second))
}

/// When it is, and what of the day the design does not carry.
fn in_the_busiest_hour(report: &Report) -> String {
    let throughput = &report.throughput;
    let Some(hour) = throughput.busiest_hour else { return String::new() };
    let times =
        words::times(throughput.busiest_hour_per_second / throughput.offered_per_second, "the average");
    let when = format!("{}, {times}", analysis::hours(&[hour]));
    let over = &throughput.hours_over_capacity;
    match (over.len(), throughput.autoscaled_max_per_second) {
        (0, Some(_)) => format!("{when}; it can carry that"),
        (0, None) => when,
        (24, _) => format!("{when}; it cannot keep up at any hour"),
        (count, _) => format!(
            "{when}; for {} a day it cannot keep up: {}",
            words::count(count, "hour"),
            analysis::hours(over)
        ),
    }
}

fn availability(report: &Report) -> String {
    if nobody_waits(report) { "nothing to reach yet".to_owned() } else { report.availability.in_words() }
}

/// No client waits for anything, so there is nothing whose availability could be told.
fn nobody_waits(report: &Report) -> bool {
    report.availability.method == "none"
}

fn downtime(report: &Report) -> String {
    if nobody_waits(report) {
        return "connect a client to something".to_owned();
    }
    format!("about {} down a year", words::minutes(report.availability.downtime_minutes_per_year))
}

fn single_points(report: &Report) -> String {
    match report.availability.single_points_of_failure.len() {
        0 => "none".to_owned(),
        count => count.to_string(),
    }
}

fn scalability(report: &Report) -> String {
    if nobody_waits(report) {
        return "not yet".to_owned();
    }
    if goes_in_circles(report) {
        return "cannot be told".to_owned();
    }
    format!("{:.0} of 100", report.scalability.score)
}

fn deductions(report: &Report) -> String {
    const MOST_REASONS: usize = 4;
    if goes_in_circles(report) {
        return "no number of replicas carries requests that go round without end".to_owned();
    }
    let deductions = &report.scalability.deductions;
    let reasons: Vec<&str> =
        deductions.iter().take(MOST_REASONS).map(|deduction| deduction.reason.as_str()).collect();
    let said = reasons.join(" ");
    match deductions.len().saturating_sub(MOST_REASONS) {
        0 => said,
        left => format!("{said} And {}.", words::count(left, "more deduction")),
    }
}

/// Requests that go round in a circle and grow without end: nothing that is counted of them is sure.
fn goes_in_circles(report: &Report) -> bool {
    report.components.iter().any(|component| component.is_unbounded)
}

fn cost(report: &Report) -> String {
    if goes_in_circles(report) {
        return "cannot be told".to_owned();
    }
    format!("{} a month", words::usd(report.cost.monthly_usd))
}

fn cost_per_million(report: &Report) -> String {
    if goes_in_circles(report) {
        let usd = words::usd(report.cost.monthly_usd);
        return format!(
            "it grows with requests that go round without end; one turn of them is {usd} a month"
        );
    }
    if report.throughput.headroom.is_some_and(|headroom| headroom < 1.0) {
        return "if all were answered, which they are not; list prices, an estimate".to_owned();
    }
    let per_million = report.cost.usd_per_million_requests;
    per_million.map_or(String::new(), |usd| {
        format!("{} for a million requests; list prices, an estimate", words::usd(usd))
    })
}

/// The component that is full first, and how far that is.
fn binding(bench: Bench) -> String {
    bench.report.with(|report| {
        let throughput = &report.throughput;
        if goes_in_circles(report) {
            return "requests go round in a circle and grow without end".to_owned();
        }
        let Some(component) = &throughput.binding_component else { return String::new() };
        let name = component_name(bench, component);
        match throughput.headroom {
            Some(headroom) if headroom < 1.0 && turns_away(report, component) > 0.0 => {
                let refused = words::number(turns_away(report, component));
                format!("{name} turns away {refused} requests a second: they are over its limit")
            }
            Some(headroom) if headroom < 1.0 => format!(
                "{name} is overloaded: it gets {} of what it can do",
                words::percent(1.0 / headroom.max(1e-9))
            ),
            Some(headroom) => {
                format!("{name} is full first; it can take {}", words::times(headroom, "today's load"))
            }
            None => format!("{name} is full first"),
        }
    })
}

/// Requests a second that a component refuses for its rate limit.
fn turns_away(report: &Report, id: &ComponentId) -> f64 {
    let component = report.components.iter().find(|component| component.id == *id);
    component.map_or(0.0, |component| component.turned_away_per_second)
}

fn single_point_names(bench: Bench) -> String {
    bench.report.with(|report| {
        let names: Vec<String> =
            report.availability.single_points_of_failure.iter().map(|id| component_name(bench, id)).collect();
        if names.is_empty() { String::new() } else { words::names(names.iter().map(String::as_str)) }
    })
}

/// As the learner called it.
pub fn component_name(bench: Bench, id: &ComponentId) -> String {
    bench.drawn.with(|drawn| drawn.diagram.component(id).map_or_else(|| id.0.clone(), naming::of_component))
}

#[component]
fn Latency(bench: Bench, client: ComponentId) -> impl IntoView {
    let of = {
        let client = client.clone();
        move |read: fn(&LatencyReport) -> String| {
            let client = client.clone();
            Signal::derive(move || {
                bench.report.with(|report| {
                    report
                        .latency
                        .iter()
                        .find(|latency| latency.client == client)
                        .map(read)
                        .unwrap_or_default()
                })
            })
        }
    };
    let name = {
        let client = client.clone();
        move || format!("p99 from {}", component_name(bench, &client))
    };
    let p99 = of(|latency| match latency.p99_millis {
        Some(millis) => words::millis(millis),
        None if latency.critical_path.len() > 1 => "no answer in time".to_owned(),
        None => "nothing to reach yet".to_owned(),
    });
    let rest = of(|latency| match (latency.mean_millis, latency.p50_millis, latency.p95_millis) {
        (Some(mean), Some(p50), Some(p95)) => {
            format!("mean {}, p50 {}, p95 {}", words::millis(mean), words::millis(p50), words::millis(p95))
        }
        _ if latency.critical_path.len() > 1 => "a component on the way cannot keep up".to_owned(),
        _ => "it is not connected to anything that answers it".to_owned(),
    });
    view! { <Row bench name=Signal::derive(name) value=p99 note=rest figure=Figure::P99Latency(client) /> }
}

#[component]
fn Row(
    bench: Bench,
    #[prop(into)] name: Signal<String>,
    value: Signal<String>,
    note: Signal<String>,
    figure: Figure,
) -> impl IntoView {
    view! {
        <div class="metric">
            <dt>{name}</dt>
            <dd class="metric__why"><WhyButton bench name figure /></dd>
            <dd class="metric__value figures">{value}</dd>
            <dd class="metric__note muted small">{note}</dd>
        </div>
    }
}
