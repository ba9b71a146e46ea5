use std::collections::BTreeMap;

/// Changes the value at `key`, starting from the default one; the key is copied only when it is new.
pub(crate) fn update<V: Default, R>(
    map: &mut BTreeMap<String, V>,
    key: &str,
    change: impl FnOnce(&mut V) -> R,
) -> R {
    if let Some(value) = map.get_mut(key) {
        return change(value);
    }
    let mut value = V::default();
    let result = change(&mut value);
    map.insert(key.to_owned(), value);
    result
}
