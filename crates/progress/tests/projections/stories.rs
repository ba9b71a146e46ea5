use journal::{Body, StoryKept, StoryTold};

use crate::samples::progress_of;

fn kept(story: &str, principles: &[&str]) -> Body {
    let told = StoryTold {
        situation: "It was late.".into(),
        task: String::new(),
        action: String::new(),
        result: String::new(),
        principles: principles.iter().map(|id| (*id).to_owned()).collect(),
        ratings: Vec::new(),
    };
    let (subject, prompt, rubric) = ("behavioral".into(), "bad-news".into(), "star".into());
    Body::StoryKept(StoryKept { story: story.into(), subject, prompt, rubric, told })
}

fn removed(story: &str) -> Body {
    Body::StoryRemoved { story: story.into() }
}

fn told(bodies: impl IntoIterator<Item = Body>) -> (Vec<String>, Vec<String>) {
    let stories = progress_of(bodies).stories;
    let ids = stories.of_subject("behavioral").iter().map(|story| story.kept.story.clone()).collect();
    let mut principles: Vec<String> = stories.principles("behavioral").map(str::to_owned).collect();
    principles.sort();
    (ids, principles)
}

#[test]
fn a_story_kept_again_takes_the_place_of_what_it_was() {
    let (ids, principles) = told([kept("a", &["candour"]), kept("b", &["care"]), kept("a", &["care"])]);
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(principles, ["care", "care"]);
}

#[test]
fn a_removed_story_covers_nothing_and_comes_back_when_it_is_kept_again() {
    let bodies = [kept("a", &["candour"]), kept("b", &["care"]), removed("a"), removed("unknown")];
    assert_eq!(told(bodies.clone()), (vec!["b".to_owned()], vec!["care".to_owned()]));
    let undone = bodies.into_iter().chain([kept("a", &["candour"])]);
    assert_eq!(told(undone).1, ["candour", "care"]);
}

#[test]
fn stories_of_another_subject_are_left_out() {
    let stories = progress_of([kept("a", &["candour"])]).stories;
    assert!(stories.of_subject("poker").is_empty());
    assert_eq!(stories.principles("poker").count(), 0);
}
