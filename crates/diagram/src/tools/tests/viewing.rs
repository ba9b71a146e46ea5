use expect_test::expect;

use super::play;

#[test]
fn the_wheel_scrolls() {
    play(
        "wheel 0,100; wheel 30,0",
        expect![[r#"
            wheel 0,100: view from (0.0, 100.0) at 1.00
            wheel 30,0: view from (30.0, 100.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn shift_and_the_wheel_scroll_sideways() {
    play(
        "shift wheel 0,100",
        expect![[r#"
            shift wheel 0,100: view from (100.0, 0.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn control_and_the_wheel_zoom_about_the_pointer() {
    play(
        "ctrl wheel 0,-20",
        expect![[r#"
            ctrl wheel 0,-20: view from (18.1, 18.1) at 1.22
            tool: select
        "#]],
    );
}

#[test]
fn a_notch_of_a_mouse_does_not_leap() {
    play(
        "ctrl wheel 0,-1000",
        expect![[r#"
            ctrl wheel 0,-1000: view from (21.3, 21.3) at 1.27
            tool: select
        "#]],
    );
}

#[test]
fn two_fingers_zoom_and_move() {
    play(
        "pinch 2",
        expect![[r#"
            pinch 2: view from (40.0, 50.0) at 2.00
            tool: select
        "#]],
    );
}

#[test]
fn plus_minus_one_and_zero() {
    play(
        "key +; key -; key -; key 1; key 0",
        expect![[r#"
            key +: view from (100.0, 80.0) at 1.25
            key -: view from (0.0, 0.0) at 1.00
            key -: view from (-125.0, -100.0) at 0.80
            key 1: view from (0.0, 0.0) at 1.00
            key 0: view from (-200.0, -260.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn two_zooms_to_the_selection() {
    play(
        "down d; up; wheel 500,500; key 2",
        expect![[r#"
            down d: select d
            wheel 500,500: view from (500.0, 500.0) at 1.00
            key 2: view from (-200.0, -160.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn the_middle_button_pans_and_the_tool_comes_back() {
    play(
        "middle down 10,10; move +50,20; middle up",
        expect![[r#"
            move +50,20: view from (-50.0, -20.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn space_pans_while_it_is_down() {
    play(
        "key space; down 10,10; move +50,0; key space; up; keyup space",
        expect![[r#"
            move +50,0: view from (-50.0, 0.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn space_let_go_first_ends_the_pan() {
    play(
        "key space; down 10,10; move +50,0; keyup space; move +50,0; up",
        expect![[r#"
            move +50,0: view from (-50.0, 0.0) at 1.00
            move +50,0: hover a
            tool: select
        "#]],
    );
}

#[test]
fn the_pan_tool_stays() {
    play(
        "tool pan; down 10,10; move +50,0; up",
        expect![[r#"
            move +50,0: view from (-50.0, 0.0) at 1.00
            tool: pan
        "#]],
    );
}

#[test]
fn escape_leaves_the_pan_tool() {
    play(
        "tool pan; key escape",
        expect![[r#"
            key escape: say 'Select tool.'
            tool: select
        "#]],
    );
}

#[test]
fn a_finger_on_the_canvas_pans() {
    play(
        "touch down 700,600; touch move +40,40; touch up",
        expect![[r#"
            touch move +40,40: view from (-40.0, -40.0) at 1.00
            tool: select
        "#]],
    );
}

#[test]
fn a_second_finger_ends_what_the_first_began() {
    play(
        "touch down a; touch move +80,0; cancel; pinch 2",
        expect![[r#"
            touch down a: select a
            pinch 2: view from (40.0, 50.0) at 2.00
            tool: select
        "#]],
    );
}

#[test]
fn scrolling_while_dragging_keeps_the_drag() {
    play(
        "down a; move +80,0; wheel 0,50; move +0,0",
        expect![[r#"
            down a: select a
            wheel 0,50: view from (0.0, 50.0) at 1.00
            tool: dragging
            lifted: a by 80,48 with 0 guides
        "#]],
    );
}

#[test]
fn something_dropped_lands_on_the_grid_about_its_middle() {
    play(
        "drop 101,99",
        expect![[r#"
            drop 101,99: place cache at (40, 56)
            tool: select
        "#]],
    );
}

#[test]
fn a_library_item_dragged_over_the_canvas_has_a_ghost() {
    play(
        "tool cache; move 300,400",
        expect![[r#"
            tool: place
            ghost: cache at (240, 360)
        "#]],
    );
}

#[test]
fn it_is_placed_where_it_is_let_go() {
    play(
        "tool cache; move 300,400; up",
        expect![[r#"
            up: place cache at (240, 360)
            tool: select
        "#]],
    );
}

#[test]
fn off_the_canvas_it_has_none() {
    play(
        "tool cache; move 300,400; leave",
        expect![[r#"
            tool: place
        "#]],
    );
}

#[test]
fn a_library_item_can_be_tapped_into_place() {
    play(
        "tool cache; touch down 300,400; touch up",
        expect![[r#"
            touch up: place cache at (240, 360)
            tool: select
        "#]],
    );
}

#[test]
fn enter_places_it_in_the_middle() {
    play(
        "tool cache; key enter",
        expect![[r#"
            key enter: place cache at (440, 360)
            tool: select
        "#]],
    );
}

#[test]
fn escape_puts_it_back() {
    play(
        "tool cache; move 300,400; key escape",
        expect![[r#"
            tool: select
        "#]],
    );
}
