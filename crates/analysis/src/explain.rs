//! Why this number? The formula behind a figure, what went into it, and what was assumed.

mod cost;

use diagram::{Catalogue, ComponentId, Diagram};

use crate::availability::{self, Unit};
use crate::day;
use crate::model::{Model, ServiceShape};
use crate::report::Report;
use crate::{latency, words};

/// A figure of a report that can be explained. Latencies are of a client, the others of a component or the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    MeanLatency(ComponentId),
    P50Latency(ComponentId),
    P95Latency(ComponentId),
    P99Latency(ComponentId),
    MaxThroughput,
    BusiestHour,
    Availability,
    SinglePointsOfFailure,
    ScalabilityScore,
    MonthlyCost,
    Utilisation(ComponentId),
    Wait(ComponentId),
}

/// How a figure came about, in words for the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub formula: String,
    /// What, how much, and the component that it is of.
    pub inputs: Vec<(String, String, Option<ComponentId>)>,
    pub assumptions: Vec<String>,
    /// Not exact even where the assumptions hold.
    pub estimate: bool,
}

const POISSON: &str = "Requests arrive at random, independently of each other (a Poisson process).";
const POOL: &str = "All replicas of a component serve one common line, first come first served.";
const STEADY: &str = "The load has been the same for long enough to settle.";
const INDEPENDENT: &str =
    "Times at different components are independent, and calls are made one after another.";
const ENOUGH: &str = "One replica is enough, but where another number is set, and where copies vote: then more than half of \
                      them are needed. A load balancer needs one target, and a cache that is down is passed by.";
const GENERAL: &str = "Where service times are not exponential, they are gamma distributed or, if the design says so, \
                       log-normal, with the stated mean and variation. The wait is then exact for one place, and follows \
                       Allen and Cunneen for several.";
const NETWORK: &str = "Where no network time is set: 0.05 ms one way on one host, 0.5 ms within a zone, 1 ms between zones, \
                       35 ms between regions, 20 ms to clients and third parties, 55 ms to those in another region.";

/// Explains one figure of `report`, which must be of the same diagram and catalogue.
///
/// For a component that is not there, the formula says so and there are no inputs.
pub fn explain(diagram: &Diagram, catalogue: &Catalogue, report: &Report, figure: Figure) -> Explanation {
    let model = Model::new(diagram, catalogue);
    let explained = Explained { diagram, model: &model, report };
    match figure {
        Figure::MeanLatency(client) => explained.mean_latency(&client),
        Figure::P50Latency(client) => explained.percentile(&client, 50),
        Figure::P95Latency(client) => explained.percentile(&client, 95),
        Figure::P99Latency(client) => explained.percentile(&client, 99),
        Figure::MaxThroughput => explained.max_throughput(),
        Figure::BusiestHour => explained.busiest_hour(),
        Figure::Availability => explained.availability(),
        Figure::SinglePointsOfFailure => explained.single_points_of_failure(),
        Figure::ScalabilityScore => explained.scalability_score(),
        Figure::MonthlyCost => explained.monthly_cost(),
        Figure::Utilisation(component) => explained.utilisation(&component),
        Figure::Wait(component) => explained.wait(&component),
    }
}

struct Explained<'a> {
    diagram: &'a Diagram,
    model: &'a Model<'a>,
    report: &'a Report,
}

fn explanation(formula: &str, estimate: bool, assumptions: &[&str]) -> Explanation {
    Explanation {
        formula: formula.to_owned(),
        inputs: Vec::new(),
        assumptions: assumptions.iter().map(|text| (*text).to_owned()).collect(),
        estimate,
    }
}

fn not_there() -> Explanation {
    explanation("There is no such component in the design.", false, &[])
}

impl Explanation {
    fn input(mut self, what: impl Into<String>, how_much: String, component: Option<&ComponentId>) -> Self {
        self.inputs.push((what.into(), how_much, component.cloned()));
        self
    }
}

