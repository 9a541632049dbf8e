//! Rents in the chart of past prices, each GPU at each provider a line of its own, and larger servers beside it.

use super::past_rows::{Series, Sources, record_of, text, text_at};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Providers that the record calls by a shorter name than the catalog.
const CALLED: [(&str, &str); 2] = [("Oracle Cloud", "Oracle"), ("Together AI", "Together")];

/// The rents of catalog and earlier rows, and the record's of what neither has.
pub(super) fn rents(record: &Value, rows: &[Value], asof: &str, sources: &mut Sources) -> Series {
    let form = |row: &Value| (row["gpus_min"].as_u64().unwrap_or(1), text(row, "region").to_owned());
    let hour = |row: &Value| row["hour"].as_f64().unwrap_or_default();
    let past = || rows.iter().filter(|row| text(row, "from") <= asof);
    let mut mine: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for row in past() {
        // Where one provider lets several sizes of servers, or in several regions, the smallest and cheapest has the
        // plain name.
        let name = plain(row);
        let alike = past().filter(|other| plain(other) == name);
        let first = alike.min_by(|a, b| form(a).0.cmp(&form(b).0).then(hour(a).total_cmp(&hour(b)))).map(form);
        let (gpus, region) = form(row);
        let region = if region.is_empty() { region } else { [", ", &region].concat() };
        let more = if first == Some(form(row)) { String::new() } else { format!("{region}, servers of {gpus}") };
        mine.entry(name + &more).or_default().push(row);
    }
    let mut drawn = Series::new();
    for (id, mut of_it) in mine {
        of_it.sort_by_key(|row| text(row, "from"));
        let before = record["rents"][&id].as_array().map_or(&[][..], Vec::as_slice);
        let steps = of_it.iter().map(|row| step(row, before, sources)).collect();
        drop(drawn.insert(id, steps));
    }
    let others = record_of(record, "rents", sources, |id| drawn.contains_key(id));
    drawn.extend(others);
    drawn
}

/// One rent. What the record alone has of it, that it was announced and when it was last seen, is kept.
fn step(row: &Value, before: &[Value], sources: &mut Sources) -> Value {
    let source = sources.number(text(row, "source"));
    let mut step =
        vec![row["from"].clone(), row["hour"].clone(), Value::Null, row["grade"].clone(), source.into(), 0.into()];
    let same = |known: &&Value| text_at(known, 0) == text(row, "from") && known[1].as_f64() == row["hour"].as_f64();
    if let Some(known) = before.iter().find(same) {
        step[5] = known[5].clone();
        step.extend(known.get(6).cloned());
    }
    json!(step)
}

/// `A100 80GB PCIe at Lambda, on-demand`.
fn plain(row: &Value) -> String {
    let words = text(row, "gpu").split('-').map(|word| match word {
        "pcie" => "PCIe".to_owned(),
        "40" | "80" => word.to_owned() + "GB",
        _ => word.to_uppercase(),
    });
    let provider = text(row, "provider");
    let called = CALLED.iter().find(|(name, _)| *name == provider).map_or(provider, |(_, called)| called);
    format!("{} at {called}, {}", words.collect::<Vec<_>>().join(" "), text(row, "billing"))
}
