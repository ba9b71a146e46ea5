//! The learner's clock and calendar.

use std::time::Duration;

use jiff::civil::Date;
use journal::Moment;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

const LOOK_EVERY: Duration = Duration::from_secs(60);

/// What the device's clock shows now.
pub fn now() -> Moment {
    let date = js_sys::Date::new_0();
    let utc_millis = date.get_time() as i64;
    // `getTimezoneOffset` counts minutes behind UTC.
    let offset_minutes = -(date.get_timezone_offset() as i32);
    Moment::new(utc_millis, offset_minutes, zone()).unwrap_or_else(|_| unix_epoch())
}

/// Milliseconds of a clock that never goes back, for measuring how long something took.
pub fn monotonic_millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Tells that the clock wants to be read again: now and then, and when the learner comes back to the page. For what is shown on a
/// page that stays open overnight; it goes on for as long as the page.
pub fn moves() -> Trigger {
    let moves = Trigger::new();
    set_interval(move || moves.notify(), LOOK_EVERY);
    let _for_ever = window_event_listener_untyped("visibilitychange", move |_| moves.notify());
    moves
}

/// Today in the learner's calendar.
pub fn today() -> Date {
    now().civil.date()
}

/// IANA name of the zone, or "UTC" where the browser does not tell.
fn zone() -> String {
    let options =
        js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

fn unix_epoch() -> Moment {
    Moment {
        utc_millis: 0,
        civil: jiff::civil::datetime(1970, 1, 1, 0, 0, 0, 0),
        offset_minutes: 0,
        zone: "UTC".to_owned(),
    }
}

/// A moment in the learner's own zone and in words: "2026-11-21, 14:05".
pub fn day_and_time(utc_millis: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(utc_millis as f64));
    let offset_minutes = -(date.get_timezone_offset() as i32);
    let moment = Moment::new(utc_millis, offset_minutes, "");
    match moment {
        Ok(Moment { civil, .. }) => format!("{}, {:02}:{:02}", civil.date(), civil.hour(), civil.minute()),
        Err(_) => "at an unknown time".to_owned(),
    }
}
