use std::collections::{BTreeMap, HashMap, HashSet};

use kurbo::{Point, Rect};

use crate::hit::Target;
use crate::{ComponentId, Diagram, Group, GroupId};

/// The smallest group whose frame holds a point; of two of one size the one drawn later.
pub fn innermost_group(diagram: &Diagram, at: Point) -> Option<&Group> {
    let index = Frames::of(diagram, &HashMap::new()).innermost_at(at)?;
    diagram.groups.get(index)
}

/// Frames of all groups from the smallest to the largest.
pub(super) struct Frames(Vec<(usize, Rect)>);

impl Frames {
    /// As they will be: `changed` ones elsewhere, the others where they are.
    pub(super) fn of(diagram: &Diagram, changed: &HashMap<&GroupId, Rect>) -> Self {
        let bounds = |group: &Group| changed.get(&group.id).copied().unwrap_or(group.bounds);
        let mut frames: Vec<(usize, Rect)> =
            diagram.groups.iter().enumerate().map(|(at, group)| (at, bounds(group))).collect();
        frames.sort_by(|a, b| a.1.area().total_cmp(&b.1.area()).then(b.0.cmp(&a.0)));
        Self(frames)
    }

    fn innermost_at(&self, point: Point) -> Option<usize> {
        self.0.iter().find(|(_, bounds)| bounds.contains(point)).map(|(at, _)| *at)
    }

    /// The innermost that holds all of `bounds` and is not among those `not` allowed.
    fn innermost_around(&self, bounds: Rect, not: impl Fn(usize) -> bool) -> Option<usize> {
        let holds = |frame: Rect| frame.contains_rect(bounds) && frame != bounds;
        self.0.iter().find(|(at, frame)| holds(*frame) && !not(*at)).map(|(at, _)| *at)
    }
}

/// Who joins which group, sorted.
pub(super) type Joins = BTreeMap<Option<GroupId>, Vec<ComponentId>>;

/// Finds who comes into groups and leaves them when boxes change.
///
/// Only crossing a frame changes anything: a design may say that a component belongs to a group that it is not drawn in.
pub(super) struct Crossing<'a> {
    diagram: &'a Diagram,
    before: Frames,
    after: Frames,
}

impl<'a> Crossing<'a> {
    pub(super) fn new(diagram: &'a Diagram, changed: &HashMap<&GroupId, Rect>) -> Self {
        Self { diagram, before: Frames::of(diagram, &HashMap::new()), after: Frames::of(diagram, changed) }
    }

    /// Of components with the boxes that they will have.
    pub(super) fn joins<'b>(&self, components: impl Iterator<Item = (&'b crate::Component, Rect)>) -> Joins {
        let mut joins = Joins::new();
        if self.diagram.groups.is_empty() {
            return joins;
        }
        for (component, bounds) in components {
            let was = self.before.innermost_at(component.bounds().center());
            let is = self.after.innermost_at(bounds.center());
            let group = is.and_then(|at| self.diagram.groups.get(at)).map(|group| group.id.clone());
            if was != is && group != component.group {
                joins.entry(group).or_default().push(component.id.clone());
            }
        }
        joins
    }

    /// The group around a group that will have other bounds, if that is another one than before.
    pub(super) fn parent(&self, group: &Group, bounds: Rect) -> Option<Option<GroupId>> {
        let family = within(self.diagram, [&group.id].into_iter());
        let is_family =
            |at: usize| self.diagram.groups.get(at).is_none_or(|other| family.contains(&other.id));
        let was = self.before.innermost_around(group.bounds, is_family);
        let is = self.after.innermost_around(bounds, is_family);
        let parent = is.and_then(|at| self.diagram.groups.get(at)).map(|group| group.id.clone());
        (was != is && parent != group.parent).then_some(parent)
    }
}

/// Groups that stay where they are, because they or groups around them are locked.
pub(super) fn fixed(diagram: &Diagram) -> HashSet<&GroupId> {
    within(diagram, diagram.groups.iter().filter(|group| group.locked).map(|group| &group.id))
}

/// Whether something stays where it is: it is locked, or a group around it is.
pub fn is_fixed(diagram: &Diagram, target: &Target) -> bool {
    let in_fixed = |group: &GroupId| fixed(diagram).contains(group);
    match target {
        Target::Component(id) => {
            diagram.component(id).is_some_and(|one| one.locked || one.group.as_ref().is_some_and(in_fixed))
        }
        Target::Group(id) => in_fixed(id),
        Target::Connection(_) | Target::Annotation(_) => false,
    }
}

/// Groups with all that stand in them, at any depth.
pub(super) fn within<'a>(
    diagram: &'a Diagram,
    groups: impl Iterator<Item = &'a GroupId>,
) -> HashSet<&'a GroupId> {
    let mut within: HashSet<&GroupId> = groups.collect();
    if within.is_empty() {
        return within;
    }
    let parents: HashMap<&GroupId, &GroupId> =
        diagram.groups.iter().filter_map(|group| Some((&group.id, group.parent.as_ref()?))).collect();
    for group in &diagram.groups {
        let mut path = Vec::new();
        let mut here = &group.id;
        // Groups form no ring, but a walk that could not end must not hang on one.
        while path.len() <= parents.len() {
            if within.contains(here) {
                within.extend(path);
                break;
            }
            path.push(here);
            match parents.get(here) {
                Some(parent) => here = parent,
                None => break,
            }
        }
    }
    within
}
