use diagram::catalogue::SendingPrice;

use super::{requests_per_month, usable};
use crate::model::{Edge, LIMIT, Model, Node};
use crate::traffic::Traffic;
use crate::words;

/// What a month's answers to clients weigh, in gigabytes: the size of an answer is the client's.
pub(crate) struct Sent {
    /// By component: what it sends itself, where its kind has a price for that.
    by_component: Vec<f64>,
    /// By client: what all others send to it.
    to_client: Vec<f64>,
    /// What all others send to all clients: the volume that their price goes by.
    by_others: f64,
}

impl Sent {
    pub(crate) fn of(model: &Model, traffic: &Traffic) -> Self {
        let nothing = vec![0.0; model.nodes.len()];
        let mut sent = Self { by_component: nothing.clone(), to_client: nothing, by_others: 0.0 };
        for client in model.clients() {
            for edge in model.edges_from(client) {
                let answers = requests_per_month(traffic.along_per_second(model, edge));
                let gigabytes = (answers * answer_kilobytes(&model.nodes[client]) / 1e6).min(LIMIT);
                match own_price(&model.nodes[edge.to]) {
                    Some(_) => sent.by_component[edge.to] += gigabytes,
                    None => sent.to_client[client] += gigabytes,
                }
            }
        }
        sent.by_others = sent.to_client.iter().sum();
        sent
    }

    /// What a component with a price of its own sends, and at what price; `None` where that costs nothing.
    pub(super) fn by(&self, model: &Model, component: usize) -> Option<Line> {
        let gigabytes = self.by_component[component];
        Line::of(gigabytes, gigabytes, own_price(&model.nodes[component])?)
    }

    /// What all others send to a client.
    pub(super) fn to(&self, model: &Model, client: usize) -> Option<Line> {
        Line::of(self.to_client[client], self.by_others, &model.transfer.sending)
    }

    /// What one answer along a connection costs at the volume of the month.
    pub(crate) fn usd_per_answer(&self, model: &Model, edge: &Edge) -> f64 {
        let (caller, callee) = (&model.nodes[edge.from], &model.nodes[edge.to]);
        if !caller.is_client {
            return 0.0;
        }
        let per_gigabyte = match own_price(callee) {
            Some(price) => average_usd(price, self.by_component[edge.to]),
            None => average_usd(&model.transfer.sending, self.by_others),
        };
        answer_kilobytes(caller) / 1e6 * per_gigabyte
    }
}

/// Gigabytes at one price.
pub(super) struct Line {
    pub(super) gigabytes: f64,
    usd_per_gigabyte: f64,
    is_average: bool,
}

impl Line {
    fn of(gigabytes: f64, volume_gigabytes: f64, price: &SendingPrice) -> Option<Self> {
        let usd_per_gigabyte = average_usd(price, volume_gigabytes);
        let is_average = usd_per_gigabyte != usable(price.usd_per_gigabyte);
        (gigabytes * usd_per_gigabyte > 0.0).then_some(Self { gigabytes, usd_per_gigabyte, is_average })
    }

    pub(super) fn usd_per_month(&self) -> f64 {
        (self.gigabytes * self.usd_per_gigabyte).min(LIMIT)
    }

    /// "15,779 GB sent x 0.0832 USD on average"
    pub(super) fn arithmetic(&self) -> String {
        let average = if self.is_average { " on average" } else { "" };
        format!("{} GB sent x {}{average}", words::number(self.gigabytes), words::usd(self.usd_per_gigabyte))
    }
}

pub(super) fn answer_kilobytes(client: &Node) -> f64 {
    client.number("response_kilobytes").map_or(0.0, usable)
}

fn own_price<'a>(node: &Node<'a>) -> Option<&'a SendingPrice> {
    node.kind?.price.sending.as_ref()
}

/// US dollars a gigabyte of so many a month.
fn average_usd(price: &SendingPrice, gigabytes: f64) -> f64 {
    usable(if gigabytes > 0.0 { price.usd(gigabytes) / gigabytes } else { price.usd_per_gigabyte })
}
