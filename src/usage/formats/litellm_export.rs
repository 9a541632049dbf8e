//! The export of LiteLLM's usage page: days by team, tag or customer, and by model where asked.
//!
//! Rows wait until their file ends: whether a model's figures are its own or the whole team's shows only beside the others.

use super::super::fields::{Fields, Line};
use super::super::row::{Format, Row, Span, hash};
use super::super::tally::Tally;
use super::super::time::Time;
use super::bucket::label;
use super::layout::Layout;
use std::collections::BTreeMap;

pub(super) const COLUMNS: &[&str] = &[
    "Date",
    "Team",
    "Tag",
    "Organization",
    "Customer",
    "Model",
    "Spend ($)",
    "Requests",
    "Successful Requests",
    "Failed Requests",
    "Total Tokens",
    "Prompt Tokens",
    "Completion Tokens",
];

/// Said of an export that only has totals.
pub(super) const NO_SPLIT: &str = "This LiteLLM export gives only total tokens by model. Export without models, or save the answer of /user/daily/activity.";

/// Said of an export in which every model carries the figures of its whole team.
const REPEATED: &str = "This LiteLLM export repeats a team’s total for each of its models, so it would count several times and was left out. Export without models, or save the answer of /user/daily/activity.";

/// Who a day's figures are of.
const SCOPES: [&str; 4] = ["Team", "Tag", "Organization", "Customer"];

/// Part of a total that its models may be more for rounding.
const ROUNDING: f64 = 1e-6;

/// The rows of a file that has ended.
pub(super) fn end(tally: &mut Tally, layout: &Layout, comma: bool) {
    let lines = layout.held.iter().map(|(record, cells)| {
        let line = Line { columns: &layout.columns, cells, comma, habit: layout.habit() };
        let whose = (line.text("Date").into_owned(), line.first(&SCOPES).into_owned());
        (*record, line, whose)
    });
    let lines: Vec<_> = lines.collect();
    let mut days: BTreeMap<_, Vec<&Line<'_>>> = BTreeMap::new();
    for (_, line, whose) in &lines {
        days.entry(whose).or_default().push(line);
    }
    if let Some((record, ..)) = lines.iter().find(|(.., whose)| days.get(whose).is_some_and(|day| repeated(day))) {
        tally.record = *record;
        tally.wrong(REPEATED);
        return;
    }
    if lines.iter().any(|(_, line, _)| !line.text("Tag").is_empty()) {
        tally.record = 0;
        tally.say(
            "A request with several tags counts once for each of them here. If yours have several, export by team.",
        );
    }
    let (first, by_model) = (SCOPES.iter().find(|one| named(layout, one)), named(layout, "Model"));
    let cut = match (first.copied(), by_model) {
        (Some("Team"), false) => "teams",
        (Some("Team"), true) => "teams and models",
        (Some("Tag"), _) => "tags",
        (Some("Organization"), _) => "organizations",
        (Some(_), _) => "customers",
        (None, false) => "days",
        (None, true) => "models",
    };
    for (record, line, whose) in &lines {
        tally.record = *record;
        let total = line.text("Model").is_empty();
        if total && days.get(whose).is_some_and(|day| day.iter().any(|one| !one.text("Model").is_empty())) {
            tally.leave_out("repeats what its parts say", tokens(line).unwrap_or(0.0));
        } else {
            row(tally, line, cut);
        }
    }
}

fn named(layout: &Layout, column: &str) -> bool {
    layout.columns.iter().any(|(name, _)| name == column)
}

fn tokens(line: &Line<'_>) -> Option<f64> {
    Some(line.count("Prompt Tokens")? + line.count("Completion Tokens")?)
}

/// Whether the models of one day and team carry figures that are not their own: two of them agree in every figure, or they
/// add up to more than the total that stands beside them.
fn repeated(day: &[&Line<'_>]) -> bool {
    let (models, totals): (Vec<&&Line<'_>>, Vec<_>) = day.iter().partition(|line| !line.text("Model").is_empty());
    let figures = |line: &Line<'_>| {
        ["Spend ($)", "Requests", "Prompt Tokens", "Completion Tokens"].map(|name| line.count(name).unwrap_or(0.0))
    };
    let used = |line: &Line<'_>| tokens(line).unwrap_or(0.0) > 0.0;
    let twins = models.iter().enumerate().any(|(at, one)| {
        let other = |other: &&Line<'_>| figures(other) == figures(one) && other.text("Model") != one.text("Model");
        // A single request may cost as much with one model as with another, by chance.
        used(one) && line_requests(one) > 1.0 && models[at + 1..].iter().any(|one| other(one))
    });
    let sum = |lines: &[&&Line<'_>]| lines.iter().filter_map(|line| tokens(line)).sum::<f64>();
    twins || !totals.is_empty() && sum(&models) > sum(&totals) * (1.0 + ROUNDING)
}

fn line_requests(line: &Line<'_>) -> f64 {
    line.count("Requests").unwrap_or(0.0)
}

fn row(tally: &mut Tally, line: &Line<'_>, cut: &'static str) {
    let Some(time) = line.time(&["Date"]) else { return tally.bad("has no day that can be read") };
    let (Some(input), Some(output)) = (line.count("Prompt Tokens"), line.count("Completion Tokens")) else {
        return tally.bad("has no input or output tokens");
    };
    // A customer is whoever called: told apart, and not named.
    let team = line.first(&SCOPES[..3]);
    let model = line.text("Model");
    tally.row(
        Format::LiteLlmDaily,
        &Row {
            requests: line.count("Successful Requests").or(line.count("Requests")),
            input,
            output,
            cost: line.count("Spend ($)"),
            model: &model,
            labels: ["", "", label(&team), ""],
            rest: hash(0, &line.text(SCOPES[3])),
            cut,
            ..Row::at(Time { zoned: true, ..time }, Span::Seconds(86_400.0))
        },
    );
}
