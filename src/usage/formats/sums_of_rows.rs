//! Tables without a number of requests: their rows wait until it is known whether each is one request or a sum.

use super::layout::Layout;
use super::log_table;
use crate::usage::fields::{Fields, Line};
use crate::usage::row::hash;
use crate::usage::tally::Tally;

/// Takes a row of a table that is known by its columns' meaning.
pub(super) fn line(tally: &mut Tally, layout: &mut Layout, cells: &[String], comma: bool) {
    if layout.has("requests") || layout.has("id") || layout.has("status") {
        layout.rows.settle(false);
    }
    let habit = layout.habit();
    let line = Line { columns: &layout.columns, cells, comma, habit };
    if layout.rows.known().is_some() {
        return put(tally, layout, cells, comma);
    }
    let labels = ["model", "app", "project"].iter().fold(0, |sum, name| hash(sum, &line.text(name)));
    let (time, input) = (log_table::moment(&line), line.count("input"));
    if layout.rows.hold(tally.record, cells.to_vec(), time, labels, input) {
        decided(tally, layout, comma);
    }
}

fn put(tally: &mut Tally, layout: &Layout, cells: &[String], comma: bool) {
    let line = Line { columns: &layout.columns, cells, comma, habit: layout.habit() };
    let sums = (layout.rows.known() == Some(true)).then(|| layout.rows.usual());
    log_table::line(tally, &line, sums);
}

/// The rows that waited, once it is known what they are or the file has ended.
pub(super) fn decided(tally: &mut Tally, layout: &mut Layout, comma: bool) {
    let (held, said) = layout.rows.decided();
    if let Some(said) = said {
        tally.record = 0;
        tally.say(said);
    }
    for (record, cells) in held {
        tally.record = record;
        put(tally, layout, &cells, comma);
    }
}
