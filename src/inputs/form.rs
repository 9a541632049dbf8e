//! The tables of inputs as plain data, for the form, the README's table and anyone who embeds the engine.

use super::link::PAGE_KEYS;
use super::table::{Group, Input, Slot, Spread, Table};
use super::{DRAWS, GLOBAL, Inputs, MOST_WORKLOADS, WORKLOAD, Workload};
use crate::catalog::{Attention, Catalog, Ending, HostedPrice, OpenModel};
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

/// One choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Choice {
    /// In links.
    pub word: String,
    /// For people.
    pub label: String,
    /// Why nobody moves to it, of a hosted model that has ended, will, or was not seen on sale of late.
    pub ended: Option<String>,
}

/// The form for a catalog on a day.
pub fn form(catalog: &Catalog, on: Date) -> Form {
    let priced = |gpu: &str| catalog.first_price_of(gpu).is_none_or(|first| first <= on);
    let mut hosted: Vec<Choice> = Vec::new();
    for row in catalog.last_rows(on) {
        let ended = ended(row, on).filter(|_| on >= catalog.asof);
        // Of a past day only what was on sale is asked about.
        if ended.is_some() || !row.retired(on) {
            hosted.push(Choice { ended, ..choice(&row.id, &format!("{}, {}", row.model, row.host)) });
        }
    }
    Form {
        global: GLOBAL.iter().map(|input| field(input, &Inputs::default(), catalog)).collect(),
        workload: WORKLOAD.iter().map(|input| field(input, &Workload::default(), catalog)).collect(),
        hosted,
        models: catalog.on(on).models().map(|row| choice(&row.id, &model_label(row))).collect(),
        gpus: catalog.gpus.iter().filter(|row| priced(&row.id)).map(|row| choice(&row.id, &row.name)).collect(),
        shapes: catalog.shapes.iter().map(|row| choice(&row.id, &row.name)).collect(),
        regimes: catalog.regimes.iter().map(|row| choice(&row.id, &row.name)).collect(),
        page_keys: ["v", "asof"].into_iter().chain(PAGE_KEYS).collect(),
        most_workloads: MOST_WORKLOADS,
        draws: DRAWS,
    }
}

fn choice(word: &str, label: &str) -> Choice {
    Choice { word: word.to_owned(), label: label.to_owned(), ended: None }
}

/// What is said of an offer that whoever buys it may name and that nobody moves to.
fn ended(row: &HostedPrice, on: Date) -> Option<String> {
    let day = row.until?.to_string();
    match row.ends? {
        Ending::Unseen if row.retired(on) => Some("last seen ".to_owned() + &day),
        Ending::Retired if row.retired(on) => Some("no longer sold".to_owned()),
        Ending::Retired => Some("sold until ".to_owned() + &day),
        _ => None,
    }
}

/// A model whose attention is not known can be named, and its label says that nothing is sized with it.
fn model_label(model: &OpenModel) -> String {
    match model.attention {
        Attention::Unknown => format!("{} (attention not known: not sized)", model.name),
        _ => model.name.clone(),
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
