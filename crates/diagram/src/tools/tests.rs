//! Each case plays a sequence of inputs and compares what came of it: the effects of each step, then what is in hand.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use proptest::sample::select;

mod connecting;
mod editing;
mod keyboard;
mod script;
mod selecting;
mod several;
mod viewing;

/// Plays a script on four cards: a, b and c in a row, d below b; a is connected to b and b to c.
///
/// ```text
/// a(0,0) -> b(240,0) -> c(480,0)
///           d(240,200)
/// ```
fn play(script: &str, expected: Expect) {
    expected.assert_eq(&script::play(script));
}

/// The same with a group `g` around d, a note `n` and a bend in the line from a to b.
fn play_grouped(script: &str, expected: Expect) {
    expected.assert_eq(&script::play_grouped(script));
}

/// The same as [`play`] with a locked.
fn play_locked(script: &str, expected: Expect) {
    expected.assert_eq(&script::play_locked(script));
}

#[test]
fn the_select_tool_is_in_hand_at_first() {
    play(
        "move 900,900",
        expect![[r#"
        tool: select
    "#]],
    );
}

proptest! {
    #[test]
    fn whatever_happens_escape_leads_back_to_the_select_tool(
        steps in prop::collection::vec(
            select(vec![
                "down a", "down b.right", "touch down d", "shift down c", "middle down c", "double down a", "move b",
                "move +40,3", "move 700,500", "up", "leave", "cancel", "key c", "key tab", "key right", "key alt down",
                "key enter", "key space", "down 220,175", "down 180,100", "down 650,330", "down 500,320", "key g", "key n",
                "key a", "key l", "key b", "key shift g", "key ctrl down", "key alt shift right", "keyup space", "key h", "key delete", "key ctrl a", "wheel 10,900",
                "ctrl wheel 0,50", "pinch 0.5", "drop 5,5", "tool connect", "tool several", "key s", "tool pan", "tool cache",
            ]),
            0..40,
        ),
    ) {
        let script = format!("{}; keyup space; key escape; key escape; key escape; key escape; key escape", steps.join("; "));
        let told = script::play_grouped(&script);
        prop_assert_eq!(told.lines().last(), Some("tool: select"), "{}", told);
    }
}
