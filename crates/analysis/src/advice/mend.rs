//! Quick fixes: a finding, and the change of the design after which it is gone.

mod asynchrony;
mod busiest_hour;
mod caching;
mod capacity;
mod data;
mod drawing;
mod edge;
mod entrance;
mod plan;
mod settings;

use std::borrow::Cow;

use diagram::{Catalogue, Command, Diagram, Document};

use super::Situation;
use crate::challenge::{Brief, imposed};
use crate::model::Model;
use crate::report::Finding;
use crate::traffic::Traffic;

use plan::Plan;

/// Plans what would mend a finding, and says in a sentence what it does.
type Mend = fn(&mut Plan) -> Option<String>;

/// Whether findings of this rule usually have a quick fix. What [`quick_fix`] says is what counts.
pub fn has_quick_fix(finding: &Finding) -> bool {
    mend_of(finding.id).is_some()
}

/// One change of the design after which `finding`, which must be one of its report, is gone.
///
/// With a brief, the report is that of the design under its load and its figures, and so is what the change is worked
/// out for; what is changed is the design as it is drawn.
///
/// It is a [`Command::Together`] with a sentence for the live region, so one step of undo. New components stand where
/// nothing else does. `fresh_id` is asked for the id of each new component and connection and must not repeat itself.
/// The change is tried on a copy before it is offered; `None` when there is none that would help.
pub fn quick_fix(
    diagram: &Diagram,
    catalogue: &Catalogue,
    brief: Option<&Brief>,
    finding: &Finding,
    fresh_id: &mut impl FnMut() -> String,
) -> Option<Command> {
    let mend = mend_of(finding.id)?;
    let conditions = Conditions { catalogue, brief };
    let command = conditions.planned(diagram, finding, mend, fresh_id)?;
    conditions.is_mended_by(diagram, finding, &command).then_some(command)
}

/// What a design is measured under.
struct Conditions<'c> {
    catalogue: &'c Catalogue,
    brief: Option<&'c Brief>,
}

impl Conditions<'_> {
    fn measured<'d>(&self, diagram: &'d Diagram) -> Cow<'d, Diagram> {
        match self.brief {
            Some(brief) => Cow::Owned(imposed(diagram, self.catalogue, brief).diagram),
            None => Cow::Borrowed(diagram),
        }
    }

    fn planned(
        &self,
        diagram: &Diagram,
        finding: &Finding,
        mend: Mend,
        fresh_id: &mut dyn FnMut() -> String,
    ) -> Option<Command> {
        let measured = self.measured(diagram);
        let model = Model::new(&measured, self.catalogue);
        let traffic = Traffic::of(&model);
        let report = crate::figures(&model, &traffic);
        let situation = Situation { diagram: &measured, model: &model, traffic: &traffic, report: &report };
        let mut plan = Plan::new(&situation, diagram, self.catalogue, finding, fresh_id);
        let summary = mend(&mut plan)?;
        let commands = plan.into_commands();
        (!commands.is_empty()).then_some(Command::Together { summary, commands })
    }

    /// The change can be made, and the finding does not come back.
    fn is_mended_by(&self, diagram: &Diagram, finding: &Finding, command: &Command) -> bool {
        let mut copy = Document::from_diagram(1, diagram);
        let is_made = copy.apply(command).is_ok_and(|applied| !applied.is_empty());
        let left = || crate::report(&self.measured(copy.diagram()), self.catalogue).findings;
        is_made && !left().iter().any(|left| is_same(left, finding))
    }
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.id == other.id && one.components == other.components && one.connections == other.connections
}

fn mend_of(rule: &str) -> Option<Mend> {
    Some(match rule {
        "no_client" => drawing::add_client,
        "orphan_component" => drawing::connect_or_take_out,
        "amplifying_cycle" => drawing::cut_cycle,
        "over_capacity" | "hot_component" => capacity::add_capacity,
        "busiest_hour" => busiest_hour::carry,
        "single_point_of_failure" => capacity::second_replica,
        "too_few_replicas" => capacity::enough_replicas,
        "stateful_without_replica" => capacity::follower,
        "health_checks_off" => settings::check_health,
        "load_balancer_missing" => capacity::balance,
        "all_in_one_zone" => capacity::second_zone,
        "retries_without_backoff" => settings::back_off,
        "unbounded_retries" => settings::bound_retries,
        "retry_storm" => settings::retry_once,
        "cache_stampede" => settings::protect_cache,
        "hot_partition" => settings::split_key,
        "no_backups" => settings::back_up,
        "no_encryption_at_rest" => settings::encrypt_at_rest,
        "unencrypted_across_boundary" => settings::encrypt,
        "chatty_calls" | "chatty_across_regions" => settings::ask_once,
        "cache_not_used" => settings::ask_on_miss,
        "no_rate_limit" => edge::limit_rate,
        "no_authentication" => edge::authenticate,
        "no_input_check" => edge::check_input,
        "no_audit_log" => edge::log,
        "monitoring_missing" => edge::monitor,
        "cdn_missing" => edge::deliver,
        "client_to_data_store" => edge::put_service_between,
        "secrets_in_properties" => edge::hide_secret,
        "cache_missing" => caching::add_cache,
        "third_party_limit" => caching::spare_third_party,
        "write_heavy_cache" => caching::write_past,
        "two_ways_to_data" => caching::read_copies,
        "slow_work_without_queue" | "slow_third_party" => asynchrony::queue_before,
        "queue_without_consumer" => asynchrony::consume,
        "long_chain" => asynchrony::cut_chain,
        "fan_out" => asynchrony::gather,
        "shared_database" => data::own_store,
        "call_across_regions" => data::copy_nearby,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
