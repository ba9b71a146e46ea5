use expect_test::expect;

use super::{play, play_grouped};

#[test]
fn a_finger_adds_one_thing_after_another_and_takes_them_out_again() {
    play(
        "tool several; touch down a; up; down b; up; down a; up; down 900,600; up; key escape",
        expect![[r#"
            up: select a | say 'A as well, 1 selected.'
            up: select a b | say 'B as well, 2 selected.'
            up: select b | say 'A no more, 1 selected.'
            key escape: say 'Select tool, 1 selected.'
            tool: select
        "#]],
    );
}

#[test]
fn a_finger_that_drags_moves_the_view_and_nothing_else() {
    play(
        "tool several; touch down a; move +40,0; up; down b; up",
        expect![[r#"
        move +40,0: view from (-40.0, 0.0) at 1.00
        up: select b | say 'B as well, 1 selected.'
        tool: several
    "#]],
    );
}

#[test]
fn a_mouse_that_drags_draws_a_marquee_that_adds() {
    play(
        "tool several; down d; up; down -20,-20; move 300,60; up; key delete",
        expect![[r#"
        up: select d | say 'D as well, 1 selected.'
        move 300,60: select a b d
        up: say '3 selected.'
        key delete: delete a b d and 0 connections | select nothing
        tool: several
    "#]],
    );
}

#[test]
fn escape_takes_back_a_marquee_before_it_ends_the_mode() {
    play(
        "tool several; down d; up; down -20,-20; move 300,60; key escape; key escape",
        expect![[r#"
        up: select d | say 'D as well, 1 selected.'
        move 300,60: select a b d
        key escape: select d
        key escape: say 'Select tool, 1 selected.'
        tool: select
    "#]],
    );
}

#[test]
fn the_keyboard_begins_adds_and_ends() {
    play(
        "key s; key alt right; key alt right; key s; key escape",
        expect![[r#"
        key s: say 'Select several. Press one thing after another; Escape ends it.'
        key alt right: select a | view from (-48.0, -48.0) at 1.00 | say 'A as well, 1 selected.'
        key alt right: select a b | say 'B as well, 2 selected.'
        key s: say 'Select tool, 2 selected.'
        key escape: select nothing
        tool: select
    "#]],
    );
}

#[test]
fn frames_notes_and_connections_are_chosen_too() {
    play_grouped(
        "tool several; touch down 650,330; up; down 210,160; up; down 420,40; up",
        expect![[r#"
        up: select annotation n | say 'Note: Why as well, 1 selected.'
        up: select group g annotation n | say 'Zone, group of 1 component as well, 2 selected.'
        up: select line bc group g annotation n | say 'Connection as well, 3 selected.'
        tool: several
    "#]],
    );
}

#[test]
fn holding_on_asks_for_a_menu_about_all_of_it_and_chooses_nothing_on_the_way() {
    play(
        "tool several; touch down a; up; touch down b; touch secondary down b; up; touch secondary down b",
        expect![[r#"
            up: select a | say 'A as well, 1 selected.'
            touch secondary down b: select a b
            tool: several
        "#]],
    );
}
