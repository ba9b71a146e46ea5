//! What is asked of every text that a learner reads.

use assessment::{Item, Question};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::{
    Challenge, CodeTask, Criterion, Flaw, Pack, Place, StepKind, Tutorial,
    markdown::{self, MarkdownProblem, line_at},
};

/// Texts that are empty, shout, hold emoji, or hold markdown that is not shown.
pub(crate) fn flaws(pack: &Pack) -> Vec<Flaw> {
    let mut checker = Checker::default();
    let place = Place::default();
    checker.plain(place.key("title"), &pack.title);
    checker.plain(place.key("summary"), &pack.summary);
    for (index, topic) in pack.topics.iter().enumerate() {
        let place = Place::entry("topics", index);
        checker.plain(place.key("name"), &topic.name);
        checker.plain(place.key("summary"), &topic.summary);
        for (index, skill) in topic.skills.iter().enumerate() {
            checker.plain(place.key("skills").index(index).key("name"), &skill.name);
        }
    }
    for (index, item) in pack.items.iter().enumerate() {
        checker.item(&Place::entry("items", index), item);
    }
    for (index, tutorial) in pack.tutorials.iter().enumerate() {
        checker.tutorial(&Place::entry("tutorials", index), tutorial);
    }
    for (index, challenge) in pack.challenges.iter().enumerate() {
        checker.challenge(&Place::entry("challenges", index), challenge);
    }
    for (index, task) in pack.tasks.iter().enumerate() {
        checker.criteria(&Place::entry("tasks", index), &task.criteria);
    }
    for (index, principle) in pack.principles.iter().enumerate() {
        let place = Place::entry("principles", index);
        checker.plain(place.key("name"), &principle.name);
        checker.plain(place.key("summary"), &principle.summary);
    }
    checker.flaws
}

#[derive(Default)]
struct Checker {
    flaws: Vec<Flaw>,
}

impl Checker {
    fn item(&mut self, place: &Place, item: &Item) {
        self.markdown(place.key("stem"), &item.stem);
        self.markdown(place.key("explanation"), &item.explanation);
        self.markdown_list(&place.key("hints"), &item.hints);
        self.question(place, &item.question);
    }

    fn question(&mut self, place: &Place, question: &Question) {
        match question {
            Question::SingleChoice { options } | Question::MultipleChoice { options } => {
                for (index, option) in options.iter().enumerate() {
                    let place = place.key("options").index(index);
                    self.markdown(place.key("text"), &option.text);
                    self.markdown(place.key("rationale"), &option.rationale);
                }
            }
            Question::Ordering { steps } => self.markdown_list(&place.key("steps"), steps),
            Question::Matching { pairs, extra } => {
                for (index, pair) in pairs.iter().enumerate() {
                    let place = place.key("pairs").index(index);
                    self.plain(place.key("left"), &pair.left);
                    self.plain(place.key("right"), &pair.right);
                    self.markdown(place.key("rationale"), &pair.rationale);
                }
                self.plain_list(&place.key("extra"), extra);
            }
            Question::FillIn { text, blanks } => {
                self.plain(place.key("text"), text);
                for (index, blank) in blanks.iter().enumerate() {
                    self.markdown(place.key("blanks").index(index).key("rationale"), &blank.rationale);
                }
            }
            Question::ShortText { keywords, rubric, model_answer, .. } => {
                self.markdown(place.key("model_answer"), model_answer);
                self.plain_list(&place.key("rubric"), rubric);
                for (index, idea) in keywords.iter().enumerate() {
                    let place = place.key("keywords").index(index);
                    self.plain(place.key("idea"), &idea.idea);
                    self.markdown(place.key("rationale"), &idea.rationale);
                }
            }
            Question::Story { rubric, .. } => self.plain_list(&place.key("rubric"), rubric),
            Question::Code { task } => self.code_criteria(place, task),
            Question::Numeric { .. } | Question::Estimate { .. } | Question::Design { .. } => {}
        }
    }

