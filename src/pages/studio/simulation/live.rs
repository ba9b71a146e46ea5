use analysis::simulation::{Frame, Moment};
use analysis::words;
use leptos::prelude::*;

use super::lab::Lab;
use crate::charts::over_time::{Curve, OverTime};

/// How the run stands, in figures and second by second.
#[component]
pub fn Live(lab: Lab) -> impl IntoView {
    let of = move |read: fn(&Frame) -> String| {
        move || {
            lab.frame.with(|frame| frame.as_ref().map_or_else(|| "not yet".to_owned(), |frame| read(frame)))
        }
    };
    view! {
        <div class="simulation__live">
            <dl class="simulation__figures">
                <Figure name="Simulated" value=of(|frame| format!("{} s{}", words::tenths(frame.nanos as f64 / 1e9), if frame.is_measuring { "" } else { ", warming up" })) />
                <Figure name="Completed" value=of(|frame| format!("{} requests/s", words::number(frame.completed_per_second))) />
                <Figure name="Failed" value=of(|frame| format!("{} requests/s", words::number(frame.failed_per_second))) />
                <Figure name="Under way" value=of(|frame| words::count(frame.in_flight as usize, "request")) />
                <Figure name="p50, p95, p99" value=of(percentiles) />
                <Figure name="Cost so far" value=of(|frame| words::usd(frame.cost_usd)) />
            </dl>
            <div class="simulation__charts">
                <OverTime
                    title="Requests each second"
                    unit="requests each second"
                    curves=Signal::derive(move || lab.moments.with(|moments| rates(moments)))
                />
                <OverTime
                    title="Response time, milliseconds"
                    unit="milliseconds"
                    curves=Signal::derive(move || lab.moments.with(|moments| latencies(moments)))
                />
            </div>
        </div>
    }
}

#[component]
fn Figure(name: &'static str, value: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    view! {
        <div class="simulation__figure">
            <dt class="muted small">{name}</dt>
            <dd class="figures">{value}</dd>
        </div>
    }
}

fn percentiles(frame: &Frame) -> String {
    match (frame.p50_millis, frame.p95_millis, frame.p99_millis) {
        (Some(p50), Some(p95), Some(p99)) => {
            format!("{}, {}, {}", words::millis(p50), words::millis(p95), words::millis(p99))
        }
        _ => "nothing measured yet".to_owned(),
    }
}

/// Seconds that a moment lasted: one, or a few in a long run.
fn rates(moments: &[Moment]) -> Vec<Curve> {
    let mut before = 0.0;
    let mut completed = Curve::plain("completed");
    let mut failed = Curve::alarming("failed");
    for moment in moments {
        let length = (moment.seconds - before).max(1e-9);
        before = moment.seconds;
        completed.points.push((moment.seconds, moment.completed as f64 / length));
        failed.points.push((moment.seconds, moment.failed as f64 / length));
    }
    vec![completed, failed]
}

fn latencies(moments: &[Moment]) -> Vec<Curve> {
    let mut middle = Curve::plain("p50");
    let mut slow = Curve::alarming("p99");
    for moment in moments {
        middle.points.extend(moment.p50_millis.map(|millis| (moment.seconds, millis)));
        slow.points.extend(moment.p99_millis.map(|millis| (moment.seconds, millis)));
    }
    vec![middle, slow]
}
