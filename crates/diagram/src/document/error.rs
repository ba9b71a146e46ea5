use crate::limits;

/// Why bytes were not taken. Nothing that was open has changed in a way that could be lost.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("These are not the bytes of a design.")]
    NotADesign,
    #[error(
        "This design was saved by a newer version of Systemcraft ({version}). Update this one to open it."
    )]
    Newer { version: u8 },
    #[error("The bytes of this design are damaged. Open an earlier version of it, or an exported copy.")]
    Damaged,
    #[error("This design is larger than {} MB and cannot be opened.", limits::LARGEST_FILE / 1024 / 1024)]
    TooLarge,
}
