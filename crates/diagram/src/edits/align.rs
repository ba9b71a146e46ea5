use std::collections::HashMap;

use kurbo::{Rect, Vec2};

use super::movement::moved_each;
use super::words;
use crate::hit::Target;
use crate::tools::Selection;
use crate::{Command, ConnectionChange, Diagram, layout};

/// Along which line things come to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Centre,
    Right,
    Top,
    Middle,
    Bottom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    Across,
    Down,
}

/// Brings what is selected into line. What is locked stays and counts. `None` for fewer than two things.
pub fn aligned(diagram: &Diagram, selection: &Selection, alignment: Alignment) -> Option<Command> {
    let things = things(diagram, selection);
    if things.len() < 2 {
        return None;
    }
    let all = things.iter().map(|(_, bounds)| *bounds).reduce(|all, one| all.union(one))?;
    let shift = |bounds: Rect| match alignment {
        Alignment::Left => Vec2::new(all.x0 - bounds.x0, 0.0),
        Alignment::Centre => Vec2::new(all.center().x - bounds.center().x, 0.0),
        Alignment::Right => Vec2::new(all.x1 - bounds.x1, 0.0),
        Alignment::Top => Vec2::new(0.0, all.y0 - bounds.y0),
        Alignment::Middle => Vec2::new(0.0, all.center().y - bounds.center().y),
        Alignment::Bottom => Vec2::new(0.0, all.y1 - bounds.y1),
    };
    let line = match alignment {
        Alignment::Left => "on the left",
        Alignment::Centre => "on their centres",
        Alignment::Right => "on the right",
        Alignment::Top => "at the top",
        Alignment::Middle => "on their middles",
        Alignment::Bottom => "at the bottom",
    };
    let by = things.into_iter().map(|(target, bounds)| (target, shift(bounds))).collect();
    let summary = format!("{} aligned {line}", words::subject(diagram, selection));
    moved_each(diagram, selection, &by, summary)
}

/// Makes the gaps between what is selected equal; the first and the last stay. `None` for fewer than three things.
pub fn distributed(diagram: &Diagram, selection: &Selection, spacing: Spacing) -> Option<Command> {
    let mut things = things(diagram, selection);
    if things.len() < 3 {
        return None;
    }
    let span = |bounds: Rect| match spacing {
        Spacing::Across => (bounds.x0, bounds.x1),
        Spacing::Down => (bounds.y0, bounds.y1),
    };
    let middle = |bounds: Rect| span(bounds).0 + span(bounds).1;
    things.sort_by(|a, b| middle(a.1).total_cmp(&middle(b.1)).then_with(|| a.0.cmp(&b.0)));
    let (first, last) = (span(things.first()?.1), span(things.last()?.1));
    let filled: f64 = things.iter().map(|(_, bounds)| span(*bounds).1 - span(*bounds).0).sum();
    let gap = (last.1 - first.0 - filled) / (things.len() - 1) as f64;
    let mut at = first.0;
    let mut by = HashMap::new();
    for (target, bounds) in things {
        let (start, end) = span(bounds);
        let shift = at - start;
        by.insert(
            target,
            match spacing {
                Spacing::Across => Vec2::new(shift, 0.0),
                Spacing::Down => Vec2::new(0.0, shift),
            },
        );
        at += end - start + gap;
    }
    let direction = match spacing {
        Spacing::Across => "across",
        Spacing::Down => "down",
    };
    let summary = format!("{} spaced evenly {direction}", words::subject(diagram, selection));
    moved_each(diagram, selection, &by, summary)
}

/// What moves on its own: of a group and something in it, only the group.
fn things(diagram: &Diagram, selection: &Selection) -> Vec<(Target, Rect)> {
    let inside = super::membership::within(diagram, selection.groups.iter());
    let is_inside = |group: Option<&crate::GroupId>| group.is_some_and(|group| inside.contains(group));
    let components = diagram
        .components
        .iter()
        .filter(|one| selection.components.contains(&one.id) && !is_inside(one.group.as_ref()))
        .map(|one| (Target::Component(one.id.clone()), one.bounds()));
    let groups = diagram
        .groups
        .iter()
        .filter(|one| selection.groups.contains(&one.id) && !is_inside(one.parent.as_ref()))
        .map(|one| (Target::Group(one.id.clone()), one.bounds));
    let annotations = diagram
        .annotations
        .iter()
        .filter(|one| selection.annotations.contains(&one.id))
        .map(|one| (Target::Annotation(one.id.clone()), one.bounds()));
    components.chain(groups).chain(annotations).filter(|(_, bounds)| bounds.is_finite()).collect()
}

/// Lays the whole design out in columns, groups around what stands in them. What is locked stays.
pub fn laid_out(diagram: &Diagram) -> Option<Command> {
    let layout = layout::in_groups(diagram);
    let fixed = super::membership::fixed(diagram);
    let is_in_fixed = |group: Option<&crate::GroupId>| group.is_some_and(|group| fixed.contains(group));
    let positions: Vec<_> = layout
        .components
        .into_iter()
        .zip(&diagram.components)
        .filter(|((_, at), one)| !one.locked && !is_in_fixed(one.group.as_ref()) && one.position != *at)
        .map(|(placed, _)| placed)
        .collect();
    let mut commands = Vec::new();
    if !positions.is_empty() {
        commands.push(Command::Arrange { positions });
    }
    for (id, bounds) in layout.groups {
        if let Some(group) =
            diagram.group(&id).filter(|group| group.bounds != bounds && !fixed.contains(&group.id))
        {
            commands.push(Command::ChangeGroup(crate::Group { bounds, ..group.clone() }));
        }
    }
    // Bends were meant for where things stood.
    for connection in diagram.connections.iter().filter(|one| !one.waypoints.is_empty()) {
        let change = ConnectionChange { waypoints: Some(Vec::new()), ..ConnectionChange::default() };
        commands.push(Command::SetConnection { connection: connection.id.clone(), change });
    }
    (!commands.is_empty()).then(|| Command::Together { summary: "Design laid out".to_owned(), commands })
}
