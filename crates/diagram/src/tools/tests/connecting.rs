use expect_test::expect;
use proptest::prelude::*;
use proptest::sample::select;

use super::{play, script};

#[test]
fn a_drag_from_a_port_to_another_component_connects() {
    play(
        "move a; move a.right; down a.right; move d; up",
        expect![[r#"
            move a: hover a
            move a.right: hover port a Right
            move d: hover d
            up: connect a to d
            tool: select
        "#]],
    );
}

#[test]
fn while_it_is_drawn_the_line_follows_the_pointer() {
    play(
        "move a; move a.right; down a.right; move 150,160",
        expect![[r#"
            move a: hover a
            move a.right: hover port a Right
            move 150,160: hover nothing
            tool: connecting a
            rubber: a to (150, 160)
        "#]],
    );
}

#[test]
fn let_go_over_the_canvas_it_asks_what_to_add() {
    play(
        "move a; down a.bottom; move 60,300; up",
        expect![[r#"
            move a: hover a
            move 60,300: hover nothing
            up: open palette at (60, 300) from a
            tool: select
        "#]],
    );
}

#[test]
fn a_component_is_not_connected_to_itself() {
    play(
        "move a; down a.right; move +30,0; move a; up",
        expect![[r#"
            move a: hover a
            move +30,0: hover nothing
            move a: hover a
            up: say 'A component cannot be connected to itself. Choose another one for the other end.'
            tool: select
        "#]],
    );
}

#[test]
fn escape_lets_the_line_go() {
    play(
        "move a; down a.right; move d; key escape; up",
        expect![[r#"
            move a: hover a
            move d: hover d
            key escape: say 'Nothing was connected.'
            tool: select
        "#]],
    );
}

#[test]
fn a_tap_on_a_port_then_on_another_component_connects() {
    play(
        "touch down a; touch up; touch down a.right; touch up; touch down d; touch up",
        expect![[r#"
            touch down a: select a
            touch up: say 'Connecting from A. Choose the other end.'
            touch down d: connect a to d
            tool: select
        "#]],
    );
}

#[test]
fn the_connect_tool_joins_two_that_are_clicked() {
    play(
        "tool connect; down a; up; move 300,100; down d; up",
        expect![[r#"
            up: say 'Connecting from A. Choose the other end.'
            down d: connect a to d
            tool: connect
        "#]],
    );
}

#[test]
fn the_connect_tool_joins_two_by_a_drag() {
    play(
        "tool connect; down a; move d; up",
        expect![[r#"
            move d: hover d
            up: connect a to d
            tool: connect
        "#]],
    );
}

#[test]
fn the_connect_tool_refuses_the_same_component_twice() {
    play(
        "tool connect; down a; up; down a; up",
        expect![[r#"
            up: say 'Connecting from A. Choose the other end.'
            down a: say 'A component cannot be connected to itself. Choose another one for the other end.'
            tool: choosing an end for a
        "#]],
    );
}

#[test]
fn a_click_beside_gives_up() {
    play(
        "tool connect; down a; up; down 900,700; up",
        expect![[r#"
            up: say 'Connecting from A. Choose the other end.'
            down 900,700: say 'Nothing was connected.'
            tool: connect
        "#]],
    );
}

#[test]
fn escape_backs_out_one_step_at_a_time() {
    play(
        "tool connect; down a; up; key escape; key escape",
        expect![[r#"
            up: say 'Connecting from A. Choose the other end.'
            key escape: say 'Nothing was connected.'
            key escape: say 'Select tool.'
            tool: select
        "#]],
    );
}

#[test]
fn the_keyboard_connects() {
    play(
        "down a; up; key c; key right; key right; key enter",
        expect![[r#"
            down a: select a
            key c: say 'Connecting from A. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
            key right: say 'From A to B. Enter connects them.' | view from (0.0, -24.0) at 1.00
            key right: say 'From A to C. Enter connects them.'
            key enter: connect a to c
            tool: select
        "#]],
    );
}

#[test]
fn the_keyboard_goes_back_and_past_where_it_started() {
    play(
        "down b; up; key c; key right; key left; key enter",
        expect![[r#"
            down b: select b
            key c: say 'Connecting from B. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
            key right: say 'From B to C. Enter connects them.' | view from (0.0, -24.0) at 1.00
            key left: say 'From B to A. Enter connects them.' | view from (-24.0, -24.0) at 1.00
            key enter: connect b to a
            tool: select
        "#]],
    );
}

#[test]
fn tab_goes_through_all_other_ends_from_the_nearest() {
    play(
        "down b; up; key c; key tab; key tab; key tab; key shift tab",
        expect![[r#"
            down b: select b
            key c: say 'Connecting from B. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
            key tab: say 'From B to D. Enter connects them.'
            key tab: say 'From B to A. Enter connects them.' | view from (-24.0, -24.0) at 1.00
            key tab: say 'From B to C. Enter connects them.'
            key shift tab: say 'From B to A. Enter connects them.'
            tool: choosing an end for b
            rubber: b to a
        "#]],
    );
}

#[test]
fn enter_without_an_other_end_asks_for_one() {
    play(
        "down a; up; key c; key enter",
        expect![[r#"
            down a: select a
            key c: say 'Connecting from A. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
            key enter: say 'Choose the other end first: type its name, go there with the arrow keys, or through all with Tab.'
            tool: choosing an end for a
        "#]],
    );
}

#[test]
fn escape_gives_a_keyboard_connection_up() {
    play(
        "down a; up; key c; key right; key escape",
        expect![[r#"
            down a: select a
            key c: say 'Connecting from A. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
            key right: say 'From A to B. Enter connects them.' | view from (0.0, -24.0) at 1.00
            key escape: say 'Nothing was connected.'
            tool: select
        "#]],
    );
}

#[test]
fn c_without_a_selection_takes_the_connect_tool() {
    play(
        "key c",
        expect![[r#"
            key c: say 'Connect tool. Choose a component, then the one it calls.'
            tool: connect
        "#]],
    );
}

#[test]
fn typing_a_name_finds_the_other_end_wherever_it_stands() {
    play(
        "down a; up; key c; key d; key enter",
        expect![[r#"
        down a: select a
        key c: say 'Connecting from A. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
        key d: say 'From A to D. Enter connects them.'
        key enter: connect a to d
        tool: select
    "#]],
    );
}

#[test]
fn letters_that_no_name_has_are_refused_and_can_be_taken_back() {
    play(
        "down a; up; key c; key d; key x; key backspace; key c; key enter",
        expect![[r#"
        down a: select a
        key c: say 'Connecting from A. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
        key d: say 'From A to D. Enter connects them.'
        key x: say 'No other component has "dx" in its name.'
        key backspace: say 'Nothing typed.'
        key c: say 'From A to C. Enter connects them.' | view from (0.0, -24.0) at 1.00
        key enter: connect a to c
        tool: select
    "#]],
    );
}

#[test]
fn an_arrow_with_nothing_further_in_its_direction_goes_to_what_was_not_offered_yet() {
    play(
        "down a; up; key c; key right; key right; key right; key right",
        expect![[r#"
        down a: select a
        key c: say 'Connecting from A. Choose the other end: type its name, go there with the arrow keys, or through all with Tab. Enter connects them.'
        key right: say 'From A to B. Enter connects them.' | view from (0.0, -24.0) at 1.00
        key right: say 'From A to C. Enter connects them.'
        key right: say 'From A to D. Enter connects them.'
        key right: say 'From A to C. Enter connects them.'
        tool: choosing an end for a
        rubber: a to c
    "#]],
    );
}

proptest! {
    /// Every press of one arrow goes on or comes to something new, so after at most all of them at each of them
    /// nothing is left out.
    #[test]
    fn one_arrow_pressed_again_and_again_and_tab_come_to_every_other_component(
        places in prop::collection::vec((-1000..1000_i32, -1000..1000_i32), 2..9),
        arrow in select(vec!["left", "up", "right", "down"]),
    ) {
        let others = places.len() - 1;
        for (way, presses) in [(arrow, others * (others + 1)), ("tab", others)] {
            let told = script::play_scattered(&places, &format!("key tab; key c{}", format!("; key {way}").repeat(presses)));
            let from = told.split("Connecting from ").nth(1).and_then(|rest| rest.split('.').next()).unwrap().to_owned();
            for name in (0..places.len()).map(|at| format!("C{at}")).filter(|name| *name != from) {
                prop_assert!(told.contains(&format!("From {from} to {name}.")), "{way}: {name} in {told}");
            }
        }
    }
}
