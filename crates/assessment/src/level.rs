/// A level of ability. The scale is the one of the item difficulties: somebody at 0 gets an item of medium difficulty
/// right about half the time, guessing aside. The cut scores divide it at whole logits; they are a convention, not a
/// norm, and are shown with the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Under -1.
    Beginning,
    /// From -1.
    Developing,
    /// From 0.
    Capable,
    /// From 1.
    Strong,
    /// From 2.
    Expert,
}

impl Level {
    /// Each level with the lowest ability that counts as it; the first has none but the end of the scale.
    pub const CUT_SCORES: [(Level, f64); 5] = [
        (Level::Beginning, -4.0),
        (Level::Developing, -1.0),
        (Level::Capable, 0.0),
        (Level::Strong, 1.0),
        (Level::Expert, 2.0),
    ];

    pub fn of(ability: f64) -> Level {
        let reached = Level::CUT_SCORES.iter().rev().find(|(_, cut)| ability >= *cut);
        reached.map_or(Level::Beginning, |(level, _)| *level)
    }

    /// The lowest ability that counts as it, in logits.
    pub fn begins_at(self) -> f64 {
        let found = Level::CUT_SCORES.iter().find(|(level, _)| *level == self);
        found.map_or(crate::ABILITY_RANGE[0], |(_, cut)| *cut)
    }

    /// The level that begins at exactly this ability.
    pub fn beginning_at(ability: f64) -> Option<Level> {
        Level::CUT_SCORES.iter().find(|(_, cut)| *cut == ability).map(|(level, _)| *level)
    }

    pub fn name(self) -> &'static str {
        match self {
            Level::Beginning => "Beginning",
            Level::Developing => "Developing",
            Level::Capable => "Capable",
            Level::Strong => "Strong",
            Level::Expert => "Expert",
        }
    }
}
