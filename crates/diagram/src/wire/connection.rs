use kurbo::Point;
use yrs::Any;

use super::Written;
use super::fields::{Fields, Reader, as_number, word};
use crate::limits;
use crate::{ComponentId, Connection, ConnectionId, Mode, Protocol};

/// `None` where it does not say what it connects. What is left out is told.
pub(crate) fn read_connection(id: &str, fields: &Fields, left_out: &mut Vec<String>) -> Option<Connection> {
    let mut reader = Reader::new(fields, "connection", id, left_out);
    let (Some(from), Some(to)) = (reader.text("from"), reader.text("to")) else {
        reader.left_out(format!("Connection \"{id}\" does not say what it connects and was left out."));
        return None;
    };
    if from == to {
        reader.left_out(format!("Connection \"{id}\" leads from \"{from}\" back into it and was left out."));
        return None;
    }
    let mut connection = Connection::new(ConnectionId(id.to_owned()), ComponentId(from), ComponentId(to));
    connection.protocol = reader.one_of("protocol").unwrap_or(connection.protocol);
    connection.mode = reader.one_of("mode").unwrap_or(connection.mode);
    connection.routing = reader.one_of("routing");
    connection.share = reader.number("share", &limits::SHARE).unwrap_or(connection.share);
    connection.encrypted = reader.flag("encrypted").unwrap_or(connection.encrypted);
    connection.label = reader.text("label").unwrap_or_default();
    connection.network_millis = reader.number("network_millis", &limits::NETWORK_MILLIS);
    connection.waypoints = read_waypoints(&mut reader);
    Some(connection)
}

/// All of them or none: a way with a gap is not the one that was drawn.
fn read_waypoints(reader: &mut Reader<'_>) -> Vec<Point> {
    let Some(points) = reader.list("waypoints") else {
        return Vec::new();
    };
    let coordinate = |any: &Any| as_number(any).filter(|number| limits::COORDINATE.contains(number));
    let point = |any: &Any| match any {
        Any::Array(pair) => match pair.as_ref() {
            [x, y] => Some(Point::new(coordinate(x)?, coordinate(y)?)),
            _ => None,
        },
        _ => None,
    };
    let read: Option<Vec<Point>> = points.iter().map(point).collect();
    match read.filter(|read| read.len() <= limits::MOST_WAYPOINTS) {
        Some(read) => read,
        None => {
            reader.tell("waypoints", "a list of at most 32 pairs of numbers");
            Vec::new()
        }
    }
}

/// As pairs of numbers.
pub(crate) fn waypoints_value(waypoints: &[Point]) -> Any {
    let pair = |point: &Point| Any::from(vec![Any::from(point.x), Any::from(point.y)]);
    Any::from(waypoints.iter().map(pair).collect::<Vec<_>>())
}

/// Everything but the id.
pub(crate) fn connection_fields(connection: &Connection) -> Written {
    let mut fields: Written =
        vec![("from", Any::from(connection.from.0.as_str())), ("to", Any::from(connection.to.0.as_str()))];
    if connection.protocol != Protocol::Http {
        fields.push(("protocol", word(&connection.protocol)));
    }
    if connection.mode != Mode::Request {
        fields.push(("mode", word(&connection.mode)));
    }
    if let Some(routing) = &connection.routing {
        fields.push(("routing", word(routing)));
    }
    if connection.share != 1.0 {
        fields.push(("share", Any::from(connection.share)));
    }
    if connection.encrypted {
        fields.push(("encrypted", Any::from(true)));
    }
    if !connection.label.is_empty() {
        fields.push(("label", Any::from(connection.label.as_str())));
    }
    if let Some(network_millis) = connection.network_millis {
        fields.push(("network_millis", Any::from(network_millis)));
    }
    if !connection.waypoints.is_empty() {
        fields.push(("waypoints", waypoints_value(&connection.waypoints)));
    }
    fields
}
