//! Several people at once, some of them without a network now and then: what holds after every single step.

use std::collections::HashSet;

use kurbo::{Rect, Vec2};
use proptest::prelude::*;

use super::*;
use crate::edits::{self, Alignment, Spacing};
use crate::hit::Target;
use crate::tools::Selection;
use crate::{Annotation, AnnotationKind, GroupId, GroupKind, samples};

pub(super) const PEOPLE: usize = 3;

#[derive(Debug, Clone)]
enum Step {
    /// Somebody edits what is chosen out of what they see by these numbers.
    Edit {
        who: usize,
        what: Edit,
        pick: u32,
        by: (i32, i32),
    },
    Undo(usize),
    Redo(usize),
    /// The network of somebody goes or comes back.
    Toggle(usize),
    /// Two who both have a network exchange what they have.
    Meet(usize, usize),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Edit {
    Add,
    Connect,
    Move,
    Resize,
    Group,
    Ungroup,
    DrawGroup,
    Annotate,
    Bend,
    Lock,
    Align,
    Distribute,
    LayOut,
    Duplicate,
    Delete,
    PutInto,
    Rename,
    Front,
    Rationale,
    /// Makes the design what it was at the start.
    Restore,
}

pub(super) const EDITS: [Edit; 20] = [
    Edit::Add,
    Edit::Connect,
    Edit::Move,
    Edit::Resize,
    Edit::Group,
    Edit::Ungroup,
    Edit::DrawGroup,
    Edit::Annotate,
    Edit::Bend,
    Edit::Lock,
    Edit::Align,
    Edit::Distribute,
    Edit::LayOut,
    Edit::Duplicate,
    Edit::Delete,
    Edit::PutInto,
    Edit::Rename,
    Edit::Front,
    Edit::Rationale,
    Edit::Restore,
];

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    let by = (-40..40_i32, -40..40_i32).prop_map(|(x, y)| (x * 8, y * 8));
    prop_oneof![
        12 => (who(), prop::sample::select(EDITS.to_vec()), any::<u32>(), by)
            .prop_map(|(who, what, pick, by)| Step::Edit { who, what, pick, by }),
        3 => who().prop_map(Step::Undo),
        2 => who().prop_map(Step::Redo),
        1 => who().prop_map(Step::Toggle),
        4 => (who(), who()).prop_map(|(one, other)| Step::Meet(one, other)),
    ]
}

pub(super) struct Person {
    name: usize,
    pub(super) document: Document,
    start: Diagram,
    is_connected: bool,
    made: usize,
}

impl Person {
    fn new_id(&mut self) -> String {
        self.made += 1;
        format!("p{}-{}", self.name, self.made)
    }

