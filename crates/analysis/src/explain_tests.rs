use diagram::PropertyValue;
use diagram::catalogue::{Catalogue, OwnPrice, PriceBook};
use expect_test::{Expect, expect};

use super::{Explanation, Figure, explain};
use crate::sketch::{Sketch, id};

fn example() -> Sketch {
    Sketch::of(&["client -> load_balancer -> service*3 -> cache -> sql_database"])
        .load("client", 100.0, 80.0)
        .serves("load_balancer", 1.0)
        .serves("service", 20.0)
        .serves("cache", 1.0)
        .serves("sql_database", 20.0)
}

fn explained(figure: Figure) -> Explanation {
    let sketch = example();
    explain(&sketch.diagram, Catalogue::builtin(), &sketch.report(), figure)
}

#[track_caller]
fn check(figure: Figure, expected: Expect) {
    let explanation = explained(figure);
    let mut text = explanation.formula;
    for (what, how_much, component) in &explanation.inputs {
        let of = component.as_ref().map_or_else(String::new, |id| format!(" [{}]", id.0));
        text += &format!("\n{what} | {how_much}{of}");
    }
    expected.assert_eq(&text);
}

#[test]
fn a25_how_data_is_paid_for_is_said_where_something_is_kept() {
    let says_so = |sketch: Sketch| {
        let said = explain(&sketch.diagram, Catalogue::builtin(), &sketch.report(), Figure::MonthlyCost);
        said.assumptions.iter().any(|one| one.starts_with("Data is paid for on every replica"))
    };
    assert!(says_so(Sketch::of(&["client -> service -> sql_database"])));
    assert!(!says_so(Sketch::of(&["client -> service -> message_queue"])));
}

#[test]
fn a25_replicas_that_do_not_follow_one_another_are_said_to_be_alone() {
    let apart = Sketch::of(&["client -> sql_database*3"]);
    let said = explain(&apart.diagram, Catalogue::builtin(), &apart.report(), Figure::Availability);
    let (what, share, _) = &said.inputs[0];
    assert_eq!(what, "sql_database: 3 replicas that do not follow one another, each up 99.9 %");
    assert_eq!(share, "99.9 %");
    assert!(said.assumptions.iter().any(|one| one.contains("replication is \"None\"")), "{said:?}");
}

