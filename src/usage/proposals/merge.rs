//! Proposals that the visitor merges.

use super::edits::Edits;
use super::text::{is_given, query_number, round_text};
use super::week::peak;
use crate::inputs;
use crate::units::HOURS_PER_WEEK;
use crate::usage::groups::Group;
use crate::usage::tally::Sums;
use crate::usage::{How, Measured, Proposal, Totals};
use crate::week::Week;

/// Where the visitor merges a proposal to: the end of the way, since what it is merged with may be merged on. `None` where
/// it stands alone, goes in a circle, or ends at one that is left out.
pub(super) fn goal(edits: &Edits<'_>, id: &str, many: usize) -> Option<usize> {
    let number = |id: &str| id.strip_prefix('w')?.parse::<usize>().ok().filter(|at| (1..=many).contains(at));
    let next = |at: usize| edits.get(&format!("w{at}.into")).and_then(number);
    let mut at = next(number(id)?)?;
    for _ in 0..many {
        match next(at) {
            Some(further) => at = further,
            None => return (!edits.is_out(&format!("w{at}"))).then_some(at),
        }
    }
    None
}

/// Moves the rows of what the visitor merges to its goal, where both are of one source. What was moved stays listed.
pub(super) fn merged(mut groups: Vec<Group>, base: usize, edits: &Edits<'_>) -> Vec<Group> {
    let own: Vec<_> = groups.iter().map(|group| group.series.clone()).collect();
    let many = base + groups.len();
    for (at, series) in own.into_iter().enumerate() {
        let id = format!("w{}", base + at + 1);
        if let Some(goal) = goal(edits, &id, many).and_then(|goal| groups.get_mut(goal.checked_sub(base + 1)?))
            && !edits.is_out(&id)
        {
            goal.series.extend(series);
        }
    }
    groups
}

/// Adds what the visitor merges across sources to its goal.
pub(super) fn merge(proposals: &mut [(Proposal, Sums, Group)], edits: &Edits<'_>) {
    for at in 0..proposals.len() {
        let Some(into) = goal(edits, &proposals[at].0.id, proposals.len()).map(|goal| goal - 1) else {
            proposals[at].0.into.clear();
            continue;
        };
        proposals[at].0.into.clone_from(&proposals[into].0.id.clone());
        let from = proposals[at].clone();
        if !from.0.left_out && from.2.source != proposals[into].2.source {
            join(&mut proposals[into].0, &from.0);
        }
    }
}

/// One workload of two: requests add up, means are weighed by requests, shares by input, weeks by requests.
fn join(into: &mut Proposal, from: &Proposal) {
    let number =
        |one: &Proposal, key: &str| one.inputs.iter().find(|input| input.key == key).and_then(|input| input.value);
    let (a, b) = (number(into, "requests"), number(from, "requests"));
    let (Some(a), Some(b)) = (a, b) else {
        into.notes.push("It could not be merged: the requests of one part are not known.".into());
        return;
    };
    let (a_in, b_in) = (number(into, "input_tokens").unwrap_or(0.0), number(from, "input_tokens").unwrap_or(0.0));
    let given = is_given(from, "requests");
    let but = inputs::Measured::but(given || is_given(into, "requests"), is_given(into, "model")).word();
    for input in &mut into.inputs {
        if input.key == "measured" && !input.text.is_empty() {
            but.clone_into(&mut input.text);
        }
        let other = number(from, &input.key);
        let (weight_a, weight_b) = match input.key.as_str() {
            "requests" => (1.0, 1.0),
            "cached" | "cache_writes" => {
                (a * a_in / (a * a_in + b * b_in).max(1e-9), b * b_in / (a * a_in + b * b_in).max(1e-9))
            }
            "input_p95" => {
                if let (Some(mine), Some(other)) = (input.value, other) {
                    input.value = Some(mine.max(other));
                    input.text = round_text(mine.max(other), 0);
                    input.rule = format!("{}; of the merged parts the greater", input.rule);
                }
                continue;
            }
            _ => (a / (a + b), b / (a + b)),
        };
        if let (Some(mine), Some(other)) = (input.value, other) {
            let value = mine * weight_a + other * weight_b;
            let places = i32::from(input.key != "requests" && value < 100.0);
            input.text = round_text(value, places);
            input.value = query_number(&input.text);
            input.rule = format!("{}; merged with “{}”", input.rule, from.name);
            if input.key == "requests" && (input.how == How::Given || given) {
                *input = Measured {
                    how: How::Given,
                    file: String::new(),
                    rows: (0, 0, 0),
                    stands: String::new(),
                    ..core::mem::take(input)
                };
            } else if let Some(other) = from.inputs.iter().find(|other| other.key == input.key) {
                input.rows.2 += other.rows.2;
                input.stands = [input.stands.as_str(), "; ", &other.stands].concat();
            }
        }
    }
    if into.week.len() == HOURS_PER_WEEK && from.week.len() == HOURS_PER_WEEK {
        let hours: Vec<f64> =
            into.week.iter().zip(&from.week).map(|(mine, other)| (mine * a + other * b) / (a + b)).collect();
        if let Some(shape) = into.inputs.iter_mut().find(|input| input.key == "shape") {
            shape.text = Week::new(&hours).code();
        }
        into.peak = peak(into.evidence, &hours);
        into.week = hours;
    }
    let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
    into.tokens = sum(into.tokens, from.tokens);
    into.cost = sum(into.cost, from.cost);
    into.list_cost = sum(into.list_cost, from.list_cost);
    let (mine, other) = (into.totals, from.totals);
    into.totals = Totals {
        requests: sum(mine.requests, other.requests),
        input: mine.input + other.input,
        cached: sum(mine.cached, other.cached),
        written: sum(mine.written, other.written),
        output: mine.output + other.output,
        reasoning: sum(mine.reasoning, other.reasoning),
        cost: sum(mine.cost, other.cost),
    };
    into.share += from.share;
}
