use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{Item, Question};

/// Single choices with the same number of options before the places of their right options are judged.
const LEAST_FOR_PLACES: usize = 10;

/// What is wrong with items taken together: ids, enemies, and where the right options stand.
pub fn lint_bank(items: &[Item]) -> Vec<String> {
    let mut found = Vec::new();
    lint_ids(items, &mut found);
    lint_enemies(items, &mut found);
    lint_places(items, &mut found);
    found
}

fn lint_ids(items: &[Item], found: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for item in items {
        if !seen.insert(&item.id) {
            found.push(format!("two questions have the id {}; give one of them another", item.id));
        }
    }
}

fn lint_enemies(items: &[Item], found: &mut Vec<String>) {
    let by_id: HashMap<&String, &Item> = items.iter().map(|item| (&item.id, item)).collect();
    for item in items {
        for enemy in &item.enemies {
            if *enemy == item.id {
                found.push(format!("{enemy} is its own enemy; take it out"));
                continue;
            }
            match by_id.get(enemy) {
                None => found.push(format!("{} has the enemy {enemy}, which is not in the bank", item.id)),
                Some(other) if !other.enemies.contains(&item.id) => {
                    found.push(format!(
                        "{} has the enemy {enemy}, but not the other way round; add it",
                        item.id
                    ));
                }
                Some(_) => {}
            }
        }
    }
}

/// No place may hold the right option 1.6 times as often as an even spread would: of four options, over 40 %.
fn lint_places(items: &[Item], found: &mut Vec<String>) {
    let mut counts_by_options: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for item in items {
        let Question::SingleChoice { options } = &item.question else { continue };
        let Some(place) = options.iter().position(|option| option.correct) else { continue };
        let counts = counts_by_options.entry(options.len()).or_insert_with(|| vec![0; options.len()]);
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    for (options, counts) in counts_by_options {
        let total: usize = counts.iter().sum();
        if total < LEAST_FOR_PLACES {
            continue;
        }
        let most = 1.6 / options as f64;
        for (place, count) in counts.into_iter().enumerate() {
            let share = count as f64 / total as f64;
            if share > most + 1e-9 {
                found.push(format!(
                    "of {total} single choices with {options} options, {:.0} % have the right one at place {}; \
                     keep each place at {:.0} % or less",
                    share * 100.0,
                    place + 1,
                    most * 100.0
                ));
            }
        }
    }
}
