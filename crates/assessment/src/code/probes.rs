use serde::Serialize;

use super::{CodeCheck, CodeCriterion};

#[derive(Serialize)]
struct Probes<'c> {
    variables: Vec<&'c str>,
    calls: Vec<&'c str>,
}

/// What `harness.answer` is asked: names of variables, and calls in the order of the criteria. Nothing that is expected.
pub fn probes(criteria: &[CodeCriterion]) -> String {
    let mut asked = Probes { variables: Vec::new(), calls: Vec::new() };
    for criterion in criteria {
        match &criterion.check {
            CodeCheck::Variable(check) if !asked.variables.contains(&check.name.as_str()) => {
                asked.variables.push(&check.name);
            }
            CodeCheck::Function { cases, .. } => {
                asked.calls.extend(cases.iter().map(|case| case.call.as_str()));
            }
            _ => {}
        }
    }
    // Text and lists can always be written.
    serde_json::to_string(&asked).unwrap_or_default()
}
