//! What the ranges and verdicts would have been worth: held against the record of prices and rents since 2023.
//!
//! Ranges are fitted to windows that end before July 2025 and judged on those that start then or later, and for 18 months
//! and more to what had ended on each window's first day. Those of the inputs' table are judged on the same windows, and
//! they know them.

mod decisions;
mod fall;
mod few;
mod fits;
mod floors;
mod known;
mod paid;
mod past;
mod providers;
mod published;
mod record;
mod told;
mod windows;

use build_or_buy::date::Date;
use decisions::{Look, looks};
use known::Known;
use record::Record;
use serde_json::Value;
use told::{early_on, fitted_early, open_models, published, ranges, together, verdicts};

/// The first month that decisions are made in, and the last day of the record.
const DECIDED_FROM: (u16, u8) = (2024, 7);
const LAST: (u16, u8) = (2026, 11);

/// Prints the tables.
///
/// # Errors
/// A file of the project cannot be read.
pub fn run() -> Result<(), String> {
    let root = super::project::root()?;
    let record = Record::read(&root)?;
    let known = Known::new(&record);
    println!("{}", published(&known));
    println!("{}", ranges(&known));
    println!("{}", fitted_early(&known));
    println!("{}", early_on(&known));
    println!("{}", open_models(&record));
    println!("{}", together(&record));
    println!("{}", verdicts(&decided(&root, &known)?));
    Ok(())
}

/// The default company and the presets, decided in every month and looked at again.
fn decided(root: &std::path::Path, known: &Known<'_>) -> Result<Vec<Look>, String> {
    let presets = super::project::read_text(&root.join("www/presets.json"))?;
    let presets: Vec<Value> = serde_json::from_str(&presets).map_err(|error| error.to_string())?;
    let links: Vec<&str> = presets.iter().filter_map(|preset| preset["query"].as_str()).collect();
    let catalog = super::earlier::catalog()?;
    let (from, last) = (Date::new(DECIDED_FROM.0, DECIDED_FROM.1, 1), Date::new(LAST.0, LAST.1, 1));
    let (Some(from), Some(last)) = (from, last) else { return Err("the record has no first month".into()) };
    let mut all = Vec::new();
    for day in (0..).map(|month| from.first_of_month_after(month)).take_while(|day| *day < last) {
        for link in &links {
            all.extend(looks(known, &catalog, link, day, last));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_verdicts_that_are_printed() {
        let root = super::super::project::root().expect("the project");
        let record = Record::read(&root).expect("its record");
        let printed = verdicts(&decided(&root, &Known::new(&record)).expect("decided"));
        let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md").replace('\n', " ");
        let rows: Vec<Vec<&str>> = printed.lines().skip(4).map(|line| line.split(" | ").collect()).collect();
        let column = |at: usize| rows.iter().map(|row| row[at].trim_end_matches(" held")).collect::<Vec<_>>();
        // `65 of 65 held after 6 months, 41 of 41 after 12 …`, the others `16 of 17, 15 of 17 and 10 of 10`.
        let sure = column(1);
        let said = format!("{} held after 6 months, {} after 12 and {} after 18", sure[0], sure[1], sure[2]);
        assert!(readme.contains(&said), "{said}");
        for at in 2..=5 {
            let [half, year, more] = column(at)[..] else { panic!("{printed}") };
            let said = format!("{half}, {year} and {more}");
            assert!(readme.contains(&said), "{said}");
        }
    }
}
