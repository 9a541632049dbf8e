//! What decides it, in words.

use crate::cost::lines::Line;
use crate::report::options::OptionCost;
use crate::sentence::{Sentence, Unit};

/// The line in which the answer is cheapest against the other.
pub(super) fn decides(best: &OptionCost, other: &OptionCost) -> Sentence {
    let amount = |option: &OptionCost, line: Line| {
        option.lines.iter().find(|one| one.id == line.id()).map_or(0.0, |one| one.monthly.get())
    };
    let gpus = [Line::Gpus, Line::Overhead, Line::Hardware, Line::Power, Line::Newer];
    let people = [Line::People, Line::Rota, Line::OnCall];
    let work = [Line::Evaluation, Line::Upgrades, Line::Migration];
    let build = [Line::Build, Line::Delay];
    let rest = [Line::Outage, Line::Lag];
    let sum = |option: &OptionCost, lines: &[Line]| lines.iter().map(|line| amount(option, *line)).sum::<f64>();
    let blocks: [(&str, &[Line]); 6] = [
        (" for tokens", &Line::TOKENS),
        (" for GPUs", &gpus),
        (" for people to run and watch the servers", &people),
        (" for evaluation and model changes", &work),
        (" for building it", &build),
        (" for outages and being behind", &rest),
    ];
    let largest = blocks
        .iter()
        .map(|(name, lines)| (*name, sum(other, lines), sum(best, lines)))
        .max_by(|a, b| (a.1 - a.2).total_cmp(&(b.1 - b.2)));
    match largest {
        Some((what, theirs, ours)) => {
            let said = Sentence::new("What decides it: the other way takes ").amount(Unit::UsdMonth, theirs).say(what);
            if ours > 0.005 * theirs {
                said.say(", this one ").amount(Unit::Usd, ours).say(".")
            } else {
                said.say(", this one next to nothing.")
            }
        }
        None => Sentence::default(),
    }
}
