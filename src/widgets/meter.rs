use leptos::prelude::*;

/// How a filled share is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Warning,
    Danger,
}

impl Tone {
    fn fill_class(self) -> &'static str {
        match self {
            Tone::Plain => "meter__fill",
            Tone::Good => "meter__fill meter__fill--good",
            Tone::Warning => "meter__fill meter__fill--warning",
            Tone::Danger => "meter__fill meter__fill--danger",
        }
    }
}

/// A share in `0..=1` as a bar. `label` says in words what the share is of.
#[component]
pub fn Meter(
    #[prop(into)] share: Signal<f64>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] tone: Signal<Tone>,
) -> impl IntoView {
    let percent = move || (share.get().clamp(0.0, 1.0) * 100.0).round();
    view! {
        <div class="meter" role="meter" aria-label=label aria-valuemin="0" aria-valuemax="100" aria-valuenow=percent>
            <div class=move || tone.get().fill_class() style:width=move || format!("{}%", percent())></div>
        </div>
    }
}
