use std::rc::Rc;

use assessment::Answer;
use assessment::code::{CodeCriterion, CodeTask, judge, probes};
use leptos::prelude::*;

use super::Entry;
use crate::charts::program_figure::ProgramFigure;
use crate::widgets::icon::{Glyph, Icon};
use crate::widgets::program::{Console, Controls, Editor, Ended, Program, Starting, is_on_its_way};

/// A question that is answered with a program.
pub struct CodeQuestion {
    pub task: CodeTask,
    pub entry: Entry,
}

/// A program to write. What its checks find is told after the answer.
pub fn code_question(question: CodeQuestion) -> AnyView {
    let CodeQuestion { task, entry } = question;
    let begun = entry.draft.with_untracked(|draft| draft.text(0).to_owned());
    let program = Program::new(if begun.is_empty() { task.starting_code.clone() } else { begun });
    let checked = RwSignal::new(None::<Answer>);
    Effect::new(move || {
        program.code.with(|code| entry.draft.update(|draft| draft.write_program(code)));
        // What was checked is not what stands there now.
        if checked.with_untracked(|answer| answer.is_some()) {
            checked.set(None);
        }
    });
    Effect::new(move || {
        let answer = checked.get();
        if answer.is_some() {
            entry.complaint.set(None);
        }
        entry.drawn.set_value(answer.map(|answer| Rc::new(move || answer.clone()) as Rc<dyn Fn() -> Answer>));
    });
    let criteria = task.criteria.iter().map(|CodeCriterion { description, points, .. }| {
        view! { <li>{description.clone()} " " <span class="muted">{format!("({points} points)")}</span></li> }
    });
    let criteria = criteria.collect_view();
    let expected = (!task.expected_output.is_empty()).then(|| {
        view! {
            <h2>"What it should print"</h2>
            <pre class="console__text" tabindex="0">{task.expected_output.clone()}</pre>
        }
    });
    let cannot = move || program.is_running.get() || !is_on_its_way();
    let check = move |_| check(&task, program, checked);
    let status = move || match checked.with(Option::is_some) {
        true => "Checked. You can answer with this program, or change it and check it again.",
        false => "Check the program before you answer with it. What the check finds is told with the answer.",
    };
    let figures = move || {
        let Some(Ended::ByItself { outcome, .. }) = program.ended.get() else { return Vec::new() };
        let figure = |(place, figure)| view! { <ProgramFigure figure number=place + 1 /> };
        outcome.figures.into_iter().enumerate().map(figure).collect::<Vec<_>>()
    };
    view! {
        <section class="stack" aria-labelledby="counts">
            <h2 id="counts">"What counts"</h2>
            <ul class="what-counts">{criteria}</ul>
            {expected}
        </section>
        <Starting />
        <Editor program label="Your program, in Python" />
        <Controls program>
            <button type="button" class="button button--secondary" disabled=cannot on:click=check>
                <Icon glyph=Glyph::Check class="button__icon" />
                "Check"
            </button>
        </Controls>
        <p class="muted" role="status" aria-label="Check">{status}</p>
        <Console program />
        {figures}
    }
    .into_any()
}

fn check(task: &CodeTask, program: Program, checked: RwSignal<Option<Answer>>) {
    let code = program.code.get_untracked();
    let criteria = task.criteria.clone();
    program.check(probes(&criteria), task.input.clone(), move |checked_program| {
        let verdict = judge(&criteria, &checked_program.facts(None));
        let met = verdict.feedback.iter().map(|one| one.met).collect();
        let share = f64::from(verdict.points) / f64::from(verdict.out_of.max(1));
        checked.set(Some(Answer::Coded { code: code.clone(), met, share }));
    });
}
