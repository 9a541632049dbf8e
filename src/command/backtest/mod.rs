//! What the ranges and verdicts would have been worth: held against the record of prices and rents since 2023.
//!
//! Ranges are fitted to windows that end before July 2025 and judged on those that start then or later; those of the
//! inputs' table are judged on the same windows, and they know them.

mod decisions;
mod past;
mod record;
mod windows;

use build_or_buy::date::Date;
use build_or_buy::judge::uncertainty::factors::{OPEN, PINNED};
use core::cmp::Ordering;
use core::fmt::Write as _;
use decisions::{LATER, Look, looks, table_range};
use record::Record;
use serde_json::Value;
use windows::{HORIZONS, Kind, Part, Range, Window, held, points, windows};

/// The first month that decisions are made in, and the last day of the record.
const DECIDED_FROM: (u16, u8) = (2024, 7);
const LAST: (u16, u8) = (2026, 11);
/// Oldest quality whose fall is fitted: later there is too little left of it to divide by.
const OLDEST: f64 = 24.0;

/// Prints the tables.
///
/// # Errors
/// A file of the project cannot be read.
pub fn run() -> Result<(), String> {
    let root = super::project::root()?;
    let record = Record::read(&root)?;
    println!("{}", ranges(&record));
    println!("{}", fitted(&record));
    let presets = super::project::read_text(&root.join("www/presets.json"))?;
    let presets: Vec<Value> = serde_json::from_str(&presets).map_err(|error| error.to_string())?;
    let links: Vec<&str> = presets.iter().filter_map(|preset| preset["query"].as_str()).collect();
    let catalog = past::catalog(&record)?;
    let (from, last) = (Date::new(DECIDED_FROM.0, DECIDED_FROM.1, 1), Date::new(LAST.0, LAST.1, 1));
    let (Some(from), Some(last)) = (from, last) else { return Err("the record has no first month".into()) };
    let mut all = Vec::new();
    for day in (0..).map(|month| from.first_of_month_after(month)).take_while(|day| *day < last) {
        for link in &links {
            all.extend(looks(&record, &catalog, link, day, last));
        }
    }
    println!("{}", verdicts(&all));
    Ok(())
}

/// Moves of prices and rents, and what the ranges of the inputs' table hold of them.
fn ranges(record: &Record) -> String {
    let mut text = String::from(
        "Changes in percent, 10th / 50th / 90th percentile, by months; inside / below / above the range of the inputs' table\n\n\
         | what one does | windows | 6 | 12 | 18 | 24 |\n|---|---|---|---|---|---|\n",
    );
    for kind in Kind::ALL {
        let all = windows(record, kind);
        for (label, part) in [("all", None), ("from 2025-07", Some(Part::After))] {
            let cells = HORIZONS.map(|months| {
                let chosen: Vec<Window> = chosen(&all, months, part);
                cell(&chosen, &|window| stated(kind, window))
            });
            let _ = writeln!(text, "| {} | {label} | {} |", kind.label(), cells.join(" | "));
        }
    }
    text
}

fn chosen(all: &[Window], months: u32, part: Option<Part>) -> Vec<Window> {
    let fits = |one: &&Window| one.months == months && part.is_none_or(|part| one.part() == Some(part));
    all.iter().filter(fits).copied().collect()
}

/// The range that the inputs' table states for a window.
fn stated(kind: Kind, window: &Window) -> [f64; 3] {
    let pinned = Range::percent(PINNED.0, 0.0, PINNED.1);
    let open = Range::percent(OPEN.0, 0.0, OPEN.1);
    match kind {
        Kind::Stay => pinned.after(window.months),
        Kind::Open => open.after(window.months),
        Kind::Follow => table_range("follow_fall").followed(table_range("api_drift"), window.months, window.age),
        Kind::Rent => decisions::rents_range().after(window.months),
    }
}

