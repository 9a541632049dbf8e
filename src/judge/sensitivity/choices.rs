//! What each option of a choice would give.

use super::answer::Answer;
use super::flip::{Flip, OptionAnswer};
use super::followed::largest;
use super::words::{named, noun};
use crate::cost::figures::Figures;
use crate::cost::level::level;
use crate::decide::portfolio::{Portfolio, optimize};
use crate::inputs::{GLOBAL, Input, Inputs, Slot, Table, WORKLOAD};
use crate::sentence::Sentence;
use crate::streams::{Case, Mandate};

/// Choices that no cost depends on.
const WITHOUT_COST: [&str; 3] = ["identity", "sovereignty", "convention"];

/// A flip for every choice that costs depend on, worked out by the whole engine.
pub fn options(case: &Case<'_>, inputs: &Inputs, portfolio: &Portfolio) -> Vec<Flip> {
    let base = Answer::of(portfolio);
    let mut flips = Vec::new();
    for input in GLOBAL {
        let skip = WITHOUT_COST.contains(&input.name) || input.name == "premises" && case.mandate == Mandate::None;
        if !skip {
            let turn = |word: &str| {
                let mut changed = inputs.clone();
                turn(input, &mut changed, word).then_some(changed)
            };
            flips.extend(flip(case, input, inputs, (input.name.to_owned(), String::new()), &base, turn));
        }
    }
    for at in largest(&Figures::new(case, inputs)) {
        let workload = &inputs.workloads[at];
        for input in WORKLOAD {
            let key = [workload.slug.as_str(), ".", input.name].concat();
            let turn = |word: &str| {
                let mut changed = inputs.clone();
                turn(input, &mut changed.workloads[at], word).then_some(changed)
            };
            flips.extend(flip(case, input, workload, (key, workload.title()), &base, turn));
        }
    }
    flips
}

fn turn<T>(input: &Input<T>, into: &mut T, word: &str) -> bool {
    match input.slot {
        Slot::Choice { set, .. } => set(into, word),
        Slot::Reference { set, .. } => {
            set(into, word.to_owned());
            true
        }
        _ => false,
    }
}

fn flip<T>(
    case: &Case<'_>,
    input: &Input<T>,
    now: &T,
    (key, of): (String, String),
    base: &Answer,
    turn: impl Fn(&str) -> Option<Inputs>,
) -> Option<Flip> {
    let word = match input.slot {
        Slot::Choice { get, .. } => get(now).to_owned(),
        Slot::Reference { get, .. } => get(now).to_owned(),
        _ => return None,
    };
    let words: Vec<(String, String)> = match input.slot {
        Slot::Choice { options, .. } => {
            options.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect()
        }
        // Hosted and open models are too many to try: the portfolio already chooses among them.
        Slot::Reference { table: Table::Shapes, .. } => {
            case.catalog.shapes.iter().map(|row| (row.id.clone(), row.id.clone())).collect()
        }
        _ => return None,
    };
    let options: Vec<OptionAnswer> = words
        .into_iter()
        .filter_map(|(option, label)| {
            let changed = turn(&option)?;
            let answer = if option == word {
                *base
            } else {
                let other = case.again(&changed, case.asof);
                Answer::of(&optimize(&Figures::new(&other, &changed)))
            };
            let level = |present| level(&changed, present).get();
            Some(OptionAnswer {
                now: option == word,
                word: option,
                label,
                winner: answer.winner(),
                difference: answer.difference().map(level),
            })
        })
        .collect();
    let other = options.iter().find(|option| option.winner != base.winner());
    let sentence = match other {
        None => Sentence::new("No option of ").join(named(input.label, &of)).say(" changes the verdict."),
        Some(option) => named(input.label, &of)
            .say(" would have to be “")
            .name(&option.label)
            .say("” for ")
            .say(noun(option.winner))
            .say("."),
    };
    Some(Flip {
        key,
        label: input.label,
        of,
        unit: input.unit,
        current: 0.0,
        switches: Vec::new(),
        distance: other.map(|_| 1.0),
        options,
        sentence,
    })
}
