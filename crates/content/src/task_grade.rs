use analysis::Check;
use analysis::challenge::{Brief, BriefClient, Grade, Requirement, Sort, grade};
use diagram::{Catalogue, Component, Diagram, format};

use crate::{CanvasTask, Criterion};

impl CanvasTask {
    /// Judges a design in the five dimensions of a challenge, under the load that the starting design has. What a challenge's
    /// brief says beyond that, such as what is to be weighed, a task does not have: the points for it cannot be had.
    pub fn grade(&self, design: &Diagram, catalogue: &Catalogue) -> Grade {
        let brief = Brief {
            clients: self.clients(),
            given: Vec::new(),
            requirements: self.criteria.iter().map(requirement).collect(),
            trade_offs: Vec::new(),
        };
        grade(design, catalogue, &brief, &[])
    }

    /// Packs are checked when they are compiled, so a design that cannot be read is one that somebody changed by hand.
    fn clients(&self) -> Vec<BriefClient> {
        let Ok(opened) = format::read(&self.starting_design.to_string()) else { return Vec::new() };
        let components = opened.diagram.components.iter();
        components.filter(|component| component.kind == "client").filter_map(client).collect()
    }
}

fn client(component: &Component) -> Option<BriefClient> {
    let kind = Catalogue::builtin().kind("client")?;
    let number = |property: &str| kind.number(component, property);
    Some(BriefClient {
        id: component.id.0.clone(),
        name: component.name.clone(),
        requests_per_second: number("requests_per_second")?,
        read_share_percent: number("read_share_percent")?,
        static_share_percent: number("static_share_percent").unwrap_or(0.0),
        response_kilobytes: number("response_kilobytes")?,
        peak_factor: number("peak_factor")?,
        region: None,
    })
}

fn requirement(criterion: &Criterion) -> Requirement {
    let sort = match criterion.check {
        Check::Measures { .. } | Check::Receives { .. } | Check::Holds { .. } => Sort::Number,
        Check::DoesNotConnect { .. } | Check::NoFinding { .. } | Check::DoesNotWaitFor { .. } => {
            Sort::Constraint
        }
        _ => Sort::Functional,
    };
    Requirement { text: criterion.description.clone(), sort, check: criterion.check.clone() }
}
