use std::collections::BTreeMap;

use jiff::civil::Date;
use journal::{Body, DesignSaved};
use serde::{Deserialize, Serialize};

use crate::{Happened, keyed, name_across_packs};

/// How each design grew, and how it did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Designs(BTreeMap<String, Design>);

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Design {
    pub milestones: Vec<Milestone>,
    pub predictions: Vec<Prediction>,
    /// How often it was submitted, by the challenge's name across packs.
    pub submissions: BTreeMap<String, u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    pub date: Date,
    pub components: u32,
    pub connections: u32,
    pub scalability_score: f64,
    /// Share of time, in `0..=1`.
    pub availability: f64,
    pub max_requests_per_second: Option<f64>,
}

/// What the learner expected before the analysis was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    pub date: Date,
    pub metric: String,
    pub guess: f64,
    pub actual: f64,
}

impl Designs {
    pub fn apply(&mut self, happened: &Happened<'_>) {
        let date = happened.day;
        match &happened.body {
            Body::DesignSaved(saved) => {
                keyed::update(&mut self.0, &saved.design, |design| {
                    design.milestones.push(Milestone::of(date, saved));
                });
            }
            Body::PredictionMade { design, metric, guess, actual, .. } => {
                let prediction = Prediction { date, metric: metric.clone(), guess: *guess, actual: *actual };
                keyed::update(&mut self.0, design, |design| design.predictions.push(prediction));
            }
            Body::DesignSubmitted { design, challenge, subject } => {
                let challenge = name_across_packs(subject, challenge);
                keyed::update(&mut self.0, design, |design| {
                    let count = design.submissions.entry(challenge).or_default();
                    *count = count.saturating_add(1);
                });
            }
            _ => {}
        }
    }

    pub fn get(&self, design: &str) -> Option<&Design> {
        self.0.get(design)
    }

    /// Every design that reached a milestone or was judged, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Design)> {
        self.0.iter().map(|(id, design)| (id.as_str(), design))
    }
}

impl Milestone {
    fn of(date: Date, saved: &DesignSaved) -> Milestone {
        Milestone {
            date,
            components: saved.components,
            connections: saved.connections,
            scalability_score: saved.scalability_score,
            availability: saved.availability,
            max_requests_per_second: saved.max_requests_per_second,
        }
    }
}
