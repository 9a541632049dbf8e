//! The tables of inputs as plain data, for the form, the README's table and anyone who embeds the engine.

use super::link::PAGE_KEYS;
use super::listing::{self, Choice, choice};
use super::table::{Group, Input, Slot, Spread, Table};
use super::{DRAWS, GLOBAL, Inputs, MOST_WORKLOADS, WORKLOAD, Workload};
use crate::catalog::Catalog;
use crate::date::Date;
use serde::Serialize;

/// Both tables, and what references choose from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Form {
    /// Inputs of the whole decision.
    pub global: Vec<Field>,
    /// Inputs of each workload.
    pub workload: Vec<Field>,
    /// Hosted offers on the day.
    pub hosted: Vec<Choice>,
    /// Open models whose weights were out on the day.
    pub models: Vec<Choice>,
    /// GPUs that had a price by the day, and those that have none on record.
    pub gpus: Vec<Choice>,
    /// Load shapes.
    pub shapes: Vec<Choice>,
    /// Regimes.
    pub regimes: Vec<Choice>,
    /// Keys of a link that are no inputs: its version, the day of its prices, and what says how the page looks.
    pub page_keys: Vec<&'static str>,
    /// Most workloads that a link may list.
    pub most_workloads: usize,
    /// Draws that the odds take when nobody says how many.
    pub draws: u32,
}

/// One input.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Field {
    /// Key, or the part after the workload's name and a point.
    pub name: &'static str,
    /// Label.
    pub label: &'static str,
    /// Help.
    pub help: &'static str,
    /// Where it stands.
    pub group: Group,
    /// Unit, `%` for shares typed in percent.
    pub unit: &'static str,
    /// `number`, `choice`, `reference` or `text`.
    pub kind: &'static str,
    /// Default as a number.
    pub value: Option<f64>,
    /// Default as a word.
    pub word: String,
    /// Smallest and largest value that is read.
    pub range: Option<(f64, f64)>,
    /// Plausible range, where it is drawn.
    pub likely: Option<(f64, f64)>,
    /// True when it may be empty.
    pub optional: bool,
    /// The choices.
    pub options: Vec<Choice>,
    /// The catalog table of a reference.
    pub table: Option<Table>,
    /// Most characters of a text.
    pub most: Option<usize>,
    /// Where default and range come from.
    pub source: String,
    /// When that was.
    pub date: String,
    /// How good that is.
    pub grade: &'static str,
    /// What a reader should know.
    pub note: String,
}

/// The form for a catalog on a day.
pub fn form(catalog: &Catalog, on: Date) -> Form {
    let priced = |gpu: &str| catalog.first_price_of(gpu).is_none_or(|first| first <= on);
    Form {
        global: GLOBAL.iter().map(|input| field(input, &Inputs::default(), catalog)).collect(),
        workload: WORKLOAD.iter().map(|input| field(input, &Workload::default(), catalog)).collect(),
        hosted: listing::hosted(catalog, on),
        models: listing::open_models(&catalog.on(on)),
        gpus: catalog.gpus.iter().filter(|row| priced(&row.id)).map(|row| choice(&row.id, &row.name)).collect(),
        shapes: catalog.shapes.iter().map(|row| choice(&row.id, &row.name)).collect(),
        regimes: catalog.regimes.iter().map(|row| choice(&row.id, &row.name)).collect(),
        page_keys: ["v", "asof"].into_iter().chain(PAGE_KEYS).collect(),
        most_workloads: MOST_WORKLOADS,
        draws: DRAWS,
    }
}

fn field<T>(input: &Input<T>, fresh: &T, catalog: &Catalog) -> Field {
    let parameter = catalog.parameter(input.parameter);
    let mut field = Field {
        name: input.name,
        label: input.label,
        help: input.help,
        group: input.group,
        unit: input.unit,
        kind: "text",
        value: None,
        word: String::new(),
        range: None,
        likely: None,
        optional: false,
        options: Vec::new(),
        table: None,
        most: None,
        source: parameter.map_or_else(String::new, |row| row.source.clone()),
        date: parameter.map_or_else(String::new, |row| row.date.clone()),
        grade: parameter.map_or("J", |row| row.grade.word()),
        note: parameter.and_then(|row| row.note.clone()).unwrap_or_default(),
    };
    match &input.slot {
        Slot::Number { min, max, low, high, spread, optional, get, .. } => {
            field.kind = "number";
            field.value = get(fresh);
            field.range = Some((*min, *max));
            field.likely = (*spread != Spread::Fixed && low < high).then_some((*low, *high));
            field.optional = *optional;
        }
        Slot::Choice { options, get, .. } => {
            field.kind = "choice";
            get(fresh).clone_into(&mut field.word);
            field.options = options.iter().map(|(word, label)| choice(word, label)).collect();
        }
        Slot::Reference { table, word, get, .. } => {
            field.kind = "reference";
            get(fresh).clone_into(&mut field.word);
            field.table = Some(*table);
            if !word.is_empty() {
                let label = if *word == "none" { "None" } else { "Whichever is cheapest" };
                field.options.push(choice(word, label));
            }
        }
        Slot::Text { most, get, .. } => {
            get(fresh).clone_into(&mut field.word);
            field.most = Some(*most);
        }
    }
    field
}
