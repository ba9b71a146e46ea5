//! More of the same: replicas, shards, a balancer.

use diagram::catalogue::{Category, PropertyKind};
use diagram::{GroupKind, PropertyValue};

use super::super::capacity::{HOT, can_be_split, replicas_to_relax};
use super::super::failure::common_zone;
use super::super::is_compute;
use super::asynchrony;
use super::caching;
use super::plan::Plan;
use crate::model::Node;
use crate::words;

/// Replicas, shards, or copies of what is read: whatever the kind takes.
pub(super) fn add_capacity(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    let (node, name) = (plan.node(index), plan.name(index));
    if node.scales_out() || can_be_split(node) {
        let replicas = replicas_to_relax(node, plan.situation.report_of(index));
        if can_be_split(node) && !node.has_flag("sharding") {
            plan.turn_on(plan.id(index), "sharding");
        }
        plan.set_replicas(index, replicas);
        let what = if node.scales_out() { "runs" } else { "is split over" };
        return Some(format!(
            "{name} {what} {} now, under {} busy",
            words::count(replicas as usize, "replica"),
            words::percent(HOT)
        ));
    }
    let reads = plan.situation.traffic.reads_per_second(index);
    (reads > 0.0).then(|| caching::put_cache_before(plan, index)).flatten()
}

/// A second replica; somebody else's system is called from behind a queue instead.
pub(super) fn second_replica(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    if plan.node(index).category() == Some(Category::ThirdParty) {
        return asynchrony::queue_before(plan);
    }
    follower(plan)
}

pub(super) fn follower(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    double(plan, index);
    let (name, node) = (plan.name(index), plan.node(index));
    let enough = node.replicas_with_one_to_spare();
    Some(if enough > 2 && node.replicas < enough {
        format!("{name} runs {enough} replicas now and can lose one")
    } else if node.replicas == 1 {
        format!("Second replica of {name} added")
    } else {
        format!("Replicas of {name} follow one another")
    })
}

/// One more than it needs.
pub(super) fn enough_replicas(plan: &mut Plan) -> Option<String> {
    let index = plan.subject()?;
    let enough = plan.node(index).replicas_with_one_to_spare();
    plan.set_replicas(index, enough);
    Some(format!("{} runs {} now", plan.name(index), words::count(enough as usize, "replica")))
}

/// A replica to spare, of which one follows the other where data is kept.
fn double(plan: &mut Plan, index: usize) {
    let node = plan.node(index);
    plan.set_replicas(index, node.replicas.max(node.replicas_with_one_to_spare()));
    if let Some(following) = following(node) {
        plan.set(plan.id(index), "replication", Some(following));
    }
}

/// How the replicas of a store would follow one another; `None` where they do, or cannot.
pub(super) fn following(node: &Node) -> Option<PropertyValue> {
    const FOLLOWING: &str = "Primary and replicas";
    let PropertyKind::Choice { options, .. } = &node.kind?.property("replication")?.value else {
        return None;
    };
    let can_follow = !node.replicas_stand_in() && options.iter().any(|option| option == FOLLOWING);
    can_follow.then(|| PropertyValue::Text(FOLLOWING.to_owned()))
}

/// A balancer before the first server that clients or the edge call.
pub(super) fn balance(plan: &mut Plan) -> Option<String> {
    let is_outer = |node: &Node| node.is_client || node.category() == Some(Category::Edge);
    let servers = plan.subjects();
    let called_by = |plan: &Plan, server: usize, outer: bool| {
        plan.edges_to(server).into_iter().any(|edge| !outer || is_outer(plan.node(edge.from)))
    };
    let server = servers.iter().find(|server| called_by(plan, **server, true));
    let server = *server.or_else(|| servers.iter().find(|server| called_by(plan, **server, false)))?;
    let callers = plan.edges_to(server);
    let load = plan.load_along(&callers);
    let balancer = plan.add("load_balancer", server, plan.replicas_for("load_balancer", load, 2))?;
    for edge in callers {
        plan.put_between(edge, &balancer);
    }
    plan.set_replicas(server, plan.node(server).replicas.max(2));
    Some(format!("Load balancer added before {}", plan.name(server)))
}

