//! What a page hears of the runs that it orders.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use analysis::simulation::SimulationResult;
use simulator::{Notice, Order, Run, Runner};

const QUEUE: &str = r#"{"format": "systemcraft-design", "version": 1,
    "components": [
        {"id": "c", "kind": "client", "properties": {"requests_per_second": 80}},
        {"id": "s", "kind": "service", "concurrency": 1, "service_time": {"mean_millis": 10}}],
    "connections": [{"id": "e", "from": "c", "to": "s", "network_millis": 0}]}"#;

fn run(seconds_per_second: Option<f64>) -> Run {
    let faults = Vec::new();
    let prices = diagram::catalogue::PriceBook::default();
    Run {
        design: QUEUE.to_owned(),
        seconds: 20.0,
        warmup_seconds: 2.0,
        seed: 7,
        faults,
        seconds_per_second,
        prices,
        kinds: Vec::new(),
    }
}

fn started(run: Run) -> Runner {
    let mut runner = Runner::default();
    let notices = runner.order(Order::Start(run));
    assert!(matches!(notices.as_slice(), [Notice::Started { end_nanos: 22_000_000_000 }]), "{notices:?}");
    runner
}

fn sentence(notices: &[Notice]) -> &str {
    match notices {
        [Notice::Refused { sentence }] => sentence,
        other => panic!("{other:?} is no refusal"),
    }
}

fn nanos(notices: &[Notice]) -> u64 {
    match notices {
        [Notice::Frame(frame)] => frame.nanos,
        other => panic!("{other:?} is not one frame"),
    }
}

#[test]
fn a_run_as_fast_as_it_goes_tells_how_it_stands_and_ends_with_a_result() {
    let mut runner = started(run(None));
    let mut heard = Vec::new();
    while runner.wants_turn() {
        heard.extend(runner.turn(50.0));
    }
    let Some(Notice::Ended { result, .. }) = heard.last() else { panic!("{heard:?} does not end") };
    assert!(result.is_complete);
    // 80 requests a second for 20 seconds: 1,600, with a standard deviation of 40.
    assert!((1_400..1_800).contains(&result.arrived), "{}", result.arrived);
    assert!(matches!(heard[heard.len() - 2], Notice::Frame(ref frame) if frame.is_done));
}

#[test]
fn at_a_pace_a_run_goes_no_further_than_the_clock_allows() {
    let mut runner = started(run(Some(2.0)));
    let before = nanos(&runner.turn(0.0));
    assert_eq!(nanos(&runner.turn(100.0)) - before, 200_000_000, "0.1 s at twice the pace is 0.2 s");
    assert_eq!(runner.turn(10.0), [], "pictures come no more often than the eye needs");
}

#[test]
fn a_paused_run_stands_still_until_it_is_stepped_or_resumed() {
    let mut runner = started(run(Some(1.0)));
    let at_pause = nanos(&runner.order(Order::Pause));
    assert!(!runner.wants_turn());
    assert_eq!(runner.turn(1_000.0), []);
    assert_eq!(nanos(&runner.order(Order::Step { seconds: 1.5 })), at_pause + 1_500_000_000);
    assert!(!runner.wants_turn(), "a step ends in a pause");
    assert_eq!(runner.order(Order::Resume), []);
    assert_eq!(nanos(&runner.turn(100.0)), at_pause + 1_600_000_000);
}

#[test]
fn a_fault_that_is_injected_is_in_the_result_of_a_run_that_is_stopped() {
    let mut runner = started(run(Some(1.0)));
    runner.turn(100.0);
    assert_eq!(runner.order(Order::Inject { fault: "gone:s@0+5".to_owned() }), []);
    runner.order(Order::Step { seconds: 4.0 });
    let notices = runner.order(Order::Stop);
    let [Notice::Ended { result, .. }] = notices.as_slice() else { panic!("{notices:?}") };
    assert!(!result.is_complete);
    assert_eq!(result.faults.len(), 1, "{:?}", result.faults);
    assert!(result.failed > 0, "nothing answers while the only service is gone");
    assert!(!runner.wants_turn());
}

