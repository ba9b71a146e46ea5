//! The price book: what the catalogue estimates, and what the learner knows better.

use std::collections::BTreeSet;

use diagram::catalogue::{Category, Kind, OwnPrice, PriceBook};
use leptos::html::Dialog;
use leptos::prelude::*;

use super::bench::Bench;
use super::inspector::NumberInput;

/// One of the prices of a kind.
#[derive(Clone, Copy)]
struct Column {
    unit: &'static str,
    /// `None` where the kind has no such price.
    estimate: fn(&Kind) -> Option<f64>,
    own: fn(&mut OwnPrice) -> &mut Option<f64>,
}

const COLUMNS: [Column; 4] = [
    Column {
        unit: "USD a replica and month",
        estimate: |kind| Some(kind.price.usd_per_replica_month),
        own: |own| &mut own.usd_per_replica_month,
    },
    Column {
        unit: "USD a million requests",
        estimate: |kind| Some(kind.price.usd_per_million_requests),
        own: |own| &mut own.usd_per_million_requests,
    },
    Column {
        unit: "USD a GB kept and month",
        estimate: |kind| kind.price.usd_per_gigabyte_month,
        own: |own| &mut own.usd_per_gigabyte_month,
    },
    Column {
        unit: "USD a GB sent to clients",
        estimate: |kind| kind.price.sending.as_ref().map(|sending| sending.usd_per_gigabyte),
        own: |own| &mut own.usd_per_gigabyte_sent,
    },
];

/// The prices of what is in the design first, then of all other kinds.
#[component]
pub fn PricesDialog(bench: Bench) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if bench.pricing.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !bench.pricing.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="prices" node_ref=dialog aria-label="Prices" on:close=move |_| bench.pricing.set(false)>
            {move || bench.pricing.get().then(|| view! { <Table bench /> })}
        </dialog>
    }
}

#[component]
fn Table(bench: Bench) -> impl IntoView {
    let used: BTreeSet<String> = bench
        .drawn
        .with_untracked(|drawn| drawn.diagram.components.iter().map(|one| one.kind.clone()).collect());
    let catalogue = bench.kinds.get_untracked();
    let priced = catalogue.kinds.iter().filter(|kind| kind.category != Category::Client);
    let (here, others): (Vec<&'static Kind>, Vec<&'static Kind>) =
        priced.partition(|kind| used.contains(&kind.id));
    let rows = move |kinds: Vec<&'static Kind>| {
        kinds.into_iter().map(|kind| view! { <Row bench kind /> }).collect_view()
    };
    let others_open = here.is_empty();
    let transfer = catalogue.transfer.clone();
    let set_transfer = Callback::new(move |usd| bench.change_prices(|book| book.usd_per_gigabyte = usd));
    let no_own = move || bench.prices.with(PriceBook::is_empty);
    view! {
        <div class="stack">
            <h2>"Prices"</h2>
            <p class="muted small">"An empty field counts with the catalogue's estimate, which stands in it faintly. What you write counts in all your designs, from today on; tutorials and questions keep the estimates. Estimates of what is sent fall with its volume and show the price of the first GB; your own counts for every GB."</p>
            <NumberInput
                label="Data sent to clients"
                unit="USD a GB"
                minimum=0.0
                maximum=PriceBook::MOST_USD
                value=Signal::derive(move || bench.prices.with(|book| book.usd_per_gigabyte))
                default=transfer.sending.usd_per_gigabyte
                set=set_transfer
            />
            {rows(here)}
            <details open=others_open>
                <summary>"Kinds that are not in this design"</summary>
                <div class="stack">{rows(others)}</div>
            </details>
            <p class="row">
                <button type="button" class="button button--primary" on:click=move |_| bench.pricing.set(false)>"Done"</button>
                <button type="button" class="button button--secondary" disabled=no_own on:click=move |_| bench.change_prices(|book| *book = PriceBook::default())>"Use the estimates again"</button>
            </p>
        </div>
    }
}

#[component]
fn Row(bench: Bench, kind: &'static Kind) -> impl IntoView {
    let input = move |column: Column| {
        let estimate = (column.estimate)(kind)?;
        let value = Signal::derive(move || {
            bench.prices.with(|book| {
                let mut own = book.kinds.get(&kind.id).copied().unwrap_or_default();
                *(column.own)(&mut own)
            })
        });
        let set = Callback::new(move |usd: Option<f64>| {
            bench.change_prices(|book| {
                *(column.own)(book.kinds.entry(kind.id.clone()).or_default()) = usd;
                book.kinds.retain(|_, own| *own != OwnPrice::default());
            });
        });
        Some(view! {
            <NumberInput label=kind.name.clone() unit=column.unit minimum=0.0 maximum=PriceBook::MOST_USD value default=estimate set />
        })
    };
    let own = move || bench.prices.with(|book| book.kinds.contains_key(&kind.id));
    let source = move || {
        if own() {
            bench.prices.with(|book| format!("Your own, of {}.", book.as_of))
        } else {
            format!("Estimate of {}: {}.", kind.price.as_of, kind.price.basis)
        }
    };
    view! {
        <div class="prices__kind">
            <div class="pair">{COLUMNS.map(input).into_iter().flatten().collect_view()}</div>
            <p class="small muted">{source}</p>
        </div>
    }
}
