use std::collections::BTreeMap;

use super::{Problem, toml_file::TomlFile};
use crate::{Flaw, Place, Segment};

/// Where the parts of a pack were written.
#[derive(Default)]
pub(crate) struct Origins<'f> {
    pub(crate) files: BTreeMap<&'f str, TomlFile<'f>>,
    /// File and place within it, one an item of the pack.
    pub(crate) items: Vec<(&'f str, usize)>,
    /// Names of `tutorial.toml` files, one a tutorial of the pack.
    pub(crate) tutorials: Vec<&'f str>,
    /// Names of `challenge.toml` files, one a challenge of the pack.
    pub(crate) challenges: Vec<&'f str>,
    /// Names of `task.toml` files, one a task of the pack.
    pub(crate) tasks: Vec<&'f str>,
    /// File and place within it, one an example story of the pack.
    pub(crate) stories: Vec<(&'f str, usize)>,
}

impl Origins<'_> {
    /// A flaw of the pack as a problem of the file that it came from.
    pub(crate) fn locate(&self, flaw: &Flaw) -> Problem {
        if let Some(file) = self.file_of_challenge(&flaw.place.0) {
            return Problem::new(&file, flaw.line, flaw.message.clone());
        }
        let (name, path) = self.source_of(&flaw.place.0);
        let Some(file) = self.files.get(name) else { return Problem::new(name, None, flaw.message.clone()) };
        if let Some((content, line)) = markdown_file(file, &path).zip(flaw.line) {
            return Problem::new(&content, Some(line), flaw.message.clone());
        }
        let line = flaw.line.map_or_else(|| file.line_of(&path), |line| file.line_within(&path, line));
        Problem::new(name, Some(line), flaw.message.clone())
    }

    /// File and path in the author's words of a place in the compiled pack.
    fn source_of(&self, place: &[Segment]) -> (&str, Vec<Segment>) {
        use Segment::{Index, Key};
        let entry =
            |key, index, rest: &[Segment]| [Key(key), Index(index)].iter().chain(rest).copied().collect();
        match place {
            [Key("topics"), Index(index), rest @ ..] => ("topics.toml", entry("topic", *index, rest)),
            [Key("topics")] => ("topics.toml", Vec::new()),
            [Key("items"), Index(index), rest @ ..] => match self.items.get(*index) {
                Some((file, index)) => (file, entry("item", *index, rest)),
                None => ("pack.toml", Vec::new()),
            },
            [Key("tutorials"), Index(index), rest @ ..] => {
                (self.tutorials.get(*index).copied().unwrap_or("pack.toml"), in_tutorial(rest))
            }
            [Key("challenges"), Index(index), rest @ ..] => {
                (self.challenges.get(*index).copied().unwrap_or("pack.toml"), in_challenge(rest))
            }
            [Key("tasks"), Index(index), rest @ ..] => {
                (self.tasks.get(*index).copied().unwrap_or("pack.toml"), in_tutorial(rest))
            }
            [Key("mock_tests"), Index(index), rest @ ..] => {
                ("mock-tests.toml", entry("mock_test", *index, &in_mock_test(rest)))
            }
            [Key("kinds"), Index(index), rest @ ..] => ("kinds.toml", entry("kind", *index, rest)),
            [Key("kinds")] => ("kinds.toml", Vec::new()),
            [Key("principles"), Index(index), rest @ ..] => {
                ("principles.toml", entry("principle", *index, rest))
            }
            [Key("interview"), Key("prompts"), Index(index), rest @ ..] => {
                ("prompts.toml", entry("prompt", *index, rest))
            }
            [Key("interview"), Key("rubrics"), Index(index), rest @ ..] => {
                ("rubrics.toml", entry("rubric", *index, rest))
            }
            [Key("interview"), Key("stories"), Index(index), rest @ ..] => match self.stories.get(*index) {
                Some((file, index)) => (file, entry("story", *index, rest)),
                None => ("pack.toml", Vec::new()),
            },
            [Key("paths"), Index(index), rest @ ..] => ("paths.toml", entry("path", *index, &in_path(rest))),
            [Key("levels"), ..] => ("paths.toml", place.to_vec()),
            [Key("skill_tree"), Index(index), rest @ ..] => {
                ("skill-tree.toml", entry("tier", *index, &in_path(rest)))
            }
            _ => ("pack.toml", place.to_vec()),
        }
    }

    /// The file beside `challenge.toml` that a part of a challenge has to itself.
    fn file_of_challenge(&self, place: &[Segment]) -> Option<String> {
        let [Segment::Key("challenges"), Segment::Index(index), Segment::Key(part)] = place else {
            return None;
        };
        let file = match *part {
            "text" => "brief.md",
            "explanation" => "explanation.md",
            "starting_design" => "start.json",
            "solution" => "solution.json",
            "naive" => "naive.json",
            _ => return None,
        };
        let folder = self.challenges.get(*index)?.strip_suffix("challenge.toml")?;
        Some(format!("{folder}{file}"))
    }

    /// The file that a tutorial names at `place`, or that tutorial where it names none.
    pub(crate) fn named_by(&self, place: &Place) -> String {
        if let Some(file) = self.file_of_challenge(&place.0) {
            return file;
        }
        let (name, path) = self.source_of(&place.0);
        self.files.get(name).and_then(|file| beside(file, &path)).unwrap_or_else(|| name.to_owned())
    }
}

/// The markdown file of a step, where `path` is a step's content.
fn markdown_file(file: &TomlFile, path: &[Segment]) -> Option<String> {
    let [Segment::Key("step"), _, Segment::Key("content")] = path else { return None };
    beside(file, path)
}

/// The file that the text at `path` of a tutorial names.
fn beside(file: &TomlFile, path: &[Segment]) -> Option<String> {
    let folder = file.name.strip_suffix("tutorial.toml").or_else(|| file.name.strip_suffix("task.toml"))?;
    Some(format!("{folder}{}", file.text_at(path)?))
}

fn in_tutorial(place: &[Segment]) -> Vec<Segment> {
    use Segment::Key;
    let mut path = place.to_vec();
    for (position, segment) in path.iter_mut().enumerate() {
        *segment = match (position, *segment) {
            (0, Key("steps")) => Key("step"),
            (0, Key("objectives")) => Key("objective"),
            (0 | 2, Key("criteria")) => Key("criterion"),
            (_, other) => other,
        };
    }
    path
}

/// Of a path or of a tier.
fn in_path(place: &[Segment]) -> Vec<Segment> {
    use Segment::Key;
    let named = |segment: &Segment| match segment {
        Key("goals") => Key("goal"),
        Key("tutorials") => Key("tutorial"),
        Key("branches") => Key("branch"),
        other => *other,
    };
    // Only the outermost lists are named otherwise: a tutorial's goals are called so in the file too.
    place.iter().take(1).map(named).chain(place.iter().skip(1).copied()).collect()
}

fn in_mock_test(place: &[Segment]) -> Vec<Segment> {
    use Segment::Key;
    let renamed = |segment: &Segment| match segment {
        Key("sections") => Key("section"),
        Key("quotas") => Key("topics"),
        other => *other,
    };
    place.iter().map(renamed).collect()
}

fn in_challenge(place: &[Segment]) -> Vec<Segment> {
    use Segment::Key;
    match place {
        [Key("brief"), Key(list), rest @ ..] => {
            let key = match *list {
                "clients" => "client",
                "requirements" => "requirement",
                "trade_offs" => "trade_off",
                other => other,
            };
            std::iter::once(Key(key)).chain(rest.iter().copied()).collect()
        }
        _ => place.to_vec(),
    }
}
