//! The journal and the designs in a real IndexedDB.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use journal::{Body, DeviceId, Event, Log, Moment, Tip};
use systemcraft::browser::idb::Store;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn entry(goal: &str) -> (Moment, Body) {
    let at = Moment::new(1_767_225_600_000, 330, "Asia/Kolkata").unwrap();
    (at, Body::GoalSet { goal: goal.to_owned(), subject: String::new(), goals: Vec::new() })
}

/// Each test has a database of its own.
async fn store(name: &str) -> Store {
    Store::open_named(&format!("test-{name}")).await.unwrap()
}

fn lines(events: &[Event]) -> Vec<String> {
    events.iter().map(Event::to_line).collect()
}

#[wasm_bindgen_test]
async fn what_was_appended_is_read_back_byte_for_byte_through_a_new_connection() {
    let device = DeviceId::new("device");
    let written = store("reread").await.append(&device, None, &[entry("one"), entry("two")]).await.unwrap();
    let read = store("reread").await.journal().await.unwrap();
    assert!(read.unreadable.is_empty());
    assert_eq!(lines(&read.events), lines(&written));
    assert_eq!(written.iter().map(Event::sequence).collect::<Vec<_>>(), [1, 2]);
}

#[wasm_bindgen_test]
async fn two_connections_that_write_at_once_never_share_a_number_and_make_one_chain() {
    let device = DeviceId::new("device");
    let (one, other) = (store("race").await, store("race").await);
    let entries = [entry("left")];
    let writes = (0..10).map(|turn| {
        let store = if turn % 2 == 0 { &one } else { &other };
        store.append(&device, None, &entries)
    });
    let written: Vec<Event> =
        futures::future::join_all(writes).await.into_iter().flat_map(Result::unwrap).collect();
    let mut sequences: Vec<u64> = written.iter().map(Event::sequence).collect();
    sequences.sort_unstable();
    assert_eq!(sequences, (1..=10).collect::<Vec<_>>());
    let mut log = Log::default();
    let merged = log.merge(one.journal().await.unwrap().events);
    assert_eq!(merged.added.len(), 10);
    assert_eq!(log.verify(), []);
}

#[wasm_bindgen_test]
async fn the_device_keeps_its_first_name() {
    let store = store("device").await;
    assert_eq!(store.device("first").await.unwrap().as_str(), "first");
    assert_eq!(store.device("second").await.unwrap().as_str(), "first");
}

#[wasm_bindgen_test]
async fn a_number_that_was_lost_is_not_used_again() {
    let device = DeviceId::new("device");
    let (at, body) = entry("lost");
    let mut tip: Option<Tip> = None;
    for _ in 0..3 {
        tip = Some(Event::next(tip.as_ref(), device.clone(), at.clone(), &body).unwrap().tip());
    }
    let written = store("lost").await.append(&device, tip, &[entry("next")]).await.unwrap();
    assert_eq!(written[0].sequence(), 4);
    assert_eq!(written[0].previous(), tip.unwrap().checksum);
}

#[wasm_bindgen_test]
async fn only_later_events_of_the_device_are_read_after_a_sequence() {
    let store = store("after").await;
    let device = DeviceId::new("b");
    for other in ["a", "c"] {
        store.append(&DeviceId::new(other), None, &[entry("other")]).await.unwrap();
    }
    store.append(&device, None, &[entry("one"), entry("two"), entry("three")]).await.unwrap();
    let later = store.journal_after(&device, 1).await.unwrap().events;
    assert_eq!(later.iter().map(|event| event.id().to_string()).collect::<Vec<_>>(), ["2 of b", "3 of b"]);
}

#[wasm_bindgen_test]
async fn a_design_comes_back_with_every_byte_until_it_is_deleted() {
    let store = store("designs").await;
    let bytes: Vec<u8> = (0..=255).collect();
    let first = bytes.clone();
    store
        .update_design("id", |stored| {
            assert_eq!(stored, None);
            (vec![1].into(), "draft".to_owned())
        })
        .await
        .unwrap();
    store
        .update_design("id", |stored| {
            assert_eq!(stored, Some(vec![1]));
            (first.into(), "card".to_owned())
        })
        .await
        .unwrap();
    assert_eq!(store.design("id").await.unwrap(), Some(bytes));
    assert_eq!(store.design_cards().await.unwrap(), ["card"]);
    store.delete_design("id").await.unwrap();
    assert_eq!(store.design("id").await.unwrap(), None);
    assert!(store.design_cards().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn an_upgrade_of_the_database_keeps_what_the_version_before_wrote() {
    // As version 1 was: without the stores of versions.
    let make = js_sys::Function::new_no_args(
        "return new Promise((done, failed) => {
           const opening = indexedDB.open('test-upgrade', 1);
           opening.onupgradeneeded = () => {
             for (const name of ['events', 'tips', 'designs', 'design_cards', 'profile']) opening.result.createObjectStore(name);
           };
           opening.onerror = () => failed(opening.error);
           opening.onsuccess = () => {
             const writing = opening.result.transaction(['designs', 'design_cards'], 'readwrite');
             writing.objectStore('designs').put(new Uint8Array([1, 2, 3]), 'd');
             writing.objectStore('design_cards').put('card', 'd');
             writing.oncomplete = () => { opening.result.close(); done(); };
           };
         })",
    );
    let made: js_sys::Promise = make.call0(&wasm_bindgen::JsValue::NULL).unwrap().into();
    wasm_bindgen_futures::JsFuture::from(made).await.unwrap();
    let store = store("upgrade").await;
    assert_eq!(store.design("d").await.unwrap(), Some(vec![1, 2, 3]));
    assert_eq!(store.design_cards().await.unwrap(), ["card"]);
    assert_eq!(store.version_cards("d").await.unwrap(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn versions_of_a_design_are_kept_listed_by_age_and_let_go() {
    let store = store("versions").await;
    for moment in [5, 30, 100] {
        store
            .keep_version("d", moment, &format!("card {moment}"), &format!("text {moment}"), &[])
            .await
            .unwrap();
    }
    store.keep_version("dd", 7, "other", "text of another", &[]).await.unwrap();
    assert_eq!(store.version_cards("d").await.unwrap(), ["card 5", "card 30", "card 100"]);
    assert_eq!(store.version("d", 30).await.unwrap().as_deref(), Some("text 30"));
    store.keep_version("d", 200, "card 200", "text 200", &[5, 100]).await.unwrap();
    assert_eq!(store.version_cards("d").await.unwrap(), ["card 30", "card 200"]);
    assert_eq!(store.version("d", 5).await.unwrap(), None);
    store.forget_versions_but_of(&["dd".to_owned()]).await.unwrap();
    assert_eq!(store.version_cards("d").await.unwrap(), Vec::<String>::new());
    assert_eq!(store.version_cards("dd").await.unwrap(), ["other"]);
}
