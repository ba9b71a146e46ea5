//! Whether figures in commands are ones that a design can hold.

use std::ops::RangeInclusive;

use kurbo::{Point, Rect};

use super::Refusal;
use crate::limits;
use crate::{Annotation, ConnectionChange, PropertyValue, ServiceTime};

pub(super) const REPLICAS_NEEDED: &str = "The number of replicas needed";
pub(super) const CONCURRENCY: &str = "The number of requests at once";
pub(super) const AVAILABILITY: &str = "Availability";
pub(super) const SIZE: &str = "A size";
pub(super) const SHARE: &str = "The share of a connection";
pub(super) const NETWORK: &str = "Network latency";

pub(super) fn within(what: &'static str, number: f64, allowed: &RangeInclusive<f64>) -> Result<(), Refusal> {
    if allowed.contains(&number) {
        return Ok(());
    }
    let expected = format!("a number from {} to {}", allowed.start(), allowed.end());
    Err(Refusal::OutOfRange { what, expected })
}

pub(super) fn whole(what: &'static str, number: u32, allowed: &RangeInclusive<u32>) -> Result<(), Refusal> {
    if allowed.contains(&number) {
        return Ok(());
    }
    let expected = format!("a whole number from {} to {}", allowed.start(), allowed.end());
    Err(Refusal::OutOfRange { what, expected })
}

pub(super) fn position_is_fine(at: Point) -> Result<(), Refusal> {
    within("A position", at.x, &limits::COORDINATE)?;
    within("A position", at.y, &limits::COORDINATE)
}

pub(super) fn bounds_are_fine(bounds: Rect) -> Result<(), Refusal> {
    position_is_fine(bounds.origin())?;
    within(SIZE, bounds.width(), &limits::EXTENT)?;
    within(SIZE, bounds.height(), &limits::EXTENT)
}

pub(super) fn ends_are_fine(annotation: &Annotation) -> Result<(), Refusal> {
    position_is_fine(annotation.start)?;
    position_is_fine(annotation.end)
}

pub(super) fn waypoints_are_fine(waypoints: &[Point]) -> Result<(), Refusal> {
    if waypoints.len() > limits::MOST_WAYPOINTS {
        return Err(Refusal::TooMany { what: "bends on one connection", most: limits::MOST_WAYPOINTS });
    }
    waypoints.iter().try_for_each(|at| position_is_fine(*at))
}

pub(super) fn service_time_is_fine(service_time: &ServiceTime) -> Result<(), Refusal> {
    within("Service time", service_time.mean_millis, &limits::SERVICE_MILLIS)?;
    within("Variation of the service time", service_time.coefficient_of_variation, &limits::VARIATION)
}

pub(super) fn property_is_fine(value: &PropertyValue) -> Result<(), Refusal> {
    match value {
        PropertyValue::Number(number) if !number.is_finite() => Err(Refusal::OutOfRange {
            what: "A property",
            expected: "a number that is not infinite".to_owned(),
        }),
        _ => Ok(()),
    }
}

pub(super) fn change_is_fine(change: &ConnectionChange) -> Result<(), Refusal> {
    change.share.iter().try_for_each(|share| within(SHARE, *share, &limits::SHARE))?;
    change.waypoints.iter().try_for_each(|waypoints| waypoints_are_fine(waypoints))?;
    let millis = change.network_millis.flatten();
    millis.iter().try_for_each(|millis| within(NETWORK, *millis, &limits::NETWORK_MILLIS))
}
