use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

/// Long enough to read it and to reach the button.
const SHOWN: Duration = Duration::from_secs(8);

/// What a message offers. It may outlive what offered it: a row that was removed, say.
type Action = Arc<dyn Fn() + Send + Sync>;

/// A passing message, at times with a way back.
#[derive(Clone)]
struct Toast {
    id: u32,
    words: String,
    action: Option<(&'static str, Action)>,
}

/// The door to the messages at the foot of the page.
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    next_id: StoredValue<u32>,
}

impl Toaster {
    pub fn new() -> Toaster {
        Toaster { toasts: RwSignal::new(Vec::new()), next_id: StoredValue::new(0) }
    }

    pub fn say(self, words: impl Into<String>) {
        self.show(words.into(), None);
    }

    /// With one button, such as "Undo".
    pub fn offer(
        self,
        words: impl Into<String>,
        label: &'static str,
        action: impl Fn() + Send + Sync + 'static,
    ) {
        self.show(words.into(), Some((label, Arc::new(action))));
    }

    fn show(self, words: String, action: Option<(&'static str, Action)>) {
        let id = self.next_id.get_value();
        self.next_id.set_value(id.wrapping_add(1));
        self.toasts.update(|toasts| toasts.push(Toast { id, words, action }));
        set_timeout(move || self.drop(id), SHOWN);
    }

    fn drop(self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

#[component]
pub fn Toasts() -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    view! {
        <div class="toasts" role="status">
            <For each=move || toaster.toasts.get() key=|toast| toast.id let:toast>
                <div class="toast">
                    <span>{toast.words}</span>
                    {toast.action.map(|(label, action)| {
                        let act = move |_| {
                            action();
                            toaster.drop(toast.id);
                        };
                        view! { <button type="button" class="toast__action" on:click=act>{label}</button> }
                    })}
                </div>
            </For>
        </div>
    }
}
