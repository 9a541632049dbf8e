//! GPU rents as CSV, in the columns of the `SkyPilot` catalog: one row an instance and region, prices of the whole
//! instance. An empty price is not zero: that way to pay is not sold.

use super::gpu_names::{formed, gpu, known_as, provider_of, sized, sole};
use super::offer::round;
use super::propose::{Passed, Plan, Proposal, Question, Terms};
use super::rent_rows::compare;
use crate::command::project::{files_below, read_bytes};
use crate::command::words::many;
use build_or_buy::catalog::{Billing, Catalog};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// More GPUs than any one instance has.
const MOST_GPUS: f64 = 1_024.0;

/// One price of one form.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    pub(super) gpu: String,
    pub(super) count: u32,
    pub(super) region: String,
    pub(super) hour: f64,
    pub(super) billing: Billing,
    /// What a marketplace adds to its name: hosts it vouches for, or anybody's.
    tier: &'static str,
}

/// Of servers that differ in their processors and memory only, the cheapest: it is the GPU that is rented.
fn cheapest(quotes: Vec<Quote>) -> Vec<Quote> {
    let mut kept: Vec<Quote> = Vec::new();
    for quote in quotes {
        let same = |known: &&mut Quote| {
            (&known.gpu, known.count, &known.region, known.billing)
                == (&quote.gpu, quote.count, &quote.region, quote.billing)
        };
        match kept.iter_mut().find(same) {
            Some(known) => known.hour = known.hour.min(quote.hour),
            None => kept.push(quote),
        }
    }
    kept
}

/// Reads a CSV file, or every CSV below a folder, and holds it against the catalog's rents.
///
/// Errors: no such file, or one that lacks the columns.
pub fn plan(catalog: &Catalog, path: &Path, provider: Option<&str>, terms: &Terms) -> Result<Plan, String> {
    let files: Vec<PathBuf> = if path.is_dir() {
        files_below(path).into_iter().filter(|file| file.extension().is_some_and(|end| end == "csv")).collect()
    } else {
        vec![path.to_path_buf()]
    };
    if files.is_empty() {
        return Err(format!("{} holds no CSV file", path.display()));
    }
    let mut plan = Plan::default();
    for file in files {
        let name = provider.map_or_else(|| provider_of(&file), ToOwned::to_owned);
        // A file of a folder that is no list of rents loses nothing but itself.
        let quotes = match read(catalog, &file, &mut plan) {
            Err(why) if path.is_dir() => {
                plan.passed_over.push(Passed { entry: file.display().to_string(), why });
                continue;
            }
            read => read?,
        };
        let mut of_file = Plan::default();
        for tier in ["", " Secure", " Community"] {
            let of_tier: Vec<Quote> = quotes.iter().filter(|quote| quote.tier == tier).cloned().collect();
            compare(catalog, &format!("{}{tier}", known_as(&name)), &cheapest(of_tier), terms, &mut of_file);
        }
        if let Some(old) = of_file.ask.iter().find(|question| question.about == "older") {
            // One row that is old makes the file old: what it has of the others may be as old.
            let why = format!(
                "this list is old in another row ({}): fetch it anew, or paste what its host's page has too",
                old.id
            );
            let asked = |one: Proposal| Question { shared: Some(why.clone()), ..one.asked("older", why.clone()) };
            of_file.ask.extend(core::mem::take(&mut of_file.append).into_iter().map(asked));
        }
        plan.same.append(&mut of_file.same);
        plan.append.append(&mut of_file.append);
        plan.ask.append(&mut of_file.ask);
    }
    Ok(plan)
}

/// A price in US dollars as lists write it: `3.10`, `$3.10`, `1,024.50`, `3,10`. Other money is none.
fn price_of(text: &str) -> Option<f64> {
    let bare = text.trim().trim_start_matches('$').trim_end_matches("USD").trim();
    let plain = match (bare.rfind(','), bare.rfind('.')) {
        (Some(comma), Some(point)) if comma < point => bare.replace(',', ""),
        (Some(comma), None) if bare.len() - comma <= 3 => bare.replace(',', "."),
        (Some(_), None) => bare.replace(',', ""),
        _ => bare.to_owned(),
    };
    plain.parse().ok().filter(|price: &f64| price.is_finite())
}

