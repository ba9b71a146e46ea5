//! Which pack something of the journal belongs to.

/// The subject of events that name none: they were written when there was no other.
pub const FIRST_SUBJECT: &str = "system-design";

/// Stands between subject and id in a name across packs, and in no id.
const BETWEEN: char = '~';

/// The subject that an event names, which is empty in older journals.
pub(crate) fn named_or_first(subject: &str) -> &str {
    if subject.is_empty() { FIRST_SUBJECT } else { subject }
}

/// A name that no tutorial or challenge of another pack has. Those of the first subject keep their ids, by which older
/// journals, designs and links know them.
///
/// ```
/// assert_eq!(progress::name_across_packs("poker", "pot-odds"), "poker~pot-odds");
/// assert_eq!(progress::name_across_packs(progress::FIRST_SUBJECT, "chat"), "chat");
/// ```
pub fn name_across_packs(subject: &str, id: &str) -> String {
    match named_or_first(subject) {
        FIRST_SUBJECT => id.to_owned(),
        subject => format!("{subject}{BETWEEN}{id}"),
    }
}

/// The subject of such a name, and the id within its pack.
///
/// ```
/// assert_eq!(progress::subject_and_id("poker~pot-odds"), ("poker", "pot-odds"));
/// assert_eq!(progress::subject_and_id("chat"), (progress::FIRST_SUBJECT, "chat"));
/// ```
pub fn subject_and_id(name: &str) -> (&str, &str) {
    name.split_once(BETWEEN).unwrap_or((FIRST_SUBJECT, name))
}
