use diagram::edits;
use diagram::hit::Target;
use diagram::tools::Selection;
use diagram::{Annotation, AnnotationKind, Command, Diagram, GroupId, limits, naming};
use kurbo::{Point, Rect, Vec2};
use leptos::prelude::*;

use super::fields::NumberInput;
use crate::pages::studio::bench::Bench;

/// Which group something stands in, for those who do not drag it there.
#[component]
pub fn GroupChoice(bench: Bench, target: Target) -> impl IntoView {
    let now = {
        let target = target.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| match &target {
                Target::Component(id) => drawn.diagram.component(id)?.group.clone(),
                Target::Group(id) => drawn.diagram.group(id)?.parent.clone(),
                Target::Connection(_) | Target::Annotation(_) => None,
            })
        })
    };
    let groups = {
        let target = target.clone();
        Memo::new(move |_| {
            bench.drawn.with(|drawn| {
                let others = drawn.diagram.groups.iter();
                let others = others.filter(|group| Target::Group(group.id.clone()) != target);
                others.map(|group| (group.id.clone(), naming::of_group(group))).collect::<Vec<_>>()
            })
        })
    };
    let choose = StoredValue::new(target);
    let chosen = move |event| {
        let id = event_target_value(&event);
        let group = (!id.is_empty()).then_some(GroupId(id));
        choose.with_value(|target| bench.put_into(target, group.as_ref()));
        // Where it could not be put, the field shows again where it is.
        now.with_untracked(|_| bench.drawn.update(|_| {}));
    };
    let option = move |(id, name): (GroupId, String)| {
        let this = id.clone();
        view! { <option value=id.0 prop:selected=move || now.get().as_ref() == Some(&this)>{name}</option> }
    };
    move || {
        let groups = groups.get();
        (!groups.is_empty()).then(|| {
            view! {
                <label class="field">
                    <span class="field__label">"Stands in"</span>
                    <select class="input" on:change=chosen>
                        <option value="" prop:selected=move || now.get().is_none()>"No group"</option>
                        {groups.into_iter().map(option).collect_view()}
                    </select>
                </label>
            }
        })
    }
}

/// Where something stands and how large it is, as numbers, for those who do not drag.
#[component]
pub fn PlaceAndSize(bench: Bench, target: Target) -> impl IntoView {
    let target = StoredValue::new(target);
    let bounds = Memo::new(move |_| {
        bench.drawn.with(|drawn| {
            target.with_value(|target| match target {
                Target::Component(id) => Some(drawn.diagram.component(id)?.bounds()),
                Target::Group(id) => Some(drawn.diagram.group(id)?.bounds),
                Target::Annotation(id) => Some(drawn.diagram.annotation(id)?.bounds()),
                Target::Connection(_) => None,
            })
        })
    });
    let arrow = move |diagram: &Diagram| {
        target.with_value(|target| match target {
            Target::Annotation(id) => {
                diagram.annotation(id).filter(|one| one.kind == AnnotationKind::Arrow).cloned()
            }
            _ => None,
        })
    };
    let is_arrow = bench.drawn.with_untracked(|drawn| arrow(&drawn.diagram).is_some());
    let shift = move |by: fn(Rect, f64) -> Vec2| {
        Callback::new(move |number: Option<f64>| {
            let (Some(bounds), Some(number)) = (bounds.get_untracked(), number) else { return };
            let selection = target.with_value(Selection::one);
            let command = bench
                .drawn
                .with_untracked(|drawn| edits::moved(&drawn.diagram, &selection, by(bounds, number)));
            tell(bench, command);
        })
    };
    let resize = move |to: fn(Rect, f64) -> Rect| {
        Callback::new(move |number: Option<f64>| {
            let (Some(bounds), Some(number)) = (bounds.get_untracked(), number) else { return };
            let command = bench.drawn.with_untracked(|drawn| {
                target.with_value(|target| edits::resized(&drawn.diagram, target, to(bounds, number)))
            });
            tell(bench, command);
        })
    };
    let number = move |of: fn(Rect) -> f64| Signal::derive(move || bounds.get().map(of));
    let (first, last) = (*limits::COORDINATE.start(), *limits::COORDINATE.end());
    let size = move || {
        (!is_arrow).then(|| {
            view! {
                <div class="pair">
                    <NumberInput label="Width" unit="" minimum=24.0 maximum=*limits::EXTENT.end() value=number(|rect| rect.width()) default=120.0 set=resize(|rect, width| Rect::from_origin_size(rect.origin(), (width, rect.height()))) />
                    <NumberInput label="Height" unit="" minimum=24.0 maximum=*limits::EXTENT.end() value=number(|rect| rect.height()) default=80.0 set=resize(|rect, height| Rect::from_origin_size(rect.origin(), (rect.width(), height))) />
                </div>
            }
        })
    };
    let tip = Memo::new(move |_| bench.drawn.with(|drawn| arrow(&drawn.diagram).map(|arrow| arrow.end)));
    let point = move |to: fn(Point, f64) -> Point| {
        Callback::new(move |number: Option<f64>| {
            let arrow = bench.drawn.with_untracked(|drawn| arrow(&drawn.diagram));
            let (Some(arrow), Some(number)) = (arrow, number) else { return };
            let end = to(arrow.end, number);
            if end != arrow.end {
                bench.apply(&Command::ChangeAnnotation(Annotation { end, ..arrow }));
            }
        })
    };
    let pointed = move || {
        is_arrow.then(|| {
            view! {
                <div class="pair">
                    <NumberInput label="Tip, across" unit="" minimum=first maximum=last value=Signal::derive(move || tip.get().map(|tip| tip.x)) default=0.0 set=point(|tip, x| Point::new(x, tip.y)) />
                    <NumberInput label="Tip, down" unit="" minimum=first maximum=last value=Signal::derive(move || tip.get().map(|tip| tip.y)) default=0.0 set=point(|tip, y| Point::new(tip.x, y)) />
                </div>
            }
        })
    };
    view! {
        <details class="small">
            <summary>"Place and size"</summary>
            <div class="stack">
                <div class="pair">
                    <NumberInput label="Across" unit="" minimum=first maximum=last value=number(|rect| rect.x0) default=0.0 set=shift(|rect, x| Vec2::new(x - rect.x0, 0.0)) />
                    <NumberInput label="Down" unit="" minimum=first maximum=last value=number(|rect| rect.y0) default=0.0 set=shift(|rect, y| Vec2::new(0.0, y - rect.y0)) />
                </div>
                {size}
                {pointed}
            </div>
        </details>
    }
}

fn tell(bench: Bench, command: Option<Command>) {
    match command {
        Some(command) => {
            bench.apply(&command);
        }
        None => bench.announcement.set("It is locked. Unlock it first.".to_owned()),
    }
}
