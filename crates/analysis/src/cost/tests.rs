use diagram::Catalogue;
use diagram::catalogue::{Kind, OwnPrice, PriceBook, PropertyKind};
use proptest::prelude::*;

use super::LIMIT;
use crate::sketch::{Sketch, assert_close, id};

/// What a month of the component costs, and why, under 100 requests a second.
fn line(sketch: &Sketch, catalogue: &Catalogue, name: &str) -> (f64, String) {
    let lines = crate::report(&sketch.diagram, catalogue).cost.lines;
    let line = lines.into_iter().find(|line| line.component == id(name));
    line.map_or((0.0, String::new()), |line| (line.monthly_usd, line.basis))
}

#[track_caller]
fn costs(sketch: Sketch, name: &str, usd: f64, basis: &str) {
    let found = line(&sketch.load("client", 100.0, 100.0), Catalogue::builtin(), name);
    assert_close(found.0, usd, 1e-12);
    assert_eq!(found.1, basis);
}

#[test]
fn a36_every_replica_that_carries_the_data_has_a_disk_for_it() {
    let database =
        || Sketch::of(&["client -> sql_database*3"]).property("sql_database", "data_gigabytes", 25_000.0);
    // 3 x 25,000 GB, of which each of 3 replicas includes 100: 74,700 GB at 0.115.
    costs(
        database().following("sql_database"),
        "sql_database",
        3.0 * 140.0 + 74_700.0 * 0.115,
        "3 replicas x 140 USD + 25,000 GB kept x 3 copies - 300 GB included = 74,700 GB x 0.115 USD",
    );
    // Without replication each replica holds a part of it: 25,000 - 300.
    costs(
        database(),
        "sql_database",
        3.0 * 140.0 + 24_700.0 * 0.115,
        "3 replicas x 140 USD + 25,000 GB kept - 300 GB included = 24,700 GB x 0.115 USD",
    );
}

#[test]
fn a36_a_store_that_splits_its_data_has_as_many_copies_as_it_is_set_to() {
    let split = |copies: f64| {
        Sketch::of(&["client -> nosql_database*4"])
            .property("nosql_database", "data_gigabytes", 23_000.0)
            .property("nosql_database", "replication_factor", copies)
    };
    // 3 x 23,000 - 4 x 468 = 67,128.
    costs(
        split(3.0),
        "nosql_database",
        4.0 * 125.0 + 67_128.0 * 0.08,
        "4 replicas x 125 USD + 23,000 GB kept x 3 copies - 1,872 GB included = 67,128 GB x 0.08 USD",
    );
    // A relational database is not split unless it is set to be, and then keeps two copies: 2 x 25,000 - 4 x 100.
    let shards = Sketch::of(&["client -> sql_database*4"])
        .property("sql_database", "data_gigabytes", 25_000.0)
        .following("sql_database")
        .flag("sql_database", "sharding", true);
    costs(
        shards,
        "sql_database",
        4.0 * 140.0 + 49_600.0 * 0.115,
        "4 replicas x 140 USD + 25,000 GB kept x 2 copies - 400 GB included = 49,600 GB x 0.115 USD",
    );
    // What is not split is on every replica, whatever is set: 4 x 23,000 - 4 x 468.
    costs(
        split(3.0).flag("nosql_database", "sharding", false),
        "nosql_database",
        4.0 * 125.0 + 90_128.0 * 0.08,
        "4 replicas x 125 USD + 23,000 GB kept x 4 copies - 1,872 GB included = 90,128 GB x 0.08 USD",
    );
    // No more copies than replicas: 4 x 23,000 - 4 x 468 = 90,128.
    costs(
        split(9.0),
        "nosql_database",
        4.0 * 125.0 + 90_128.0 * 0.08,
        "4 replicas x 125 USD + 23,000 GB kept x 4 copies - 1,872 GB included = 90,128 GB x 0.08 USD",
    );
}

#[test]
fn a36_an_object_store_is_paid_for_what_is_in_it_however_many_replicas_are_drawn() {
    for replicas in ["object_store", "object_store*3"] {
        let store = Sketch::of(&[&format!("client -> {replicas}")]);
        costs(
            store.property("object_store", "data_gigabytes", 95_000.0),
            "object_store",
            262.98 * 1.3 + 95_000.0 * 0.023,
            "263 million requests x 1.30 USD + 95,000 GB kept x 0.023 USD",
        );
    }
}

