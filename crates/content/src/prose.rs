//! What is asked of every text that a learner reads: of all packs that it can be shown safely, of those built here that it
//! is well said, too.

mod spoken;

use std::collections::BTreeSet;

use assessment::{Item, Question};
use diagram::catalogue::Kind;

use crate::{
    Challenge, CodeTask, Criterion, ExampleStory, Experience, Flaw, Interview, Pack, Path, Place, StepKind,
    StoryPart, Tier, Tutorial, fit_text,
    markdown::{self, MarkdownProblem},
};

/// More than this are not collected.
const MAX_FLAWS: usize = 1_000;

/// Markdown that is not shown, or too much of it.
pub(crate) fn unsafe_texts(pack: &Pack) -> Vec<Flaw> {
    looked_over(pack, Look::Safety).flaws
}

/// Texts that are empty, shout or hold emoji.
pub(crate) fn style_flaws(pack: &Pack) -> Vec<Flaw> {
    looked_over(pack, Look::Style).flaws
}

/// All of it, in the order of the pack.
#[cfg(feature = "compile")]
pub(crate) fn flaws(pack: &Pack) -> Vec<Flaw> {
    looked_over(pack, Look::SafetyAndStyle).flaws
}

/// Names of the pictures that any text shows.
#[cfg(feature = "compile")]
pub(crate) fn shown_pictures(pack: &Pack) -> BTreeSet<String> {
    looked_over(pack, Look::Pictures).shown
}

/// What a look over all texts is for.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "compile"), allow(dead_code, reason = "only the author's compiler looks for these"))]
enum Look {
    Safety,
    Style,
    SafetyAndStyle,
    Pictures,
}

impl Look {
    fn at_style(self) -> bool {
        matches!(self, Look::Style | Look::SafetyAndStyle)
    }

    fn at_safety(self) -> bool {
        matches!(self, Look::Safety | Look::SafetyAndStyle)
    }
}

fn looked_over(pack: &Pack, look: Look) -> Checker<'_> {
    let pictures: BTreeSet<&str> = pack.pictures.iter().map(|picture| picture.name.as_str()).collect();
    let mut checker = Checker { look, pictures, shown: BTreeSet::new(), flaws: Vec::new() };
    let place = Place::default();
    checker.plain(place.key("title"), &pack.title);
    checker.plain(place.key("summary"), &pack.summary);
    let imprint = [
        ("version", &pack.version),
        ("author", &pack.author),
        ("licence", &pack.licence),
        ("language", &pack.language),
    ];
    for (key, text) in imprint {
        checker.fits(place.key(key), text);
    }
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
    for (index, kind) in pack.kinds().iter().enumerate() {
        checker.kind(&Place::entry("kinds", index), kind);
    }
    checker.interview(&Place::default().key("interview"), &pack.interview);
    for (index, path) in pack.paths.iter().enumerate() {
        checker.path(&Place::entry("paths", index), path);
    }
    if let Some(levels) = &pack.levels {
        for experience in Experience::ALL {
            checker.plain(place.key("levels").key(experience.id()), levels.of(experience));
        }
    }
    for (index, tier) in pack.skill_tree.iter().enumerate() {
        checker.tier(&Place::entry("skill_tree", index), tier);
    }
    for (index, mock) in pack.mock_tests.iter().enumerate() {
        let place = Place::entry("mock_tests", index);
        checker.plain(place.key("title"), &mock.title);
        checker.plain(place.key("summary"), &mock.summary);
        for (index, section) in mock.sections.iter().enumerate() {
            checker.plain(place.key("sections").index(index).key("title"), &section.title);
        }
    }
    checker
}

struct Checker<'p> {
    look: Look,
    /// Names of those that the pack carries.
    pictures: BTreeSet<&'p str>,
    /// Names of those that texts show.
    shown: BTreeSet<String>,
    flaws: Vec<Flaw>,
}

