use analysis::Explanation;
use analysis::challenge::{
    Brief, Comparison, Figures, Grade, RubricAnswer, compare, explain_requirement, figures, grade,
};
use assessment::Source;
use diagram::{Catalogue, Component, ComponentId, Diagram, PropertyValue, format};
use kurbo::Point;
use serde::{Deserialize, Serialize};

use crate::Difficulty;

/// A system to design, with what it must do, what it is measured by, and answers to compare with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Challenge {
    pub id: String,
    pub title: String,
    pub summary: String,
    pub difficulty: Difficulty,
    pub minutes: u32,
    /// Ids of topics of the pack.
    pub topics: Vec<String>,
    /// Markdown: what is asked for, and under which conditions.
    pub text: String,
    /// Faintest first.
    #[serde(default)]
    pub hints: Vec<String>,
    pub brief: Brief,
    /// A design file to begin with; the brief's clients alone where there is none.
    #[serde(default)]
    pub starting_design: Option<serde_json::Value>,
    /// One that passes, shown after the learner tried.
    pub solution: serde_json::Value,
    /// Markdown: why the solution is as it is, and what it gives up.
    pub explanation: String,
    /// What first comes to mind, and does not pass.
    pub naive: serde_json::Value,
    pub sources: Vec<Source>,
}

impl Challenge {
    /// Judges a design of kinds of `catalogue` as an answer to this challenge. `answers` are the learner's to the rubric, if any.
    pub fn grade(&self, design: &Diagram, catalogue: &Catalogue, answers: &[RubricAnswer]) -> Grade {
        grade(design, catalogue, &self.brief, answers)
    }

    /// What sets a design apart from the solution; `None` where the solution cannot be read, which compiling rules out.
    pub fn compare(&self, design: &Diagram, catalogue: &Catalogue) -> Option<Comparison> {
        Some(compare(design, &self.solved()?, catalogue, &self.brief))
    }

    /// The solution as a design; `None` where it cannot be read, which compiling rules out.
    pub fn solved(&self) -> Option<Diagram> {
        format::read(&self.solution.to_string()).ok().map(|opened| opened.diagram)
    }

    /// What a design comes to under the load of this challenge.
    pub fn figures(&self, design: &Diagram, catalogue: &Catalogue) -> Figures {
        figures(design, catalogue, &self.brief)
    }

    /// How the figure behind a requirement of the brief came about; `None` where it asks for none.
    pub fn explain(
        &self,
        design: &Diagram,
        catalogue: &Catalogue,
        requirement: usize,
    ) -> Option<Explanation> {
        explain_requirement(design, catalogue, &self.brief, requirement)
    }

    /// What the learner begins with.
    pub fn start(&self) -> Diagram {
        let written = self.starting_design.as_ref().and_then(|design| format::read(&design.to_string()).ok());
        written.map_or_else(|| self.clients_alone(), |opened| opened.diagram)
    }

    fn clients_alone(&self) -> Diagram {
        let client = |(row, client): (usize, &analysis::challenge::BriefClient)| {
            let at = Point::new(0.0, 160.0 * row as f64);
            let mut component = Component::new(ComponentId(client.id.clone()), "client", &client.name, at);
            component.properties = [
                ("requests_per_second", client.requests_per_second),
                ("read_share_percent", client.read_share_percent),
                ("static_share_percent", client.static_share_percent),
                ("response_kilobytes", client.response_kilobytes),
                ("peak_factor", client.peak_factor),
            ]
            .into_iter()
            .map(|(property, number)| (property.to_owned(), PropertyValue::Number(number)))
            .collect();
            component
        };
        let components = self.brief.clients.iter().enumerate().map(client).collect();
        Diagram { name: self.title.clone(), components, ..Diagram::default() }
    }
}
