use assessment::{
    Attempt, Bank, BankError, Criterion, Item, ItemParameters, Observation, Posterior, Prior, Request, Rule,
    Settings, SplitMix64, rank, select,
};

use crate::build::{item, parameters, rasch, run, seen, synthetic_items};

const WEIGHTED: [Rule; 4] = [
    Rule::KullbackLeibler,
    Rule::KullbackLeiblerPosterior,
    Rule::LikelihoodWeighted,
    Rule::PosteriorWeighted,
];

fn probability(item: ItemParameters, ability: f64) -> f64 {
    item.c + (item.d - item.c) / (1.0 + (-item.a * (ability - item.b)).exp())
}

/// `P'^2 / (P Q)` from the definition.
fn information(item: ItemParameters, ability: f64) -> f64 {
    let curve = 1.0 / (1.0 + (-item.a * (ability - item.b)).exp());
    let slope = item.a * (item.d - item.c) * curve * (1.0 - curve);
    let right = probability(item, ability);
    slope * slope / (right * (1.0 - right))
}

/// The value of a weighted rule by its definition: Simpson's rule on 8,001 nodes over [-4, 4].
fn by_definition(
    rule: Rule,
    item: ItemParameters,
    ability: f64,
    answers: &[Observation],
    prior: &Prior,
) -> f64 {
    const STEPS: u32 = 8_000;
    let likelihood = |at: f64| {
        let of = |seen: &Observation| {
            let right = probability(seen.parameters(), at);
            right.powf(seen.share()) * (1.0 - right).powf(1.0 - seen.share())
        };
        answers.iter().map(of).product::<f64>()
    };
    let density = |at: f64| {
        let deviation = (at - prior.mean()) / prior.sd();
        (-0.5 * deviation * deviation).exp() / (prior.sd() * std::f64::consts::TAU.sqrt())
    };
    let divergence = |at: f64| {
        let (here, there) = (probability(item, ability), probability(item, at));
        here * (here / there).ln() + (1.0 - here) * ((1.0 - here) / (1.0 - there)).ln()
    };
    let inside = |at: f64| match rule {
        Rule::KullbackLeibler => divergence(at) * likelihood(at),
        Rule::KullbackLeiblerPosterior => divergence(at) * density(at) * likelihood(at),
        Rule::LikelihoodWeighted => information(item, at) * likelihood(at),
        Rule::PosteriorWeighted => information(item, at) * density(at) * likelihood(at),
        _ => unreachable!("not a weighted rule"),
    };
    let step = 8.0 / f64::from(STEPS);
    let simpson = |node: u32| match node {
        0 | STEPS => 1.0,
        node if node % 2 == 1 => 4.0,
        _ => 2.0,
    };
    (0..=STEPS).map(|node| simpson(node) * inside(-4.0 + step * f64::from(node))).sum::<f64>() * step / 3.0
}

fn posterior(prior: &Prior, answers: &[Observation]) -> Posterior {
    let mut posterior = Posterior::new(prior);
    answers.iter().for_each(|answer| posterior.observe(*answer));
    posterior
}

/// Some answers right, some wrong, as an attempt brings them.
fn answered(count: usize) -> Vec<Observation> {
    let items = synthetic_items(count, 17);
    let share = |index: usize| f64::from(u8::from(!index.is_multiple_of(3)));
    items.iter().enumerate().map(|(index, item)| seen(item.parameters, share(index))).collect()
}

fn bank_of(count: usize) -> Vec<ItemParameters> {
    let mut items: Vec<ItemParameters> =
        synthetic_items(count, 3).iter().map(|item| item.parameters).collect();
    items.push(parameters(2.0, 0.5, 0.15, 0.95));
    items.push(parameters(3.0, -3.0, 0.0, 1.0));
    items
}

#[test]
fn m36_weighted_rules_agree_with_their_definition_to_a_millionth() {
    for prior in [Prior::default(), Prior::normal(1.0, 0.5).unwrap()] {
        for answers in [answered(0), answered(1), answered(6), vec![seen(rasch(0.0), 0.5); 2]] {
            let posterior = posterior(&prior, &answers);
            let ability = posterior.estimate().theta;
            for rule in WEIGHTED {
                let items = bank_of(30);
                let criterion = Criterion { rule, ability, posterior: &posterior, progress: 0.0 };
                for ranked in rank(&items, &criterion, &mut SplitMix64::new(1)) {
                    let expected = by_definition(rule, items[ranked.index], ability, &answers, &prior);
                    assert!(
                        (ranked.value - expected).abs() < 1e-6,
                        "{rule:?}: {} is not {expected}",
                        ranked.value
                    );
                    assert!(
                        (ranked.value - expected).abs() < 1e-6 * expected.abs() + 1e-12,
                        "{rule:?}, relative"
                    );
                }
            }
        }
    }
}

