use expect_test::expect;

use super::play;

#[test]
fn a_click_selects_what_is_under_it() {
    play(
        "move a; down a; up",
        expect![[r#"
            move a: hover a
            down a: select a
            tool: select
        "#]],
    );
}

#[test]
fn a_click_on_another_component_takes_the_selection_there() {
    play(
        "down a; up; down b; up",
        expect![[r#"
            down a: select a
            down b: select b
            tool: select
        "#]],
    );
}

#[test]
fn a_click_on_the_canvas_clears_the_selection() {
    play(
        "down a; up; down 900,600; up",
        expect![[r#"
            down a: select a
            up: select nothing
            tool: select
        "#]],
    );
}

#[test]
fn shift_click_adds_and_takes_out() {
    play(
        "down a; up; shift down b; shift up; shift down a; shift up",
        expect![[r#"
            down a: select a
            shift down b: select a b
            shift up: select b
            tool: select
        "#]],
    );
}

#[test]
fn a_click_on_one_of_several_keeps_only_that_one() {
    play(
        "key ctrl a; down d; up",
        expect![[r#"
            key ctrl a: select a b c d
            up: select d
            tool: select
        "#]],
    );
}

#[test]
fn a_connection_is_selected_by_its_line() {
    play(
        "move 180,41; down 180,41; up",
        expect![[r#"
            move 180,41: hover line ab
            down 180,41: select line ab
            tool: select
        "#]],
    );
}

#[test]
fn a_finger_reaches_a_line_that_a_mouse_misses() {
    play(
        "down 180,50; up; touch down 180,50; touch up",
        expect![[r#"
            touch down 180,50: select line ab
            tool: select
        "#]],
    );
}

#[test]
fn a_drag_is_one_command_when_it_is_let_go() {
    play(
        "down a; move +43,1; move +40,0; up",
        expect![[r#"
            down a: select a
            up: move a by 80,0
            tool: select
        "#]],
    );
}

#[test]
fn a_press_that_wanders_three_pixels_is_a_click() {
    play(
        "down a; move +3,0; up",
        expect![[r#"
            down a: select a
            tool: select
        "#]],
    );
}

#[test]
fn a_drag_in_flight_is_only_a_preview() {
    play(
        "down a; move +0,300",
        expect![[r#"
            down a: select a
            tool: dragging
            lifted: a by 0,304 with 0 guides
        "#]],
    );
}

#[test]
fn a_drag_stands_in_line_with_its_neighbours() {
    play(
        "down a; move +237,404",
        expect![[r#"
            down a: select a
            tool: dragging
            lifted: a by 240,408 with 2 guides
        "#]],
    );
}

#[test]
fn control_held_lets_it_stand_anywhere() {
    play(
        "down a; ctrl move +43,301; ctrl up",
        expect![[r#"
            down a: select a
            ctrl up: move a by 43,301
            tool: select
        "#]],
    );
}

#[test]
fn shift_held_keeps_to_one_axis() {
    play(
        "down a; shift move +10,304; shift up",
        expect![[r#"
            down a: select a
            shift up: move a by 0,304
            tool: select
        "#]],
    );
}

#[test]
fn several_selected_are_dragged_together() {
    play(
        "key ctrl a; down b; move +0,400; up",
        expect![[r#"
            key ctrl a: select a b c d
            up: move a b c d by 0,400
            tool: select
        "#]],
    );
}

#[test]
fn dragging_what_is_not_selected_drags_it_alone() {
    play(
        "down a; up; down d; move +80,160; up",
        expect![[r#"
            down a: select a
            down d: select d
            up: move d by 80,160
            tool: select
        "#]],
    );
}

#[test]
fn escape_puts_a_drag_back() {
    play(
        "down a; move +80,80; key escape; up",
        expect![[r#"
            down a: select a
            tool: select
        "#]],
    );
}

#[test]
fn a_pointer_taken_away_puts_a_drag_back() {
    play(
        "down a; move +80,80; cancel",
        expect![[r#"
            down a: select a
            tool: select
        "#]],
    );
}

#[test]
fn dropping_where_it_was_changes_nothing() {
    play(
        "down a; move +80,80; move a; up",
        expect![[r#"
            down a: select a
            tool: select
        "#]],
    );
}

#[test]
fn a_marquee_selects_what_it_touches() {
    play(
        "down 200,-50; move 400,300; up",
        expect![[r#"
            move 400,300: select b d
            tool: select
        "#]],
    );
}

#[test]
fn a_marquee_with_shift_adds() {
    play(
        "down a; up; shift down 200,150; shift move 400,300; shift up",
        expect![[r#"
            down a: select a
            shift move 400,300: select a d
            tool: select
        "#]],
    );
}

#[test]
fn escape_in_a_marquee_brings_the_old_selection_back() {
    play(
        "down a; up; down 200,-50; move 400,300; key escape",
        expect![[r#"
            down a: select a
            move 400,300: select b d
            key escape: select a
            tool: select
        "#]],
    );
}

#[test]
fn a_marquee_is_shown_while_it_is_drawn() {
    play(
        "down 200,150; move 400,300",
        expect![[r#"
            move 400,300: select d
            tool: marquee
            marquee: (200, 150) to (400, 300)
        "#]],
    );
}

#[test]
fn a_double_click_edits_the_name() {
    play(
        "down a; up; double down a; up",
        expect![[r#"
            down a: select a
            double down a: edit name of a
            tool: select
        "#]],
    );
}

#[test]
fn a_double_click_on_the_canvas_searches_the_library_for_that_place() {
    play(
        "double down 700,500; up",
        expect![[r#"
            double down 700,500: open palette at (700, 500)
            tool: select
        "#]],
    );
}

#[test]
fn a_secondary_press_selects_what_its_menu_is_about() {
    play(
        "secondary down b; secondary up",
        expect![[r#"
            secondary down b: select b
            tool: select
        "#]],
    );
}

#[test]
fn hover_is_said_once() {
    play(
        "move a; move +1,0; move 900,900; leave",
        expect![[r#"
            move a: hover a
            move 900,900: hover nothing
            tool: select
        "#]],
    );
}

#[test]
fn leaving_forgets_what_was_hovered() {
    play(
        "move a; leave",
        expect![[r#"
            move a: hover a
            leave: hover nothing
            tool: select
        "#]],
    );
}