/// The frame stands for two zones from now on, with a replica of everything in each.
pub(super) fn second_zone(plan: &mut Plan) -> Option<String> {
    let subjects = plan.subjects();
    let zone = common_zone(plan.situation, &subjects)?;
    for index in subjects {
        let node = plan.node(index);
        if node.is_alone()
            && (is_compute(node) || node.category().is_some_and(|category| category != Category::ThirdParty))
        {
            double(plan, index);
        }
    }
    let has_region = plan.situation.diagram.groups.get(zone).is_some_and(|group| group.parent.is_some());
    let name = plan.situation.diagram.groups.get(zone)?.name.clone();
    let shown = if name.trim().is_empty() { "Zone".to_owned() } else { name };
    plan.change_group(zone, |group| {
        group.kind = if has_region { GroupKind::Frame } else { GroupKind::Region };
        group.name = format!("{shown} and a second zone");
    });
    Some(format!("Replicas spread over {shown} and a second zone"))
}

#[cfg(test)]
mod tests {
    use diagram::{Catalogue, Command, Diagram};

    use super::super::quick_fix;
    use super::super::tests::{fresh, laid_out};
    use crate::challenge::{Brief, BriefClient, Given, imposed};
    use crate::report::Finding;
    use crate::sketch::{Sketch, id};

    /// The replicas that the words of the finding and its quick fix come to.
    fn relief(design: &Diagram, brief: Option<&Brief>) -> (u32, u32) {
        let catalogue = Catalogue::builtin();
        let measured =
            brief.map_or_else(|| design.clone(), |brief| imposed(design, catalogue, brief).diagram);
        let is_full = |finding: &Finding| matches!(finding.id, "over_capacity" | "hot_component");
        let finding = crate::report(&measured, catalogue).findings.into_iter().find(is_full).unwrap();
        let mut words = finding.fix.split(' ');
        let said = words.find_map(|word| word.replace(',', "").parse().ok()).expect("a number in the words");
        assert!(finding.fix.contains("under 70 % busy"), "{}", finding.fix);
        let command = quick_fix(design, catalogue, brief, &finding, &mut fresh()).expect("a quick fix");
        let Command::Together { summary, commands } = command else { panic!("{command:?}") };
        assert!(summary.ends_with("now, under 70 % busy"), "{summary}");
        let made = commands.iter().find_map(|command| match command {
            Command::SetReplicas { replicas, .. } => Some(*replicas),
            _ => None,
        });
        (said, made.expect("other replicas"))
    }

    #[test]
    fn the_words_and_the_quick_fix_name_the_fewest_replicas_that_are_enough() {
        // One place of 10 ms: full at 100 a second, nearly full from 70.
        for (per_second, expected) in
            [(70.0, 2), (101.0, 2), (135.0, 2), (139.9, 2), (140.0, 3), (700.0, 11), (6930.0, 100)]
        {
            let sketch =
                Sketch::of(&["client -> service"]).serves("service", 10.0).load("client", per_second, 100.0);
            assert_eq!(relief(&laid_out(&sketch), None), (expected, expected), "{per_second}");
            let store = Sketch::of(&["client -> sql_database"]).serves("sql_database", 10.0);
            let store = store.load("client", per_second, 100.0);
            assert_eq!(relief(&laid_out(&store), None), (expected, expected), "{per_second}");
        }
    }

    #[test]
    fn under_a_brief_the_replicas_are_counted_with_its_load_and_its_times() {
        let client = BriefClient {
            id: "client".to_owned(),
            name: "People".to_owned(),
            requests_per_second: 101.0,
            read_share_percent: 100.0,
            static_share_percent: 0.0,
            response_kilobytes: 1.0,
            peak_factor: 1.0,
            region: None,
        };
        let given = Given {
            kind: "service".to_owned(),
            because: "It is so.".to_owned(),
            service_millis: Some(10.0),
            concurrency: Some(1),
            availability: None,
            set: Default::default(),
            at_most: Default::default(),
        };
        let brief = Brief { clients: vec![client], given: vec![given], ..Brief::default() };
        // As it is drawn it would take eight: 101 x 50 ms = 5.05 places, of which 0.7 each may be busy.
        let drawn = Sketch::of(&["client -> service"]).serves("service", 50.0).load("client", 101.0, 100.0);
        assert_eq!(relief(&laid_out(&drawn), None), (8, 8));
        assert_eq!(relief(&laid_out(&drawn), Some(&brief)), (2, 2));
        assert!(drawn.diagram.component(&id("service")).unwrap().service_time.is_some());
    }
}
