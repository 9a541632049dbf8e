//! The sections of a memo, each from its pieces.

use super::block::{Assumption, OptionAmount, Row};
use super::pieces::Pieces;
use crate::reasons::rules::{Favors, Rule, Status};
use crate::sentence::{Sentence, Unit};

/// Entries of a list that a page has room for.
const ROOM: usize = 5;

pub(super) const AMOUNTS: [&str; 4] = ["option", "a month", "over the whole time", "on"];
pub(super) const DECIDING: [&str; 2] = ["reason", "here"];
pub(super) const ASSUMPTIONS: [&str; 4] = ["input", "value", "evidence", "source"];

pub(super) fn amounts(options: &[OptionAmount]) -> Vec<Row> {
    let row = |option: &OptionAmount| Row {
        label: option.label.clone() + if option.chosen { " (the answer)" } else { "" },
        cells: [
            Sentence::default().amount(Unit::UsdMonth, option.monthly),
            Sentence::default().amount(Unit::Usd, option.present).say(" in today's money"),
        ]
        .into_iter()
        .chain((!option.runs.is_empty()).then(|| option.runs.clone()))
        .collect(),
    };
    options.iter().map(row).collect()
}

/// What a rule or law does to the choice, before any cost.
pub(super) fn gates(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let Some(compliance) = pieces.compliance.filter(|found| !found.questions.is_empty()) else { return Vec::new() };
    let mut said = vec![compliance.finding.clone()];
    said.extend(compliance.readings.iter().map(|reading| reading.sentence.clone()));
    said
}

/// The reasons that hold, then those that were given and are none.
pub(super) fn deciding(rules: &[Rule]) -> Vec<Row> {
    let applies = |rule: &&Rule| rule.status == Status::Applies;
    let counted = rules.iter().filter(applies).filter(|rule| !rule.id.starts_with("non-")).take(ROOM);
    let uncounted = rules.iter().filter(applies).filter(|rule| rule.id.starts_with("non-"));
    let row = |rule: &Rule, speaks: &str| Row {
        label: String::from(rule.title) + " (" + speaks + ")",
        cells: vec![rule.deciding.clone()],
    };
    counted.map(|rule| row(rule, speaks_for(rule))).chain(uncounted.map(|rule| row(rule, "not counted"))).collect()
}

const fn speaks_for(rule: &Rule) -> &'static str {
    match rule.favors {
        Favors::Buy => "for an API",
        Favors::Build => "for running your own",
        Favors::Hybrid => "for doing both",
        Favors::Neither => "changes no cost",
    }
}

pub(super) fn risks(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Some(scenarios) = pieces.scenarios {
        for strategy in &scenarios.strategies {
            if strategy.worst_regret > 0.0 {
                let label = capitalized(strategy.label);
                let ends = if label.contains(',') { ", would" } else { " would" };
                let sentence = Sentence::new(&label)
                    .say(ends)
                    .say(" go most wrong in \u{201c}")
                    .name(strategy.worst_in)
                    .say("\u{201d}: ")
                    .amount(Unit::Usd, strategy.worst_regret)
                    .say(" more than the best choice there.");
                said.push(sentence);
            }
        }
        said.extend(scenarios.disagreement.clone());
    }
    said.extend(pieces.lock_in.map(|exits| exits.note.clone()));
    if let Some(compliance) = pieces.compliance {
        let conditions = compliance.licences.iter().filter(|one| one.commercial != crate::catalog::Commercial::Yes);
        said.extend(conditions.map(|one| one.sentence.clone()));
    }
    said
}

/// The advice, then the questions of the reasons that are still open, then what a rule leaves to do.
pub(super) fn find_out(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let mut said = first(&pieces.advice);
    let open = pieces.rules.iter().filter(|rule| rule.open);
    said.extend(open.map(|rule| Sentence::new(rule.question)));
    if let Some(compliance) = pieces.compliance {
        said.extend(compliance.to_do.iter().cloned());
    }
    said.truncate(ROOM + 1);
    said
}

pub(super) fn assumptions(list: &[Assumption]) -> Vec<Row> {
    let row = |one: &Assumption| {
        let mut cells = vec![one.value.clone(), Sentence::new(grade_in_words(one.grade))];
        if !one.source.is_empty() {
            cells.push(Sentence::default().name(&one.source));
        }
        Row { label: one.label.clone(), cells }
    };
    list.iter().take(ROOM + 1).map(row).collect()
}

/// An evidence grade in words.
pub fn grade_in_words(grade: &str) -> &'static str {
    match grade {
        "A" => "official source",
        "B" => "solid second-hand source",
        "C" => "weak source",
        "J" => "judgement",
        _ => "your own figure",
    }
}

pub(super) fn dated(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Some(date) = pieces.prices_of {
        said.push(Sentence::new("Prices of ").name(&date.to_string()).say(".").then(pieces.aged.clone()));
    }
    if !pieces.link.is_empty() {
        said.push(Sentence::new("The same figures again: ").name(pieces.link));
    }
    said
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| core::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

pub(super) fn first(sentences: &[Sentence]) -> Vec<Sentence> {
    sentences.iter().filter(|said| !said.is_empty()).take(ROOM).cloned().collect()
}
