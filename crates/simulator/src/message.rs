use analysis::simulation::{Difference, Frame, SimulationResult};
use diagram::catalogue::{Kind, PriceBook};
use serde::{Deserialize, Serialize};

/// What the page asks for. One message is one order, as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "order")]
pub enum Order {
    /// Ends the run that there is, and begins another.
    Start(Run),
    Pause,
    Resume,
    /// Goes on by so much simulated time and pauses.
    Step {
        seconds: f64,
    },
    /// Simulated seconds for each second of the clock; `None` is as fast as it goes.
    Pace {
        seconds_per_second: Option<f64>,
    },
    /// A fault from now on, as `analysis::simulation::Fault` reads it, for as long as it says: `slow:orders-dbx5@0+10`.
    Inject {
        fault: String,
    },
    /// Ends the run where it is; what was measured so far is its result.
    Stop,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// In the app's own file format.
    pub design: String,
    pub seconds: f64,
    pub warmup_seconds: f64,
    pub seed: u64,
    /// With their times: `gone:payments@30+10`.
    pub faults: Vec<String>,
    /// As in [`Order::Pace`].
    pub seconds_per_second: Option<f64>,
    /// What stands in for the catalogue's prices.
    #[serde(default)]
    pub prices: PriceBook,
    /// What packs bring of the design's kinds.
    #[serde(default)]
    pub kinds: Vec<Kind>,
}

/// What the page hears.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Notice {
    /// A run has begun. It ends after so many simulated nanoseconds.
    Started {
        end_nanos: u64,
    },
    Frame(Box<Frame>),
    /// The run is over, by itself or because it was stopped.
    Ended {
        result: Box<SimulationResult>,
        differences: Vec<Difference>,
    },
    /// An order could not be carried out; the run that there is goes on as before.
    Refused {
        sentence: String,
    },
}
