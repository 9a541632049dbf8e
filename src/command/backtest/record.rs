//! The record of prices and rents: what each cost on a day, as far as anyone saw it by then.

use super::floors::Floors;
use super::providers::{card, provider};
use build_or_buy::date::Date;
use build_or_buy::inputs::Provider;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Days for which a rent is taken to hold after it was last seen.
const RENT_HOLDS: i32 = 183;
/// Hosts that sell open weights of others; the remaining ones sell models of their own.
const HOSTS: [&str; 12] = [
    "openrouter",
    "deepinfra",
    "together",
    "fireworks",
    "novita",
    "groq",
    "cerebras",
    "baseten",
    "nebius",
    "anyscale",
    "doubleword",
    "parasail",
];
/// A reseller: its price is that of whichever host it sends a request to, another one on another day.
const RESELLER: &str = "openrouter/";
/// A host's offer last seen before this day was taken off its list, which was read until July 2026; of one last seen later
/// nobody knows.
const LISTS_UNTIL: (u16, u8, u8) = (2026, 5, 1);
/// Names that a vendor lets point to another model later, or whose day of change nobody knows.
const MOVING: [&str; 11] = [
    "openai/gpt-3.5-turbo",
    "openai/gpt-4o",
    "deepseek/deepseek-chat",
    "deepseek/deepseek-flash",
    "deepseek/deepseek-reasoner",
    "cohere/command",
    "cohere/command-light",
    "mistral/mistral-embed",
    "mistral/mistral-medium",
    "mistral/mistral-small",
    "mistral/mistral-tiny",
];

/// A price from a day on.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    from: Date,
    /// The day after which nobody is known to have seen it; none where the next step or today ends it.
    seen: Option<Date>,
    /// USD; none when it is no longer sold.
    price: Option<f64>,
}

/// The prices of one thing over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    steps: Vec<Step>,
    /// Days that a step is taken to hold after it was last seen; none: until the next one.
    holds: Option<i32>,
}

impl Series {
    /// The day on which it was retired, and the last price before.
    pub fn retired(&self) -> Option<(Date, f64)> {
        let last = self.steps.last().filter(|step| step.price.is_none())?;
        Some((last.from, self.steps.iter().rev().find_map(|step| step.price)?))
    }

    /// Whether it was taken off its host's list by a day, where the list itself was still read.
    pub fn left(&self, day: Date) -> bool {
        let (year, month, date) = LISTS_UNTIL;
        let seen = self.steps.last().and_then(|step| step.seen);
        let left = seen.filter(|seen| Date::new(year, month, date).is_some_and(|until| *seen < until));
        left.is_some_and(|seen| seen < day) || self.retired().is_some_and(|(retired, _)| retired <= day)
    }

    /// The price on a day, USD: the last step begun by then, if it was still in force. No step that began later is
    /// looked at, except to tell that the same price was seen again.
    pub fn on(&self, day: Date) -> Option<f64> {
        let at = self.steps.iter().rposition(|step| step.from <= day)?;
        let step = &self.steps[at];
        let price = step.price?;
        let next = self.steps.get(at + 1);
        let end = match (self.holds, step.seen) {
            (Some(_), _) if next.is_some_and(|next| next.price == step.price) => return Some(price),
            (Some(days), seen) => seen.unwrap_or(step.from).max(step.from).days_since_1970() + days,
            (None, Some(seen)) if next.is_none() => seen.days_since_1970(),
            (None, _) => i32::MAX,
        };
        (day.days_since_1970() <= end).then_some(price)
    }
}

/// What is known of the past.
pub struct Record {
    /// Hosted offers by id: USD per million tokens, three of input to one of output.
    pub hosted: BTreeMap<String, Series>,
    /// Rents by GPU, provider and billing: USD per GPU-hour.
    pub rents: BTreeMap<String, Series>,
    /// The cheapest price of a score.
    pub floors: Floors,
}

impl Record {
    /// Reads the project's own files.
    ///
    /// # Errors
    /// A file is missing or is not what it should be.
    pub fn read(root: &Path) -> Result<Self, String> {
        let text = super::super::project::read_text(&root.join("tests/history/record.json"))?;
        let all: Value = serde_json::from_str(&text).map_err(|error| format!("tests/history/record.json: {error}"))?;
        let floors = super::super::project::read_text(&root.join(super::floors::FILE))?;
        let rows = |table: &str| all[table].as_object().cloned().unwrap_or_default();
        let (hosted, rents) = (rows("hosted"), rows("rents"));
        Ok(Self {
            hosted: hosted.iter().map(|(id, rows)| (id.clone(), series(rows, None))).collect(),
            rents: rents.iter().map(|(id, rows)| (id.clone(), series(rows, Some(RENT_HOLDS)))).collect(),
            floors: Floors::read(&floors)?,
        })
    }

