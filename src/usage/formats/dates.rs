//! Dates like `9/1/2026`: which number is the month is decided by the file as a whole, not row by row.

use super::layout::Layout;
use crate::usage::ends::Ends;
use crate::usage::tally::Tally;
use crate::usage::time::{self, Habit};

/// Rows that wait for a decision at most.
const MOST: usize = 2_000;

/// Whether a row must wait: its date could be read either way, and nothing has decided it.
pub(super) fn wait(tally: &Tally, layout: &mut Layout, cells: &[String]) -> bool {
    let dates = &mut layout.dates;
    if dates.habit.is_some() {
        return false;
    }
    let pairs = dates.columns.iter().filter_map(|at| time::slashed(cells.get(*at)?));
    let (mut any, mut decided) = (false, None);
    for (first, second) in pairs {
        any = true;
        decided = match () {
            () if first > 12 => Some(Habit::DayFirst),
            () if second > 12 => Some(Habit::MonthFirst),
            () => decided,
        };
    }
    dates.habit = decided;
    if any {
        dates.waiting.push((tally.record, cells.to_vec()));
    }
    any
}

/// The rows that waited, once it is decided or the file has ended.
pub(super) fn decided(tally: &mut Tally, layout: &mut Layout, ended: bool) -> Vec<(u64, Vec<String>)> {
    let dates = &mut layout.dates;
    if dates.waiting.is_empty() || dates.habit.is_none() && !ended && dates.waiting.len() < MOST {
        return Vec::new();
    }
    if dates.habit.is_none() {
        // Rows follow each other: read the right way they lie close together.
        let span = |habit: Habit| {
            let all = dates.waiting.iter().flat_map(|(_, cells)| dates.columns.iter().filter_map(|at| cells.get(*at)));
            let days = all.filter_map(|cell| time::read_as(cell, habit)).map(|time| time.seconds);
            Ends::of(days).width()
        };
        let (month, day) = (span(Habit::MonthFirst), span(Habit::DayFirst));
        let (habit, which) = if day < month { (Habit::DayFirst, "day") } else { (Habit::MonthFirst, "month") };
        dates.habit = Some(habit);
        tally.record = dates.waiting[0].0;
        tally.say(&format!(
            "Dates like 9/1/2026 are read with the {which} first. If that is wrong, write them as 2026-01-09."
        ));
    }
    core::mem::take(&mut layout.dates.waiting)
}
