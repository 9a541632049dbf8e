//! genai-prices: USD per million, a list of hosts with their models. A price may be a number or a base with steps;
//! prices may be dated (`start_date`) or hold at hours of the day (`start_time`, `end_time`).

use super::json::{files, number, text};
use super::kinds::kind_of;
use super::offer::{List, Offer, Period, Prices, Step};
use super::remark::About;
use build_or_buy::date::Date;
use serde_json::Value;
use std::path::Path;

/// Reads the list.
///
/// Errors: no such file, or not JSON.
pub fn read(path: &Path) -> Result<List, String> {
    let mut list = List::default();
    for (name, file) in files(path, &mut list)? {
        if is_frozen(&name, &file) {
            let why = "frozen since 2026-07-25, so that its prices are of that day at best: read prices/new_data/v2/data.json";
            eprintln!("{} is {why}", name.display());
            list.skip(&name.file_name().unwrap_or_default().to_string_lossy(), why);
        }
        let hosts = match &file {
            Value::Array(hosts) => hosts.clone(),
            Value::Object(map) => match map.get("providers") {
                Some(Value::Array(hosts)) => hosts.clone(),
                _ => vec![file.clone()],
            },
            _ => return Err("a list of hosts was expected".into()),
        };
        for host in &hosts {
            for entry in host.get("models").and_then(Value::as_array).into_iter().flatten() {
                match text(entry, "id") {
                    Some(id) => model(&mut list, text(host, "id").unwrap_or(""), id, entry),
                    None => list.skip("an entry without an id", "nobody can say which model it is"),
                }
            }
        }
    }
    Ok(list)
}

/// Whether it is the list's first form, of which no release was made since: by its place, or because a whole list has none
/// of the prices that came with the second.
fn is_frozen(path: &Path, file: &Value) -> bool {
    let of_first = ["prices/data.json", "prices/data_slim.json"].iter().any(|end| path.ends_with(end));
    let hosts = file.as_array().map_or(&[][..], Vec::as_slice);
    let models = || hosts.iter().filter_map(|host| host.get("models")?.as_array()).flatten();
    let later = |entry: &Value| entry.to_string().contains("\"cache_write_1h_mtok\"");
    of_first || models().count() >= WHOLE && !models().any(later)
}

/// Models of which a list is whole: the second form had 1,466.
const WHOLE: usize = 500;

fn model(list: &mut List, host: &str, id: &str, entry: &Value) {
    let lower = id.to_lowercase();
    if ["realtime", "audio", "transcribe", "tts", "image"].iter().any(|mark| lower.contains(mark)) {
        return list.skip(id, "sound or pictures, whose tokens have a price of their own");
    }
    let kind = kind_of(host, id);
    let mut remarks = Vec::new();
    let mut periods = Vec::new();
    match entry.get("prices") {
        Some(Value::Array(dated)) => {
            for one in dated {
                let constraint = one.get("constraint");
                let from = constraint.and_then(|constraint| text(constraint, "start_date"));
                if let Some(hours) = constraint.filter(|constraint| constraint.get("start_time").is_some()) {
                    let (start, end) = (text(hours, "start_time").unwrap_or(""), text(hours, "end_time").unwrap_or(""));
                    let dearer = one.get("prices").map(|found| prices(found, kind)).unwrap_or_default();
                    remarks.push(About::Hours.remark(format!(
                        "from {start} to {end} UTC it costs {} in and {} out: two prices by the hour of the day",
                        shown(dearer.input),
                        shown(dearer.output)
                    )));
                    continue;
                }
                remarks.extend(one.get("prices").and_then(apart).map(|why| About::Steps.remark(why)));
                let found = one.get("prices").map(|found| prices(found, kind)).unwrap_or_default();
                periods.push(Period { from: from.map(ToOwned::to_owned), until: None, prices: found });
            }
        }
        Some(found) => {
            remarks.extend(apart(found).map(|why| About::Steps.remark(why)));
            periods.push(Period { prices: prices(found, kind), ..Period::default() });
        }
        None => return list.skip(id, "no price is stated"),
    }
    if entry.pointer("/prices/requests_kcount").is_some() && kind == "chat" {
        remarks.push(About::Note.remark("each request has a fee beside its tokens, which is not taken"));
    }
    if entry.pointer("/prices/input_audio_mtok").is_some() {
        remarks.push(About::Note.remark("audio tokens have a price of their own, which is not taken"));
    }
    let comment = text(entry, "price_comments").unwrap_or("");
    let mut offer = Offer {
        host: host.to_owned(),
        id: id.to_owned(),
        name: text(entry, "name").map(ToOwned::to_owned),
        kind,
        context: number(entry.get("context_window")),
        periods,
        retired: match entry.get("deprecated") {
            // A list that only says that it is gone does not say since when.
            Some(Value::Bool(true)) => Some(String::new()),
            _ => text(entry, "deprecated").map(ToOwned::to_owned),
        },
        promotion: promotion(comment),
        remarks,
        ..Offer::default()
    };
    offer.called(text(entry, "description").unwrap_or(""));
    list.take(offer);
}