#[test]
fn m36_each_rule_ranks_a_bank_as_its_definition_says() {
    let answers = answered(10);
    let prior = Prior::default();
    let posterior = posterior(&prior, &answers);
    let ability = posterior.estimate().theta;
    let items = bank_of(60);
    let defined = |rule: Rule, item: ItemParameters| match rule {
        Rule::MaximumInformation => information(item, ability),
        Rule::Urry => -(item.b - ability).abs(),
        _ => by_definition(rule, item, ability, &answers, &prior),
    };
    for rule in [Rule::MaximumInformation, Rule::Urry].into_iter().chain(WEIGHTED) {
        let criterion = Criterion { rule, ability, posterior: &posterior, progress: 0.0 };
        let ranking = rank(&items, &criterion, &mut SplitMix64::new(1));
        let mut expected: Vec<(usize, f64)> =
            items.iter().map(|item| defined(rule, *item)).enumerate().collect();
        expected.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let order: Vec<usize> = ranking.iter().map(|ranked| ranked.index).collect();
        assert_eq!(order, expected.iter().map(|(index, _)| *index).collect::<Vec<_>>(), "{rule:?}");
        for (ranked, (_, value)) in ranking.iter().zip(expected) {
            assert!((ranked.value - value).abs() < 1e-9 + 1e-6 * value.abs(), "{rule:?}");
        }
    }
}

#[test]
fn m36_the_stratified_rule_goes_from_flat_to_steep_and_takes_the_closest_difficulty() {
    // Discrimination rises with the index; four strata of five items.
    let items: Vec<ItemParameters> = (0..20)
        .map(|index| parameters(0.5 + 0.1 * f64::from(index), f64::from(index % 5) - 2.0, 0.0, 1.0))
        .collect();
    let posterior = posterior(&Prior::default(), &[]);
    let first = |ability: f64, progress: f64| {
        let criterion =
            Criterion { rule: Rule::AStratified { strata: 4 }, ability, posterior: &posterior, progress };
        rank(&items, &criterion, &mut SplitMix64::new(1))[0].index
    };
    assert_eq!([0.0, 0.24, 0.25, 0.5, 0.75, 1.0].map(|progress| first(0.1, progress)), [2, 2, 7, 12, 17, 17]);
    assert_eq!(first(-1.9, 0.3), 5);
    assert_eq!(first(1.6, 0.3), 9);
}

#[test]
fn m36_an_attempt_by_strata_takes_each_in_its_turn_and_steps_in_where_one_is_used_up() {
    let items: Vec<Item> = (0..20)
        .map(|index| Item {
            parameters: parameters(0.5 + 0.1 * f64::from(index), 0.0, 0.0, 1.0),
            ..item(&format!("{index:02}"), "caching", 0.0)
        })
        .collect();
    let bank = Bank::new(&items).unwrap();
    let rule = Rule::AStratified { strata: 4 };
    let stratum = |id: &String| id.parse::<usize>().unwrap() / 5;
    let asked = |length: u32| {
        let settings = Settings { rule, randomesque: 1, ..Settings::adaptive(length, 3) };
        let mut attempt = Attempt::started(settings);
        run(&mut attempt, &bank, &[1.0; 20]).iter().map(stratum).collect::<Vec<usize>>()
    };
    assert_eq!(asked(8), [0, 0, 1, 1, 2, 2, 3, 3]);
    assert_eq!(asked(20).len(), 20);
}

#[test]
fn m36_chance_ranks_by_its_seed() {
    let posterior = posterior(&Prior::default(), &[]);
    let criterion = Criterion { rule: Rule::Random, ability: 0.0, posterior: &posterior, progress: 0.0 };
    let order = |seed| rank(&bank_of(50), &criterion, &mut SplitMix64::new(seed));
    assert_eq!(order(1), order(1));
    assert_ne!(order(1), order(2));
    assert!(order(1).iter().all(|ranked| (0.0..1.0).contains(&ranked.value)));
}

