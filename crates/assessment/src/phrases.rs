//! Words of encouragement: one list for each verdict and trend. They state what is so and what comes next.

use crate::Verdict;

/// How the answers of late have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trend {
    /// Too few answers to tell.
    Starting,
    Rising,
    Steady,
    /// Falling, or low for a while.
    Struggling,
}

impl Trend {
    /// From the shares that were right, in order, the newest last: the mean of the last three against that of the
    /// three before.
    pub fn of(shares: &[f64]) -> Trend {
        let (earlier, last) = shares.split_at(shares.len().saturating_sub(3));
        let before = earlier.get(earlier.len().saturating_sub(3)..).unwrap_or_default();
        let (Some(before), Some(last)) = (mean_of_three(before), mean_of_three(last)) else {
            return Trend::Starting;
        };
        if last - before >= 0.3 {
            Trend::Rising
        } else if before - last >= 0.3 || last < 0.3 {
            Trend::Struggling
        } else {
            Trend::Steady
        }
    }
}

fn mean_of_three(shares: &[f64]) -> Option<f64> {
    match shares {
        [one, two, three] => Some((one + two + three) / 3.0),
        _ => None,
    }
}

/// What may be said; at least three sentences each, so that the same one does not come twice in a row.
pub fn phrases(verdict: Verdict, trend: Trend) -> &'static [&'static str] {
    match (verdict, trend) {
        (Verdict::Right, Trend::Starting) => {
            &["A good answer early on.", "Good, that gives us something to build on.", "That one is solid."]
        }
        (Verdict::Right, Trend::Rising) => &[
            "Your last answers are better than the ones before.",
            "This is getting steadier.",
            "You are building on what came before.",
        ],
        (Verdict::Right, Trend::Steady) => {
            &["You are keeping a steady level.", "Consistent work.", "Good. On to the next one."]
        }
        (Verdict::Right, Trend::Struggling) => &[
            "The last few were hard, and you stayed with it.",
            "This one came right after a difficult stretch.",
            "That shows this part is within reach.",
        ],
        (Verdict::PartlyRight, Trend::Starting) => &[
            "Part of it is there already.",
            "A partial answer is a useful place to start from.",
            "You have some of the pieces; the explanation has the rest.",
        ],
        (Verdict::PartlyRight, Trend::Rising) => &[
            "The direction is right, with one gap to close.",
            "You are further along than a few questions ago; this one needs one more step.",
            "Your answers are getting better. Look at what is missing here.",
        ],
        (Verdict::PartlyRight, Trend::Steady) => &[
            "Close. The explanation names the part that is missing.",
            "What you have is sound as far as it goes.",
            "One more look at the details would complete it.",
        ],
        (Verdict::PartlyRight, Trend::Struggling) => &[
            "You got part of a difficult question; keep that part.",
            "There is something right in this answer to build on.",
            "Take the explanation slowly; a part of it you know.",
        ],
        (Verdict::Wrong, Trend::Starting) => &[
            "An early miss is as useful as a hit: it shows where to begin.",
            "That is useful to know early on.",
            "There is time to come back to this.",
        ],
        (Verdict::Wrong, Trend::Rising) => &[
            "One miss does not undo the progress of your last answers.",
            "Your last few answers are still better than those before.",
            "You have been improving; this is the next thing to work on.",
        ],
        (Verdict::Wrong, Trend::Steady) => &[
            "Missing some is part of working at the edge of what you know.",
            "The explanation is worth a minute here.",
            "Note what made the other answer look right; that is what to remember.",
        ],
        (Verdict::Wrong, Trend::Struggling) => &[
            "This is a hard stretch. Reading the explanations now will pay off in the next questions.",
            "Take it one question at a time; the first hint costs little.",
            "These topics need some more material, and that is a plan, not a verdict.",
        ],
    }
}
