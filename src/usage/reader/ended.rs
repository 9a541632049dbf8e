//! What there is to say when a file ends.

use super::state::State;
use crate::sentence::rounded;
use crate::usage::cutter::Cutter;
use crate::usage::formats;
use crate::usage::tally::Tally;

/// Said of a load test's table without a result, in columns or printed.
const NO_PACE: &str = "This looks like the table of a load test, but it states no output tokens a second.";

/// Ends a file: what waited is taken, and what kept it from being read is said.
pub(super) fn end(tally: &mut Tally, state: &mut State) {
    match state {
        State::Json(cutter) => {
            formats::end_of_records(tally);
            unread_parts(tally, cutter);
        }
        State::Csv(table, Some(layout), ..) => {
            formats::end(tally, layout, table.comma);
            tally.file().records = table.record.saturating_sub(1);
        }
        State::Csv(_, None, seen, printed) if printed.tables == 0 && !seen.is_empty() => unknown(tally, seen),
        State::Tabled(_, tabled) if tabled.results == 0 => {
            whole(tally, NO_PACE);
        }
        State::Printed(printed) if printed.tables == 0 => {
            whole(tally, NO_PACE);
        }
        _ => {}
    }
    tally.settle();
    if tally.file().cut {
        let row = match state {
            State::Csv(table, ..) => table.record,
            State::Json(cutter) => cutter.ends_on,
            _ => 0,
        };
        cut(tally, "The file", row);
        if tally.file().rows == 0 {
            // What else there is to say of its halves follows from the cut.
            return;
        }
    }
    let unread = !matches!(state, State::Skip);
    let file = tally.file();
    if unread
        && file.rows == 0
        && file.load_tests == 0
        && file.formats.is_empty()
        && file.left_out.is_empty()
        && matches!(state, State::Json(_))
    {
        // Records that were recognized and could not be used are told by row.
        file.bad.0.retain(|(reason, _)| !["has no tokens that can be found", "is not JSON"].contains(reason));
        if !file.bad.is_empty() {
            return;
        }
        let none =
            file.empty_list || matches!(state, State::Json(cutter) if cutter.documents == 0 && cutter.broken == 0);
        whole(
            tally,
            if none {
                "This file holds no records: there is no usage in its range."
            } else {
                "This JSON is no usage export or load test known here: no record in it counts tokens."
            },
        );
    } else if unread && tally.is_idle() {
        whole(tally, "This export has no usage in its range.");
    }
}

/// A file that ends too early, in a row or line: how much of it was read all the same. `what` is the file, as a sentence begins.
pub(super) fn cut(tally: &mut Tally, what: &str, row: u64) {
    let file = tally.file();
    let (many, one) = if file.rows == 0 { (file.load_tests, "result") } else { (file.rows, "row") };
    let stand = match many {
        0 => "nothing before the cut could be read".to_owned(),
        1 => format!("1 {one} before the cut was read"),
        _ => format!("{} {one}s before the cut were read", rounded(many as f64, 12)),
    };
    tally.cut_in_pages();
    tally.record = row;
    tally.wrong(&format!("{what} ends too early: it was cut off, and {stand}."));
}

/// A file of another format that begins in a row of this one.
pub(super) fn two_formats(tally: &mut Tally, second: &str, first: &str) {
    tally.wrong(&format!(
        "From this row on the file is {second}, so it is two formats in one: only {first} before it was read. Give each as a file of its own."
    ));
}

/// Something about the whole file that keeps it from being read.
pub(super) fn whole(tally: &mut Tally, sentence: &str) {
    tally.record = 0;
    tally.wrong(sentence);
}

/// Records that are not closed, and what stands between records.
fn unread_parts(tally: &mut Tally, cutter: &Cutter) {
    if cutter.broken > 0 {
        tally.record = cutter.broken_at.first().copied().unwrap_or(0);
        let many = cutter.broken;
        let (are, were) = if many == 1 { (" is", "was") } else { ("s are", "were") };
        tally.wrong(&format!("{} record{are} not closed and {were} left out.", rounded(many as f64, 12)));
    }
    if cutter.stray > 0 && cutter.documents > 0 {
        tally.record = cutter.stray_at;
        let line = String::from_utf8_lossy(&cutter.stray_line);
        let cells: Vec<String> =
            line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"').into()).collect();
        if formats::is_header(&cells) {
            return two_formats(tally, "a table", "the JSON");
        }
        tally.wrong(
            "Between its records the file holds text that is not JSON, such as another file’s lines: it was left out.",
        );
    }
}

/// A table whose header is not known. Only names that this reader knows are repeated: a first line may be anything.
fn unknown(tally: &mut Tally, seen: &[String]) {
    let known: Vec<&str> = seen.iter().map(String::as_str).filter(|name| formats::is_column(name)).take(8).collect();
    let columns = match () {
        // One word is no row of columns.
        () if seen.len() < 2 => String::new(),
        () if known.is_empty() => format!(": none of its {} columns has a name that is known", seen.len()),
        () => format!(": of its {} columns only these are known: {}", seen.len(), known.join(", ")),
    };
    let sentence =
        format!("This is no usage export known here{columns}. A table needs a time, input_tokens and output_tokens.");
    whole(tally, &sentence);
}
