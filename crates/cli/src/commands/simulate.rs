use std::path::PathBuf;
use std::time::{Duration, Instant};

use analysis::report;
use analysis::simulation::{Difference, Fault, Settings, Simulation, SimulationResult, compare};
use clap::Args;
use serde::Serialize;

use crate::answer::Answer;
use crate::design;
use crate::failure::Failure;

/// Events between two looks at the clock.
const EVENTS_AT_ONCE: u64 = 1_000_000;

/// Single requests through a design, one event after another
#[derive(Debug, Args)]
pub struct Arguments {
    /// A design as the app saves it (docs/formats/design.md)
    design: PathBuf,
    #[command(flatten)]
    packs: design::Packs,
    /// Simulated seconds that are measured
    #[arg(long, default_value_t = 60.0, allow_negative_numbers = true)]
    seconds: f64,
    /// Simulated seconds before that, while empty lines fill
    #[arg(long, default_value_t = 10.0, allow_negative_numbers = true)]
    warmup: f64,
    /// The same design, seed and settings give the same run
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Something that goes wrong, such as gone:payments@30+10; may be given several times
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<String>,
    /// Stop after so many events; the result says that it is not complete
    #[arg(long, value_name = "N")]
    most_events: Option<u64>,
    /// Stop after so many seconds of the clock
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    most_wall_seconds: Option<f64>,
}

/// `docs/formats/simulation.md` describes every field.
#[derive(Serialize)]
struct Simulated {
    #[serde(flatten)]
    result: SimulationResult,
    differences: Vec<Difference>,
    /// By the clock of this machine.
    events_per_second: f64,
    wall_seconds: f64,
    left_out: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let catalogue = arguments.packs.catalogue()?;
    let opened = design::opened(&arguments.design, &catalogue)?;
    let limit = wall_limit(arguments.most_wall_seconds)?;
    let settings = Settings {
        seconds: arguments.seconds,
        warmup_seconds: arguments.warmup,
        seed: arguments.seed,
        faults: arguments.faults.iter().map(|word| fault(word)).collect::<Result<_, _>>()?,
        ..Settings::default()
    };
    let mut simulation = Simulation::new(&opened.diagram, &catalogue, settings).map_err(Failure::refused)?;
    let started = Instant::now();
    let mut events_left = arguments.most_events.unwrap_or(u64::MAX);
    let mut events_before = 0;
    while events_left > 0 && limit.is_none_or(|limit| started.elapsed() < limit) {
        let progress = simulation.advance(u64::MAX, events_left.min(EVENTS_AT_ONCE));
        events_left = events_left.saturating_sub(progress.events - events_before);
        events_before = progress.events;
        if progress.is_done {
            break;
        }
    }
    let wall_seconds = started.elapsed().as_secs_f64();
    let result = simulation.result();
    Answer::json(&Simulated {
        differences: compare(&opened.diagram, &report(&opened.diagram, &catalogue), &result),
        events_per_second: if wall_seconds > 0.0 { result.events as f64 / wall_seconds } else { 0.0 },
        wall_seconds,
        left_out: opened.left_out,
        result,
    })
}

fn fault(word: &str) -> Result<Fault, Failure> {
    word.parse().map_err(Failure::refused)
}

fn wall_limit(seconds: Option<f64>) -> Result<Option<Duration>, Failure> {
    seconds
        .map(|seconds| {
            Duration::try_from_secs_f64(seconds).map_err(|_| {
                Failure::Refused("--most-wall-seconds is a number of seconds, such as 30".to_owned())
            })
        })
        .transpose()
}