#[test]
fn a25_the_mean_is_explained_by_visits() {
    check(
        Figure::MeanLatency(id("client")),
        expect![[r#"
            Mean latency = network + the sum over all components of visits x (wait + service), where visits is how often an average request comes there
            load_balancer | 1 visit x 1.11 ms = 1.11 ms [load_balancer]
            service | 1 visit x 28.9 ms = 28.9 ms [service]
            cache | 1 visit x 1.11 ms = 1.11 ms [cache]
            sql_database | 0.28 visits x 45.5 ms = 12.7 ms [sql_database]
            Network, both ways | 42.3 ms"#]],
    );
}

#[test]
fn a25_a_percentile_says_that_it_is_read_from_the_distribution() {
    let p99 = explained(Figure::P99Latency(id("client")));
    assert!(p99.formula.contains("99 of 100") && p99.formula.contains("do not add up"));
    assert_eq!(p99.inputs, explained(Figure::MeanLatency(id("client"))).inputs);
    assert!(!p99.assumptions.is_empty() && !p99.estimate);
}

#[test]
fn a25_throughput_names_the_component_that_binds() {
    check(
        Figure::MaxThroughput,
        expect![[r#"
        Largest load = present load / utilisation of the busiest component, because every utilisation grows in proportion to the load. A rate limit counts like a component that is full at its limit
        Present load | 100 requests a second
        Utilisation of service, the busiest | 66.7 % [service]"#]],
    );
}

#[test]
fn a25_a_rate_limit_that_binds_is_named_as_such() {
    let limited = Sketch::of(&["client -> service -> third_party_api"]).load("client", 50.0, 100.0).property(
        "third_party_api",
        "limit_requests_per_second",
        100.0,
    );
    let (diagram, report) = (&limited.diagram, limited.report());
    let explained = explain(diagram, Catalogue::builtin(), &report, Figure::MaxThroughput);
    let (what, share, component) = explained.inputs.last().unwrap();
    assert_eq!(what, "Share of the limit of third_party_api that is asked for");
    assert_eq!((share.as_str(), component.as_ref()), ("50 %", Some(&id("third_party_api"))));
}

#[test]
fn a35_the_busiest_hour_is_explained_client_by_client() {
    check(
        Figure::BusiestHour,
        expect![[r#"
            Load of an hour = the sum over clients of average load x what the hour brings. An hour brings peak factor x share^k times the average, where share is how busy the daily shape has the hour beside its busiest, and k is such that the day as a whole brings the average
            client, 100 requests a second on average, evening peak | 100 x 2 = 200 from 20:00 to 21:00 [client]
            All clients in the busiest hour | 200 requests a second
            Most it can carry | 150 requests a second [service]
            Hours in which more comes than that | 18:00 to 23:00"#]],
    );
    assert!(explained(Figure::BusiestHour).estimate);
}

#[test]
fn a25_single_points_are_listed_with_how_they_were_found() {
    check(
        Figure::SinglePointsOfFailure,
        expect![[r#"
            Each component is taken away alone, and for every client that waits for answers it is asked whether it can still be served. A component that cuts a client off and has no replica to spare is a single point of failure
            load_balancer | 1 replica, up 99.99 % [load_balancer]
            sql_database | 1 replica, up 99.9 % [sql_database]"#]],
    );
    let double = example().change("load_balancer", |one| one.replicas = 2).change("sql_database", |one| {
        one.replicas = 2;
        one.properties
            .insert("replication".to_owned(), PropertyValue::Text("Primary and replicas".to_owned()));
    });
    let none =
        explain(&double.diagram, Catalogue::builtin(), &double.report(), Figure::SinglePointsOfFailure);
    assert_eq!(
        none.inputs,
        [("Components whose loss alone cuts a client off".to_owned(), "none".to_owned(), None)]
    );
}

#[test]
fn a25_availability_lists_what_everything_hangs_on() {
    check(
        Figure::Availability,
        expect![[r#"
            Availability = the product of what every client needs, each 1 - (1 - a)^n for n replicas that are up a share a of the time, or the chance that k of them are up where k are needed, times the probability that one of the alternatives works wherever there are any
            load_balancer: 1 replica up 99.99 % | 99.99 % [load_balancer]
            service: 3 replicas, each up 99.9 % | 99.9999999 % [service]
            sql_database: 1 replica up 99.9 % | 99.9 % [sql_database]"#]],
    );
}

#[test]
fn a25_a_balancer_without_health_checks_is_named_among_the_assumptions() {
    let sketch = Sketch::of(&["client -> load_balancer -> service*2"])
        .flag("load_balancer", "health_checks", false)
        .available("service", 0.9);
    let report = sketch.report();
    let explained = explain(&sketch.diagram, Catalogue::builtin(), &report, Figure::Availability);
    let told =
        explained.assumptions.iter().any(|it| it.starts_with("load_balancer has its health checks off"));
    assert!(told, "{:?}", explained.assumptions);
    let picked = "service: the replica that a request is sent to, unchecked";
    // 0.9 / (1 - 0.1^2) = 0.9090...: up, given that one of the two is.
    let input = explained.inputs.iter().find(|(what, _, _)| what == picked).unwrap();
    assert_eq!(input.1, "90.9 %");
}

#[test]
fn a25_the_score_lists_its_deductions() {
    check(
        Figure::ScalabilityScore,
        expect![[r#"
        Score = (100 - 15 x single points of failure) x share of components that scale out - 10 x database bottlenecks, never below 0
        load_balancer is a single point of failure. | -15 [load_balancer]
        sql_database is a single point of failure. | -15 [sql_database]
        3 of 4 components scale out by adding replicas; sql_database does not. | -17.5 [sql_database]"#]],
    );
}

#[test]
fn a25_cost_lists_its_lines() {
    check(
        Figure::MonthlyCost,
        expect![[r#"
        Monthly cost = the sum over components of replicas x price a replica + requests x price a million + data kept x price a GB, and data sent to clients
        load_balancer: 1 replica x 16.50 USD + 263 million requests x 0.08 USD | 37.54 USD [load_balancer]
        service: 3 replicas x 70 USD | 210 USD [service]
        cache: 1 replica x 115 USD | 115 USD [cache]
        sql_database: 1 replica x 140 USD | 140 USD [sql_database]
        client: 263 million answers x 20 KB = 5,260 GB sent x 0.09 USD | 473.36 USD [client]"#]],
    );
    assert!(explained(Figure::MonthlyCost).estimate);
}

#[test]
fn a25_cost_says_when_not_everything_is_answered() {
    let assumed = |sketch: &Sketch, figure: Figure| {
        explain(&sketch.diagram, Catalogue::builtin(), &sketch.report(), figure).assumptions.join("\n")
    };
    // Three places of 20 ms carry 150.
    let full = example().load("client", 300.0, 80.0);
    let said = assumed(&full, Figure::MonthlyCost);
    assert!(said.contains("can carry 150 of the 300 requests a second"), "{said}");
    assert!(!assumed(&example(), Figure::MonthlyCost).contains("can carry"));
    let circle = Sketch::of(&["client -> a:service -> b:service -> a"]);
    for figure in [Figure::MonthlyCost, Figure::ScalabilityScore] {
        assert!(assumed(&circle, figure.clone()).contains("a circle that grows without end"), "{figure:?}");
        assert!(!assumed(&example(), figure).contains("a circle"));
    }
}

#[test]
fn a25_utilisation_and_wait_show_what_they_are_made_of() {
    check(
        Figure::Utilisation(id("service")),
        expect![[r#"
        Utilisation = arrivals x service time / (replicas x requests that each works on at once)
        Arrivals | 100 a second [service]
        Service time | 20 ms [service]
        Replicas | 3 [service]
        Each works at once on | 1 [service]"#]],
    );
    check(
        Figure::Wait(id("service")),
        expect![[r#"
        Wait = chance of having to wait (Erlang C) x service time / free places x (1 + variation²) / 2
        Arrivals | 100 a second [service]
        Service time | 20 ms [service]
        Replicas | 3 [service]
        Each works at once on | 1 [service]
        Chance of having to wait | 44.4 % [service]
        Variation of the service time | 1 [service]"#]],
    );
}

#[test]
fn a25_a_figure_of_nothing_says_so() {
    let nothing = explained(Figure::Wait(id("gone")));
    assert_eq!(
        (nothing.formula.as_str(), nothing.inputs.len()),
        ("There is no such component in the design.", 0)
    );
    assert_eq!(explained(Figure::P99Latency(id("service"))), nothing);
}

#[test]
fn a25_cost_says_of_when_its_prices_are_and_which_are_the_learners_own() {
    let sources = |catalogue: &Catalogue| {
        let design = Sketch::of(&["client -> service -> load_balancer"]).load("client", 100.0, 100.0).diagram;
        let report = crate::report(&design, catalogue);
        let explained = explain(&design, catalogue, &report, Figure::MonthlyCost);
        explained.assumptions.into_iter().skip(1).collect::<Vec<_>>()
    };
    assert_eq!(
        sources(Catalogue::builtin()),
        [
            "Prices are estimates from the catalogue, of 2025-01.",
            "Data sent to clients costs 0.09 USD a GB, and less the more there is of it, by an estimate of 2026-10. What a CDN \
             sends has a price of its own.",
        ]
    );
    let own = OwnPrice { usd_per_replica_month: Some(50.0), ..OwnPrice::default() };
    let book = PriceBook {
        kinds: [("service".to_owned(), own)].into(),
        usd_per_gigabyte: Some(0.05),
        as_of: "2026-11-21".to_owned(),
    };
    let kind = Catalogue::builtin().kind("service").unwrap().name.clone();
    assert_eq!(
        sources(&book.applied_to(Catalogue::builtin())),
        [
            "Prices are estimates from the catalogue, of 2025-01.".to_owned(),
            format!("Your own prices of 2026-11-21 count for: {kind}."),
            "Data sent to clients costs 0.05 USD a GB, by your own price of 2026-11-21. What a CDN sends has a price of its \
             own."
                .to_owned(),
        ]
    );
}