impl Explained<'_> {
    fn index(&self, id: &ComponentId) -> Option<usize> {
        self.model.nodes.iter().position(|node| node.component.id == *id)
    }

    fn mean_latency(&self, client: &ComponentId) -> Explanation {
        let formula = "Mean latency = network + the sum over all components of visits x (wait + service), where visits \
                       is how often an average request comes there";
        self.with_time_spent(
            client,
            explanation(
                formula,
                self.has_general_service(),
                &[POISSON, POOL, STEADY, INDEPENDENT, GENERAL, NETWORK],
            ),
        )
    }

    fn percentile(&self, client: &ComponentId, percent: u32) -> Explanation {
        let formula = format!(
            "The time within which {percent} of 100 requests are answered, read from the distribution of the whole \
             response time: what follows one another is convolved, ways that exclude each other are mixed by how often \
             they are taken. Percentiles of the parts do not add up to it."
        );
        let skeleton = explanation(
            &formula,
            self.has_general_service(),
            &[POISSON, POOL, STEADY, INDEPENDENT, GENERAL, NETWORK],
        );
        self.with_time_spent(client, skeleton)
    }

    fn with_time_spent(&self, client: &ComponentId, mut explanation: Explanation) -> Explanation {
        let Some(client) = self.index(client).filter(|index| self.model.nodes[*index].is_client) else {
            return not_there();
        };
        let spent = latency::time_spent(self.model, client);
        for (node, visits) in spent.visits {
            let component = &self.report.components[node];
            let often = words::number(visits);
            let often = if often == "1" { "1 visit".to_owned() } else { format!("{often} visits") };
            let how_much = component.response_millis.map_or_else(
                || format!("{often}, but it cannot keep up, so there is no answer"),
                |millis| format!("{often} x {} = {}", words::millis(millis), words::millis(visits * millis)),
            );
            let what = self.model.nodes[node].name();
            explanation = explanation.input(what, how_much, Some(&component.id));
        }
        explanation.input("Network, both ways", words::millis(spent.network_millis), None)
    }

    /// Whether an approximation for service times that are not exponential is in play anywhere.
    fn has_general_service(&self) -> bool {
        let nodes = self.model.nodes.iter();
        nodes
            .into_iter()
            .any(|node| node.service_millis > 0.0 && node.service_shape != ServiceShape::Exponential)
    }

    fn max_throughput(&self) -> Explanation {
        let throughput = &self.report.throughput;
        let formula = "Largest load = present load / utilisation of the busiest component, because every utilisation \
                       grows in proportion to the load. A rate limit counts like a component that is full at its limit";
        let assumptions = [
            STEADY,
            "Clients keep their present mix as the load grows.",
            "All callers of a client send equally much, so a limit counted for each caller lets through as many times \
             the limit as there are callers.",
        ];
        let mut explained = explanation(formula, false, &assumptions).input(
            "Present load",
            format!("{} requests a second", words::number(throughput.offered_per_second)),
            None,
        );
        if let Some(node) = throughput.binding_component.as_ref().and_then(|id| self.index(id)) {
            let component = &self.report.components[node];
            let name = self.model.nodes[node].name();
            let share = throughput.headroom.map_or(0.0, |headroom| 1.0 / headroom);
            let (what, share) = if share > component.utilisation * (1.0 + 1e-9) && !component.is_unbounded {
                (format!("Share of the limit of {name} that is asked for"), share)
            } else {
                (format!("Utilisation of {name}, the busiest"), component.utilisation)
            };
            let share =
                if share.is_finite() { words::percent(share) } else { "more than there is".to_owned() };
            explained = explained.input(what, share, Some(&component.id));
        }
        explained
    }

    fn busiest_hour(&self) -> Explanation {
        let throughput = &self.report.throughput;
        let formula = "Load of an hour = the sum over clients of average load x what the hour brings. An hour brings peak \
                       factor x share^k times the average, where share is how busy the daily shape has the hour beside its \
                       busiest, and k is such that the day as a whole brings the average";
        let assumptions = [
            "The daily shapes are typical curves, not measurements of these clients. A flat day has no busiest hour, \
             whatever the peak factor; a peak factor of 1 is the same all day; one over 24 counts as 24, since an hour \
             brings no more than the whole day.",
            "The clients' hours are those of one clock, and are added as they stand.",
            "Within an hour the load is even, and the mix of requests is taken as it is on average.",
            "Components with autoscaling run as many replicas as it may add by the time that they are needed.",
        ];
        let mut explained = explanation(formula, true, &assumptions);
        let hour = throughput.busiest_hour.unwrap_or(0);
        for client in self.model.clients() {
            let node = &self.model.nodes[client];
            let shape = node.choice("daily_shape").unwrap_or("Flat");
            let average = words::number(node.requests_per_second);
            let what =
                format!("{}, {average} requests a second on average, {}", node.name(), shape.to_lowercase());
            let times = day::multipliers_of(node).get(usize::from(hour)).copied().unwrap_or(1.0);
            let at = words::number(node.requests_per_second * times);
            let how_much =
                format!("{average} x {} = {at} from {}", words::number(times), day::hours(&[hour]));
            explained = explained.input(what, how_much, Some(&node.component.id));
        }
        let all = format!("{} requests a second", words::number(throughput.busiest_hour_per_second));
        explained = explained.input("All clients in the busiest hour", all, None);
        if let Some(most) = throughput.autoscaled_max_per_second {
            let most = format!("{} requests a second", words::number(most));
            explained =
                explained.input("Most it can carry", most, throughput.binding_component.as_ref()).input(
                    "Hours in which more comes than that",
                    day::hours(&throughput.hours_over_capacity),
                    None,
                );
        }
        explained
    }

    fn single_points_of_failure(&self) -> Explanation {
        let formula = "Each component is taken away alone, and for every client that waits for answers it is asked whether \
                       it can still be served. A component that cuts a client off and has no replica to spare is a single \
                       point of failure";
        let assumptions = [
            "Only what a client waits for counts: what happens behind a queue can be late.",
            ENOUGH,
            "A target of a balancer without health checks cuts off only the share of requests that goes there. That is a \
             finding of its own.",
            "What is said to be up all the time, or is of an unknown kind, does not fail. Zones and regions are not \
             counted here, though they take everything in them along: see the availability.",
        ];
        let single = &self.report.availability.single_points_of_failure;
        let found = single.iter().filter_map(|id| self.index(id));
        let explained = found.fold(explanation(formula, false, &assumptions), |explained, index| {
            let node = &self.model.nodes[index];
            let each = if node.replicas > 1 { "each " } else { "" };
            let up = format!("{}, {each}up {}", node.replicas_in_words(), words::percent(node.availability));
            explained.input(node.name(), up, Some(&node.component.id))
        });
        if single.is_empty() {
            return explained.input("Components whose loss alone cuts a client off", "none".to_owned(), None);
        }
        explained
    }

    fn availability(&self) -> Explanation {
        let report = &self.report.availability;
        let formula = "Availability = the product of what every client needs, each 1 - (1 - a)^n for n replicas that \
                       are up a share a of the time, or the chance that k of them are up where k are needed, times the \
                       probability that one of the alternatives works wherever there are any";
        let assumptions = [
            "Replicas fail independently, except that a zone or a region takes everything in it along: zones are up \
             99.99 % and regions 99.999 % of the time.",
            ENOUGH,
            "Replicas of a store whose replication is \"None\" do not follow one another: each request needs the one that has \
             its data, so that more of them do not make the store more available.",
        ];
        let mut explained = explanation(formula, report.method == "monte_carlo", &assumptions);
        for balancer in availability::unchecking(self.model) {
            let name = self.model.nodes[balancer].name();
            explained.assumptions.push(format!(
                "{name} has its health checks off and sends requests to what is down as to what is up. What comes through \
                 it is answered for the mean share of time of its targets, each weighted by its share of the requests. A \
                 request that comes by several times goes the same way each time."
            ));
        }
        let mut product = 1.0;
        for needed in availability::needed(self.model) {
            product *= needed.up;
            let (name, id) = match needed.unit {
                Unit::Component(node) => {
                    let node = &self.model.nodes[node];
                    let replicas = node.replicas_in_words();
                    let name = format!(
                        "{}: {replicas}{} up {}",
                        node.name(),
                        match (node.replicas > 1, !node.replicas_stand_in()) {
                            (false, _) => "",
                            (true, false) => ", each",
                            (true, true) => " that do not follow one another, each",
                        },
                        words::percent(node.availability)
                    );
                    (name, Some(&node.component.id))
                }
                Unit::Copy(node) => {
                    let node = &self.model.nodes[node];
                    let name = format!("{}: the replica that a request is sent to, unchecked", node.name());
                    (name, Some(&node.component.id))
                }
                // No turn is needed: where one target is not chosen, another is.
                Unit::Turn(_) => continue,
                Unit::Zone(group) | Unit::Region(group) => (
                    self.diagram.groups.get(group).map_or_else(String::new, |group| group.name.clone()),
                    None,
                ),
            };
            explained = explained.input(name, words::percent(needed.up), id);
        }
        if product > 0.0 && report.value < product {
            explained =
                explained.input("Everything with alternatives", words::percent(report.value / product), None);
        }
        if report.method == "monte_carlo" {
            let interval = format!("{} to {}", words::percent(report.low), words::percent(report.high));
            explained = explained.input("99 % interval of the estimate", interval, None);
        }
        explained
    }

    fn scalability_score(&self) -> Explanation {
        let formula = "Score = (100 - 15 x single points of failure) x share of components that scale out - 10 x \
                       database bottlenecks, never below 0";
        let assumptions = ["A database bottleneck is a component that keeps data and is at least 70 % busy."];
        let deductions = self.report.scalability.deductions.iter();
        let mut explained =
            deductions.fold(explanation(formula, false, &assumptions), |explained, deduction| {
                let points = format!("-{}", words::number(deduction.points));
                explained.input(deduction.reason.clone(), points, deduction.components.first())
            });
        if self.report.components.iter().any(|component| component.is_unbounded) {
            let sentence = "Requests go round in a circle that grows without end. As long as they do, no number of replicas \
                            is enough, and the score means nothing.";
            explained.assumptions.push(sentence.to_owned());
        }
        explained
    }

    fn utilisation(&self, component: &ComponentId) -> Explanation {
        let Some(index) = self.index(component) else { return not_there() };
        let formula =
            "Utilisation = arrivals x service time / (replicas x requests that each works on at once)";
        self.with_service(index, explanation(formula, false, &[STEADY, POOL]))
    }

    fn wait(&self, component: &ComponentId) -> Explanation {
        let Some(index) = self.index(component) else { return not_there() };
        let node = &self.model.nodes[index];
        let formula =
            "Wait = chance of having to wait (Erlang C) x service time / free places x (1 + variation²) / 2";
        let is_estimate = node.service_shape != ServiceShape::Exponential && node.servers > 1;
        let explained =
            self.with_service(index, explanation(formula, is_estimate, &[POISSON, POOL, STEADY, GENERAL]));
        let arrivals = self.report.components[index].arrivals_per_second;
        let chance = node
            .wait(arrivals)
            .map_or_else(|| "certain: it is full".to_owned(), |wait| words::percent(wait.chance));
        explained.input("Chance of having to wait", chance, Some(component)).input(
            "Variation of the service time",
            words::number(node.service_variation),
            Some(component),
        )
    }

    fn with_service(&self, index: usize, explanation: Explanation) -> Explanation {
        let (node, id) = (&self.model.nodes[index], Some(&self.report.components[index].id));
        let arrivals =
            format!("{} a second", words::number(self.report.components[index].arrivals_per_second));
        explanation
            .input("Arrivals", arrivals, id)
            .input("Service time", words::millis(node.service_millis), id)
            .input("Replicas", words::number(f64::from(node.replicas)), id)
            .input("Each works at once on", words::number(node.servers as f64 / f64::from(node.replicas)), id)
    }
}

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
