//! Lines of a table: the header first, then rows by its layout.

use super::ended::two_formats;
use crate::sentence::rounded;
use crate::usage::formats::{self, Header, Layout};
use crate::usage::table::Table;
use crate::usage::tally::Tally;

/// Lines in the last cell of a file from which on they are rows that a stray mark has swallowed.
const SWALLOWED: u64 = 3;

/// Records of a table that may stand before its header.
const HEADER_WITHIN: u64 = 12;

/// A line of a table, its header where none was found yet.
pub(super) fn line(
    tally: &mut Tally,
    table: &mut Table,
    layout: &mut Option<Box<Layout>>,
    seen: &mut Vec<String>,
    cells: &[String],
) {
    tally.record = table.record;
    if let Some(layout) = layout {
        if layout.is_head(cells) {
            tally.settle();
            tally.next_part();
            layout.over = false;
        } else if layout.over {
            formats::line(tally, layout, cells, table.comma);
        } else if table.is_json() {
            two_formats(tally, "JSON", "the table");
            layout.over = true;
            formats::line(tally, layout, cells, table.comma);
        } else if formats::is_header(cells) {
            tally.wrong("Another header stands in this row: the rows behind it are of another table and left out. Give that table as a file of its own.");
            layout.over = true;
        } else if table.swallowed() > 0 || table.last && table.width < layout.width && table.breaks > SWALLOWED {
            let lines = if table.swallowed() > 0 { table.swallowed() } else { table.breaks };
            tally.wrong(&format!(
                "A quotation mark opens in this row and is not closed in it: the {} lines after it are one cell, and left out.",
                rounded(lines as f64, 12)
            ));
        } else if table.last && table.width < layout.width {
            tally.file().cut = true;
        } else if cells.iter().all(String::is_empty) {
            // Nothing that counts stands in it.
        } else if let Some(why) = layout.misfit(table.width, table.filled) {
            tally.bad(why);
        } else {
            formats::line(tally, layout, cells, table.comma);
        }
        return;
    }
    if table.record > HEADER_WITHIN {
        return;
    }
    match formats::header(cells) {
        Header::Known(mut found) => {
            let mut wanted = vec![false; cells.len()];
            for (_, at) in &found.columns {
                wanted[*at] = true;
                found.head.push(cells[*at].clone());
            }
            found.width = table.width;
            table.want(&wanted);
            tally.source(found.format);
            *layout = Some(Box::new(found));
            seen.clear();
        }
        Header::Empty(format) => {
            tally.source(format);
            tally.wrong("This export has no usage in its range.");
            *layout = Some(Box::new(Layout::new(format, Vec::new())));
            table.want(&[false]);
        }
        Header::Refused(why) => {
            tally.wrong(why);
            *seen = Vec::new();
            *layout = None;
            table.want(&[false]);
            table.record = HEADER_WITHIN + 1;
        }
        Header::Unknown => {
            if seen.is_empty() {
                *seen = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect();
            }
        }
    }
}
