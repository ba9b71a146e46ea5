use crate::Tutorial;

/// Easier before harder, and none before what it builds on. Prerequisites without cycles, which is checked before.
pub(super) fn in_teaching_order(mut tutorials: Vec<Tutorial>) -> Vec<Tutorial> {
    tutorials.sort_by_key(|tutorial| (tutorial.difficulty, tutorial.prerequisites.len()));
    let mut ordered: Vec<Tutorial> = Vec::with_capacity(tutorials.len());
    while !tutorials.is_empty() {
        let is_placed = |id: &String| ordered.iter().any(|tutorial| tutorial.id == *id);
        let ready = tutorials.iter().position(|tutorial| tutorial.prerequisites.iter().all(is_placed));
        ordered.push(tutorials.remove(ready.unwrap_or_default()));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Difficulty;

    fn tutorial(id: &str, difficulty: Difficulty, prerequisites: &[&str]) -> Tutorial {
        Tutorial {
            id: id.to_owned(),
            title: String::new(),
            summary: String::new(),
            difficulty,
            minutes: 1,
            prerequisites: prerequisites.iter().map(|id| (*id).to_owned()).collect(),
            objectives: Vec::new(),
            steps: Vec::new(),
        }
    }

    #[test]
    fn what_a_tutorial_builds_on_comes_before_it_even_when_it_is_harder() {
        let tutorials = vec![
            tutorial("cache", Difficulty::Beginner, &["server"]),
            tutorial("regions", Difficulty::Beginner, &["replicas"]),
            tutorial("replicas", Difficulty::Advanced, &["server"]),
            tutorial("server", Difficulty::Beginner, &[]),
        ];
        let ids: Vec<String> = in_teaching_order(tutorials).into_iter().map(|tutorial| tutorial.id).collect();
        assert_eq!(ids, ["server", "cache", "replicas", "regions"]);
    }
}
