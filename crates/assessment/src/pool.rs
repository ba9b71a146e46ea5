use crate::{Item, SplitMix64};

/// The questions of a fixed quiz or an exam, at most `length`, drawn by `seed`: topics take turns, enemies are never
/// together, and what was seen lately comes last. Stories, designs and what learners rate themselves take long and are not
/// among them. `topics` may be empty for all.
pub fn fixed_pool(
    items: &[Item],
    topics: &[String],
    recently_seen: &[String],
    length: usize,
    seed: u64,
) -> Vec<String> {
    let fits =
        |item: &&Item| !item.question.takes_long() && (topics.is_empty() || topics.contains(&item.topic));
    let mut open: Vec<&Item> = items.iter().filter(fits).collect();
    SplitMix64::for_name(seed, "fixed pool").shuffle(&mut open);
    open.sort_by_key(|item| recently_seen.contains(&item.id));
    let mut chosen: Vec<&Item> = Vec::new();
    while chosen.len() < length && !open.is_empty() {
        let taken = |item: &&Item| chosen.iter().filter(|other| other.topic == item.topic).count();
        // The first of those whose topic had the fewest turns; unseen ones stand in front.
        let next =
            open.iter().enumerate().min_by_key(|(_, item)| (recently_seen.contains(&item.id), taken(item)));
        let Some((place, _)) = next else { break };
        let item = open.remove(place);
        if !chosen.iter().any(|other| are_enemies(item, other)) {
            chosen.push(item);
        }
    }
    chosen.into_iter().map(|item| item.id.clone()).collect()
}

fn are_enemies(one: &Item, other: &Item) -> bool {
    one.enemies.contains(&other.id) || other.enemies.contains(&one.id)
}
