use analysis::simulation::{Fault, Settings, Simulation, compare};
use diagram::{Catalogue, Diagram, format};

use crate::message::{Notice, Order, Run};

/// Events between two looks at the clock: a few hundredths of a second.
const EVENTS_AT_ONCE: u64 = 50_000;
/// Pictures a second are plenty for the eye.
const FRAME_MILLIS: f64 = 40.0;
/// A tab in the background is woken rarely; what it slept through is not made up for.
const LONGEST_TURN_MILLIS: f64 = 250.0;
const NANOS_PER_SECOND: f64 = 1e9;

/// One run at a time, driven by orders and turns.
#[derive(Debug, Default)]
pub struct Runner {
    run: Option<Running>,
}

#[derive(Debug)]
struct Running {
    diagram: Diagram,
    catalogue: Catalogue,
    simulation: Simulation,
    is_paused: bool,
    seconds_per_second: Option<f64>,
    /// Up to here the clock has allowed it to go.
    due_nanos: f64,
    millis_since_frame: f64,
}

impl Runner {
    /// Whether there is anything to do before the next order.
    pub fn wants_turn(&self) -> bool {
        self.run.as_ref().is_some_and(|run| !run.is_paused)
    }

    pub fn order(&mut self, order: Order) -> Vec<Notice> {
        match (order, &mut self.run) {
            (Order::Start(run), _) => self.start(&run).unwrap_or_else(refused),
            (_, None) => refused("There is no simulation to give orders to. Start one first.".to_owned()),
            (Order::Stop, Some(_)) => self.end(),
            (Order::Pause, Some(run)) => {
                run.is_paused = true;
                vec![run.frame()]
            }
            (Order::Resume, Some(run)) => {
                run.is_paused = false;
                Vec::new()
            }
            (Order::Step { seconds }, Some(run)) => match run.step(seconds) {
                Ok(()) => self.news(),
                Err(sentence) => refused(sentence),
            },
            (Order::Pace { seconds_per_second }, Some(run)) => match checked_pace(seconds_per_second) {
                Ok(pace) => {
                    run.set_pace(pace);
                    Vec::new()
                }
                Err(sentence) => refused(sentence),
            },
            (Order::Inject { fault }, Some(run)) => match run.inject(&fault) {
                Ok(()) => Vec::new(),
                Err(sentence) => refused(sentence),
            },
        }
    }

    /// Goes on for a moment. `elapsed_millis` is what the clock says since the turn before.
    pub fn turn(&mut self, elapsed_millis: f64) -> Vec<Notice> {
        let Some(run) = self.run.as_mut().filter(|run| !run.is_paused) else { return Vec::new() };
        run.go_on(elapsed_millis.clamp(0.0, LONGEST_TURN_MILLIS));
        if run.is_over() || run.millis_since_frame >= FRAME_MILLIS { self.news() } else { Vec::new() }
    }

    /// How the run stands, and its result if it is over.
    fn news(&mut self) -> Vec<Notice> {
        let Some(run) = &mut self.run else { return Vec::new() };
        let mut notices = vec![run.frame()];
        if run.is_over() {
            notices.extend(self.end());
        }
        notices
    }

    fn start(&mut self, run: &Run) -> Result<Vec<Notice>, String> {
        let opened = format::read(&run.design).map_err(|error| error.to_string())?;
        let faults = run.faults.iter().map(|word| read_fault(word)).collect::<Result<_, _>>()?;
        let settings = Settings {
            seconds: run.seconds,
            warmup_seconds: run.warmup_seconds,
            seed: run.seed,
            faults,
            ..Settings::default()
        };
        let catalogue = run.prices.applied_to(&Catalogue::builtin_and(&run.kinds));
        let simulation =
            Simulation::new(&opened.diagram, &catalogue, settings).map_err(|error| error.to_string())?;
        let end_nanos = simulation.end_nanos();
        self.run = Some(Running {
            diagram: opened.diagram,
            catalogue,
            simulation,
            is_paused: false,
            seconds_per_second: checked_pace(run.seconds_per_second)?,
            due_nanos: 0.0,
            millis_since_frame: f64::INFINITY,
        });
        Ok(vec![Notice::Started { end_nanos }])
    }

    fn end(&mut self) -> Vec<Notice> {
        let Some(run) = self.run.take() else { return Vec::new() };
        let result = run.simulation.result();
        let instant = analysis::report(&run.diagram, &run.catalogue);
        let differences = compare(&run.diagram, &instant, &result);
        vec![Notice::Ended { result: Box::new(result), differences }]
    }
}

impl Running {
    fn is_over(&self) -> bool {
        self.simulation.now_nanos() >= self.simulation.end_nanos()
    }

    fn go_on(&mut self, elapsed_millis: f64) {
        self.millis_since_frame += elapsed_millis;
        let until = match self.seconds_per_second {
            Some(pace) => {
                self.due_nanos += elapsed_millis / 1e3 * pace * NANOS_PER_SECOND;
                self.due_nanos as u64
            }
            None => u64::MAX,
        };
        self.simulation.advance(until, EVENTS_AT_ONCE);
        if self.simulation.now_nanos() < until {
            // Slower than was asked for: what could not be done in this turn is not owed in the next.
            self.due_nanos = self.simulation.now_nanos() as f64;
        }
    }

    fn set_pace(&mut self, pace: Option<f64>) {
        self.seconds_per_second = pace;
        self.due_nanos = self.simulation.now_nanos() as f64;
    }

    fn step(&mut self, seconds: f64) -> Result<(), String> {
        if !(seconds > 0.0 && seconds.is_finite()) {
            return Err("A step goes on by some time, such as 1 second.".to_owned());
        }
        self.is_paused = true;
        let until = self.simulation.now_nanos().saturating_add((seconds * NANOS_PER_SECOND) as u64);
        self.simulation.advance(until, EVENTS_AT_ONCE * 20);
        self.due_nanos = self.simulation.now_nanos() as f64;
        Ok(())
    }

    fn inject(&mut self, word: &str) -> Result<(), String> {
        let fault = read_fault(word)?;
        self.simulation.inject(fault.kind, fault.seconds).map(drop).map_err(|error| error.to_string())
    }

    fn frame(&mut self) -> Notice {
        self.millis_since_frame = 0.0;
        Notice::Frame(Box::new(self.simulation.frame()))
    }
}

fn read_fault(word: &str) -> Result<Fault, String> {
    word.parse::<Fault>().map_err(|error| error.to_string())
}

fn checked_pace(seconds_per_second: Option<f64>) -> Result<Option<f64>, String> {
    match seconds_per_second {
        Some(pace) if !(pace > 0.0 && pace.is_finite()) => {
            Err("A simulation runs at some pace, such as 1 second each second.".to_owned())
        }
        pace => Ok(pace),
    }
}

fn refused(sentence: String) -> Vec<Notice> {
    vec![Notice::Refused { sentence }]
}