fn cell(chosen: &[Window], range: &dyn Fn(&Window) -> [f64; 3]) -> String {
    let changes = points(chosen.iter().map(|window| window.change).collect());
    let (Some(changes), Some(share)) = (changes, held(chosen, range)) else { return "-".into() };
    let [low, middle, high] = changes.map(|log| (100.0 * libm::expm1(log)).round() + 0.0);
    let [inside, below, above] = share.map(f64::round);
    format!("{low} / {middle} / {high}; {inside} / {below} / {above} (n {})", chosen.len())
}

/// Ranges fitted to the early windows and judged on the late ones: as they are, and made prudent, with what fell allowed
/// to rise as far and a fall allowed to end. That rule was chosen after seeing how the plain fit failed.
fn fitted(record: &Record) -> String {
    let mut text = String::from(
        "Fitted to windows that end before 2025-07, judged on those that start later: inside / below / above, percent\n\n\
         | what one does | fit | first year | 6 | 12 |\n|---|---|---|---|---|\n",
    );
    for kind in Kind::ALL {
        let all = windows(record, kind);
        let early: Vec<Window> = all.iter().filter(|one| one.part() == Some(Part::Before)).copied().collect();
        let fit = if kind == Kind::Follow { fitted_fall(&early) } else { Range::fitted(&early) };
        let Some(plain) = fit else { continue };
        let prudent = if kind == Kind::Follow { plain.that_may_end() } else { plain.either_way() };
        for (label, fit) in [("plain", plain), ("prudent", prudent)] {
            let cells = [6, 12].map(|months| {
                let late = chosen(&all, months, Some(Part::After));
                let share = held(&late, &|window| match kind {
                    Kind::Follow => fit.followed(table_range("api_drift"), window.months, window.age),
                    _ => fit.after(window.months),
                });
                share.map_or_else(
                    || "-".into(),
                    |share| {
                        let [inside, below, above] = share.map(f64::round);
                        format!("{inside} / {below} / {above} (n {})", late.len())
                    },
                )
            });
            let [low, middle, high] = fit.0.map(|log| (100.0 * libm::expm1(log)).round() + 0.0);
            let _ =
                writeln!(text, "| {} | {label} | {low} / {middle} / {high} | {} |", kind.label(), cells.join(" | "));
        }
    }
    text
}

/// The fall of a quality's first year, by the task, that each early window comes to.
fn fitted_fall(early: &[Window]) -> Option<Range> {
    let young = early.iter().filter(|window| window.age < OLDEST);
    // Of a first year that halves, what a window takes is in proportion to what the curve says of it.
    let whole = Range::percent(-50.0, -50.0, -50.0);
    let each = young.map(|window| {
        let [_, expected, _] = whole.followed(Range([0.0; 3]), window.months, window.age);
        (window.change / expected * -core::f64::consts::LN_2).min(0.0)
    });
    points(each.collect()).map(Range)
}

/// How verdicts fared, by how sure they were said to be.
fn verdicts(all: &[Look]) -> String {
    let mut text = String::from(
        "Decisions of the default company and the presets, each month from 2024-07: verdicts that still held, and where the \
         difference in cost came to lie against its range\n\n\
         | months later | over 90 % sure | 65 to 90 % | below 65 % | difference inside / below / above |\n|---|---|---|---|---|\n",
    );
    for months in LATER {
        let then: Vec<&Look> = all.iter().filter(|look| look.months == months).collect();
        let cells = [(0.9, 1.1), (0.65, 0.9), (0.0, 0.65)].map(|(from, to)| {
            let some: Vec<&&Look> = then.iter().filter(|look| (from..to).contains(&look.sure)).collect();
            let held = some.iter().filter(|look| look.held).count();
            format!("{held} of {} held", some.len())
        });
        let known: Vec<Ordering> = then.iter().filter_map(|look| look.difference).collect();
        let share = |which: Ordering| {
            let count = known.iter().filter(|one| **one == which).count();
            (100.0 * count as f64 / known.len().max(1) as f64).round()
        };
        let [inside, below, above] = [Ordering::Equal, Ordering::Less, Ordering::Greater].map(share);
        let _ =
            writeln!(text, "| {months} | {} | {inside} / {below} / {above} (n {}) |", cells.join(" | "), known.len());
    }
    text
}
