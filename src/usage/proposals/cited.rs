//! Which rows a number is from, for people.

use crate::sentence::rounded;
use crate::usage::Measured;
use crate::usage::tally::{Sums, Tally};

/// Says in a number which rows it is from.
pub(super) fn cited(one: Measured, tally: &Tally, sums: &Sums) -> Measured {
    let many = libm::round(sums.rows) as u64;
    let Some([first, last]) = sums.stand.ends().filter(|_| many > 0) else { return one };
    let name = |file: usize| tally.files.get(file).map_or("", |file| &file.name);
    let file = name(first.0);
    let number = |value: u64| rounded(value as f64, 12);
    let (from, to, rows) = (number(first.1), number(last.1), number(many));
    // One record may hold several rows, and others may stand between two that count.
    let stands = match last.1 + 1 {
        _ if first.0 != last.0 => {
            [rows.as_str(), " rows from ", file, ", row ", &from, ", to ", name(last.0), ", row ", &to].concat()
        }
        end if end - first.1 == many && many == 1 => [file, ", row ", &from].concat(),
        end if end - first.1 == many => [file, ", rows ", &from, " to ", &to].concat(),
        end if end - first.1 > many => [file, ", ", &rows, " of the rows ", &from, " to ", &to].concat(),
        _ => [file, ", ", &rows, " rows"].concat(),
    };
    Measured { file: file.to_owned(), rows: (first.1, last.1, many), stands, ..one }
}
