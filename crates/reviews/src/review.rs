use crate::ReviewError;

/// How well an item was remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rating {
    /// Not.
    Again = 1,
    Hard = 2,
    Good = 3,
    Easy = 4,
}

impl Rating {
    /// From 1 to 4, as FSRS counts.
    pub fn from_number(number: u32) -> Result<Rating, ReviewError> {
        match number {
            1 => Ok(Rating::Again),
            2 => Ok(Rating::Hard),
            3 => Ok(Rating::Good),
            4 => Ok(Rating::Easy),
            _ => Err(ReviewError::Rating(number)),
        }
    }

    pub fn number(self) -> u32 {
        self as u32
    }
}

/// One review of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    pub rating: Rating,
    /// Civil days since the review before; 0 on the same day. Of the first review it counts for nothing.
    pub elapsed_days: u32,
}
