//! How long the network takes between two components, from where they stand.

use std::collections::HashMap;

use diagram::catalogue::Category;
use diagram::{Connection, Diagram, GroupId, GroupKind};

use super::Node;
use super::node::in_range;

/// One way, between two on one machine. Estimate: half a round trip of 0.1 ms, which a small call by way of the loopback
/// takes; a Unix socket is quicker, and what the callee does is counted apart.
pub const SAME_HOST_MILLIS: f64 = 0.05;
/// One way, in the same zone or where no zone is drawn. Estimate: half a round trip of 1 ms in one data centre.
pub const WITHIN_ZONE_MILLIS: f64 = 0.5;
/// One way, between zones of one region. Estimate.
pub const ACROSS_ZONES_MILLIS: f64 = 1.0;
/// One way, between regions. Estimate: half of about 70 ms across a continent.
pub const ACROSS_REGIONS_MILLIS: f64 = 35.0;
/// One way, from or to a client or a third party. Estimate: half of a 40 ms round trip from a home.
pub const INTERNET_MILLIS: f64 = 20.0;

/// The innermost host, zone, region and boundary of trust that a component stands in, as indices into the groups of the
/// diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub(crate) host: Option<usize>,
    pub(crate) zone: Option<usize>,
    pub(crate) region: Option<usize>,
    pub(crate) boundary: Option<usize>,
}

/// The place that each group stands for.
#[derive(Debug, Default)]
pub(crate) struct Places {
    by_group: HashMap<GroupId, (Place, Vec<(usize, GroupKind)>)>,
}

impl Places {
    pub(crate) fn new(diagram: &Diagram) -> Self {
        let mut index_of: HashMap<&GroupId, usize> = HashMap::new();
        for (index, group) in diagram.groups.iter().enumerate() {
            index_of.entry(&group.id).or_insert(index);
        }
        let by_group =
            diagram.groups.iter().map(|group| (group.id.clone(), place_of(diagram, &index_of, &group.id)));
        Self { by_group: by_group.collect() }
    }

    /// With every zone and region around it, from the innermost outwards.
    pub(crate) fn of(&self, group: Option<&GroupId>) -> (Place, Vec<(usize, GroupKind)>) {
        group.and_then(|id| self.by_group.get(id)).cloned().unwrap_or_default()
    }
}

/// Walks outwards; groups that contain each other are left after one round.
fn place_of(
    diagram: &Diagram,
    index_of: &HashMap<&GroupId, usize>,
    innermost: &GroupId,
) -> (Place, Vec<(usize, GroupKind)>) {
    let (mut place, mut stands_in) = (Place::default(), Vec::new());
    let mut next = Some(innermost);
    for _ in 0..diagram.groups.len() {
        let Some((index, group)) = next
            .and_then(|id| index_of.get(id))
            .and_then(|index| Some((*index, diagram.groups.get(*index)?)))
        else {
            break;
        };
        let fails_as_a_whole = matches!(group.kind, GroupKind::Zone | GroupKind::Region);
        if fails_as_a_whole && !stands_in.contains(&(index, group.kind)) {
            stands_in.push((index, group.kind));
        }
        match group.kind {
            GroupKind::Host => place.host = place.host.or(Some(index)),
            GroupKind::Zone => place.zone = place.zone.or(Some(index)),
            GroupKind::Region => place.region = place.region.or(Some(index)),
            GroupKind::Vpc | GroupKind::TrustBoundary => place.boundary = place.boundary.or(Some(index)),
            GroupKind::Frame => {}
        }
        next = group.parent.as_ref();
    }
    (place, stands_in)
}

pub(crate) fn one_way_millis(connection: &Connection, caller: &Node, callee: &Node) -> f64 {
    let differ = |one: Option<usize>, other: Option<usize>| one.is_some() && other.is_some() && one != other;
    let is_far = |node: &Node| matches!(node.category(), Some(Category::Client | Category::ThirdParty));
    if let Some(set) = connection.network_millis.and_then(|millis| in_range(millis, 0.0, 1e6)) {
        set
    } else if is_far(caller) || is_far(callee) {
        // Whoever is drawn in another region has that way to go as well.
        let abroad = differ(caller.place.region, callee.place.region);
        INTERNET_MILLIS + if abroad { ACROSS_REGIONS_MILLIS } else { 0.0 }
    } else if differ(caller.place.region, callee.place.region) {
        ACROSS_REGIONS_MILLIS
    } else if differ(caller.place.zone, callee.place.zone) {
        ACROSS_ZONES_MILLIS
    } else if caller.place.host.is_some() && caller.place.host == callee.place.host {
        SAME_HOST_MILLIS
    } else {
        WITHIN_ZONE_MILLIS
    }
}
