use std::collections::BTreeMap;

use kurbo::Rect;
use yrs::Any;

use super::Written;
use super::fields::{Fields, Reader, word};
use crate::limits;
use crate::{Group, GroupId, GroupKind};

pub(crate) struct ReadGroup {
    pub(crate) group: Group,
    /// Whether the fields said where it stands.
    pub(crate) placed: bool,
}

/// Always yields a group; what is left out is told.
pub(crate) fn read_group(id: &str, fields: &Fields, left_out: &mut Vec<String>) -> ReadGroup {
    let mut reader = Reader::new(fields, "group", id, left_out);
    let (x, y) = (reader.number("x", &limits::COORDINATE), reader.number("y", &limits::COORDINATE));
    let placed = x.is_some() && y.is_some();
    let (x, y) = (x.unwrap_or(0.0), y.unwrap_or(0.0));
    let width = reader.number("width", &limits::EXTENT).unwrap_or(Group::DEFAULT_SIZE.width);
    let height = reader.number("height", &limits::EXTENT).unwrap_or(Group::DEFAULT_SIZE.height);
    let group = Group {
        id: GroupId(id.to_owned()),
        kind: reader.one_of("kind").unwrap_or(GroupKind::Frame),
        name: reader.text("name").unwrap_or_default(),
        bounds: Rect::new(x, y, x + width, y + height),
        parent: reader.text("parent").map(GroupId),
        locked: reader.flag("locked").unwrap_or(false),
    };
    ReadGroup { group, placed }
}

/// Takes parents away that are not there, and one from each ring of groups that stand in each other.
///
/// Says whose parent was taken.
pub(crate) fn settle_parents(groups: &mut [Group]) -> Vec<GroupId> {
    let mut parents: BTreeMap<GroupId, Option<GroupId>> =
        groups.iter().map(|group| (group.id.clone(), group.parent.clone())).collect();
    let mut taken = Vec::new();
    for group in groups {
        let Some(parent) = &group.parent else { continue };
        if !parents.contains_key(parent) || leads_to(&parents, parent, &group.id) {
            group.parent = None;
            parents.insert(group.id.clone(), None);
            taken.push(group.id.clone());
        }
    }
    taken
}

/// Whether `goal` is `start` or one of the groups around it. Rings elsewhere end the walk.
fn leads_to(parents: &BTreeMap<GroupId, Option<GroupId>>, start: &GroupId, goal: &GroupId) -> bool {
    let mut here = Some(start);
    for _ in 0..=parents.len() {
        match here {
            Some(group) if group == goal => return true,
            Some(group) => here = parents.get(group).and_then(Option::as_ref),
            None => return false,
        }
    }
    false
}

/// Everything but the id.
pub(crate) fn group_fields(group: &Group) -> Written {
    let mut fields: Written = vec![
        ("kind", word(&group.kind)),
        ("name", Any::from(group.name.as_str())),
        ("x", Any::from(group.bounds.x0)),
        ("y", Any::from(group.bounds.y0)),
        ("width", Any::from(group.bounds.width())),
        ("height", Any::from(group.bounds.height())),
    ];
    if let Some(parent) = &group.parent {
        fields.push(("parent", Any::from(parent.0.as_str())));
    }
    if group.locked {
        fields.push(("locked", Any::from(true)));
    }
    fields
}
