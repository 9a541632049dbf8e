//! Tables without a number of requests: is a row one request, or the sum of an hour or a day?
//!
//! Requests come at any second and several at once. Where every row stands at a whole hour or day, no two of equal labels at
//! the same one, and they hold more tokens than a prompt has, the rows are sums. The first row that does not fit decides;
//! until then they wait.

use super::layout::Layout;
use super::log_table;
use crate::usage::fields::{Fields, Line};
use crate::usage::row::hash;
use crate::usage::tally::Tally;

/// Rows that wait at most.
const MOST: usize = 2_000;
/// Rows that must agree.
const LEAST: usize = 3;
/// More tokens than any model reads at once.
const BEYOND: f64 = 2e6;
/// More than requests read on average.
const MUCH: f64 = 8_000.0;

/// Takes a row of a table that is known by its columns' meaning.
pub(super) fn line(tally: &mut Tally, layout: &mut Layout, cells: &[String], comma: bool) {
    if layout.sums.is_none() && (layout.has("requests") || layout.has("id") || layout.has("status")) {
        layout.sums = Some(false);
    }
    if layout.sums.is_none() {
        let line = Line { columns: &layout.columns, cells, comma, habit: layout.habit() };
        if let Some(time) = log_table::moment(&line) {
            let labels = ["model", "app", "project"].iter().fold(0, |sum, name| hash(sum, &line.text(name)));
            let whole = time.day || libm::floor(time.seconds / 3_600.0) * 3_600.0 == time.seconds;
            let vast = line.count("input").is_some_and(|input| input > BEYOND);
            if !whole || !layout.moments.insert(labels ^ time.seconds.to_bits()) {
                layout.sums = Some(false);
            } else if vast {
                layout.sums = Some(true);
            }
        }
        layout.held.push((tally.record, cells.to_vec()));
        if layout.sums.is_some() || layout.held.len() >= MOST {
            decided(tally, layout, comma);
        }
        return;
    }
    let sums = layout.sums == Some(true);
    log_table::line(tally, &Line { columns: &layout.columns, cells, comma, habit: layout.habit() }, sums);
}

/// The rows that waited, once it is known what they are or the file has ended.
pub(super) fn decided(tally: &mut Tally, layout: &mut Layout, comma: bool) {
    let held = core::mem::take(&mut layout.held);
    let whole = layout.moments.len() >= LEAST && layout.sums.is_none();
    layout.moments.clear();
    // A row whose tokens cannot be read is refused below and weighs nothing here.
    let of = |cells: &[String]| {
        Line { columns: &layout.columns, cells, comma, habit: layout.habit() }.count("input").unwrap_or(0.0)
    };
    let much = held.iter().map(|(_, cells)| of(cells)).sum::<f64>() > MUCH * held.len() as f64;
    let sums = *layout.sums.get_or_insert(whole && much);
    if held.is_empty() {
        return;
    }
    if whole && !sums {
        tally.record = 0;
        tally.say("Its rows stand at whole hours or days, one for each: each is taken as one request. If they are sums, add a column named requests.");
    }
    if sums {
        tally.record = 0;
        tally.say("Its rows stand at whole hours or days, one for each, and count no requests: they are taken as sums of many requests. Give the requests of a month.");
    }
    for (record, cells) in held {
        tally.record = record;
        log_table::line(tally, &Line { columns: &layout.columns, cells: &cells, comma, habit: layout.habit() }, sums);
    }
}
