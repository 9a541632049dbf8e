//! What several lists say together: rows on which all that speak agree, and questions where they do not.

use super::plan::{Plan, Proposal, Question};
use build_or_buy::catalog::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What is compared between the rows that lists propose: prices, and the day on which they end.
const STATED: [&str; 10] = [
    "input",
    "output",
    "cached_read",
    "cache_write",
    "batch_discount",
    "per_request",
    "tiers",
    "hour",
    "until",
    "ends",
];

/// What came of all lists.
#[derive(Default)]
pub(super) struct Merged {
    /// Rows that are proposed and that no list contradicts.
    pub append: Vec<Agreed>,
    /// What a person decides.
    pub ask: Vec<Open>,
    /// Lists that could not be read, and why.
    pub lost: Vec<(String, String)>,
    /// Offers whose price some list confirms.
    pub same: usize,
}

/// A row, and the lists that have it.
pub(super) struct Agreed {
    /// The row.
    pub proposal: Proposal,
    /// The lists.
    pub lists: Vec<String>,
}

/// A question, and the lists that raise it.
pub(super) struct Open {
    /// The question.
    pub question: Question,
    /// The lists.
    pub lists: Vec<String>,
}

/// Lays what each list says beside the others, in their order.
pub(super) fn merge(file: &Value, plans: Vec<(String, Result<Plan, String>)>) -> Merged {
    let mut merged = Merged::default();
    let mut confirmed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut proposed: BTreeMap<(String, String), Vec<(String, Proposal)>> = BTreeMap::new();
    let mut asked: Vec<(String, Question)> = Vec::new();
    for (list, plan) in plans {
        match plan {
            Err(why) => merged.lost.push((list, why)),
            Ok(plan) => {
                for id in plan.same {
                    confirmed.entry(id).or_default().push(list.clone());
                }
                for one in plan.append {
                    let from = text(&one.row, "from").to_owned();
                    proposed.entry((one.id.clone(), from)).or_default().push((list.clone(), one));
                }
                asked.extend(plan.ask.into_iter().map(|question| (list.clone(), question)));
            }
        }
    }
    merged.same = confirmed.len();
    for ((id, _), proposals) in proposed {
        let lists: Vec<String> = proposals.iter().map(|(list, _)| list.clone()).collect();
        let mut against = confirmed.get(&id).cloned().unwrap_or_default();
        // A list that only raises a question has another price too, unless it resells.
        // One that says of this very price that it ends, and not what follows, is heard too.
        let ends = |question: &Question| proposals.iter().any(|(_, one)| runs_out(question, &one.row));
        let doubts = asked.iter().filter(|(list, question)| {
            question.id == id
                && (!matches!(question.about, "promotion" | "reseller") || ends(question))
                && !proposals.iter().any(|(_, one)| backs(question, &one.row))
                && !lists.contains(list)
        });
        let said = |question: &Question| {
            let until = question.row.as_ref().map_or("", |row| text(row, "until"));
            let until = if ends(question) { [", until ", until].concat() } else { String::new() };
            question.after.clone() + &until
        };
        let others: Vec<String> = doubts.map(|(list, question)| format!("{list} has {}", said(question))).collect();
        let (proposal, differ) = together(file, proposals);
        if differ.is_empty() && against.is_empty() && others.is_empty() {
            merged.append.push(Agreed { proposal, lists });
            continue;
        }
        let mut why = format!("{} has {}", lists.join(", "), proposal.why);
        if !against.is_empty() {
            against.dedup();
            let _ = write!(why, "; {} still has the row in force", against.join(", "));
        }
        if !others.is_empty() {
            let _ = write!(why, "; {}", others.join("; "));
        }
        if !differ.is_empty() {
            let _ = write!(why, "; they differ in {}", differ.join(", "));
        }
        let Proposal { id, entry, before, after, row, .. } = proposal;
        let question = Question {
            id,
            entry,
            about: "disagree",
            why: why + ": which is it?",
            before,
            after,
            row: Some(row),
            shared: None,
        };
        merged.ask.push(Open { question, lists });
    }
    for (list, question) in asked {
        let answered = |agreed: &Agreed| agreed.proposal.id == question.id && backs(&question, &agreed.proposal.row);
        if merged.append.iter().any(answered) {
            continue;
        }
        let is_known = |open: &&mut Open| {
            (&open.question.id, open.question.about, &open.question.after)
                == (&question.id, question.about, &question.after)
        };
        match merged.ask.iter_mut().find(is_known) {
            Some(known) => known.lists.push(list),
            None => merged.ask.push(Open { question, lists: vec![list] }),
        }
    }
    merged
}

/// Whether a list that states less than another, or perhaps a step, has the same main prices as a row: it backs it.
fn backs(question: &Question, row: &Value) -> bool {
    let same = |name: &str| question.row.as_ref().and_then(|asked| asked.get(name)) == row.get(name);
    matches!(question.about, "partial" | "steps") && same("input") && same("output")
}

/// Whether a list asks what follows a price that is a row's, after a last day that the row does not have.
fn runs_out(question: &Question, row: &Value) -> bool {
    let Some(asked) = question.row.as_ref().filter(|_| question.about == "promotion") else { return false };
    let same = |name: &str| asked.get(name) == row.get(name);
    asked.get("until").is_some() && !same("until") && same("input") && same("output")
}

/// One row of several for the same offer and day: what a list does not state stays as it was in each, so the value that
/// moved counts. Fields in which two lists moved to different values are named.
fn together(file: &Value, proposals: Vec<(String, Proposal)>) -> (Proposal, Vec<String>) {
    let table = if proposals[0].1.row.get("gpu").is_some() { "rents" } else { "hosted" };
    let (id, from) = (&proposals[0].1.id, text(&proposals[0].1.row, "from"));
    let held = file
        .get(table)
        .map_or(&[][..], Value::items)
        .iter()
        .filter(|row| text(row, "id") == id && text(row, "from") <= from)
        .max_by_key(|row| text(row, "from").to_owned());
    let mut differ = Vec::new();
    let mut moved: Vec<(&str, Value)> = Vec::new();
    for field in STATED {
        let was = held.and_then(|row| row.get(field));
        let shown = |value: Option<&Value>| value.and_then(|value| serde_json::to_string(value).ok());
        let now: BTreeSet<String> = proposals
            .iter()
            .map(|(_, one)| one.row.get(field))
            .filter(|value| shown(*value) != shown(was))
            .filter_map(shown)
            .collect();
        if now.len() > 1 {
            differ.push(format!(
                "{} ({})",
                field.replace('_', " "),
                now.iter().cloned().collect::<Vec<_>>().join(" or ")
            ));
        } else if let Some(value) = now.first().and_then(|text| serde_json::from_str(text).ok()) {
            moved.push((field, value));
        }
    }
    // The list that states most says best what changes; of equals the first, which is trusted most.
    let mut proposal =
        proposals.into_iter().map(|(_, one)| one).rev().max_by_key(|one| one.why.matches(',').count()).expect("one");
    if let Value::Map(fields) = &mut proposal.row {
        for (field, value) in moved {
            if let Some(known) = fields.iter_mut().find(|(name, _)| name == field) {
                known.1 = value;
            } else {
                fields.push((field.to_owned(), value));
            }
        }
        let order = build_or_buy::catalog::fields(table);
        fields.sort_by_key(|(name, _)| order.iter().position(|known| known == name));
    }
    (proposal, differ)
}

fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row.get(name).and_then(Value::text).unwrap_or("")
}
