/// Why a fault is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    #[error(
        "\"{0}\" is no fault that a simulation knows. Write replica:ID, zone:GROUP, region:GROUP, slow:IDx5, \
         packets:0.1, spike:x4, flush:ID or gone:ID, then @ and the second in which it starts, and perhaps + and how \
         many seconds it lasts."
    )]
    Word(String),
    #[error(
        "The times of \"{0}\" cannot be read. Behind @ stands the start in seconds, and behind + how many seconds it \
         lasts, more than 0: @30 or @30+10."
    )]
    Time(String),
    #[error("\"{0}\" names nothing that it could happen to. Write an id behind the colon.")]
    NoTarget(String),
    #[error(
        "\"{0}\" does not say how many times. Write x and a number from 0 to 10,000 at its end, such as x5."
    )]
    Times(String),
    #[error(
        "\"{0}\" does not say which share of messages is lost. Write a number from 0 to 1 at its end, such as 0.1."
    )]
    Share(String),
    #[error("\"{0}\" cannot last: a cache is flushed at once. Leave out the + and what follows.")]
    FlushWithLength(String),
    #[error("\"{fault}\" is about the component \"{id}\", which this design does not have.")]
    NoComponent { fault: String, id: String },
    #[error(
        "\"{fault}\" is about the connection \"{id}\", which this design does not have, or not with both ends."
    )]
    NoConnection { fault: String, id: String },
    #[error("\"{fault}\" is about \"{id}\", which is no {expected} of this design.")]
    NoGroup { fault: String, id: String, expected: &'static str },
    #[error(
        "\"{fault}\" cannot happen to \"{id}\": it is a client, and clients bring requests and do no work."
    )]
    Client { fault: String, id: String },
    #[error("\"{fault}\" cannot happen to \"{id}\": only a client sends more requests of its own.")]
    NoClient { fault: String, id: String },
    #[error("\"{fault}\" cannot happen to \"{id}\": it keeps no copies.")]
    NoCache { fault: String, id: String },
    #[error(
        "\"{0}\" has a number that makes no sense. Times are in seconds and at least 0, shares from 0 to 1."
    )]
    Number(String),
    #[error("There are more than {0} faults. Leave some out.")]
    TooMany(usize),
}

/// Why a simulation cannot be run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SimulationError {
    #[error("A simulation measures for more than 0 and at most 604,800 seconds, a week; {0} was asked for.")]
    Seconds(f64),
    #[error("A warm-up lasts from 0 to 604,800 seconds, a week; {0} was asked for.")]
    Warmup(f64),
    #[error("At least 1 and at most {most} requests can be under way at once; {asked} was asked for.")]
    InFlight { asked: usize, most: usize },
    #[error(transparent)]
    Fault(#[from] FaultError),
}
