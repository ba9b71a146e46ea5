//! Groups that change, and what goes with what is deleted.

use std::collections::HashSet;

use super::{Entry, Things, Writer};
use crate::wire::group_fields;
use crate::{ComponentId, ConnectionId, Group, GroupId};

impl Writer<'_> {
    pub(super) fn change_group(&mut self, group: &Group) {
        self.change_entry(&self.roots.groups, &group.id.0, group_fields(group));
        let Some(entry) = Entry::find(&self.txn, &self.roots.groups, &group.id.0) else { return };
        if group.parent.is_none() {
            entry.set(&mut self.txn, "parent", None);
        }
        if !group.locked {
            entry.set(&mut self.txn, "locked", None);
        }
    }

    /// What stands in it moves one level out.
    pub(super) fn delete_group(&mut self, group: &GroupId) {
        let Some(deleted) = Entry::find(&self.txn, &self.roots.groups, &group.0) else { return };
        let outer = deleted.value(&self.txn, "parent");
        for (_, member) in self.naming(&self.roots.components, &["group"], |name| *name == *group.0) {
            member.set(&mut self.txn, "group", outer.clone());
        }
        for (_, inner) in self.naming(&self.roots.groups, &["parent"], |name| *name == *group.0) {
            inner.set(&mut self.txn, "parent", outer.clone());
        }
        deleted.delete(&mut self.txn);
    }

    pub(super) fn delete(&mut self, components: &[ComponentId], connections: &[ConnectionId]) {
        for id in connections {
            self.delete_entry(&self.roots.connections, &id.0);
        }
        if components.is_empty() {
            return;
        }
        let deleted: HashSet<&str> = components.iter().map(|id| id.0.as_str()).collect();
        // Those not shown included.
        for (_, entry) in self.naming(&self.roots.connections, &["from", "to"], |end| deleted.contains(end)) {
            entry.delete(&mut self.txn);
        }
        for id in components {
            self.delete_entry(&self.roots.components, &id.0);
        }
    }

    pub(super) fn delete_entry(&mut self, things: &Things, id: &str) {
        if let Some(entry) = Entry::find(&self.txn, things, id) {
            entry.delete(&mut self.txn);
        }
    }

    /// Entries in which one of the fields names what is asked for, by id.
    pub(super) fn naming(
        &self,
        things: &Things,
        fields: &[&str],
        asked: impl Fn(&str) -> bool,
    ) -> Vec<(String, Entry)> {
        let names =
            |entry: &Entry, field: &&str| entry.text(&self.txn, field).is_some_and(|name| asked(&name));
        let is_asked = |(_, entry): &(String, Entry)| {
            fields.iter().any(|field| names(entry, field)) && !entry.is_deleted(&self.txn)
        };
        let entries = things.ids(&self.txn).into_iter().filter_map(|id| {
            let entry = Entry::find(&self.txn, things, &id)?;
            Some((id, entry))
        });
        entries.filter(is_asked).collect()
    }
}