#[test]
fn a36_events_are_paid_for_as_long_as_they_are_kept() {
    let stream = |replicas: u32| {
        Sketch::of(&[&format!("client -> event_stream*{replicas}")])
            .property("event_stream", "message_kilobytes", 2.0)
            .property("event_stream", "retention_days", 10.0)
    };
    // 100 a second are 8.64 million a day: x 2 KB x 10 days = 172.8 GB, three copies, 0.10 a GB.
    costs(
        stream(3),
        "event_stream",
        3.0 * 155.0 + 518.4 * 0.1,
        "3 replicas x 155 USD + 8.64 million a day x 2 KB x 10 days = 173 GB kept x 3 copies = 518 GB x 0.10 USD",
    );
    costs(
        stream(1),
        "event_stream",
        155.0 + 172.8 * 0.1,
        "1 replica x 155 USD + 8.64 million a day x 2 KB x 10 days = 173 GB kept x 0.10 USD",
    );
}

#[test]
fn a36_lines_of_a_log_are_paid_for_when_they_come_and_while_they_are_kept() {
    let logged = Sketch::of(&["client -> service -> logging"]);
    // 262.98 million lines of 1 KB a month; 30 of 30.4375 days of them are there: 259.2 GB.
    costs(
        logged.clone(),
        "logging",
        262.98 * 0.5 + 259.2 * 0.03,
        "263 million requests x 0.50 USD + 8.64 million a day x 1 KB x 30 days = 259 GB kept x 0.03 USD",
    );
    costs(
        logged.property("logging", "lines_per_request", 10.0).property("logging", "retention_days", 1.0),
        "logging",
        2629.8 * 0.5 + 86.4 * 0.03,
        "263 million requests x 10 lines x 0.50 USD + 8.64 million a day x 10 KB x 1 day = 86.4 GB kept x 0.03 USD",
    );
}

#[test]
fn a36_memory_beyond_what_a_cache_includes_is_paid_for_in_every_replica() {
    // 2 x 20 GB - 2 x 6 GB = 28 GB.
    costs(
        Sketch::of(&["client -> cache*2"]).property("cache", "memory_gigabytes", 20.0),
        "cache",
        2.0 * 115.0 + 28.0 * 12.2,
        "2 replicas x 115 USD + 20 GB kept x 2 copies - 12 GB included = 28 GB x 12.20 USD",
    );
}

/// The design's kinds that state how much they keep.
fn kinds() -> impl Iterator<Item = &'static Kind> {
    Catalogue::builtin().kinds.iter().filter(|kind| kind.property("data_gigabytes").is_some())
}

#[test]
fn a36_no_data_costs_nothing() {
    for kind in kinds() {
        let sketch = Sketch::of(&[&format!("client -> store:{}*3", kind.id)])
            .load("client", 0.0, 100.0)
            .property("store", "data_gigabytes", 0.0);
        let (usd, basis) = line(&sketch, Catalogue::builtin(), "store");
        assert_close(usd, 3.0 * kind.price.usd_per_replica_month, 1e-12);
        assert!(!basis.contains("GB"), "{}: {basis}", kind.id);
    }
}

#[test]
fn a36_an_own_price_of_a_gigabyte_counts() {
    let own = OwnPrice { usd_per_gigabyte_month: Some(0.02), ..OwnPrice::default() };
    let book = PriceBook { kinds: [("object_store".to_owned(), own)].into(), ..PriceBook::default() };
    let sketch = Sketch::of(&["client -> object_store"]).load("client", 0.0, 100.0);
    // 1,000 GB, which stand there unless something else is set, at 0.02.
    let catalogue = book.applied_to(Catalogue::builtin());
    assert_close(line(&sketch, &catalogue, "object_store").0, 20.0, 1e-12);
}

