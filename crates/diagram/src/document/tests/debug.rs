use super::*;
use proptest::prelude::*;
use kurbo::Vec2;

#[derive(Clone, Debug)]
enum S { Add(u8), Mv(u8), Rep(u8, u32), Del(u8), Prop(u8, u8), Unprop(u8), Con(u8,u8,u8), Front(u8), Tog(Vec<S>), U, R }
fn cmd(s: &S) -> Command {
    let i = |n: &u8| id(&format!("c{n}"));
    match s {
        S::Add(n) => add(&format!("c{n}")),
        S::Mv(n) => Command::Move { ids: vec![i(n)], by: Vec2::new(1.0, 1.0) },
        S::Rep(n, r) => Command::SetReplicas { component: i(n), replicas: *r },
        S::Del(n) => Command::Delete { components: vec![i(n)], connections: vec![] },
        S::Prop(n, v) => Command::SetProperty { component: i(n), property: "p".into(), value: Some(crate::PropertyValue::Number(f64::from(*v))) },
        S::Unprop(n) => Command::SetProperty { component: i(n), property: "p".into(), value: None },
        S::Con(e, a, b) => connect(&format!("e{e}"), &format!("c{a}"), &format!("c{b}")),
        S::Front(n) => Command::BringToFront { components: vec![i(n)] },
        S::Tog(v) => Command::Together { summary: "t".into(), commands: v.iter().map(cmd).collect() },
        _ => unreachable!(),
    }
}
fn single() -> impl Strategy<Value = S> {
    prop_oneof![
        (0..3u8).prop_map(S::Add), (0..3u8).prop_map(S::Mv), (0..3u8, 1..4u32).prop_map(|(a,b)| S::Rep(a,b)),
        (0..3u8).prop_map(S::Del), (0..3u8,0..3u8).prop_map(|(a,b)| S::Prop(a,b)), (0..3u8).prop_map(S::Unprop),
        (0..2u8,0..3u8,0..3u8).prop_map(|(a,b,c)| S::Con(a,b,c)), (0..3u8).prop_map(S::Front),
    ]
}
fn step() -> impl Strategy<Value = S> {
    prop_oneof![6 => single(), 1 => prop::collection::vec(single(), 2..3).prop_map(S::Tog), 3 => Just(S::U), 2 => Just(S::R)]
}
fn run(d: &mut Document, s: &S) { match s { S::U => { d.undo(); } S::R => { d.redo(); } s => { let _ = d.apply(&cmd(s)); } } }
proptest! {
    #![proptest_config(ProptestConfig { cases: 20000, max_shrink_iters: 100000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn dbg_reload(steps in prop::collection::vec(step(), 1..30)) {
        let mut d = Document::new(1);
        for s in &steps { run(&mut d, s); }
        let r = reread(&d);
        let c = d.diagram().clone();
        prop_assert!(r == c, "CACHE {:#?}\n READ {:#?}", c, r);
    }
    #[test]
    fn dbg_undo(steps in prop::collection::vec(step(), 1..30)) {
        let mut d = Document::new(1);
        for s in &steps { run(&mut d, s); }
        while d.redo().is_some() {}
        let end = d.diagram().clone();
        while d.undo().is_some() {}
        prop_assert!(d.diagram() == &Diagram::default(), "not empty");
        while d.redo().is_some() {}
        prop_assert!(d.diagram() == &end, "END {:?}\nIS {:?}", end, d.diagram());
    }
    #[test]
    fn dbg_two(rounds in prop::collection::vec((prop::collection::vec(step(), 0..6), prop::collection::vec(step(), 0..6)), 1..4)) {
        let mut a = Document::new(1);
        for n in 0..3 { a.apply(&add(&format!("c{n}"))).unwrap(); }
        let mut b = copy(&a, 2);
        for (x, y) in &rounds {
            for s in x { run(&mut a, s); }
            for s in y { run(&mut b, s); }
            exchange(&mut a, &mut b);
            prop_assert!(a.diagram() == b.diagram(), "A {:?}\nB {:?}\n rereadA==A {} rereadB==B {}", a.diagram().components, b.diagram().components, reread(&a)==*a.diagram(), reread(&b)==*b.diagram());
        }
    }
}