fn read(catalog: &Catalog, file: &Path, plan: &mut Plan) -> Result<Vec<Quote>, String> {
    let bytes = read_bytes(file)?;
    // Spreadsheets of half of Europe separate cells by semicolons, and their decimals by commas.
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or(&[]);
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|mark| first.split(|byte| byte == mark).count());
    let delimiter = delimiter.filter(|mark| first.contains(mark)).unwrap_or(b',');
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let head = reader.headers().map_err(|error| format!("{}: {error}", file.display()))?.clone();
    let column =
        |names: &[&str]| head.iter().position(|known| names.iter().any(|name| known.eq_ignore_ascii_case(name)));
    let (Some(name), Some(count)) =
        (column(&["AcceleratorName", "gpu"]), column(&["AcceleratorCount", "count", "gpus"]))
    else {
        return Err(format!(
            "{} has no columns AcceleratorName and AcceleratorCount, or gpu and count",
            file.display()
        ));
    };
    let prices = [(column(&["Price", "price"]), Billing::OnDemand), (column(&["SpotPrice", "spot"]), Billing::Spot)];
    if prices.iter().all(|(at, _)| at.is_none()) {
        return Err(format!("{} has no column Price or SpotPrice, or price or spot", file.display()));
    }
    let region = column(&["Region", "region"]);
    let (instance, info) = (column(&["InstanceType", "instance"]), column(&["GpuInfo"]));
    let memory = column(&["MemoryGiB"]);
    let mut quotes = Vec::new();
    let mut passed: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("{}: {error}", file.display()))?;
        let cell = |at: usize| record.get(at).unwrap_or("");
        let gpus = cell(count).parse::<f64>().unwrap_or(0.0);
        if gpus > MOST_GPUS {
            *passed.entry(format!("{} GPUs in one instance are not believed", cell(count))).or_default() += 1;
            continue;
        }
        if cell(name).is_empty() || gpus.is_nan() || gpus < 1.0 {
            let why = match cell(name) {
                "" => "instances without a GPU".to_owned(),
                name if cell(count).is_empty() => format!("{name}: the number of GPUs is not stated"),
                name => format!("{name}: `{}` is no count of GPUs", cell(count)),
            };
            *passed.entry(why).or_default() += 1;
            continue;
        }
        let info = info.map_or("", cell);
        let form = format!("{} {info} {}", instance.map_or("", cell), cell(name)).to_lowercase();
        let Some(gpu) = gpu(catalog, cell(name)) else {
            *passed.entry(format!("{}: no such GPU in the catalog", cell(name))).or_default() += 1;
            continue;
        };
        let server = memory.and_then(|at| cell(at).parse::<f64>().ok());
        let known = sized(catalog, gpu.clone(), info, gpus).or_else(|| sole(catalog, gpu, info, server?));
        let Some(gpu) = known.map(|gpu| formed(catalog, gpu, &form)) else {
            *passed.entry(format!("{}: not with this memory in the catalog", cell(name))).or_default() += 1;
            continue;
        };
        let tier = if form.contains("_secure") {
            " Secure"
        } else if form.contains("_community") {
            " Community"
        } else {
            ""
        };
        let on_demand = prices[0].0.map_or("", cell);
        for (at, billing) in prices {
            if billing == Billing::Spot && !on_demand.is_empty() && at.map(cell) == Some(on_demand) {
                *passed.entry("a spot price that is the price on demand".into()).or_default() += 1;
                continue;
            }
            let Some(text) = at.map(cell).filter(|text| !text.is_empty()) else { continue };
            let price = price_of(text);
            if price.is_none_or(|price| price <= 0.0) {
                *passed.entry(format!("`{text}` is no price in US dollars")).or_default() += 1;
            }
            if let Some(price) = price.filter(|price| *price > 0.0) {
                let region = region.map_or("", cell).to_owned();
                let hour = round(price / gpus);
                quotes.push(Quote { gpu: gpu.clone(), count: gpus as u32, region, hour, billing, tier });
            }
        }
    }
    for (why, count) in passed {
        plan.passed_over
            .push(Passed { entry: file.display().to_string(), why: format!("{why} ({})", many(count, "row")) });
    }
    Ok(quotes)
}

#[cfg(test)]
mod tests {
    #[test]
    fn prices_are_read_as_lists_write_them() {
        for (text, price) in [
            ("3.10", Some(3.1)),
            ("$3.10", Some(3.1)),
            ("1,024.50", Some(1024.5)),
            ("24,5", Some(24.5)),
            ("1,024", Some(1024.0)),
            ("3.1 USD", Some(3.1)),
            ("\u{20ac}3.10", None),
            ("3.1 EUR", None),
            ("NaN", None),
            ("inf", None),
            ("on request", None),
        ] {
            assert_eq!(super::price_of(text), price, "{text}");
        }
    }
}