    fn tutorial(&mut self, place: &Place, tutorial: &Tutorial) {
        self.plain(place.key("title"), &tutorial.title);
        self.plain(place.key("summary"), &tutorial.summary);
        for (index, objective) in tutorial.objectives.iter().enumerate() {
            self.plain(place.key("objectives").index(index).key("title"), &objective.title);
        }
        for (index, step) in tutorial.steps.iter().enumerate() {
            let place = place.key("steps").index(index);
            self.plain(place.key("title"), &step.title);
            self.markdown(place.key("content"), &step.content);
            self.markdown_list(&place.key("hints"), &step.hints);
            if let StepKind::Canvas { criteria, .. } = &step.kind {
                self.criteria(&place, criteria);
            }
            if let Some(task) = step.kind.code() {
                self.code_criteria(&place, task);
            }
        }
    }

    fn challenge(&mut self, place: &Place, challenge: &Challenge) {
        self.plain(place.key("title"), &challenge.title);
        self.plain(place.key("summary"), &challenge.summary);
        self.markdown(place.key("text"), &challenge.text);
        self.markdown(place.key("explanation"), &challenge.explanation);
        self.markdown_list(&place.key("hints"), &challenge.hints);
        let brief = place.key("brief");
        for (index, client) in challenge.brief.clients.iter().enumerate() {
            self.plain(brief.key("clients").index(index).key("name"), &client.name);
        }
        for (index, given) in challenge.brief.given.iter().enumerate() {
            self.plain(brief.key("given").index(index).key("because"), &given.because);
        }
        for (index, requirement) in challenge.brief.requirements.iter().enumerate() {
            self.plain(brief.key("requirements").index(index).key("text"), &requirement.text);
        }
        for (index, trade_off) in challenge.brief.trade_offs.iter().enumerate() {
            self.plain(brief.key("trade_offs").index(index).key("topic"), &trade_off.topic);
        }
    }

    fn criteria(&mut self, place: &Place, criteria: &[Criterion]) {
        for (index, criterion) in criteria.iter().enumerate() {
            self.plain(place.key("criteria").index(index).key("description"), &criterion.description);
        }
    }

    fn code_criteria(&mut self, place: &Place, task: &CodeTask) {
        for (index, criterion) in task.criteria.iter().enumerate() {
            self.plain(place.key("criteria").index(index).key("description"), &criterion.description);
        }
    }

    fn plain_list(&mut self, place: &Place, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.plain(place.index(index), text);
        }
    }

    fn plain(&mut self, place: Place, text: &str) {
        if text.trim().is_empty() {
            self.flaws.push(Flaw::new(place, "the text is empty"));
        } else if let Some(message) = objection(text) {
            self.flaws.push(Flaw::new(place, message));
        }
    }

    fn markdown_list(&mut self, place: &Place, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.markdown(place.index(index), text);
        }
    }

    fn markdown(&mut self, place: Place, text: &str) {
        if text.trim().is_empty() {
            self.flaws.push(Flaw::new(place, "the text is empty"));
            return;
        }
        for MarkdownProblem { line, message } in
            markdown::check(text).into_iter().chain(spoken_problems(text))
        {
            self.flaws.push(Flaw { place: place.clone(), line: Some(line), message });
        }
    }
}

/// Objections to the words of a markdown text; code is not prose.
fn spoken_problems(text: &str) -> Vec<MarkdownProblem> {
    let mut problems = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code => problems.extend(
                objection(&words)
                    .map(|message| MarkdownProblem { line: line_at(text, range.start), message }),
            ),
            _ => {}
        }
    }
    problems
}

fn objection(words: &str) -> Option<String> {
    words.chars().find_map(|character| match character {
        '!' | '\u{a1}' | '\u{ff01}' => {
            Some("an exclamation mark: say it plainly, or put code in backticks".to_owned())
        }
        _ if is_emoji(character) => {
            Some(format!("the emoji U+{:04X}: say it in words", u32::from(character)))
        }
        _ => None,
    })
}

/// Pictographs, dingbats, flags and the selector that turns a sign into a picture (Unicode blocks).
fn is_emoji(character: char) -> bool {
    matches!(u32::from(character),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B05..=0x2B07 | 0x2B1B..=0x2B1C | 0x2B50 | 0x2B55
        | 0x231A..=0x231B | 0x23E9..=0x23FA | 0xFE0F)
}
