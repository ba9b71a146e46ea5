//! Tabs of one browser tell each other that the journal grew.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

const CHANNEL: &str = "systemcraft";
const JOURNAL_GREW: &str = "journal-grew";

/// Kept for as long as the page; dropping it stops the listening.
#[derive(Debug)]
pub struct Tabs {
    channel: web_sys::BroadcastChannel,
    _on_message: Closure<dyn Fn(web_sys::MessageEvent)>,
}

impl Tabs {
    /// `None` where the browser has no channels between tabs: each is then on its own until it is reloaded.
    pub fn listen(when_journal_grew: impl Fn() + 'static) -> Option<Tabs> {
        let channel = web_sys::BroadcastChannel::new(CHANNEL).ok()?;
        let on_message =
            Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                if event.data().as_string().as_deref() == Some(JOURNAL_GREW) {
                    when_journal_grew();
                }
            });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Tabs { channel, _on_message: on_message })
    }

    pub fn say_journal_grew(&self) {
        let _ = self.channel.post_message(&JsValue::from_str(JOURNAL_GREW));
    }
}