    /// Offers that are a vendor's own model under a name that stays with it.
    pub fn pinned(&self) -> impl Iterator<Item = (&String, &Series)> {
        let own = self.hosted.iter().filter(|(id, _)| !is_host(id) && !id.starts_with("bedrock/"));
        own.filter(|(id, _)| !id.contains("latest") && !MOVING.contains(&id.as_str()))
    }

    /// Rents from one kind of provider, of GPUs whose name in the catalog begins so.
    pub fn rents_of<'a>(&'a self, kind: Provider, gpu: &'a str) -> impl Iterator<Item = &'a Series> {
        let of = move |id: &str| provider(id) == kind && card(id).starts_with(gpu);
        self.rents.iter().filter(move |(id, _)| of(id)).map(|(_, series)| series)
    }

    /// Open weights by model: every host that sells them, and resellers where they are asked for.
    pub fn open(&self, resold: bool) -> BTreeMap<&str, Vec<&Series>> {
        let mut models: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
        let sold = |id: &str| is_host(id) && (resold || !id.starts_with(RESELLER));
        for (id, series) in self.hosted.iter().filter(|(id, _)| sold(id)) {
            models.entry(id.split_once('/').map_or("", |(_, model)| model)).or_default().push(series);
        }
        models
    }
}

/// Whether an offer is sold by a host of open weights.
pub fn is_host(id: &str) -> bool {
    id.split_once('/').is_some_and(|(host, _)| HOSTS.contains(&host))
}

fn date(value: &Value) -> Option<Date> {
    value.as_str().and_then(Date::parse)
}

/// Rows are day, price (input), output, grade, source, announced, last seen.
fn series(rows: &Value, holds: Option<i32>) -> Series {
    let steps = rows.as_array().into_iter().flatten().filter_map(|row| {
        let price = match (row[1].as_f64(), row[2].as_f64()) {
            (Some(input), Some(output)) => Some((3.0 * input + output) / 4.0),
            (one, _) => one,
        };
        Some(Step { from: date(&row[0])?, seen: date(&row[6]), price })
    });
    Series { steps: steps.collect(), holds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_price_is_that_of_its_day_and_ends_where_nobody_saw_it() {
        let rows = json!([["2024-01-10", 1, 5, "B", 0, 0], ["2024-06-01", 0.5, 2.5, "A", 0, 1, "2024-09-01"]]);
        let hosted = series(&rows, None);
        // (3 · 1 + 5) / 4 = 2; from June on half of it; not carried past the last day seen.
        assert_eq!(hosted.on(day("2024-01-09")), None);
        assert_eq!((hosted.on(day("2024-05-31")), hosted.on(day("2024-06-01"))), (Some(2.0), Some(1.0)));
        assert_eq!((hosted.on(day("2024-09-01")), hosted.on(day("2024-09-02"))), (Some(1.0), None));
        let retired = series(&json!([["2024-01-10", 1, 1, "B", 0, 0], ["2024-06-01", null, null, "A", 0, 1]]), None);
        assert_eq!((retired.on(day("2024-05-31")), retired.on(day("2024-06-01"))), (Some(1.0), None));
    }

    #[test]
    fn a_rent_holds_half_a_year_or_until_the_same_is_seen_again() {
        let rows = json!([
            ["2024-01-01", 2, null, "B", 0, 0],
            ["2025-01-01", 2, null, "B", 0, 0],
            ["2026-01-01", 3, null, "B", 0, 0]
        ]);
        let rent = series(&rows, Some(RENT_HOLDS));
        assert_eq!(rent.on(day("2024-10-01")), Some(2.0));
        // 183 days after 2025-01-01 is 2025-07-03; what is seen next is another rent.
        assert_eq!((rent.on(day("2025-07-03")), rent.on(day("2025-07-04"))), (Some(2.0), None));
    }

    #[test]
    fn no_later_row_changes_what_an_earlier_day_cost() {
        let root = super::super::super::project::root().expect("the project");
        let record = Record::read(&root).expect("its record");
        let mut compared = 0;
        for (id, whole) in record.hosted.iter().chain(&record.rents) {
            for cut in 1..whole.steps.len() {
                // What was known the day before a step began.
                let known = Series { steps: whole.steps[..cut].to_vec(), holds: whole.holds };
                let step = &whole.steps[cut - 1];
                let Some(price) = known.on(step.from) else { continue };
                assert_eq!(whole.on(step.from), Some(price), "{id}");
                compared += 1;
            }
        }
        assert!(compared > 400, "{compared}");
        assert!(record.hosted.len() == 643 && record.rents.len() == 198 && record.floors.all.len() == 13);
    }
}
