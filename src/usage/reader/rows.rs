//! Lines of a table: the header first, then rows by its layout.

use crate::usage::formats::{self, Header, Layout};
use crate::usage::table::Table;
use crate::usage::tally::Tally;

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
        } else if table.last && table.width < layout.width {
            tally.file().cut = true;
        } else if cells.iter().any(|cell| !cell.is_empty()) {
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
