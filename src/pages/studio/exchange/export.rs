use converter::{Look, Order, Seen};
use diagram::format;
use diagram::scene::Picture;
use easel::{Still, Theme};
use gloo_net::http::Request;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlCanvasElement;

use crate::browser::converter::convert;
use crate::browser::{files, theme};
use crate::pages::studio::bench::Bench;
use crate::widgets::toast::Toaster;

/// A file that a design can be saved as.
#[derive(Debug, Clone, Copy)]
struct Format {
    ending: &'static str,
    media_type: &'static str,
    name: &'static str,
    words: &'static str,
}

const FORMATS: [Format; 5] = [
    Format {
        ending: "json",
        media_type: "application/json",
        name: "Systemcraft design",
        words: "Everything, as text. Opens here again and in the command line.",
    },
    Format {
        ending: "svg",
        media_type: "image/svg+xml",
        name: "SVG picture",
        words: "Sharp at any size, as on the screen. The design is inside, so it opens here again.",
    },
    Format {
        ending: "png",
        media_type: "image/png",
        name: "PNG picture",
        words: "Pixels for slides and chats, as on the screen. The design is inside, so it opens here again.",
    },
    Format {
        ending: "mmd",
        media_type: "text/vnd.mermaid",
        name: "Mermaid flowchart",
        words: "Text for wikis and repositories that draw Mermaid.",
    },
    Format {
        ending: "drawio",
        media_type: "application/vnd.jgraph.mxfile",
        name: "draw.io diagram",
        words: "For draw.io, also called diagrams.net.",
    },
];

/// Asks as what the design is to be saved.
#[component]
pub fn ExportDialog(bench: Bench, open: RwSignal<bool>) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let choose = move |format: Format| {
        open.set(false);
        spawn_local(async move {
            match export(bench, format).await {
                Ok(name) => toaster.say(format!("The design was exported to {name}.")),
                Err(sentence) => toaster.say(sentence),
            }
        });
    };
    let beside = Memo::new(move |_| bench.drawn.with(|drawn| drawn.diagram.annotations.len()));
    let entry = move |format: Format| {
        let left_out = move || {
            let count = if format.ending == "mmd" { beside.get() } else { 0 };
            (count > 0).then(|| {
                format!(" Notes, texts and free arrows have no place in it: those of this design ({count}) are left out.")
            })
        };
        view! {
            <li>
                <button type="button" class="choice-row" on:click=move |_| choose(format)>
                    <span class="choice-row__name">{format.name}</span>
                    <span class="choice-row__words">{format.words}{left_out}</span>
                </button>
            </li>
        }
    };
    view! {
        <dialog node_ref=dialog aria-label="Export the design" on:close=move |_| open.set(false)>
            <div class="stack">
                <h2>"Export the design"</h2>
                <ul class="choice-rows">{FORMATS.map(entry).into_iter().collect_view()}</ul>
                <p><button type="button" class="button button--quiet" on:click=move |_| open.set(false)>"Cancel"</button></p>
            </div>
        </dialog>
    }
}

/// Hands the design out and returns the name of the file.
async fn export(bench: Bench, format: Format) -> Result<String, String> {
    let (name, design, kinds) = bench.drawn.with_untracked(|drawn| {
        let kinds = bench.kinds.get_untracked().brought_to(&drawn.diagram);
        (file_name(&drawn.diagram.name), format::write(&drawn.diagram), kinds)
    });
    let file = match format.ending {
        "json" => design.into_bytes(),
        "png" => {
            let canvas = painted(bench)?;
            let picture = files::png_of(&canvas).await.map_err(|error| error.to_string())?;
            converted(&Order::Embed, &[&picture, design.as_bytes()]).await?
        }
        ending => {
            let order = Order::Write { ending: ending.to_owned(), look: look(bench), kinds };
            let font = if ending == "svg" { font().await } else { None };
            let mut attached = vec![design.as_bytes()];
            attached.extend(font.as_deref());
            converted(&order, &attached).await?
        }
    };
    let name = format!("{name}.{}", format.ending);
    files::download_bytes(&name, format.media_type, &file).map_err(|error| error.to_string())?;
    Ok(name)
}

async fn converted(order: &Order, attached: &[&[u8]]) -> Result<Vec<u8>, String> {
    let (_, file) = convert(order, attached).await.map_err(|error| error.to_string())?;
    Ok(file)
}

/// The page's font, which a picture brings along: elsewhere nobody has it. Without a network it may not be there.
async fn font() -> Option<Vec<u8>> {
    let response = Request::get("/fonts/inter-latin.woff2").send().await.ok()?;
    if response.ok() { response.binary().await.ok() } else { None }
}

/// What the analysis adds to the drawing on the screen.
fn look(bench: Bench) -> Look {
    bench.findings.with_untracked(|findings| Look {
        is_dark: theme::is_dark_now(),
        seen: findings
            .statuses
            .iter()
            .map(|(component, status)| Seen {
                component: component.0.clone(),
                utilisation: status.utilisation,
                is_on_critical_path: status.is_on_critical_path,
                is_single_point_of_failure: status.is_single_point_of_failure,
            })
            .collect(),
        highlighted: findings.highlighted.iter().map(|id| id.0.clone()).collect(),
    })
}

/// The whole design on a canvas that is on no page.
fn painted(bench: Bench) -> Result<HtmlCanvasElement, String> {
    let no_canvas = || files::FileError::NotPainted.to_string();
    let canvas = document().create_element("canvas").ok().and_then(|canvas| canvas.dyn_into().ok());
    let canvas: HtmlCanvasElement = canvas.ok_or_else(no_canvas)?;
    let body = document().body().ok_or_else(no_canvas)?;
    let theme = Theme::from_css(&body).map_err(|error| error.to_string())?;
    bench.drawn.with_untracked(|drawn| {
        bench.findings.with_untracked(|findings| {
            let picture = Picture {
                diagram: &drawn.diagram,
                index: &drawn.index,
                catalogue: bench.kinds.get_untracked(),
                findings,
                revision: drawn.revision,
            };
            Still::whole(&picture).paint(&canvas, &theme, &picture).map_err(|error| error.to_string())
        })
    })?;
    Ok(canvas)
}

/// Letters, digits and dashes, so that every file system takes it.
fn file_name(name: &str) -> String {
    let dashed: String = name
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    let joined: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    if joined.is_empty() { "design".to_owned() } else { joined.join("-") }
}
