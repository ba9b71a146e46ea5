//! Tabs of one browser tell each other that the journal grew, which packs changed, and what is done to a design that several
//! have open.

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

/// Tells other tabs which packs were installed, updated and removed; dropping it stops the listening.
#[derive(Debug)]
pub struct PackTabs {
    channel: web_sys::BroadcastChannel,
    _on_message: Closure<dyn Fn(web_sys::MessageEvent)>,
}

impl PackTabs {
    /// `None` where the browser has no channels between tabs.
    pub fn listen(when_changed: impl Fn(String) + 'static) -> Option<PackTabs> {
        let channel = web_sys::BroadcastChannel::new(&format!("{CHANNEL}.packs")).ok()?;
        let on_message =
            Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                event.data().as_string().into_iter().for_each(&when_changed);
            });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(PackTabs { channel, _on_message: on_message })
    }

    /// What is stored of the pack `id` is not what it was.
    pub fn say_changed(&self, id: &str) {
        let _ = self.channel.post_message(&JsValue::from_str(id));
    }
}

/// What tabs that have one design open tell each other, in the words of [`diagram::Document`].
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    /// A tab has come, or was asleep, and has seen so much. It wants the rest, and to know what it is asked for.
    Hello(Vec<u8>),
    /// A tab has seen so much, and wants the rest.
    Seen(Vec<u8>),
    /// What a tab changed, or what another one lacked.
    Changes(Vec<u8>),
}

/// The tabs that have one design open; this one leaves them when it is dropped.
#[derive(Debug)]
pub struct DesignTabs {
    channel: web_sys::BroadcastChannel,
    _on_message: Closure<dyn Fn(web_sys::MessageEvent)>,
}

impl DesignTabs {
    /// `None` where the browser has no channels between tabs.
    pub fn join(design: &str, when_told: impl Fn(Word) + 'static) -> Option<DesignTabs> {
        let channel = web_sys::BroadcastChannel::new(&format!("{CHANNEL}.design.{design}")).ok()?;
        let on_message =
            Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                word_in(&event.data()).into_iter().for_each(&when_told);
            });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(DesignTabs { channel, _on_message: on_message })
    }

    pub fn tell(&self, word: &Word) {
        let (name, bytes) = match word {
            Word::Hello(bytes) => ("hello", bytes),
            Word::Seen(bytes) => ("seen", bytes),
            Word::Changes(bytes) => ("changes", bytes),
        };
        let bytes = js_sys::Uint8Array::from(bytes.as_slice());
        let _ = self.channel.post_message(&js_sys::Array::of2(&JsValue::from_str(name), &bytes));
    }
}

impl Drop for DesignTabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}

/// Another version of the app may say what this one does not know.
fn word_in(message: &JsValue) -> Option<Word> {
    let parts = message.dyn_ref::<js_sys::Array>()?;
    let bytes = parts.get(1).dyn_ref::<js_sys::Uint8Array>()?.to_vec();
    match parts.get(0).as_string()?.as_str() {
        "hello" => Some(Word::Hello(bytes)),
        "seen" => Some(Word::Seen(bytes)),
        "changes" => Some(Word::Changes(bytes)),
        _ => None,
    }
}
