/// The JSON text of a body exactly as it was written, so that what this build does not know survives byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload(pub(crate) Box<str>);

impl Payload {
    /// JSON, in one line.
    pub fn text(&self) -> &str {
        &self.0
    }
}
