use diagram::tools::Effect;
use leptos::prelude::*;

use super::{Bench, PaletteRequest};

impl Bench {
    /// What a tool asked for.
    pub(super) fn carry_out(self, effect: Effect) {
        match effect {
            Effect::Apply(command) => {
                self.apply(&command);
            }
            Effect::Place { kind, at } => {
                self.place(&kind, at);
            }
            Effect::Connect { from, to } => self.connect(from, to),
            Effect::Duplicate(_) => self.duplicate(),
            Effect::Draw { what, from, to } => self.draw(what, from, to),
            Effect::Group(kind) => self.group(kind),
            Effect::LayOut => self.lay_out(),
            Effect::Select(selection) => self.selection.set(selection),
            Effect::Hover(hit) => self.hovered.set(hit),
            Effect::View(viewport) => self.viewport.set(viewport),
            Effect::EditName(target) => self.naming.set(Some(target)),
            Effect::OpenPalette { at, connect_from } => {
                self.palette.set(Some(PaletteRequest { at, connect_from }));
            }
            Effect::OpenMenu => self.open_menu(None),
            Effect::OpenSearch => self.searching.set(true),
            Effect::Announce(words) => self.announcement.set(words),
            Effect::Undo => self.undo(),
            Effect::Redo => self.redo(),
        }
    }
}