    pub(super) fn edit(&mut self, what: Edit, pick: u32, (x, y): (i32, i32)) {
        let diagram = self.document.diagram().clone();
        let selection = chosen(&diagram, pick);
        let by = Vec2::new(x.into(), y.into());
        let command = match what {
            Edit::Add => {
                let mut component = samples_component(&self.new_id(), by.to_point());
                component.group =
                    edits::innermost_group(&diagram, component.bounds().center()).map(|one| one.id.clone());
                Some(Command::Add(component))
            }
            Edit::Connect => two(&diagram, pick)
                .map(|(from, to)| Command::Connect(Connection::new(ConnectionId(self.new_id()), from, to))),
            Edit::Move => edits::moved(&diagram, &selection, by),
            Edit::Resize => selection.single().and_then(|target| {
                let to = Rect::from_origin_size(by.to_point(), (120.0 + by.x.abs(), 90.0 + by.y.abs()));
                edits::resized(&diagram, &target, to)
            }),
            Edit::Group => edits::grouped(&diagram, &selection, GroupId(self.new_id()), GroupKind::Zone),
            Edit::Ungroup => edits::ungrouped(&diagram, &selection),
            Edit::DrawGroup => {
                let bounds = Rect::from_origin_size(by.to_point(), (400.0, 300.0));
                edits::drawn_group(&diagram, GroupId(self.new_id()), GroupKind::Region, bounds)
            }
            Edit::Annotate => Some(Command::AddAnnotation(Annotation {
                id: crate::AnnotationId(self.new_id()),
                kind: AnnotationKind::Note,
                text: "note".to_owned(),
                start: by.to_point(),
                end: by.to_point() + Vec2::new(80.0, 40.0),
            })),
            Edit::Bend => {
                let index = crate::SpatialIndex::of(&diagram);
                let connection = diagram.connections.get(pick as usize % diagram.connections.len().max(1));
                connection.and_then(|one| edits::bent(&diagram, &index, &one.id))
            }
            Edit::Lock => edits::locked(&diagram, &selection),
            Edit::Align => edits::aligned(&diagram, &selection, Alignment::Left),
            Edit::Distribute => edits::distributed(&diagram, &selection, Spacing::Down),
            Edit::LayOut => edits::laid_out(&diagram),
            Edit::Duplicate => {
                let pasted = edits::duplicated(&diagram, &selection, &mut || self.new_id());
                pasted.map(|pasted| pasted.command)
            }
            Edit::Delete => edits::deleted(&diagram, &selection),
            Edit::PutInto => selection.single().and_then(|target| {
                let group = diagram.groups.get(pick as usize % (diagram.groups.len() + 1));
                edits::put_into(&diagram, &target, group.map(|group| &group.id))
            }),
            Edit::Rename => diagram
                .components
                .get(pick as usize % diagram.components.len().max(1))
                .map(|one| Command::Rename { component: one.id.clone(), name: format!("N{pick}") }),
            Edit::Front => {
                let components: Vec<_> = selection.components.iter().cloned().collect();
                (!components.is_empty()).then_some(Command::BringToFront { components })
            }
            Edit::Rationale => Some(Command::SetRationale(format!("{} {pick}", diagram.rationale))),
            Edit::Restore => edits::becoming(&diagram, &self.start, "Restored".to_owned()),
        };
        if let Some(command) = command {
            let outcome = self.document.apply(&command);
            if !matches!(what, Edit::Restore | Edit::Lock) {
                assert_locked_stay(&diagram, self.document.diagram());
            }
            let is_connecting = matches!(what, Edit::Connect);
            assert!(outcome.is_ok() || is_connecting, "{what:?}: {outcome:?}");
            if outcome.is_err() {
                assert_eq!(*self.document.diagram(), diagram, "a refused command changes nothing");
            }
        }
    }

    /// What must be true of every design at every moment.
    pub(super) fn check(&self) {
        assert_whole(&self.document);
        let diagram = self.document.diagram();
        assert!(diagram.components.iter().all(|one| one.bounds().is_finite() && one.size.width >= 1.0));
        let mut ids = HashSet::new();
        assert!(diagram.components.iter().all(|one| ids.insert(&one.id)), "an id is there twice");
        for group in &diagram.groups {
            let mut path = HashSet::new();
            let mut here = Some(group);
            while let Some(group) = here {
                assert!(path.insert(&group.id), "groups stand in each other");
                here = group.parent.as_ref().and_then(|parent| diagram.group(parent));
            }
        }
        for component in &diagram.components {
            assert!(component.group.as_ref().is_none_or(|group| diagram.group(group).is_some()));
        }
    }
}

fn samples_component(id: &str, at: Point) -> Component {
    Component::new(ComponentId(id.to_owned()), "service", id, at)
}

/// What stands in a locked group that stands in no other stays where it is, whatever is edited.
fn assert_locked_stay(before: &Diagram, after: &Diagram) {
    for group in before.groups.iter().filter(|one| one.locked && one.parent.is_none()) {
        assert!(after.group(&group.id).is_some(), "a locked group is gone");
        for member in before.components.iter().filter(|one| one.group.as_ref() == Some(&group.id)) {
            let bounds = after.component(&member.id).map(Component::bounds);
            assert_eq!(bounds, Some(member.bounds()), "what stands in a locked group was moved");
        }
    }
}

