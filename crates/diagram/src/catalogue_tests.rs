use kurbo::{BezPath, Point, Shape};

use super::*;
use crate::ComponentId;

const KINDS: &str = "client dns cdn web_application_firewall rate_limiter api_gateway load_balancer web_server \
    service serverless_function worker scheduler cache sql_database nosql_database graph_database \
    time_series_database search_index object_store block_store message_queue event_stream pubsub_topic \
    stream_processor data_warehouse auth_service secret_store service_registry monitoring logging \
    third_party_api ml_model_server";

fn component(kind: &str, properties: &[(&str, PropertyValue)]) -> Component {
    let mut component = Component::new(ComponentId("a".to_owned()), kind, "A", Point::ZERO);
    component.properties = properties.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect();
    component
}

fn kind(id: &str) -> &'static Kind {
    Catalogue::builtin().kind(id).unwrap()
}

#[test]
fn the_builtin_catalogue_parses_and_holds_every_kind_in_order() {
    let parsed: Catalogue = serde_json::from_str(BUILTIN).unwrap();
    let ids: Vec<&str> = parsed.kinds.iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(ids, KINDS.split_whitespace().collect::<Vec<_>>());
    assert_eq!(&parsed, Catalogue::builtin());
}

#[test]
fn every_icon_is_a_path_that_stays_within_its_square_and_is_unlike_the_others() {
    let mut seen = std::collections::BTreeSet::new();
    for kind in &Catalogue::builtin().kinds {
        let path = BezPath::from_svg(&kind.icon).unwrap();
        let bounds = path.bounding_box();
        assert!(bounds.min_x() >= 1.0 && bounds.min_y() >= 1.0, "{} {bounds:?}", kind.id);
        assert!(bounds.max_x() <= 23.0 && bounds.max_y() <= 23.0, "{} {bounds:?}", kind.id);
        assert!(seen.insert(&kind.icon), "{}", kind.id);
    }
}

#[test]
fn every_kind_explains_itself_and_its_figures_make_sense() {
    for kind in &Catalogue::builtin().kinds {
        let id = &kind.id;
        assert!(kind.explanation.len() > 120 && kind.explanation.ends_with('.'), "{id}");
        assert!(!kind.limits.is_empty() && !kind.outputs.is_empty(), "{id}");
        assert!((0.9..=1.0).contains(&kind.availability), "{id}");
        assert!(kind.performance.concurrency >= 1 && kind.performance.service_time_millis >= 0.0, "{id}");
        assert!(
            kind.price.usd_per_replica_month >= 0.0 && kind.price.usd_per_million_requests >= 0.0,
            "{id}"
        );
        if let Some(usd) = kind.price.usd_per_gigabyte_month {
            assert!(usd > 0.0 && kind.price.included_gigabytes >= 0.0 && kind.tells_what_it_keeps(), "{id}");
        }
        assert!(!kind.price.basis.is_empty() && kind.price.as_of.len() == "2025-01".len(), "{id}");
        let texts = [&kind.name, &kind.explanation, &kind.price.basis];
        assert!(texts.iter().all(|text| !text.contains('!')), "{id}");
    }
}

#[test]
fn every_kind_that_stores_data_has_a_price_for_a_gigabyte_of_it() {
    for kind in &Catalogue::builtin().kinds {
        if kind.property("data_gigabytes").is_some() {
            assert!(kind.price.usd_per_gigabyte_month.is_some(), "{}", kind.id);
        }
    }
}

#[test]
fn every_default_is_one_that_the_learner_could_choose() {
    for kind in &Catalogue::builtin().kinds {
        let mut seen = std::collections::BTreeSet::new();
        for spec in &kind.properties {
            let name = format!("{}.{}", kind.id, spec.id);
            assert!(seen.insert(&spec.id), "{name} twice");
            assert!(!spec.help.is_empty() && !spec.name.is_empty(), "{name}");
            match &spec.value {
                PropertyKind::Choice { options, default } => {
                    assert!(options.len() > 1 && options.contains(default), "{name}");
                }
                PropertyKind::Number { default, minimum, maximum, unit } => {
                    assert!((*minimum..=*maximum).contains(default) && !unit.is_empty(), "{name}");
                }
                PropertyKind::Flag { .. } | PropertyKind::Text { .. } => {}
            }
        }
    }
}

