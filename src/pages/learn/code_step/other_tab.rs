use leptos::prelude::*;

use super::kept::Keeping;
use crate::widgets::program::Program;
use crate::widgets::toast::Toaster;

/// Says that another tab has a different program for the step, and lets the learner choose.
#[component]
pub fn OtherTab(program: Program, keeping: Keeping) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let offer_back = move |words: &'static str, label: &'static str, code: Option<String>| {
        let Some(code) = code else { return };
        let bring_back = move || {
            let _ = program.code.try_set(code.clone());
        };
        toaster.offer(words, label, bring_back);
    };
    let use_other =
        move |_| offer_back("The other program is in the editor.", "Bring mine back", keeping.use_other());
    let keep_mine =
        move |_| offer_back("The other program is gone.", "Bring the other one back", keeping.keep_mine());
    let choice = move |other: String| {
        view! {
            <div class="notice notice--warning stack">
                <p>"Another tab changed this program. Both are kept until you choose."</p>
                <details>
                    <summary>"Show the other one"</summary>
                    <pre class="console__text" tabindex="0"><code>{other}</code></pre>
                </details>
                <p class="row">
                    <button type="button" class="button button--secondary" on:click=use_other>"Use that one"</button>
                    <button type="button" class="button button--quiet" on:click=keep_mine>"Keep this one"</button>
                </p>
            </div>
        }
    };
    view! { <div role="status" aria-label="Another tab">{move || keeping.other.get().map(choice)}</div> }
}
