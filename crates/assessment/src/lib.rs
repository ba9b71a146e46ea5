//! Measurement: items, item response theory, item selection, grading, hints and feedback.
//!
//! The rules it keeps are numbered in `SPEC.md`. There is no clock, no chance and no storage here: time and seeds are
//! handed in, and an [`Attempt`] is rebuilt from its recorded steps.

mod attempt;
mod bank;
pub mod code;
mod decision;
mod draft;
mod estimate;
mod feedback;
mod grade;
mod hint;
mod in_words;
mod item;
mod level;
mod lint;
mod model;
mod next_step;
mod order;
mod phrases;
mod pool;
mod posterior;
mod quantity;
mod question;
mod random;
mod read;
mod recalibrate;
mod report;
mod rule;
mod running;
mod select;
mod settings;
mod simulate;
mod stop;
mod story;
mod text;
mod timing;
mod try_next;
mod weights;

pub use attempt::{
    AnsweredQuestion, AskedQuestion, Attempt, AttemptError, Next, Rival, TrajectoryPoint, Why,
};
pub use bank::{Bank, BankError};
pub use decision::Decision;
pub use draft::{Draft, LONGEST_TEXT, Submission};
pub use estimate::{Bound, Estimate, LARGEST_STANDARD_ERROR, eap, map, mle, wle};
pub use feedback::{Feedback, Reason, feedback, rating_word};
pub use grade::{Answer, Graded, Verdict, grade};
pub use hint::{COST_OF_ALL_HINTS, HintOffer, HintStage, credit, hint_cost, hint_offer};
pub use in_words::{given_in_words, right_in_words, signed, times_expected};
pub use item::{Choice, Item, ItemParameters, Provenance, Source};
pub use level::Level;
pub use lint::{COGNITIVE_LEVELS, LONGEST_RIGHT_OPTION, lint, lint_bank};
pub use model::{DIFFICULTY_RANGE, DISCRIMINATION_RANGE, ParameterError};
pub use next_step::{NextStep, next_steps};
pub use order::options_order;
pub use phrases::{Trend, phrases};
pub use pool::fixed_pool;
pub use posterior::{ABILITY_RANGE, Observation, Posterior, Prior, PriorError};
pub use quantity::{QuantityError, parse_number, parse_quantity, quantity};
pub use question::{Blank, GAP, HIGHEST_RATING, Idea, Kind, Pair, Question, right_sides};
pub use random::SplitMix64;
pub use recalibrate::{
    CalibrationAnswer, LEAST_ANSWERS_FOR_CALIBRATION, Recalibrated, SPREAD_OF_AUTHORED_GUESSES, recalibrated,
};
pub use report::{
    COMFORTABLE_SHARE, DifficultyBand, Group, LEAST_ANSWERS_FOR_STANDING, Report, STANDING_MARGIN, Standing,
    by_kind, report, suggested_difficulty,
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
pub use stop::{Classification, LONGEST_ATTEMPT, MOST_QUESTIONS_UNTIL_KNOWN, SoFar, StopReason, StopRule};
pub use story::{
    SHORTEST_PART_WORDS, STORY_WORDS, Story, StoryCheck, StoryRule, principle_coverage, story_checks,
};
pub use text::{first_sentence, same_text, says};
pub use timing::{MOST_NAMED, TimeAnalysis, time_analysis};
