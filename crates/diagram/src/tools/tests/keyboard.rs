use expect_test::expect;

use super::play;

#[test]
fn arrows_move_the_selection_by_the_grid_and_with_shift_by_one() {
    play(
        "down a; up; key right; key shift down",
        expect![[r#"
            down a: select a
            key right: move a by 8,0
            key shift down: move a by 0,1
            tool: select
        "#]],
    );
}

#[test]
fn arrows_without_a_selection_move_the_view() {
    play(
        "key right; key up",
        expect![[r#"
            key right: view from (64.0, 0.0) at 1.00
            key up: view from (64.0, -64.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn alt_arrows_select_the_next_that_way() {
    play(
        "down a; up; key alt right; key alt down; key alt left",
        expect![[r#"
            down a: select a
            key alt right: select b | view from (0.0, -48.0) at 1.00 | say 'B, 2 of 4.'
            key alt down: select d | say 'D, 4 of 4.'
            key alt left: select a | view from (-48.0, -48.0) at 1.00 | say 'A, 1 of 4.'
            tool: select
        "#]],
    );
}

#[test]
fn nothing_lies_further_that_way() {
    play(
        "down c; up; key alt right",
        expect![[r#"
            down c: select c
            tool: select
        "#]],
    );
}

#[test]
fn tab_selects_in_reading_order_and_then_leaves() {
    play(
        "key tab; key tab; key tab; key tab; key tab",
        expect![[r#"
            key tab: select a | view from (-48.0, -48.0) at 1.00 | say 'A, 1 of 4.'
            key tab: select b | say 'B, 2 of 4.'
            key tab: select c | say 'C, 3 of 4.'
            key tab: select d | say 'D, 4 of 4.'
            key tab: left to the browser
            tool: select
        "#]],
    );
}

#[test]
fn shift_tab_starts_at_the_end() {
    play(
        "key shift tab; key shift tab",
        expect![[r#"
            key shift tab: select d | say 'D, 4 of 4.'
            key shift tab: select c | view from (0.0, -48.0) at 1.00 | say 'C, 3 of 4.'
            tool: select
        "#]],
    );
}

#[test]
fn delete_takes_what_is_selected() {
    play(
        "down a; up; key delete; key delete",
        expect![[r#"
            down a: select a
            key delete: delete a and 0 connections | select nothing
            key delete: left to the browser
            tool: select
        "#]],
    );
}

#[test]
fn enter_and_f2_rename() {
    play(
        "down a; up; key enter; key f2",
        expect![[r#"
            down a: select a
            key enter: edit name of a
            key f2: edit name of a
            tool: select
        "#]],
    );
}

#[test]
fn enter_with_nothing_selected_is_left_to_the_browser() {
    play(
        "key enter",
        expect![[r#"
            key enter: left to the browser
            tool: select
        "#]],
    );
}

#[test]
fn undo_and_redo() {
    play(
        "key ctrl z; key ctrl shift z; key ctrl y",
        expect![[r#"
            key ctrl z: undo
            key ctrl shift z: redo
            key ctrl y: redo
            tool: select
        "#]],
    );
}

#[test]
fn duplicate_needs_a_selection() {
    play(
        "key ctrl d; down a; up; key ctrl d",
        expect![[r#"
            down a: select a
            key ctrl d: duplicate a
            tool: select
        "#]],
    );
}

#[test]
fn escape_clears_the_selection_and_then_is_the_browsers() {
    play(
        "down a; up; key escape; key escape",
        expect![[r#"
            down a: select a
            key escape: select nothing
            key escape: left to the browser
            tool: select
        "#]],
    );
}

#[test]
fn letters_choose_tools() {
    play(
        "key h",
        expect![[r#"
            key h: say 'Hand tool. Drag to move the view.'
            tool: pan
        "#]],
    );
}

#[test]
fn v_comes_back_to_selecting() {
    play(
        "key h; key v",
        expect![[r#"
            key h: say 'Hand tool. Drag to move the view.'
            key v: say 'Select tool.'
            tool: select
        "#]],
    );
}

#[test]
fn slash_opens_the_palette() {
    play(
        "key /",
        expect![[r#"
            key /: open palette at the middle
            tool: select
        "#]],
    );
}

#[test]
fn reload_and_zoom_of_the_page_stay_the_browsers() {
    play(
        "key ctrl r; key ctrl 0; key q",
        expect![[r#"
            key ctrl r: left to the browser
            key ctrl 0: left to the browser
            key q: left to the browser
            tool: select
        "#]],
    );
}

#[test]
fn keys_wait_while_a_drag_is_in_flight() {
    play(
        "down a; move +80,80; key delete; key ctrl z; up",
        expect![[r#"
            down a: select a
            key delete: left to the browser
            key ctrl z: left to the browser
            up: move a by 80,80
            tool: select
        "#]],
    );
}

#[test]
fn what_is_selected_by_key_is_brought_into_view() {
    play(
        "wheel 3000,0; key tab",
        expect![[r#"
            wheel 3000,0: view from (3000.0, 0.0) at 1.00
            key tab: select a | view from (-48.0, -48.0) at 1.00 | say 'A, 1 of 4.'
            tool: select
        "#]],
    );
}
