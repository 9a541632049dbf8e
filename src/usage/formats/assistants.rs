//! Developers' coding assistants: what ccusage and Claude Code's own analytics say. No product's workload, so it is proposed
//! as left out.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::super::time::Time;
use super::openai::in_dollars;

/// Said of it.
pub(super) const ASSISTANT: &str = "This is what your developers’ coding assistant used (Claude Code), so it is left out of the case at first. Is it to be a workload of its own? Then keep it.";

/// Days, weeks or months of ccusage, each model's figures on their own where it parts them. Its dollars are list prices.
pub(super) fn ccusage(tally: &mut Tally, json: &Json) {
    tally.say(ASSISTANT);
    let lists = [("daily", 86_400.0), ("weekly", 604_800.0), ("monthly", 0.0)];
    let Some((name, seconds)) = lists.into_iter().find(|(name, _)| !json.get(name).list().is_empty()) else {
        tally.source(Format::Ccusage);
        return tally.wrong("It has no days: give what ccusage daily --json prints.");
    };
    for one in json.get(name).list() {
        let Some(time) = one.time(&["date", "period", "week", "month"]) else {
            tally.bad("has no day that can be read");
            continue;
        };
        let seconds = if seconds > 0.0 { seconds } else { time.long };
        let models = one.get("modelBreakdowns").list();
        for figures in if models.is_empty() { core::slice::from_ref(one) } else { models } {
            let count = |name: &str| figures.count(name).unwrap_or(0.0);
            let (read, written) = (count("cacheReadTokens"), count("cacheCreationTokens"));
            let row = Row {
                input: count("inputTokens") + read + written,
                cached: Some(read),
                written: Some(written),
                output: count("outputTokens"),
                cost: figures.count("cost").or(figures.count("totalCost")),
                model: figures.get("modelName").text(),
                ..Row::at(Time { zoned: true, day: true, ..time }, Span::Seconds(seconds))
            };
            tally.row(Format::Ccusage, &row);
        }
    }
}

/// What engineers used in Claude Code, by person and day. The persons are not kept; what it would have cost is in cents.
pub(super) fn claude_code(tally: &mut Tally, json: &Json) {
    tally.say(ASSISTANT);
    tally.incomplete(Format::Ccusage, json.get("has_more").flag() == Some(true), None);
    for (number, day) in (1..).zip(json.get("data").list()) {
        let Some(time) = day.time(&["date"]) else {
            tally.bad("has no day that can be read");
            continue;
        };
        for one in day.get("model_breakdown").list() {
            let count = |name: &str| one.get("tokens").count(name).unwrap_or(0.0);
            let (read, written) = (count("cache_read"), count("cache_creation"));
            let input = count("input") + read + written;
            let cents = one.get("estimated_cost");
            let row = Row {
                input,
                cached: Some(read),
                written: Some(written),
                output: count("output"),
                cost: cents
                    .count("amount")
                    .filter(|_| in_dollars(cents.get("currency").text()))
                    .map(|cents| cents / 100.0),
                model: one.get("model").text(),
                // Persons of one day and model are told apart without their names.
                rest: input.to_bits().wrapping_mul(31) ^ count("output").to_bits() ^ number,
                ..Row::at(Time { zoned: true, day: true, ..time }, Span::Seconds(86_400.0))
            };
            tally.row(Format::Ccusage, &row);
        }
    }
}
