//! Runs of whole designs, against closed forms and against what must hold of every run.

mod behaviours;
mod faults;
mod half_drawn;
mod queues;
mod runs;

use diagram::{Catalogue, PropertyValue};

use super::{Cause, Settings, SimulatedComponent, SimulatedLatency, Simulation, SimulationResult};
use crate::sketch::{Sketch, id};

/// Seconds after a warm-up, with a seed.
fn settings(warmup_seconds: f64, seconds: f64, seed: u64) -> Settings {
    Settings { seconds, warmup_seconds, seed, ..Settings::default() }
}

fn with_faults(settings: Settings, faults: &[&str]) -> Settings {
    Settings { faults: faults.iter().map(|word| word.parse().unwrap()).collect(), ..settings }
}

fn start(sketch: &Sketch, settings: Settings) -> Simulation {
    Simulation::new(&sketch.diagram, Catalogue::builtin(), settings).unwrap()
}

fn finish(mut simulation: Simulation) -> SimulationResult {
    while !simulation.advance(u64::MAX, 1 << 20).is_done {}
    simulation.result()
}

fn run(sketch: &Sketch, settings: Settings) -> SimulationResult {
    finish(start(sketch, settings))
}

/// `client -> service`, with `per_second` requests that take `mean_millis` exponentially, on `places` places.
fn queue(per_second: f64, mean_millis: f64, places: u32) -> Sketch {
    Sketch::of(&["client -> service"])
        .serves_as("service", mean_millis, diagram::Distribution::Exponential, places)
        .load("client", per_second, 100.0)
        .without_network()
}

impl Sketch {
    fn word(self, name: &str, property: &str, value: &str) -> Self {
        self.change(name, |component| {
            component.properties.insert(property.to_owned(), PropertyValue::Text(value.to_owned()));
        })
    }

    /// Messages along every connection take this long.
    fn network(mut self, millis: f64) -> Self {
        self.diagram.connections.iter_mut().for_each(|connection| connection.network_millis = Some(millis));
        self
    }
}

impl SimulationResult {
    fn component(&self, name: &str) -> &SimulatedComponent {
        self.components.iter().find(|component| component.id == id(name)).unwrap()
    }

    fn client(&self, name: &str) -> &SimulatedLatency {
        self.latency.iter().find(|latency| latency.client == id(name)).unwrap()
    }

    fn count(&self, cause: Cause) -> u64 {
        self.failures.iter().find(|failure| failure.cause == cause).map_or(0, |failure| failure.count)
    }
}