impl Checker<'_> {
    fn path(&mut self, place: &Place, path: &Path) {
        self.plain(place.key("role"), &path.role);
        self.plain(place.key("title"), &path.title);
        self.plain(place.key("summary"), &path.summary);
        for (index, goal) in path.goals.iter().enumerate() {
            self.plain(place.key("goals").index(index).key("title"), &goal.title);
        }
        for (index, tutorial) in path.tutorials.iter().enumerate() {
            self.plain(place.key("tutorials").index(index).key("reason"), &tutorial.reason);
        }
    }

    fn kind(&mut self, place: &Place, kind: &Kind) {
        self.plain(place.key("name"), &kind.name);
        self.plain(place.key("explanation"), &kind.explanation);
        for (key, words) in [("inputs", &kind.inputs), ("outputs", &kind.outputs), ("limits", &kind.limits)] {
            self.plain_list(&place.key(key), words);
        }
        self.plain(place.key("price").key("basis"), &kind.price.basis);
        for (index, spec) in kind.properties.iter().enumerate() {
            let place = place.key("properties").index(index);
            self.plain(place.key("name"), &spec.name);
            self.plain(place.key("help"), &spec.help);
        }
    }

    fn tier(&mut self, place: &Place, tier: &Tier) {
        self.plain(place.key("title"), &tier.title);
        self.plain(place.key("summary"), &tier.summary);
        for (index, branch) in tier.branches.iter().enumerate() {
            self.plain(place.key("branches").index(index).key("title"), &branch.title);
        }
    }

    fn item(&mut self, place: &Place, item: &Item) {
        self.markdown(place.key("stem"), &item.stem);
        self.markdown(place.key("explanation"), &item.explanation);
        self.markdown_list(&place.key("hints"), &item.hints);
        self.fits_list(&place.key("related"), &item.related);
        for (index, source) in item.sources.iter().enumerate() {
            let place = place.key("sources").index(index);
            self.fits(place.key("title"), &source.title);
            self.fits(place.key("location"), &source.location);
        }
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
                    let place = place.key("blanks").index(index);
                    self.fits_list(&place.key("accepted"), &blank.accepted);
                    self.markdown(place.key("rationale"), &blank.rationale);
                }
            }
            Question::ShortText { accepted, keywords, rubric, model_answer } => {
                self.fits_list(&place.key("accepted"), accepted);
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
            Question::Numeric { unit, .. } | Question::Estimate { unit, .. } => {
                self.fits(place.key("unit"), unit);
            }
            Question::Design { .. } => {}
        }
    }

    fn tutorial(&mut self, place: &Place, tutorial: &Tutorial) {
        self.plain(place.key("title"), &tutorial.title);
        self.plain(place.key("summary"), &tutorial.summary);
        for (index, objective) in tutorial.objectives.iter().enumerate() {
            let place = place.key("objectives").index(index);
            self.plain(place.key("title"), &objective.title);
            if !objective.description.is_empty() {
                self.plain(place.key("description"), &objective.description);
            }
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

    fn interview(&mut self, place: &Place, interview: &Interview) {
        for (index, prompt) in interview.prompts.iter().enumerate() {
            let place = place.key("prompts").index(index);
            self.plain(place.key("text"), &prompt.text);
            self.plain(place.key("listens_for"), &prompt.listens_for);
            self.plain_list(&place.key("follow_ups"), &prompt.follow_ups);
        }
        for (index, rubric) in interview.rubrics.iter().enumerate() {
            let place = place.key("rubrics").index(index);
            self.plain(place.key("name"), &rubric.name);
            self.plain(place.key("summary"), &rubric.summary);
            for (index, line) in rubric.lines.iter().enumerate() {
                let place = place.key("lines").index(index);
                self.plain(place.key("question"), &line.question);
                self.plain(place.key("low"), &line.low);
                self.plain(place.key("middle"), &line.middle);
                self.plain(place.key("high"), &line.high);
            }
        }
        for (index, story) in interview.stories.iter().enumerate() {
            self.story(&place.key("stories").index(index), story);
        }
    }

    fn story(&mut self, place: &Place, story: &ExampleStory) {
        self.plain(place.key("title"), &story.title);
        self.plain(place.key("teller"), &story.teller);
        self.plain(place.key("verdict"), &story.verdict);
        for (key, part) in ["situation", "task", "action", "result"].into_iter().zip(StoryPart::ALL) {
            self.plain(place.key(key), story.part(part));
        }
        for (index, annotation) in story.annotations.iter().enumerate() {
            self.plain(place.key("annotations").index(index).key("says"), &annotation.says);
        }
    }

    fn criteria(&mut self, place: &Place, criteria: &[Criterion]) {
        for (index, criterion) in criteria.iter().enumerate() {
            self.plain(place.key("criteria").index(index).key("description"), &criterion.description);
        }
    }

    fn code_criteria(&mut self, place: &Place, task: &CodeTask) {
        for (key, code) in [("starting_code", &task.starting_code), ("solution", &task.solution)] {
            if self.look.at_safety() && self.flaws.len() < MAX_FLAWS {
                let problem = fit_text::unruly_sign(code);
                let flaw = |MarkdownProblem { line, message }| Flaw {
                    place: place.key(key),
                    line: Some(line),
                    message,
                };
                self.flaws.extend(problem.map(flaw));
            }
        }
        for (index, criterion) in task.criteria.iter().enumerate() {
            self.plain(place.key("criteria").index(index).key("description"), &criterion.description);
        }
    }

    fn plain_list(&mut self, place: &Place, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.plain(place.index(index), text);
        }
    }

    /// What may be empty, and is not prose.
    fn fits(&mut self, place: Place, text: &str) {
        if self.look.at_safety() && self.flaws.len() < MAX_FLAWS {
            self.flaws.extend(fit_text::objection(&place, text));
        }
    }

    fn fits_list(&mut self, place: &Place, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.fits(place.index(index), text);
        }
    }

    fn plain(&mut self, place: Place, text: &str) {
        self.fits(place.clone(), text);
        if !self.look.at_style() || self.flaws.len() >= MAX_FLAWS {
            return;
        }
        if text.trim().is_empty() {
            self.flaws.push(Flaw::new(place, "the text is empty"));
        } else if let Some(message) = spoken::objection(text) {
            self.flaws.push(Flaw::new(place, message));
        }
    }

    fn markdown_list(&mut self, place: &Place, texts: &[String]) {
        for (index, text) in texts.iter().enumerate() {
            self.markdown(place.index(index), text);
        }
    }

    fn markdown(&mut self, place: Place, text: &str) {
        if self.flaws.len() >= MAX_FLAWS {
            return;
        }
        if self.look.at_style() && text.trim().is_empty() {
            self.flaws.push(Flaw::new(place, "the text is empty"));
            return;
        }
        if self.look == Look::Pictures {
            self.shown.extend(markdown::pictures(text));
            return;
        }
        let mut problems = Vec::new();
        if self.look.at_safety() {
            problems.extend(markdown::check(text, |name| self.pictures.contains(name)));
            problems.extend(fit_text::unruly_sign(text));
        }
        if self.look.at_style() {
            problems.extend(spoken::problems(text));
        }
        for MarkdownProblem { line, message } in problems {
            self.flaws.push(Flaw { place: place.clone(), line: Some(line), message });
        }
    }
}
