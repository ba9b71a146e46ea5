use leptos::html::Dialog;
use leptos::prelude::*;

const SHORTCUTS: [(&str, &str); 32] = [
    ("/", "Find a component and add it"),
    ("Alt + arrows", "Go to the next component in that direction"),
    ("Alt + Shift + arrows", "Select the next component in that direction as well"),
    ("S", "Select several: Alt + arrows and presses add, S or Escape ends it"),
    ("Tab, Shift + Tab", "Go to the next or previous component, group or note"),
    ("Arrows", "Move what is selected; with Shift a little"),
    ("Ctrl + arrows", "Make what is selected larger or smaller"),
    ("C", "Connect from the selected component; a name, arrows or Tab choose, Enter connects"),
    ("Enter or F2", "Rename what is selected"),
    ("P", "Set the properties of what is selected; Escape goes back to the canvas"),
    ("M", "All that can be done with what is selected: align, lock, group and more"),
    ("Delete", "Delete what is selected"),
    ("Ctrl + C, X, V", "On the canvas and in the outline: copy, cut and paste, also between designs"),
    ("Ctrl + D", "Duplicate"),
    ("Ctrl + A", "Select everything"),
    ("G", "Put a frame around what is selected, or draw one"),
    ("Shift + G", "Ungroup"),
    ("L", "Lock or unlock components and groups"),
    ("] and [", "Bring to the front, send to the back"),
    ("B", "Add a bend to the selected connection; arrows move its bends"),
    ("Shift + L", "Lay out the design"),
    ("Ctrl + Z", "Undo"),
    ("Ctrl + Shift + Z", "Redo"),
    ("V", "Tool: select and move"),
    ("C with nothing selected", "Tool: connect"),
    ("N, T, A", "Tool: write a note, write a text, draw an arrow"),
    ("Ctrl + F", "Find in this design"),
    ("2", "Show what is selected"),
    ("H, or hold Space", "Tool: move the view"),
    ("+ and -", "Zoom"),
    ("0", "Show everything"),
    ("Escape", "One step back"),
];

/// The sheet behind `?`.
#[component]
pub fn Shortcuts(open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let row = |(keys, words): (&'static str, &'static str)| {
        view! {
            <tr>
                <th scope="row"><kbd>{keys}</kbd></th>
                <td>{words}</td>
            </tr>
        }
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="shortcuts-title" on:close=move |_| open.set(false)>
            <div class="stack">
                <h2 id="shortcuts-title" tabindex="-1" autofocus>"Keyboard shortcuts"</h2>
                <p class="muted small">"The canvas keys work while the canvas has the focus."</p>
                <table class="wide"><tbody>{SHORTCUTS.map(row)}</tbody></table>
                <p><button type="button" class="button button--primary" on:click=close>"Close"</button></p>
            </div>
        </dialog>
    }
}
