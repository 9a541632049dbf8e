//! Suspicions of parameters: units, ranges, dates as sources print them.

use super::suspicions::At;
use super::suspicious_money::{ALLOWED, foreign_unit};
use super::suspicious_started::started;
use super::suspicious_units::unit;
use build_or_buy::catalog::{Catalog, Grade, Parameter};
use build_or_buy::date::Date;

/// As dates of sources begin to name months.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What the note of a row says that has two ends and no middle.
const RANGE: &str = "a range alone";

pub(super) fn parameter(at: &mut At<'_>, catalog: &Catalog, row: &Parameter) {
    at.source(&row.source, row.grade);
    if let Some(named) = foreign_unit(&row.unit) {
        at.say("unit", format!("`{}` is in {named}: {ALLOWED}", row.unit));
    }
    if let Some(named) = foreign_unit(&row.label) {
        at.say("label", format!("`{}` names {named}: {ALLOWED}", row.label));
    }
    at.money(row.note.as_deref());
    let known: Vec<f64> = [row.low, row.typical, row.high].into_iter().flatten().collect();
    if row.unit.starts_with('%') && known.len() == 3 && known.iter().all(|part| *part > 0.0 && *part <= 1.0) {
        // Nobody sells what is there one hour in a hundred.
        let mild = !row.label.contains("availability");
        at.put("typical", "between 0 and 1 % all three: shares in place of percent?".to_owned(), mild);
    }
    if row.unit == "%" && row.typical.is_some_and(|typical| typical > 0.0) && row.low.is_some_and(|low| low < 0.0) {
        at.say("low", "below 0, where the typical value is above it");
    }
    unit(at, row, &known);
    if !catalog.is_own("parameters", &row.key) {
        started(at, row);
    }
    if known.windows(2).any(|pair| pair[0] > pair[1]) {
        at.say("low", "low, typical and high must rise");
    }
    if row.grade == Grade::J && known.len() == 3 && known[0] == known[2] && known[0] != 0.0 {
        at.hint("low", "low, typical and high are one figure, and it is judgment: how far off may it be?");
    }
    // Whatever else a note says, an end that was lost looks like a range that never had a middle.
    let note = row.note.as_deref().unwrap_or_default();
    if row.typical.is_none() && !known.is_empty() && !note.contains(RANGE) {
        at.say(
            "typical",
            format!("is missing where low or high stand: write it, or say in `note` that there is `{RANGE}`"),
        );
    } else if row.typical.is_none() && note.is_empty() {
        at.say("typical", "is missing: a row without a number needs a note that says why");
    }
    // Some things are said in words, and some are a formula, which stands in the note.
    let formula = row.note.as_deref().is_some_and(|note| note.contains(" x "));
    if known.is_empty() && row.unit != "flag" && !formula && row.note.is_some() {
        at.say("typical", format!("no number at all, and a unit, `{}`: `flag` for what is said in words", row.unit));
    }
    if row.unit.contains('%') && known.iter().any(|value| value.abs() > 2_000.0) {
        at.say("typical", "more than two thousand percent: is the unit right?");
    }
    let (years, this) = (years(&row.date), 1970 + catalog.asof.months_since(Date::EPOCH) / 12);
    if years.is_empty() && row.date.trim() != "-" && !row.date.starts_with("n.d.") {
        at.say("date", format!("`{}` names no year: as printed there, `-` for judgement, `n.d.` for none", row.date));
    } else if month_of_none(&row.date) {
        at.say("date", format!("`{}` names no month, and no years one after the other", row.date));
    } else if years.iter().any(|year| *year > this) || printed(&row.date).is_some_and(|day| day > catalog.asof) {
        at.say("date", format!("`{}` has not come yet", row.date));
    }
    let note = note.to_lowercase();
    if (note.starts_with("second hand") || note.starts_with("secondhand") || note.starts_with("second-hand"))
        && !note.starts_with("second-hand: ")
    {
        at.say("note", "a page that retells what another counted is marked by `second-hand: `, so spelled");
    }
    if row.source.contains(" via ") && !note.starts_with("second-hand: ") {
        at.hint("note", "the source retells what another counted: begin it with `second-hand: `");
    }
    if row.better.as_deref().is_some_and(|better| better.split_whitespace().count() < 3) {
        at.say("better", "is a sentence on what would replace the number");
    }
    if matches!(row.grade, Grade::C | Grade::J) && row.better.is_none() {
        at.say("better", "grades C and J need a sentence on what would replace them");
    }
}

/// The first day that a date names where it is written `2026-12-20`, `20 Dec 2026`, `2026-12` or `Dec 2026`.
fn printed(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == 7 && text.as_bytes()[4] == b'-' {
        return Date::parse(&[text, "-01"].concat());
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (day, month, year) = match words[..] {
        [day, month, year] => (day.parse().ok()?, month, year),
        [month, year] => (1, month, year),
        _ => return Date::parse(text),
    };
    let month = MONTHS.iter().position(|name| month.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(name)))?;
    Date::new(year.parse().ok()?, u8::try_from(month + 1).ok()?, day)
}

/// `2026-13` is neither a month nor the years 2026 and 2027.
fn month_of_none(text: &str) -> bool {
    let Some((year, last)) = text.trim().split_once('-') else { return false };
    let (Ok(year), Ok(part)) = (year.parse::<u32>(), last.parse::<u32>()) else { return false };
    year > 1_900 && last.len() == 2 && !(1..=12).contains(&part) && part <= year % 100
}

/// The years of a date as people print it.
fn years(text: &str) -> Vec<i32> {
    let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    words.filter_map(|word| word.parse().ok()).filter(|year| (1900..2200).contains(year)).collect()
}