fn shown(price: Option<f64>) -> String {
    price.map_or_else(|| "nothing stated".into(), |price| price.to_string())
}

/// The last day of a promotion that a comment names; empty where it names none.
fn promotion(comment: &str) -> Option<String> {
    let lower = comment.to_lowercase();
    let at = ["promotion", "introductory", "intro price", "launch pricing"].iter().find_map(|word| lower.find(word))?;
    let rest = &comment[at..];
    let through = rest.find("through ").map(|found| found + 8).or_else(|| rest.find("until ").map(|found| found + 6));
    let day = through.and_then(|at| rest.get(at..at + 10)).filter(|day| Date::parse(day).is_some());
    Some(day.unwrap_or("").to_owned())
}

/// Steps of input and of output that begin at prompts of other lengths: no step of the catalog has one without the other.
fn apart(found: &Value) -> Option<String> {
    let starts = |name: &str| {
        let steps = found.get(name).and_then(|value| value.get("tiers")).and_then(Value::as_array);
        steps.into_iter().flatten().filter_map(|step| number(step.get("start"))).collect::<Vec<f64>>()
    };
    let (input, output) = (starts("input_mtok"), starts("output_mtok"));
    let words = |starts: &[f64]| starts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    (!input.is_empty() && !output.is_empty() && input != output).then(|| {
        format!(
            "input rises above {} and output above {}: at which length does the whole request cost more?",
            words(&input),
            words(&output)
        )
    })
}

fn prices(found: &Value, kind: &str) -> Prices {
    let base = |name: &str| {
        let value = found.get(name)?;
        number(Some(value)).or_else(|| number(value.get("base")))
    };
    let mut tiers: Vec<Step> = Vec::new();
    for name in ["input_mtok", "output_mtok", "cache_read_mtok", "cache_write_mtok"] {
        for tier in found.get(name).and_then(|value| value.get("tiers")).and_then(Value::as_array).into_iter().flatten()
        {
            let (Some(above), price) = (number(tier.get("start")), number(tier.get("price"))) else { continue };
            let at = tiers.iter().position(|step| step.above == above).unwrap_or_else(|| {
                tiers.push(Step { above, ..Step::default() });
                tiers.len() - 1
            });
            match name {
                "input_mtok" => tiers[at].input = price,
                "output_mtok" => tiers[at].output = price,
                "cache_read_mtok" => tiers[at].cached_read = price,
                _ => tiers[at].cache_write = price,
            }
        }
    }
    Prices {
        input: base("input_mtok"),
        output: base("output_mtok").or((kind != "chat").then_some(0.0)),
        cached_read: base("cache_read_mtok"),
        cache_write: base("cache_write_mtok"),
        // Per thousand searches.
        per_request: if kind == "reranker" { base("requests_kcount").map(|price| price / 1e3) } else { None },
        tiers,
        ..Prices::default()
    }
}
