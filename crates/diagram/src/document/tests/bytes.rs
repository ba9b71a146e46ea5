use proptest::prelude::*;

use super::*;
use crate::samples;

#[test]
fn what_is_saved_opens_again_without_the_history() {
    let document = chain();
    let mut opened = copy(&document, 5);
    assert_eq!(opened.diagram(), document.diagram());
    assert_eq!((opened.can_undo(), opened.undo()), (false, None));
}

#[test]
fn what_was_saved_before_things_were_packed_still_opens() {
    let document = chain();
    let mut bytes = document.to_bytes();
    bytes[8] = 1;
    let (opened, left_out) = Document::from_bytes(5, &bytes).unwrap();
    assert_eq!((opened.diagram(), left_out), (document.diagram(), vec![]));
}

#[test]
fn two_states_have_two_checksums() {
    let mut document = chain();
    let before = Document::checksum(&document.to_bytes());
    assert_eq!(before, Document::checksum(&document.to_bytes()));
    document.apply(&add("d")).unwrap();
    assert_ne!(before, Document::checksum(&document.to_bytes()));
    assert_eq!((before.is_some(), Document::checksum(b"SYSCRAFT\x02123")), (true, None));
}

#[test]
fn other_bytes_are_refused_with_a_sentence() {
    let refused = |bytes: &[u8]| Document::from_bytes(1, bytes).unwrap_err();
    assert_eq!(refused(b""), DocumentError::NotADesign);
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n and more"), DocumentError::NotADesign);
    assert_eq!(refused(b"SYSCRAFT"), DocumentError::Damaged);
    let mut newer = chain().to_bytes();
    newer[8] = 3;
    assert_eq!(refused(&newer), DocumentError::Newer { version: 3 });
    assert_eq!(refused(&vec![0; crate::limits::LARGEST_FILE + 1]), DocumentError::TooLarge);
}

#[test]
fn every_flipped_bit_and_every_lost_end_is_noticed() {
    let bytes = chain().to_bytes();
    for at in 0..bytes.len() {
        assert!(Document::from_bytes(1, &bytes[..at]).is_err(), "cut at {at}");
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << bit;
            assert!(Document::from_bytes(1, &damaged).is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn a_document_that_other_software_wrote_opens_with_what_can_be_read() {
    use yrs::{Any, Map, MapPrelim};
    let document = chain();
    {
        let (roots, mut txn) = (&document.roots, document.roots.doc.transact_mut());
        roots.components.singles.insert(&mut txn, "number", 5);
        let odd = roots.components.singles.insert(&mut txn, "odd", MapPrelim::default());
        odd.insert(&mut txn, "kind", "cache");
        odd.insert(&mut txn, "replicas", "many");
        odd.insert(&mut txn, "x", f64::NAN);
        odd.insert(&mut txn, "properties", Any::Null);
        odd.insert(&mut txn, "made", 1);
        roots.components.singles.insert(&mut txn, "empty", MapPrelim::default());
        let gone = roots.connections.singles.insert(&mut txn, "gone", MapPrelim::default());
        gone.insert(&mut txn, "deleted", true);
        roots.design.insert(&mut txn, "name", 7);
    }
    let (opened, left_out) = Document::from_bytes(2, &document.to_bytes()).unwrap();
    let ids: Vec<_> = opened.diagram().components.iter().map(|one| one.id.0.as_str()).collect();
    // Without a place in the order it comes first.
    assert_eq!(ids, ["odd", "a", "b", "c"]);
    expect_test::expect![[r#"
        The field "kind" of component "empty" is missing, so the component was left out.
        The field "kind" of component "number" is missing, so the component was left out.
        The field "x" of component "odd" was expected to be a number from -10000000 to 10000000, so its default is used.
        The field "replicas" of component "odd" was expected to be a whole number from 1 to 100000, so its default is used."#]]
    .assert_eq(&left_out.join("\n"));
}

#[test]
fn values_nested_without_end_are_refused_before_they_are_decoded() {
    // One client with one struct: client 5, clock 0, a value under "k" of the root "r" with 100,000 lists in it.
    let mut update = vec![1, 1, 5, 0, 0x28, 1, 1, b'r', 1, b'k', 1];
    update.extend([117, 1].repeat(100_000));
    update.extend([126, 0]);
    assert_eq!(Document::new(1).merge(&update), Err(DocumentError::Damaged));
    let flat = [1, 1, 5, 0, 0x28, 1, 1, b'r', 1, b'k', 1, 117, 1, 126, 0];
    assert!(Document::new(1).merge(&flat).unwrap().is_empty());
}

/// A document with everything in it: values of every sort, deletions, undone steps, two authors, text.
fn rich() -> Document {
    let mut document = chain();
    document.apply(&Command::SetRationale("größer 🦀".to_owned())).unwrap();
    document.apply(&Command::SetRationale("größer".to_owned())).unwrap();
    document.apply(&Command::SetReplicas { component: id("a"), replicas: 3 }).unwrap();
    document.apply(&Command::Delete { components: vec![id("c")], connections: vec![] }).unwrap();
    document.undo().unwrap();
    let mut other = copy(&document, 1 << 40);
    other.apply(&Command::Move { ids: vec![id("b")], by: kurbo::Vec2::new(0.25, 1e6) }).unwrap();
    other.apply(&add("d")).unwrap();
    exchange(&mut document, &mut other);
    document.apply(&add("e")).unwrap();
    document.undo().unwrap();
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn plain_data_becomes_a_document_and_comes_back_the_same(diagram in samples::diagram()) {
        let document = Document::from_diagram(1, &diagram);
        prop_assert_eq!(document.diagram(), &diagram);
        prop_assert!(!document.can_undo());
        prop_assert_eq!(&reread(&document), &diagram);
    }

    #[test]
    fn bytes_that_were_put_into_the_envelope_on_purpose_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let document = rich();
        let mut update = document.changes_since(&Document::new(3).seen()).unwrap();
        for (at, with) in changes {
            let place = at.index(update.len());
            update[place] = with;
        }
        if let Ok((mut opened, _)) = Document::from_bytes(4, &envelope::wrap(update.clone())) {
            let _ = opened.apply(&add("f"));
            let _ = opened.apply(&Command::SetRationale("rationale".to_owned()));
            let _ = opened.apply(&Command::Delete { components: vec![id("b")], connections: vec![] });
            while opened.undo().is_some() {}
            let _ = opened.to_bytes();
        }
        let _ = Document::new(4).merge(&update);
        let _ = copy(&document, 4).merge(&update);
        update.truncate(cut.index(update.len()));
        let _ = Document::from_bytes(4, &envelope::wrap(update.clone()));
    }

    #[test]
    fn any_bytes_at_all_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Document::from_bytes(4, &bytes);
        let _ = Document::from_bytes(4, &envelope::wrap(bytes.clone()));
        let _ = Document::new(4).merge(&bytes);
        let _ = Document::new(4).changes_since(&bytes);
    }
}
