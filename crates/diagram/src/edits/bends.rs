use crate::tools::snap_to_grid;
use crate::{Command, ConnectionChange, ConnectionId, Diagram, SpatialIndex, limits};

/// Gives a connection one more bend, in the middle of its longest part. `None` where it has as many as it can have.
pub fn bent(diagram: &Diagram, index: &SpatialIndex, id: &ConnectionId) -> Option<Command> {
    let place = diagram.connections.iter().position(|one| one.id == *id)?;
    let connection = diagram.connections.get(place)?;
    if connection.waypoints.len() >= limits::MOST_WAYPOINTS {
        return None;
    }
    let route = index.route(place)?;
    let mut ends = vec![route.from.at];
    ends.extend(&connection.waypoints);
    ends.push(route.to.at);
    let length = |number: usize| match ends.get(number..number + 2) {
        Some([a, b]) => a.distance(*b),
        _ => 0.0,
    };
    let middles = route.middles(&connection.waypoints).into_iter();
    let (number, at) = middles.max_by(|a, b| length(a.0).total_cmp(&length(b.0)))?;
    let mut waypoints = connection.waypoints.clone();
    waypoints.insert(number.min(waypoints.len()), snap_to_grid(at));
    let change = ConnectionChange { waypoints: Some(waypoints), ..ConnectionChange::default() };
    Some(Command::SetConnection { connection: id.clone(), change })
}
