//! Measurement: items, item response theory, item selection, grading, hints and feedback.
//!
//! The rules it keeps are numbered in `SPEC.md`. There is no clock, no chance and no storage here: time and seeds are
//! handed in, and an [`Attempt`] is rebuilt from its recorded steps.

mod attempt;
mod bank;
mod estimate;
mod feedback;
mod grade;
mod hint;
mod item;
mod level;
mod lint;
mod model;
mod order;
mod phrases;
mod posterior;
mod random;
mod recalibrate;
mod report;
mod rule;
mod running;
mod select;
mod settings;
mod simulate;
mod stop;
mod timing;
mod weights;

pub use attempt::{AnsweredQuestion, AskedQuestion, Attempt, AttemptError, Next, TrajectoryPoint, Why};
pub use bank::{Bank, BankError};
pub use estimate::{Bound, Estimate, LARGEST_STANDARD_ERROR, eap, map, mle, wle};
pub use feedback::{Feedback, Reason, feedback};
pub use grade::{Answer, Graded, Verdict, grade};
pub use hint::{COST_OF_ALL_HINTS, HintOffer, HintStage, credit, hint_cost, hint_offer};
pub use item::{Choice, Item, ItemParameters, Provenance, Question, Source};
pub use level::Level;
pub use lint::{COGNITIVE_LEVELS, LONGEST_RIGHT_OPTION, lint, lint_bank};
pub use model::{DIFFICULTY_RANGE, DISCRIMINATION_RANGE, ParameterError};
pub use order::options_order;
pub use phrases::{Trend, phrases};
pub use posterior::{ABILITY_RANGE, Observation, Posterior, Prior, PriorError};
pub use random::SplitMix64;
pub use recalibrate::{
    CalibrationAnswer, LEAST_ANSWERS_FOR_CALIBRATION, Recalibrated, SPREAD_OF_AUTHORED_GUESSES, recalibrated,
};
pub use report::{
    COMFORTABLE_SHARE, DifficultyBand, Group, LEAST_ANSWERS_FOR_STANDING, Report, STANDING_MARGIN, Standing,
    report, suggested_difficulty,
};
pub use rule::{Criterion, Ranked, Rule, rank};
pub use running::{
    Advice, HIGH_ACCURACY, LAST_ANSWERS, LEAST_ANSWERS, LOW_ACCURACY, Pace, SLOW_TIME, STRUGGLING_TIME,
    TIRED_DROP, advice, time_ratio,
};
pub use select::{DEFAULT_RANDOMESQUE, Request, Selected, select};
pub use settings::{Balance, Order, Settings};
pub use simulate::{
    ExposureTarget, Simulated, calibrated_exposure, simulate, simulate_one_ability, synthetic_items,
};
pub use stop::{Classification, LONGEST_ATTEMPT, SoFar, StopReason, StopRule};
pub use timing::{MOST_NAMED, TimeAnalysis, time_analysis};