#[test]
fn balancers_split_and_caches_pass_on_misses() {
    for kind in &Catalogue::builtin().kinds {
        let expected = match kind.id.as_str() {
            "load_balancer" => Routing::ByWeight,
            "cache" | "cdn" => Routing::OnCacheMiss,
            _ => Routing::EveryCall,
        };
        assert_eq!(kind.default_routing, expected, "{}", kind.id);
    }
}

#[test]
fn a_number_that_is_not_set_has_the_default() {
    assert_eq!(kind("client").number(&component("client", &[]), "requests_per_second"), Some(100.0));
    assert_eq!(kind("client").number(&component("client", &[]), "read_share_percent"), Some(80.0));
    assert_eq!(kind("cache").number(&component("cache", &[]), "hit_ratio_percent"), Some(90.0));
    assert_eq!(kind("cache").number(&component("cache", &[]), "no_such_property"), None);
    assert_eq!(kind("cache").number(&component("cache", &[]), "eviction"), None);
}

#[test]
fn a_number_out_of_range_counts_as_not_set() {
    let set = |value| component("cache", &[("hit_ratio_percent", value)]);
    let read = |value| kind("cache").number(&set(value), "hit_ratio_percent");
    assert_eq!(read(PropertyValue::Number(40.0)), Some(40.0));
    assert_eq!([0.0, 100.0].map(|end| read(PropertyValue::Number(end))), [Some(0.0), Some(100.0)]);
    assert_eq!(read(PropertyValue::Number(140.0)), Some(90.0));
    assert_eq!(read(PropertyValue::Number(-3.0)), Some(90.0));
    assert_eq!(read(PropertyValue::Number(f64::NAN)), Some(90.0));
    assert_eq!(read(PropertyValue::Flag(true)), Some(90.0));
}

#[test]
fn flags_and_choices_fall_back_to_their_defaults() {
    let balancer = component(
        "load_balancer",
        &[
            ("algorithm", PropertyValue::Text("Guess".to_owned())),
            ("health_checks", PropertyValue::Flag(false)),
        ],
    );
    assert_eq!(kind("load_balancer").text(&balancer, "algorithm"), Some("Round robin"));
    assert_eq!(kind("load_balancer").flag(&balancer, "health_checks"), Some(false));
    assert_eq!(kind("load_balancer").flag(&balancer, "tls_termination"), Some(true));
    assert_eq!(kind("load_balancer").flag(&balancer, "algorithm"), None);
    let api = component("third_party_api", &[("provider", PropertyValue::Text("Post".to_owned()))]);
    assert_eq!(kind("third_party_api").text(&api, "provider"), Some("Post"));
}

#[test]
fn copies_that_vote_need_more_than_half_of_them() {
    let needed = |id: &str, replicas: u32, set: &[(&str, &str)]| {
        let set: Vec<_> =
            set.iter().map(|(id, choice)| (*id, PropertyValue::Text((*choice).to_owned()))).collect();
        let mut component = component(id, &set);
        component.replicas = replicas;
        (kind(id).replicas_needed(&component), kind(id).replicas_with_one_to_spare(&component))
    };
    let registry = |replicas| needed("service_registry", replicas, &[]);
    assert_eq!([1, 2, 3, 4, 5].map(registry), [(1, 3), (2, 3), (2, 3), (3, 3), (3, 3)]);
    assert_eq!(needed("service_registry", 5, &[("consistency", "Eventual")]), (1, 2));
    assert_eq!(needed("nosql_database", 3, &[]), (1, 2));
    assert_eq!(needed("nosql_database", 3, &[("consistency", "Strong")]), (2, 3));
    let shards = [("consistency", "Strong"), ("replication", "None")];
    assert_eq!(needed("nosql_database", 3, &shards), (1, 2));
    assert_eq!(needed("service", 3, &[("consistency", "Strong")]), (1, 2));
    let mut stated = component("service_registry", &[]);
    stated.replicas_needed = Some(4);
    let registry = kind("service_registry");
    assert_eq!((registry.replicas_needed(&stated), registry.replicas_with_one_to_spare(&stated)), (4, 5));
}

#[test]
fn typing_finds_the_closest_kind_first() {
    let first = |query| Catalogue::builtin().search(query).first().map(|kind| kind.id.as_str());
    assert_eq!(first("cache"), Some("cache"));
    assert_eq!(first("  LOAD"), Some("load_balancer"));
    assert_eq!(first("queue"), Some("message_queue"));
    assert_eq!(first("redis"), Some("cache"));
    assert_eq!(first("kafka"), Some("message_queue"));
    assert_eq!(first("zzzz"), None);
    assert_eq!(Catalogue::builtin().search("").len(), 32);
}
