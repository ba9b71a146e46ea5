//! What a file that comes in may hold.

/// Bytes of a file, and of what it unpacks to. The picture of the largest design fits.
pub(crate) const LARGEST_FILE: usize = 64 * 1024 * 1024;
/// Groups in groups; the drawing of a design is never this deep, a hostile file may be.
pub(crate) const DEEPEST_GROUP: usize = 64;
/// Sentences about what was left out.
pub(crate) const MOST_NOTES: usize = 100;
