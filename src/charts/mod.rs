//! Charts: plain data in, pixels out. Each drawing function knows its data only; a table with the same figures stands
//! under every picture.

pub mod ability_trajectory;
pub mod accuracy_timeline;
mod canvas;
mod figure_table;
pub mod information_curves;
pub mod over_time;
pub mod program_figure;
pub mod skill_radar;
mod style;
