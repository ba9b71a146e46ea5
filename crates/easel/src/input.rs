//! Browser events as inputs of the tools. The caller attaches the listeners and feeds what comes back, in order.

use diagram::Viewport;
use diagram::tools::{Button, Input, Key, Modifiers, Pointer, PointerKind};
use kurbo::{Point, Rect, Vec2};
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use crate::touches::{Meaning, Touches};

/// Remembers what one event alone does not say: fingers that are down and when the last click was.
#[derive(Debug)]
pub struct Inputs {
    host: HtmlElement,
    touches: Touches,
    last_press: Option<Pressed>,
}

#[derive(Debug, Clone, Copy)]
struct Pressed {
    screen: Point,
    time_millis: f64,
    button: Button,
    clicks: u8,
}

impl Inputs {
    /// For the element that the easel draws on.
    pub fn new(host: &HtmlElement) -> Self {
        Self { host: host.clone(), touches: Touches::default(), last_press: None }
    }

    /// Keeps the pointer until it is let go, and the keyboard's focus.
    pub fn pointer_down(&mut self, event: &PointerEvent, viewport: &Viewport) -> Option<Input> {
        // A pointer that is gone already cannot be kept; it will not be missed.
        let _ = self.host.set_pointer_capture(event.pointer_id());
        let _ = self.host.focus();
        let screen = self.screen(event);
        if kind(event) == PointerKind::Touch {
            match self.touches.down(event.pointer_id(), screen) {
                Meaning::Pointer => {}
                Meaning::PinchBegins => return Some(Input::Cancel),
                Meaning::Pinch(_) | Meaning::Nothing => return None,
            }
        }
        let pressed = Pressed::after(self.last_press, screen, event.time_stamp(), button(event));
        self.last_press = Some(pressed);
        Some(Input::PointerDown(Pointer { clicks: pressed.clicks, ..self.pointer(event, viewport) }))
    }

    pub fn pointer_move(&mut self, event: &PointerEvent, viewport: &Viewport) -> Option<Input> {
        if kind(event) == PointerKind::Touch {
            match self.touches.moved(event.pointer_id(), self.screen(event)) {
                Meaning::Pointer => {}
                Meaning::Pinch(it) => {
                    return Some(Input::Pinch { screen: it.screen, factor: it.factor, by: it.by });
                }
                Meaning::PinchBegins | Meaning::Nothing => return None,
            }
        }
        Some(Input::PointerMove(self.pointer(event, viewport)))
    }

    pub fn pointer_up(&mut self, event: &PointerEvent, viewport: &Viewport) -> Option<Input> {
        let is_touch = kind(event) == PointerKind::Touch;
        if is_touch && self.touches.up(event.pointer_id()) == Meaning::Nothing {
            return None;
        }
        Some(Input::PointerUp(self.pointer(event, viewport)))
    }

    /// For `pointercancel`.
    pub fn pointer_cancel(&mut self, event: &PointerEvent) -> Input {
        self.touches.up(event.pointer_id());
        Input::Cancel
    }

    /// For a pointer that moves while a library item is held: listen on the window, for it starts outside the canvas.
    pub fn library_move(&self, event: &PointerEvent, viewport: &Viewport) -> Input {
        if self.is_over(event) {
            Input::PointerMove(self.pointer(event, viewport))
        } else {
            Input::PointerLeave
        }
    }

    /// For the end of such a hold: placed over the canvas, given up elsewhere.
    pub fn library_up(&self, event: &PointerEvent, viewport: &Viewport) -> Input {
        if self.is_over(event) { Input::PointerUp(self.pointer(event, viewport)) } else { Input::Cancel }
    }

