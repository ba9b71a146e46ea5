//! Prompts, rubrics and example stories: what an author may write, and what the shipped pack holds.
#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests may panic")]

use std::path::Path;

use content::compile::{SourceFiles, compile_files, compile_folder, write};
use content::{StoryPart, Tone};

const HEAD: &str = "format = 1\nid = \"p\"\ntitle = \"P\"\nsummary = \"S.\"\nversion = \"1\"\nlicence = \"MIT\"\nlanguage = \"en\"\n";
const TOPICS: &str =
    "[[topic]]\nid = \"t\"\nname = \"T\"\nsummary = \"S.\"\nskills = [{ id = \"s\", name = \"S\" }]\n";
const PRINCIPLES: &str = "[[principle]]\nid = \"candour\"\nname = \"Candour\"\nsummary = \"You said it.\"\n";

/// A pack of the examples of the documented format.
fn documented() -> SourceFiles {
    let description = include_str!("../../../docs/formats/pack-interview.md");
    let examples = description.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let names = ["prompts.toml", "rubrics.toml", "stories/all.toml"];
    let mut files: SourceFiles =
        names.into_iter().zip(examples).map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    for (name, text) in [
        ("pack.toml", HEAD),
        ("topics.toml", TOPICS),
        ("items/none.toml", "item = []\n"),
        ("principles.toml", PRINCIPLES),
    ] {
        files.insert(name.to_owned(), text.to_owned());
    }
    files
}

#[track_caller]
fn refuses(file: &str, from: &str, to: &str, expected: &str) {
    let mut files = documented();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replacen(from, to, 1);
    let problems = compile_files(&files).expect_err("the change should have been refused");
    let printed: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(printed.len() == 1 && printed[0].starts_with(expected), "{printed:#?}\nexpected: {expected}");
}

#[test]
fn the_documented_examples_compile_and_read_back_the_same() {
    let pack = compile_files(&documented()).unwrap();
    let interview = &pack.interview;
    assert_eq!((interview.prompts.len(), interview.rubrics.len(), interview.stories.len()), (1, 1, 1));
    assert_eq!(content::pack_from_json(&write(&pack).unwrap().json).as_ref(), Ok(&pack));
}

#[test]
fn a_pack_without_stories_says_nothing_of_them_in_its_file() {
    let mut files = documented();
    for name in ["prompts.toml", "rubrics.toml", "stories/all.toml"] {
        files.remove(name);
    }
    let pack = compile_files(&files).unwrap();
    assert!(!write(&pack).unwrap().json.contains("interview"));
}

#[test]
fn what_a_story_refers_to_has_to_be_there() {
    refuses(
        "stories/all.toml",
        "prompt = \"told-bad-news-early\"",
        "prompt = \"told\"",
        "stories/all.toml:5: the prompt \"told\" is unknown",
    );
    refuses(
        "stories/all.toml",
        "\"star\"",
        "\"stars\"",
        "stories/all.toml:11: the rubric \"stars\" is unknown",
    );
    refuses("stories/all.toml", "[1]", "[1, 2]", "stories/all.toml:12: 1 ratings from 0 to 2 were expected");
    refuses("stories/all.toml", "[1]", "[3]", "stories/all.toml:12: 1 ratings from 0 to 2 were expected");
    refuses(
        "prompts.toml",
        "[\"candour\"]",
        "[\"candor\"]",
        "prompts.toml:4: the principle \"candor\" is unknown",
    );
    refuses("prompts.toml", "[\"candour\"]", "[]", "prompts.toml:4: there is no principle");
    refuses(
        "prompts.toml",
        "[\"How was it received?\"]",
        "[]",
        "prompts.toml:6: there are 0 follow-up questions",
    );
}

#[test]
fn a_quote_that_does_not_stand_in_its_part_is_refused() {
    refuses(
        "stories/all.toml",
        "quote = \"I called the same day\"",
        "quote = \"I called the next day\"",
        "stories/all.toml:17: these words do not stand in the part \"Action\" of the story",
    );
    refuses(
        "stories/all.toml",
        "part = \"action\"",
        "part = \"task\"",
        "stories/all.toml:17: these words do not stand in the part \"Task\" of the story",
    );
}

#[test]
fn shouting_and_misspelt_keys_are_refused() {
    refuses("prompts.toml", "bring.\"", "bring!\"", "prompts.toml:3: an exclamation mark");
    refuses("rubrics.toml", "low = \"It went well.\"", "low = \"\"", "rubrics.toml:6: the text is empty");
    refuses("stories/all.toml", "verdict = ", "judgement = ", "stories/all.toml:");
}

#[test]
fn a_part_is_cut_at_its_annotations_and_nothing_of_it_is_lost() {
    let pack = compile_files(&documented()).unwrap();
    let story = pack.interview.story("late-by-a-week").unwrap();
    let pieces = story.pieces(StoryPart::Action);
    assert_eq!(pieces, [("I called the same day", Some(0)), (" and offered the finished half.", None)]);
    assert_eq!(story.pieces(StoryPart::Task), [(story.task.as_str(), None)]);
}

#[test]
fn the_behavioral_pack_holds_what_was_promised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/behavioral");
    let pack = compile_folder(&folder).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let interview = &pack.interview;
    assert_eq!(pack.principles.len(), 16);
    assert!(pack.items.len() >= 40, "{}", pack.items.len());
    assert!(interview.prompts.len() >= 80, "{}", interview.prompts.len());
    assert_eq!(interview.stories.len(), 12);
    for principle in &pack.principles {
        let asks = interview.prompts.iter().filter(|prompt| prompt.principles.contains(&principle.id));
        assert!(asks.count() >= 3, "{}", principle.id);
        let shows = interview.stories.iter().any(|story| story.principles.contains(&principle.id));
        assert!(shows, "no story shows {}", principle.id);
    }
    for story in &interview.stories {
        assert!(story.annotations.len() >= 4, "{}", story.id);
        for part in StoryPart::ALL {
            let whole: String = story.pieces(part).into_iter().map(|(text, _)| text).collect();
            assert_eq!(whole, story.part(part), "{}", story.id);
        }
    }
    let all_weak = |story: &&content::ExampleStory| {
        story.annotations.iter().all(|annotation| annotation.tone == Tone::Weak)
    };
    assert!(
        interview.stories.iter().filter(all_weak).count() >= 3,
        "some stories are examples of what to avoid"
    );
}
