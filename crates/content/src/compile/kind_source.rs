use diagram::Routing;
use diagram::catalogue::{
    Catalogue, Category, Kind, Performance, Price, PropertyKind, PropertySpec, SendingPrice,
};
use serde::Deserialize;

/// `kinds.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindsSource {
    pub(crate) kind: Vec<KindSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindSource {
    id: String,
    name: String,
    category: Category,
    icon: String,
    explanation: String,
    inputs: Vec<String>,
    outputs: Vec<String>,
    #[serde(default)]
    properties: Vec<PropertySource>,
    performance: PerformanceSource,
    availability: f64,
    price: PriceSource,
    scales_out: bool,
    stateful: bool,
    #[serde(default = "every_call")]
    default_routing: Routing,
    limits: Vec<String>,
}

fn every_call() -> Routing {
    Routing::EveryCall
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PropertySource {
    id: String,
    name: String,
    help: String,
    value: PropertyKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerformanceSource {
    service_time_millis: f64,
    coefficient_of_variation: f64,
    concurrency: u32,
    #[serde(default)]
    asynchronous: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceSource {
    usd_per_replica_month: f64,
    usd_per_million_requests: f64,
    usd_per_gigabyte_month: Option<f64>,
    #[serde(default)]
    included_gigabytes: f64,
    #[serde(default)]
    covers_copies: bool,
    sending: Option<SendingPrice>,
    as_of: String,
    basis: String,
}

impl KindSource {
    pub(crate) fn into_kind(self) -> Kind {
        Kind {
            id: self.id,
            name: self.name,
            category: self.category,
            icon: self.icon,
            explanation: self.explanation.trim().replace('\n', " "),
            inputs: self.inputs,
            outputs: self.outputs,
            properties: self.properties.into_iter().map(PropertySource::into_spec).collect(),
            performance: Performance {
                service_time_millis: self.performance.service_time_millis,
                coefficient_of_variation: self.performance.coefficient_of_variation,
                concurrency: self.performance.concurrency,
                asynchronous: self.performance.asynchronous,
            },
            availability: self.availability,
            price: Price {
                usd_per_replica_month: self.price.usd_per_replica_month,
                usd_per_million_requests: self.price.usd_per_million_requests,
                usd_per_gigabyte_month: self.price.usd_per_gigabyte_month,
                included_gigabytes: self.price.included_gigabytes,
                covers_copies: self.price.covers_copies,
                sending: self.price.sending,
                as_of: self.price.as_of,
                basis: self.price.basis,
                is_own: false,
            },
            scales_out: self.scales_out,
            stateful: self.stateful,
            default_routing: self.default_routing,
            limits: self.limits,
        }
    }
}

impl PropertySource {
    fn into_spec(self) -> PropertySpec {
        // The engines ask for properties by their ids, so what no built-in kind has but as a note is a note here too.
        let built_in = Catalogue::builtin().kinds.iter().flat_map(|kind| &kind.properties);
        let note = !built_in.filter(|spec| !spec.note).any(|spec| spec.id == self.id);
        PropertySpec { id: self.id, name: self.name, help: self.help, note, value: self.value }
    }
}