/// Each thing is chosen by a bit.
fn chosen(diagram: &Diagram, pick: u32) -> Selection {
    let all = Selection::everything(diagram);
    let mut selection = Selection::default();
    let components = all.components.into_iter().map(Target::Component);
    let groups = all.groups.into_iter().map(Target::Group);
    let annotations = all.annotations.into_iter().map(Target::Annotation);
    for (at, target) in components.chain(groups).chain(annotations).enumerate() {
        if pick & (1 << (at % 31)) != 0 {
            selection.toggle(&target);
        }
    }
    selection
}

fn two(diagram: &Diagram, pick: u32) -> Option<(ComponentId, ComponentId)> {
    let count = diagram.components.len();
    let at = |number: u32| diagram.components.get(number as usize % count.max(1)).map(|one| one.id.clone());
    let (from, to) = (at(pick)?, at(pick / 7 + 1)?);
    (from != to).then_some((from, to))
}

pub(super) fn people(start: &Diagram) -> Vec<Person> {
    let first = Document::from_diagram(1, start);
    let others = (1..PEOPLE).map(|name| copy(&first, name as u64 + 1)).collect::<Vec<_>>();
    let documents = std::iter::once(first).chain(others).enumerate();
    let person = |(name, document): (usize, Document)| {
        let start = document.diagram().clone();
        Person { name, document, start, is_connected: true, made: 0 }
    };
    documents.map(person).collect()
}

pub(super) fn meet(people: &mut [Person], one: usize, other: usize) {
    let (one, other) = (one.min(other), one.max(other));
    let (left, right) = people.split_at_mut(other);
    if let (Some(one), Some(other)) = (left.get_mut(one), right.first_mut()) {
        exchange(&mut one.document, &mut other.document);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whoever_does_what_in_which_order_designs_stay_whole_and_end_the_same(
        start in samples::diagram(), steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut people = people(&start);
        for step in &steps {
            let touched = match *step {
                Step::Edit { who, what, pick, by } => {
                    people[who].edit(what, pick, by);
                    vec![who]
                }
                Step::Undo(who) => {
                    people[who].document.undo();
                    vec![who]
                }
                Step::Redo(who) => {
                    people[who].document.redo();
                    vec![who]
                }
                Step::Toggle(who) => {
                    people[who].is_connected = !people[who].is_connected;
                    vec![]
                }
                Step::Meet(one, other) => {
                    if one != other && people[one].is_connected && people[other].is_connected {
                        meet(&mut people, one, other);
                    }
                    vec![one, other]
                }
            };
            touched.into_iter().for_each(|who| people[who].check());
        }
        // The network is back for all, and news goes round twice.
        for _ in 0..2 {
            for one in 1..PEOPLE {
                meet(&mut people, 0, one);
            }
        }
        people.iter().for_each(Person::check);
        for other in &people[1..] {
            prop_assert_eq!(people[0].document.diagram(), other.document.diagram());
        }
    }

    #[test]
    fn undoing_all_of_ones_own_leaves_everything_of_somebody_else(
        moves in prop::collection::vec((any::<bool>(), 0..3_usize, -40..40_i32, any::<bool>()), 1..30),
    ) {
        let mut mine = chain();
        for name in ["x", "y", "z"] {
            mine.apply(&add(name)).unwrap();
        }
        let start = mine.diagram().clone();
        let mut mine = Document::from_diagram(1, &start);
        let mut theirs = copy(&mine, 2);
        for (is_mine, which, by, meets) in moves {
            let (document, names) = if is_mine { (&mut mine, ["a", "b", "c"]) } else { (&mut theirs, ["x", "y", "z"]) };
            let ids = vec![id(names[which])];
            document.apply(&Command::Move { ids, by: Vec2::new(by.into(), 8.0) }).unwrap();
            if meets {
                exchange(&mut mine, &mut theirs);
            }
        }
        exchange(&mut mine, &mut theirs);
        let before = mine.diagram().clone();
        while mine.undo().is_some() {}
        exchange(&mut mine, &mut theirs);
        prop_assert_eq!(mine.diagram(), theirs.diagram());
        for name in ["a", "b", "c"] {
            prop_assert_eq!(mine.diagram().component(&id(name)), start.component(&id(name)));
        }
        for name in ["x", "y", "z"] {
            prop_assert_eq!(mine.diagram().component(&id(name)), before.component(&id(name)));
        }
    }
}