#[test]
fn m36_after_a_thousand_answers_weighted_rules_still_choose() {
    // The likelihood is about e^-1500 and no number any more; the ability is known, so that all weigh what counts there.
    let answers: Vec<Observation> =
        (0..2_000).map(|index| seen(parameters(2.0, 0.5, 0.0, 1.0), f64::from(index % 2))).collect();
    let posterior = posterior(&Prior::default(), &answers);
    let items = synthetic_items(200, 3);
    let bank = Bank::new(&items).unwrap();
    let choose = |rule| {
        let criterion = Criterion { rule, ability: 0.5, posterior: &posterior, progress: 0.0 };
        let allowed = [true; 200];
        let request = Request {
            criterion,
            allowed: &allowed,
            shown: &[],
            recently_seen: &[],
            held_back: &[],
            topic_shares: &[],
            among: 1,
        };
        select(&bank, &request, &mut SplitMix64::new(1)).unwrap()
    };
    let most = choose(Rule::MaximumInformation);
    for rule in [Rule::LikelihoodWeighted, Rule::PosteriorWeighted] {
        let chosen = choose(rule);
        assert_eq!(chosen.index, most.index, "{rule:?}");
        assert!(chosen.value > 0.0, "{rule:?}");
    }
}

#[test]
fn m36_the_bank_and_the_ranking_choose_the_same() {
    let items = synthetic_items(120, 9);
    let bank = Bank::new(&items).unwrap();
    let parameters: Vec<ItemParameters> = items.iter().map(|item| item.parameters).collect();
    for rule in
        [Rule::MaximumInformation, Rule::Urry, Rule::AStratified { strata: 3 }].into_iter().chain(WEIGHTED)
    {
        let settings = Settings {
            rule,
            balance: assessment::Balance::None,
            randomesque: 1,
            ..Settings::adaptive(30, 3)
        };
        let mut attempt = Attempt::started(settings);
        let mut answers = Vec::new();
        for share in [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0] {
            let posterior = posterior(&Prior::default(), &answers);
            let progress = answers.len() as f64 / 30.0;
            let criterion =
                Criterion { rule, ability: posterior.estimate().theta, posterior: &posterior, progress };
            let ranking = rank(&parameters, &criterion, &mut SplitMix64::new(1));
            let asked: Vec<usize> =
                attempt.asked().iter().map(|asked| bank.index_of(&asked.item).unwrap()).collect();
            let best = ranking.iter().find(|ranked| !asked.contains(&ranked.index)).unwrap();
            let id = crate::build::step(&mut attempt, &bank, share).unwrap();
            assert_eq!(bank.index_of(&id), Some(best.index), "{rule:?}");
            answers.push(seen(parameters[best.index], share));
        }
    }
}

#[test]
fn m34_an_item_is_let_through_as_often_as_its_chance_says() {
    let items: Vec<Item> =
        (0..4).map(|index| item(&format!("q{index}"), "caching", 0.5 * f64::from(index))).collect();
    let mut bank = Bank::new(&items).unwrap();
    bank.limit_exposure(&[0.3]).unwrap();
    let first = |seed| {
        let settings = Settings { randomesque: 1, ..Settings::adaptive(4, seed) };
        run(&mut Attempt::started(settings), &bank, &[1.0]).remove(0)
    };
    let let_through = (0..4000).filter(|seed| first(*seed) == "q0").count();
    // 1,200, with a standard deviation of sqrt(4000 * 0.3 * 0.7) = 29.
    assert!((1080..1320).contains(&let_through), "{let_through}");
    assert_eq!(first(17), first(17));
}

#[test]
fn m34_what_is_held_back_still_comes_when_nothing_else_is_left() {
    let items: Vec<Item> = (0..3).map(|index| item(&format!("q{index}"), "caching", 0.0)).collect();
    let mut bank = Bank::new(&items).unwrap();
    bank.limit_exposure(&[0.01; 3]).unwrap();
    let mut attempt = Attempt::started(Settings::adaptive(5, 1));
    assert_eq!(run(&mut attempt, &bank, &[1.0; 5]).len(), 3);
}

#[test]
fn m34_chances_that_are_none_are_refused_and_change_nothing() {
    let mut bank = Bank::new(&[item("one", "caching", 0.0), item("two", "caching", 0.0)]).unwrap();
    for chance in [0.0, 1.5, f64::NAN, -1.0] {
        let error = bank.limit_exposure(&[1.0, chance]).unwrap_err();
        assert!(matches!(error, BankError::Exposure { item, .. } if item == "two"));
    }
}
