use diagram::scene::Drawing;
use diagram::tools::Tool;
use diagram::{AnnotationKind, Command, GroupKind};
use leptos::prelude::*;

use super::bench::Bench;
use super::canvas::CANVAS;
use super::exchange::ImportIcon;
use super::workbench::Doors;
use crate::browser::element;
use crate::widgets::icon::{Glyph, Icon};

/// Id of the button that opens the simulation and gets the keyboard back when it is closed.
pub const SIMULATE: &str = "simulate";

#[component]
pub fn Toolbar(
    bench: Bench,
    sheet: RwSignal<bool>,
    simulating: RwSignal<bool>,
    doors: Doors,
) -> impl IntoView {
    let zoom = move || bench.viewport.with(|viewport| format!("{:.0} %", viewport.zoom * 100.0));
    view! {
        <div class="toolbar" role="toolbar" aria-label="Tools">
            <DesignName bench />
            <span class="toolbar__group">
                <ToolButton bench tool=Tool::default glyph=Glyph::Pointer label="Select and move" keys="V" is_on=|tool| matches!(tool, Tool::Select(_)) />
                <ToolButton bench tool=|| Tool::SEVERAL glyph=Glyph::Several label="Select several" keys="S" is_on=|tool| matches!(tool, Tool::Several(_)) />
                <ToolButton bench tool=|| Tool::CONNECT glyph=Glyph::Connect label="Connect two components" keys="C" is_on=|tool| matches!(tool, Tool::Connect(_)) />
                <ToolButton bench tool=|| Tool::draw(Drawing::Group(GroupKind::Frame)) glyph=Glyph::Frame label="Draw a group" keys="G" is_on=|tool| draws(tool, Drawing::Group(GroupKind::Frame)) />
                <ToolButton bench tool=|| Tool::draw(NOTE) glyph=Glyph::Note label="Write a note" keys="N" is_on=|tool| draws(tool, NOTE) />
                <ToolButton bench tool=Tool::pan glyph=Glyph::Hand label="Move the view" keys="H" is_on=|tool| matches!(tool, Tool::Pan(_)) />
            </span>
            <span class="toolbar__group">
                <Action glyph=Glyph::Undo label="Undo" keys="Ctrl+Z" act=move || bench.undo() disabled=Signal::derive(move || !bench.can_undo()) />
                <Action glyph=Glyph::Redo label="Redo" keys="Ctrl+Shift+Z" act=move || bench.redo() disabled=Signal::derive(move || !bench.can_redo()) />
                <Action
                    glyph=Glyph::Bin
                    label="Delete what is selected"
                    keys="Delete"
                    act=move || {
                        bench.delete_selection();
                        element::focus(CANVAS);
                    }
                    disabled=Signal::derive(move || bench.selection.with(|selection| selection.is_empty()))
                />
            </span>
            <span class="toolbar__group">
                <Action glyph=Glyph::Minus label="Zoom out" keys="-" act=move || bench.zoom(1.0 / 1.25) />
                <span class="toolbar__zoom figures" aria-hidden="true">{zoom}</span>
                <Action glyph=Glyph::Plus label="Zoom in" keys="+" act=move || bench.zoom(1.25) />
                <Action glyph=Glyph::Fit label="Show everything" keys="0" act=move || bench.fit() />
                <Action glyph=Glyph::Layout label="Lay out the design" keys="Shift+L" act=move || bench.lay_out() />
            </span>
            <span class="toolbar__group toolbar__group--end">
                <button id=SIMULATE type="button" class="button button--secondary toolbar__button" aria-pressed=move || simulating.get().to_string() disabled=bench.veiled on:click=move |_| simulating.update(|open| *open = !*open)>
                    <Icon glyph=Glyph::Play class="button__icon" />
                    "Simulate"
                </button>
                <Action glyph=Glyph::More label="More actions" keys="M" act=move || bench.open_menu(None) />
                <Action glyph=Glyph::Add label="Find a component to add" keys="/" act=move || bench.open_palette() />
                <Action glyph=Glyph::Search label="Find in this design" keys="Ctrl+F" act=move || bench.searching.set(true) />
                {bench.has_versions().then(|| view! { <Action glyph=Glyph::Clock label="Version history" keys="" act=move || doors.looking_back.set(true) /> })}
                <ImportIcon importing=doors.importing />
                <Action glyph=Glyph::Download label="Export the design as a file" keys="" act=move || doors.exporting.set(true) />
                <Action glyph=Glyph::Keyboard label="Keyboard shortcuts" keys="?" act=move || sheet.set(true) />
            </span>
        </div>
    }
}

const NOTE: Drawing = Drawing::Annotation(AnnotationKind::Note);

fn draws(tool: &Tool, what: Drawing) -> bool {
    matches!(tool, Tool::Draw(state) if state.what() == what)
}

/// Taking the usual tool again needs no words: the button says that it is pressed. Pressed again, the one for several ends.
fn take(bench: Bench, tool: Tool) {
    if tool == Tool::SEVERAL {
        bench.toggle_several();
    } else if tool == Tool::default() {
        bench.tool.set(tool);
    } else {
        bench.take(tool);
    }
}

/// The name of the design, typed in place.
#[component]
fn DesignName(bench: Bench) -> impl IntoView {
    let rename = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        if name.is_empty() {
            // A design keeps its name; the field shows it again.
            bench.drawn.update(|_| {});
        } else if name != bench.name() {
            bench.apply(&Command::RenameDesign(name));
        }
    };
    view! {
        <input
            class="toolbar__name"
            aria-label="Name of the design"
            maxlength="120"
            prop:value=move || bench.name()
            on:change=rename
        />
    }
}

#[component]
fn ToolButton(
    bench: Bench,
    tool: fn() -> Tool,
    glyph: Glyph,
    label: &'static str,
    keys: &'static str,
    is_on: fn(&Tool) -> bool,
) -> impl IntoView {
    let pressed = move || bench.tool.with(is_on).to_string();
    view! {
        <button type="button" class="icon-button" aria-pressed=pressed aria-label=label title=format!("{label} ({keys})") on:click=move |_| take(bench, tool())>
            <Icon glyph class="button__icon" />
        </button>
    }
}

#[component]
fn Action(
    glyph: Glyph,
    label: &'static str,
    /// Empty where there is no shortcut.
    keys: &'static str,
    act: impl Fn() + 'static,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let title = if keys.is_empty() { label.to_owned() } else { format!("{label} ({keys})") };
    view! {
        <button type="button" class="icon-button" aria-label=label title=title disabled=disabled on:click=move |_| act()>
            <Icon glyph class="button__icon" />
        </button>
    }
}