#[test]
fn a36_a_price_of_a_pack_that_is_no_amount_still_gives_a_finite_cost() {
    let wild = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e300, f64::MAX];
    for usd in wild {
        for gigabytes in wild {
            let mut catalogue = Catalogue::builtin().clone();
            let kind = catalogue.kinds.iter_mut().find(|kind| kind.id == "sql_database").unwrap();
            kind.price.usd_per_gigabyte_month = Some(usd);
            kind.price.included_gigabytes = if usd > 0.0 { 0.0 } else { gigabytes };
            for spec in &mut kind.properties {
                if let (true, PropertyKind::Number { default, minimum, maximum, .. }) =
                    (spec.id == "data_gigabytes", &mut spec.value)
                {
                    (*default, *minimum, *maximum) = (gigabytes, f64::NEG_INFINITY, f64::INFINITY);
                }
            }
            let sketch = Sketch::of(&["client -> sql_database*3"]).following("sql_database");
            let cost = crate::report(&sketch.diagram, &catalogue).cost;
            assert!((0.0..=LIMIT).contains(&cost.monthly_usd), "{usd} {gigabytes}: {cost:?}");
        }
    }
}

proptest! {
    #[test]
    fn a36_more_data_never_costs_less(
        which in 0..64usize, replicas in 1..9u32, follows in any::<bool>(), gigabytes in 0.0..3e4f64, more in 0.0..3e4f64,
    ) {
        let kinds: Vec<&Kind> = kinds().collect();
        let kind = kinds[which % kinds.len()];
        let sketch = Sketch::of(&[&format!("client -> store:{}*{replicas}", kind.id)]);
        let sketch = if follows { sketch.following("store") } else { sketch };
        let cost = |gigabytes| {
            let sketch = sketch.clone().property("store", "data_gigabytes", gigabytes);
            sketch.report().cost.monthly_usd
        };
        let (before, after) = (cost(gigabytes), cost(gigabytes + more));
        prop_assert!(after >= before, "{}: {before} and then {after}", kind.id);
    }
}

#[test]
fn a23_a_cdn_is_paid_for_what_it_sends_at_the_price_of_its_volume() {
    let cdn = |kilobytes: f64| {
        Sketch::of(&["client -> cdn -> object_store"]).property("client", "response_kilobytes", kilobytes)
    };
    // 262.98 million answers of 20 KB: 5,259.6 GB, all of them in the first tier.
    costs(
        cdn(20.0),
        "cdn",
        262.98 + 5_259.6 * 0.085,
        "263 million requests x 1 USD + 5,260 GB sent x 0.085 USD",
    );
    // Of 200 KB: 52,596 GB are 10,000 at 0.085, 40,000 at 0.08 and 2,596 at 0.06.
    let sent = 850.0 + 3_200.0 + 2_596.0 * 0.06;
    costs(
        cdn(200.0),
        "cdn",
        262.98 + sent,
        "263 million requests x 1 USD + 52,596 GB sent x 0.08 USD on average",
    );
    costs(cdn(0.0), "cdn", 262.98, "263 million requests x 1 USD");
    // What the CDN sends is not paid for a second time.
    assert_eq!(line(&cdn(200.0).load("client", 100.0, 100.0), Catalogue::builtin(), "client").0, 0.0);
}

#[test]
fn a23_what_is_sent_to_several_clients_goes_by_the_volume_of_all_of_them() {
    let sketch = Sketch::of(&["client -> service", "client2:client -> service"])
        .load("client", 100.0, 100.0)
        .load("client2", 300.0, 100.0)
        .property("client", "response_kilobytes", 100.0)
        .property("client2", "response_kilobytes", 100.0);
    let of = |client: &str| line(&sketch, Catalogue::builtin(), client).0;
    // 26,298 GB and 78,894 GB, 105,192 in all: 10,000 at 0.09, 40,000 at 0.085, 55,192 at 0.07.
    let all = 900.0 + 3_400.0 + 55_192.0 * 0.07;
    assert_close(of("client") + of("client2"), all, 1e-12);
    assert_close(of("client2") / of("client"), 3.0, 1e-12);
    let own = PriceBook { usd_per_gigabyte: Some(0.02), ..PriceBook::default() };
    let catalogue = own.applied_to(Catalogue::builtin());
    assert_close(line(&sketch, &catalogue, "client").0, 26_298.0 * 0.02, 1e-12);
}
