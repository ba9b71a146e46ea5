//! How long each step took.

use std::time::Duration;

#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<(&'static str, Duration, bool)>,
}

impl Table {
    pub fn add(&mut self, name: &'static str, elapsed: Duration, is_passed: bool) {
        self.rows.push((name, elapsed, is_passed));
    }

    pub fn print(&self) {
        println!();
        for (name, elapsed, is_passed) in &self.rows {
            let verdict = if *is_passed { "passed" } else { "FAILED" };
            println!("{name:<12} {verdict} {:>8.1} s", elapsed.as_secs_f64());
        }
        let total: Duration = self.rows.iter().map(|(_, elapsed, _)| *elapsed).sum();
        println!("{:<12} {:>15.1} s", "all", total.as_secs_f64());
    }
}