/// Goes on to the end, whatever the pace.
fn finished(runner: &mut Runner) -> SimulationResult {
    for _ in 0..10_000 {
        if let Some(Notice::Ended { result, .. }) = runner.turn(250.0).pop() {
            return *result;
        }
    }
    panic!("the run does not end")
}

#[test]
fn a_run_with_faults_let_loose_by_hand_is_the_same_again_when_it_is_given_what_it_told() {
    let mut runner = started(run(Some(5.0)));
    for (fault, millis) in [("slow:sx5@0+3", 333.3), ("spike:x4@0+2", 1_234.5), ("gone:s@0", 77.7)] {
        for _ in 0..8 {
            runner.turn(millis / 8.0);
        }
        assert_eq!(runner.order(Order::Inject { fault: fault.to_owned() }), []);
    }
    let by_hand = finished(&mut runner);
    assert_eq!(by_hand.faults.len(), 3, "{:?}", by_hand.faults);
    let again = finished(&mut started(Run { faults: by_hand.faults.clone(), ..run(None) }));
    assert_eq!(again, by_hand);
    assert_ne!(finished(&mut started(run(None))).completed, by_hand.completed);
}

#[test]
fn an_order_that_makes_no_sense_gets_a_sentence_and_changes_nothing() {
    let mut idle = Runner::default();
    for order in [Order::Pause, Order::Resume, Order::Stop, Order::Step { seconds: 1.0 }] {
        assert!(sentence(&idle.order(order)).contains("Start one first"));
    }
    let mut runner = started(run(Some(1.0)));
    let bad = [
        Order::Start(Run { design: "no design".to_owned(), ..run(None) }),
        Order::Start(Run { seconds: -1.0, ..run(None) }),
        Order::Start(Run { faults: vec!["meteor".to_owned()], ..run(None) }),
        Order::Start(Run { seconds_per_second: Some(0.0), ..run(None) }),
        Order::Pace { seconds_per_second: Some(f64::NAN) },
        Order::Step { seconds: -1.0 },
        Order::Inject { fault: "gone:nobody".to_owned() },
    ];
    for order in bad {
        assert!(!sentence(&runner.order(order)).is_empty());
    }
    runner.turn(0.0);
    assert_eq!(nanos(&runner.turn(100.0)), 100_000_000, "the run that there was goes on");
}

#[test]
fn every_message_is_the_same_after_its_way_through_json() {
    let mut runner = started(run(None));
    let mut notices = vec![Notice::Started { end_nanos: 5 }];
    while runner.wants_turn() {
        notices.extend(runner.turn(50.0));
    }
    for notice in notices {
        let text = serde_json::to_string(&notice).unwrap();
        assert_eq!(serde_json::from_str::<Notice>(&text).unwrap(), notice);
    }
    let order = Order::Start(run(Some(4.0)));
    assert_eq!(serde_json::from_str::<Order>(&serde_json::to_string(&order).unwrap()).unwrap(), order);
}

#[test]
fn a_kind_that_a_pack_brings_is_as_fast_in_a_run_as_the_pack_says() {
    let mut kind = diagram::Catalogue::builtin().kind("service").unwrap().clone();
    kind.id = "small~oracle".to_owned();
    kind.performance.service_time_millis = 1.0;
    let design = QUEUE.replace(
        "\"kind\": \"service\", \"concurrency\": 1, \"service_time\": {\"mean_millis\": 10}",
        "\"kind\": \"small~oracle\"",
    );
    assert_ne!(design, QUEUE);
    let mut runner = started(Run { design, kinds: vec![kind], ..run(None) });
    let ended = (0..10_000).flat_map(|_| runner.turn(50.0)).find_map(|notice| match notice {
        Notice::Ended { result, .. } => Some(result),
        _ => None,
    });
    let result = ended.unwrap();
    let mean = result.latency[0].mean_millis.unwrap().value;
    // 16 at once and 1 ms each: nobody waits.
    assert!((mean - 1.0).abs() < 0.2, "{mean}");
}
