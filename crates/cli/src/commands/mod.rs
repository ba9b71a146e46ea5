//! One file a subcommand: its arguments, the shape of what it reads, and what it answers.

mod analyse;
mod convert;
mod estimate;
mod grade;
mod items;
mod new_pack;
mod pack;
pub mod packs;
mod schedule;
mod select;
mod simulate;

use clap::Subcommand;

use crate::answer::Answer;
use crate::failure::Failure;

#[derive(Debug, Subcommand)]
pub enum Command {
    Analyse(analyse::Arguments),
    Convert(convert::Arguments),
    Estimate(estimate::Arguments),
    Grade(grade::Arguments),
    Items(items::Arguments),
    Pack(pack::Arguments),
    Schedule(schedule::Arguments),
    Select(select::Arguments),
    Simulate(simulate::Arguments),
}

impl Command {
    pub fn run(self) -> Result<Answer, Failure> {
        match self {
            Command::Analyse(arguments) => analyse::run(&arguments),
            Command::Convert(arguments) => convert::run(&arguments),
            Command::Estimate(arguments) => estimate::run(&arguments),
            Command::Grade(arguments) => grade::run(&arguments),
            Command::Items(arguments) => items::run(&arguments),
            Command::Pack(arguments) => pack::run(&arguments),
            Command::Schedule(arguments) => schedule::run(&arguments),
            Command::Select(arguments) => select::run(&arguments),
            Command::Simulate(arguments) => simulate::run(&arguments),
        }
    }
}
