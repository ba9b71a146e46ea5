//! Groups, notes, sizes, bends and locks.

use expect_test::expect;

use super::{play_grouped, play_locked};

#[test]
fn a_group_is_taken_hold_of_by_its_border_and_by_its_name_and_not_by_what_is_within() {
    play_grouped(
        "move 500,250; move 220,175; down 220,175; up; move 460,300; down 460,300; up",
        expect![[r#"
            move 500,250: hover group g
            down 220,175: select group g
            move 460,300: hover nothing
            up: select nothing
            tool: select
        "#]],
    );
}

#[test]
fn a_dragged_group_takes_along_what_stands_in_it() {
    play_grouped(
        "down 220,175; ctrl move +400,0",
        expect![[r#"
        down 220,175: select group g
        tool: dragging
        lifted: d group g by 400,0 with 0 guides
    "#]],
    );
    play_grouped(
        "down 220,175; ctrl move +400,0; up",
        expect![[r#"
        down 220,175: select group g
        up: together 'Zone moved'
        tool: select
    "#]],
    );
}

#[test]
fn a_component_over_a_group_shows_that_it_would_join_it() {
    play_grouped(
        "down a; ctrl move +380,220",
        expect![[r#"
        down a: select a
        tool: dragging
        lifted: a by 380,220 with 0 guides
        into: g
    "#]],
    );
    play_grouped(
        "down a; ctrl move +380,220; up",
        expect![[r#"
        down a: select a
        up: together 'A moved into Zone'
        tool: select
    "#]],
    );
    play_grouped(
        "down d; ctrl move +0,300; up",
        expect![[r#"
        down d: select d
        up: together 'D moved out of Zone'
        tool: select
    "#]],
    );
}

#[test]
fn what_is_selected_alone_is_resized_by_its_corners() {
    play_grouped(
        "down d; up; move 360,280; down 360,280; move +40,24",
        expect![[r#"
        down d: select d
        move 360,280: hover handle BottomRight
        tool: resizing
        resized: Component(ComponentId("d")) from (240, 200) to (400, 304)
    "#]],
    );
    play_grouped(
        "down d; up; down 360,280; move +40,24; up",
        expect![[r#"
        down d: select d
        up: Resize { bounds: [(ComponentId("d"), Rect { x0: 240.0, y0: 200.0, x1: 400.0, y1: 304.0 })] }
        tool: select
    "#]],
    );
    play_grouped(
        "down d; up; down 360,280; move +40,24; key escape; up",
        expect![[r#"
        down d: select d
        tool: select
    "#]],
    );
}

#[test]
fn a_frame_made_smaller_lets_go_of_its_component() {
    play_grouped(
        "down 220,175; up; down 200,240; move +180,0; up",
        expect![[r#"
        down 220,175: select group g
        up: together 'Zone resized'
        tool: select
    "#]],
    );
}

#[test]
fn bends_are_led_taken_away_and_made() {
    play_grouped(
        "down 180,70; up; down 180,100; move +20,40; up",
        expect![[r#"
            down 180,70: select line ab
            up: lead ab through [(200.0, 144.0)]
            tool: select
        "#]],
    );
    play_grouped(
        "down 180,70; up; double down 180,100; up",
        expect![[r#"
            down 180,70: select line ab
            double down 180,100: lead ab through []
            tool: select
        "#]],
    );
    play_grouped(
        "down 420,40; up; move 415.5,40; down 415.5,40; move +4,60; up",
        expect![[r#"
        down 420,40: select line bc
        move 415.5,40: hover a new bend 0
        up: lead bc through [(416.0, 104.0)]
        tool: select
    "#]],
    );
    play_grouped(
        "down 420,40; up; key b",
        expect![[r#"
        down 420,40: select line bc
        key b: lead bc through [(416.0, 40.0)]
        tool: select
    "#]],
    );
    play_grouped(
        "down 180,70; up; key right; key b",
        expect![[r#"
            down 180,70: select line ab
            key right: lead ab through [(188.0, 100.0)]
            key b: lead ab through [(180.0, 100.0), (208.0, 72.0)]
            tool: select
        "#]],
    );
}

#[test]
fn what_is_locked_is_not_dragged_nudged_or_deleted_and_that_is_said() {
    play_locked(
        "down a; move +100,0; up; key right; key delete; key l",
        expect![[r#"
        down a: select a
        move +100,0: say 'What is selected is locked. Press L to unlock it.'
        key right: say 'What is selected is locked. Press L to unlock it.'
        key delete: say 'What is selected is locked. Press L to unlock it.'
        key l: SetLocked { components: [ComponentId("a")], locked: false }
        tool: select
    "#]],
    );
}

#[test]
fn g_frames_what_is_selected_or_takes_the_tool_that_draws_a_frame() {
    play_grouped(
        "down a; up; key g",
        expect![[r#"
        down a: select a
        key g: group as Frame
        tool: select
    "#]],
    );
    play_grouped(
        "key g; down 600,0; move +203,101; up",
        expect![[r#"
        key g: say 'Group tool. Pull a frame open around components, or press Enter for one in the middle of the view.'
        up: draw Group(Frame) from (600, 0) to (800, 104)
        tool: select
    "#]],
    );
    play_grouped(
        "key g; down 600,0; move +203,101; key escape; key escape",
        expect![[r#"
        key g: say 'Group tool. Pull a frame open around components, or press Enter for one in the middle of the view.'
        key escape: say 'Select tool.'
        tool: select
    "#]],
    );
    play_grouped(
        "down 220,175; up; key shift g",
        expect![[r#"
        down 220,175: select group g
        key shift g: together 'Zone ungrouped'
        tool: select
    "#]],
    );
}

#[test]
fn notes_texts_and_arrows_are_put_down_by_a_click_a_pull_or_enter() {
    play_grouped(
        "key n; down 600,0; up",
        expect![[r#"
        key n: say 'Note tool. Click where the note goes, or press Enter for one in the middle of the view.'
        up: draw Annotation(Note) from (600, 0) to (776, 96)
        tool: select
    "#]],
    );
    play_grouped(
        "key t; key enter",
        expect![[r#"
        key t: say 'Text tool. Click where the text goes, or press Enter for one in the middle of the view.'
        key enter: draw Annotation(Text) from (416, 384) to (592, 416)
        tool: select
    "#]],
    );
    play_grouped(
        "key a; down 600,0; move +100,-50",
        expect![[r#"
        key a: say 'Arrow tool. Pull from where the arrow starts to its tip, or press Enter for one in the middle of the view.'
        tool: draw
        drawing: Annotation(Arrow) from (600, 0) to (704, -48)
    "#]],
    );
    play_grouped(
        "key a; down 600,0; move +100,-50; up",
        expect![[r#"
        key a: say 'Arrow tool. Pull from where the arrow starts to its tip, or press Enter for one in the middle of the view.'
        up: draw Annotation(Arrow) from (600, 0) to (704, -48)
        tool: select
    "#]],
    );
}

#[test]
fn a_note_is_moved_like_anything_else() {
    play_grouped(
        "move 650,330; down 650,330; ctrl move +10,20; up; key down; key delete",
        expect![[r#"
        move 650,330: hover annotation n
        down 650,330: select annotation n
        up: ChangeAnnotation(Annotation { id: AnnotationId("n"), kind: Note, text: "Why", start: (610.0, 320.0), end: (710.0, 380.0) })
        key down: ChangeAnnotation(Annotation { id: AnnotationId("n"), kind: Note, text: "Why", start: (600.0, 308.0), end: (700.0, 368.0) })
        key delete: DeleteAnnotations([AnnotationId("n")]) | select nothing
        tool: select
    "#]],
    );
}

#[test]
fn tab_goes_through_groups_and_notes_as_well() {
    play_grouped(
        "down c; up; key tab; key tab; key tab; key tab",
        expect![[r#"
        down c: select c
        key tab: select group g | say 'Zone, group of 1 component, 4 of 6.'
        key tab: select d | say 'D, 5 of 6.'
        key tab: select annotation n | say 'Note: Why, 6 of 6.'
        key tab: left to the browser
        tool: select
    "#]],
    );
}

#[test]
fn a_marquee_selects_the_groups_that_it_holds_and_the_notes_that_it_touches() {
    play_grouped(
        "down 190,150; move 650,330; up",
        expect![[r#"
        move 650,330: select d group g annotation n
        tool: select
    "#]],
    );
    play_grouped(
        "down 190,150; move 450,250; up",
        expect![[r#"
        move 450,250: select d
        tool: select
    "#]],
    );
}

#[test]
fn control_and_arrows_change_the_size_of_what_is_selected() {
    play_grouped(
        "down d; up; key ctrl right; key ctrl shift up",
        expect![[r#"
        down d: select d
        key ctrl right: Resize { bounds: [(ComponentId("d"), Rect { x0: 240.0, y0: 200.0, x1: 368.0, y1: 280.0 })] }
        key ctrl shift up: Resize { bounds: [(ComponentId("d"), Rect { x0: 240.0, y0: 200.0, x1: 360.0, y1: 279.0 })] }
        tool: select
    "#]],
    );
    play_grouped(
        "down 220,175; up; key ctrl down",
        expect![[r#"
        down 220,175: select group g
        key ctrl down: ChangeGroup(Group { id: GroupId("g"), kind: Zone, name: "Zone", bounds: Rect { x0: 200.0, y0: 160.0, x1: 500.0, y1: 328.0 }, parent: None, locked: false })
        tool: select
    "#]],
    );
}

#[test]
fn alt_and_shift_select_the_next_as_well() {
    play_grouped(
        "down a; up; key alt shift right; key alt shift right",
        expect![[r#"
        down a: select a
        key alt shift right: select a b | view from (0.0, -48.0) at 1.00 | say 'B as well, 2 selected.'
        key alt shift right: select a b c | say 'C as well, 3 selected.'
        tool: select
    "#]],
    );
}

#[test]
fn letters_bring_forward_send_back_lay_out_and_open() {
    play_grouped(
        "down a; up; key ]; key [; key shift l; key m; key ctrl f; key ctrl d",
        expect![[r#"
        down a: select a
        key ]: BringToFront { components: [ComponentId("a")] }
        key [: SendToBack { components: [ComponentId("a")] }
        key shift l: lay out
        key m: open menu
        key ctrl f: open search
        key ctrl d: duplicate a
        tool: select
    "#]],
    );
}
