use crate::{Classification, Level, signed};

/// What an attempt says of the side of a cut on which the ability lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    pub asked: Classification,
    /// Whether the ability is at the cut or above; `None` while the answers leave it open.
    pub is_reached: Option<bool>,
    /// Chance that it is, of the posterior that the estimate comes from: 0 to 1.
    pub chance_reached: f64,
}

impl Decision {
    /// "Decided: at or above “Strong”"
    pub fn title(&self) -> String {
        let goal = match Level::beginning_at(self.asked.cut) {
            Some(level) => format!("“{}”", level.name()),
            None => format!("an ability of {}", signed(self.asked.cut)),
        };
        match self.is_reached {
            Some(true) => format!("Decided: at or above {goal}"),
            Some(false) => format!("Decided: below {goal}"),
            None => format!("Not decided: at or above {goal}, or below it"),
        }
    }

    /// How sure it is, and how often such a decision is wrong.
    pub fn certainty(&self) -> [String; 2] {
        let Classification { cut, indifference, error } = self.asked;
        let line = Level::beginning_at(cut).map_or("The line is", |_| "The level begins");
        let (cut, chance) = (signed(cut), in_percent(self.chance_reached));
        let open = if self.is_reached.is_none() { ", which leaves it open" } else { "" };
        let percent = 100.0 * error;
        [
            format!(
                "{line} at an ability of {cut}. By your answers the chance that yours is there or above is {chance}{open}."
            ),
            format!(
                "Such a decision is wrong for at most about {percent:.0} % of those whose ability is {indifference} or more away from \
                 that line. Closer to it a wrong one is more likely, and so is none at all."
            ),
        ]
    }
}

/// No chance is shown as 0 or 100 %.
fn in_percent(chance: f64) -> String {
    match 100.0 * chance {
        percent if percent < 1.0 => "under 1 %".to_owned(),
        percent if percent > 99.0 => "over 99 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}
