/// What goes on in a design that is simulated, as far as it is drawn: by position in the diagram's lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Activity {
    pub components: Vec<Busy>,
    pub messages: Vec<Message>,
    /// In place of messages where nothing may move.
    pub rates: Vec<Rate>,
}

/// How a component stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Busy {
    pub component: usize,
    /// Share of its places in use, in `0..=1`.
    pub share: f64,
    /// How full its line is drawn, in `0..=1`.
    pub queue: f64,
    /// How many wait, in words; empty for nobody.
    pub waiting: String,
    /// How many calls to it fail, in words; empty for none.
    pub failing: String,
    pub is_down: bool,
}

/// Some requests on their way along a connection, drawn as one dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Message {
    pub connection: usize,
    /// How far from the caller to the called one, in `0..=1`.
    pub along: f64,
    pub sort: MessageSort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageSort {
    Request,
    Answer,
    Failed,
}

/// What goes along a connection, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    pub connection: usize,
    pub words: String,
    pub is_failing: bool,
}
