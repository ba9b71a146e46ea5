use crate::{Choice, Question};

/// The texts of a question that learners read, each with what it is called in a message.
pub(super) fn question_texts(question: &Question) -> Vec<(&'static str, &str)> {
    fn all<'a>(name: &'static str, texts: &'a [String]) -> impl Iterator<Item = (&'static str, &'a str)> {
        texts.iter().map(move |text| (name, text.as_str()))
    }
    let mut found: Vec<(&'static str, &str)> = Vec::new();
    match question {
        Question::SingleChoice { options } | Question::MultipleChoice { options } => {
            found.extend(options.iter().flat_map(|Choice { text, rationale, .. }| {
                [("an option", text.as_str()), ("a rationale", rationale)]
            }));
        }
        Question::Ordering { steps } => found.extend(all("a step", steps)),
        Question::Matching { pairs, extra } => {
            found.extend(pairs.iter().flat_map(|pair| {
                [
                    ("a left side", pair.left.as_str()),
                    ("a right side", &pair.right),
                    ("a rationale", &pair.rationale),
                ]
            }));
            found.extend(all("an extra side", extra));
        }
        Question::FillIn { text, blanks } => {
            found.push(("the text", text));
            found.extend(blanks.iter().map(|blank| ("a rationale", blank.rationale.as_str())));
        }
        Question::ShortText { keywords, rubric, model_answer, .. } => {
            found.push(("the model answer", model_answer));
            found.extend(
                keywords
                    .iter()
                    .flat_map(|idea| [("an idea", idea.idea.as_str()), ("a rationale", &idea.rationale)]),
            );
            found.extend(all("a line of the rubric", rubric));
        }
        Question::Story { rubric, .. } => found.extend(all("a line of the rubric", rubric)),
        Question::Code { task } => {
            found.extend(task.criteria.iter().map(|one| ("a criterion", one.description.as_str())));
        }
        Question::Numeric { .. } | Question::Estimate { .. } | Question::Design { .. } => {}
    }
    found
}