    pub fn wheel(&self, event: &WheelEvent) -> Input {
        const LINE_PIXELS: f64 = 16.0;
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => LINE_PIXELS,
            WheelEvent::DOM_DELTA_PAGE => f64::from(self.host.client_height()),
            _ => 1.0,
        };
        Input::Wheel {
            screen: self.screen(event),
            delta: Vec2::new(event.delta_x(), event.delta_y()) * unit,
            modifiers: pointer_modifiers(event),
        }
    }

    /// World point under an event.
    pub fn world(&self, event: &MouseEvent, viewport: &Viewport) -> Point {
        viewport.world_from_screen(self.screen(event))
    }

    fn pointer(&self, event: &PointerEvent, viewport: &Viewport) -> Pointer {
        let screen = self.screen(event);
        Pointer {
            world: viewport.world_from_screen(screen),
            screen,
            kind: kind(event),
            button: button(event),
            modifiers: pointer_modifiers(event),
            clicks: 1,
        }
    }

    /// CSS pixels from the corner of the host.
    fn screen(&self, event: &MouseEvent) -> Point {
        let corner = self.bounds().origin();
        Point::new(f64::from(event.client_x()) - corner.x, f64::from(event.client_y()) - corner.y)
    }

    fn is_over(&self, event: &MouseEvent) -> bool {
        self.bounds().contains(Point::new(f64::from(event.client_x()), f64::from(event.client_y())))
    }

    fn bounds(&self) -> Rect {
        let bounds = self.host.get_bounding_client_rect();
        Rect::new(bounds.left(), bounds.top(), bounds.right(), bounds.bottom())
    }
}

impl Pressed {
    const DOUBLE_MILLIS: f64 = 400.0;
    const DOUBLE_PIXELS: f64 = 6.0;

    /// A third press close after a second starts anew.
    fn after(last: Option<Self>, screen: Point, time_millis: f64, button: Button) -> Self {
        let is_second = last.is_some_and(|last| {
            last.clicks == 1
                && last.button == button
                && time_millis - last.time_millis <= Self::DOUBLE_MILLIS
                && last.screen.distance(screen) <= Self::DOUBLE_PIXELS
        });
        Self { screen, time_millis, button, clicks: if is_second { 2 } else { 1 } }
    }
}

/// `None` for keys that no tool knows.
pub fn key_down(event: &KeyboardEvent) -> Option<Input> {
    let modifiers = Modifiers {
        shift: event.shift_key(),
        alt: event.alt_key(),
        command: event.ctrl_key() || event.meta_key(),
    };
    key(&event.key()).map(|key| Input::KeyDown { key, modifiers })
}

/// `None` for keys that no tool knows.
pub fn key_up(event: &KeyboardEvent) -> Option<Input> {
    key(&event.key()).map(|key| Input::KeyUp { key })
}

/// From `KeyboardEvent.key`.
fn key(name: &str) -> Option<Key> {
    Some(match name {
        "ArrowLeft" => Key::ArrowLeft,
        "ArrowUp" => Key::ArrowUp,
        "ArrowRight" => Key::ArrowRight,
        "ArrowDown" => Key::ArrowDown,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Delete" => Key::Delete,
        "Backspace" => Key::Backspace,
        "Tab" => Key::Tab,
        "F2" => Key::F2,
        " " => Key::Space,
        _ => {
            let mut letters = name.chars().flat_map(char::to_lowercase);
            let (letter, None) = (letters.next()?, letters.next()) else { return None };
            Key::Character(letter)
        }
    })
}

fn pointer_modifiers(event: &MouseEvent) -> Modifiers {
    Modifiers {
        shift: event.shift_key(),
        alt: event.alt_key(),
        command: event.ctrl_key() || event.meta_key(),
    }
}

fn kind(event: &PointerEvent) -> PointerKind {
    match event.pointer_type().as_str() {
        "touch" => PointerKind::Touch,
        "pen" => PointerKind::Pen,
        _ => PointerKind::Mouse,
    }
}

fn button(event: &MouseEvent) -> Button {
    match event.button() {
        1 => Button::Middle,
        2 => Button::Secondary,
        _ => Button::Primary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_what_they_type() {
        assert_eq!(key("Z"), Some(Key::Character('z')));
        assert_eq!(key("+"), Some(Key::Character('+')));
        assert_eq!(key(" "), Some(Key::Space));
        assert_eq!(key("Shift"), None);
        assert_eq!(key("Dead"), None);
        assert_eq!(key(""), None);
    }

    #[test]
    fn two_quick_presses_on_one_spot_are_a_double_click_and_a_third_is_not() {
        let press = |last, x: f64, time| Pressed::after(last, Point::new(x, 0.0), time, Button::Primary);
        let first = press(None, 0.0, 0.0);
        let second = press(Some(first), 2.0, 250.0);
        assert_eq!((first.clicks, second.clicks), (1, 2));
        assert_eq!(press(Some(second), 2.0, 400.0).clicks, 1);
        assert_eq!(press(Some(first), 2.0, 900.0).clicks, 1, "too late");
        assert_eq!(press(Some(first), 40.0, 100.0).clicks, 1, "too far");
    }
}
