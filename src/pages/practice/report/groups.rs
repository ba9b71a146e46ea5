use assessment::{Group, Report};
use leptos::prelude::*;

use super::topic_name;
use crate::library::Shelved;
use crate::widgets::meter::{Meter, Tone};

/// A row of a table of results: name, answers, mean credit, mean credit that the model expects.
pub type Row = (String, u32, f64, f64);

pub fn named<K>(groups: &[Group<K>], name: impl Fn(&K) -> String) -> Vec<Row> {
    groups.iter().map(|group| (name(&group.key), group.answered, group.credit, group.expected)).collect()
}

#[component]
pub fn Groups(
    groups: Vec<Row>,
    /// Tells this table from the others of its page.
    label: &'static str,
) -> impl IntoView {
    let row = |(name, answered, credit, expected): Row| {
        let credited = format!("{name}: {:.0} % of the credit", credit * 100.0);
        let tone = if credit + 0.15 < expected { Tone::Warning } else { Tone::Good };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{answered}</td>
                <td class="meter-cell"><Meter share=credit label=credited tone /></td>
                <td>{format!("{:.0} %", credit * 100.0)}</td>
                <td>{format!("{:.0} %", expected * 100.0)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=format!("Table: {label}")>
            <table class="wide">
                <thead>
                    <tr>
                        <th scope="col">"Of"</th>
                        <th scope="col">"Questions"</th>
                        <th scope="col" colspan="2">"Credit"</th>
                        <th scope="col">"Expected"</th>
                    </tr>
                </thead>
                <tbody>{groups.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

pub fn by_topic(report: &Report, shelved: &Shelved) -> Vec<Row> {
    named(&report.by_topic, |id| topic_name(shelved, id))
}

pub fn by_difficulty(report: &Report) -> Vec<Row> {
    named(&report.by_difficulty, |band| band.name().to_owned())
}

/// Those that were stated.
pub fn by_confidence(report: &Report) -> Vec<Row> {
    named(&report.by_confidence, |confidence| match confidence {
        1 => "A guess".to_owned(),
        2 => "Unsure".to_owned(),
        _ => "Sure".to_owned(),
    })
}
