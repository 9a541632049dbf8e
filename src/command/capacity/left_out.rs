//! What the model is worth on rows that its fit has not seen: whole families, engines, GPUs and years left out.

use super::folds::{Key, Unseen, engine, family, leave_out};
use super::measured::{Measured, Outcome};
use super::optimize::ALL;
use super::planning;
use super::score::{Errors, quantile};
use build_or_buy::capacity::{Constants, Maturity};
use build_or_buy::catalog::Vendor;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Made from the whole: what a page can say about the model in a few lines.
#[derive(Default)]
pub struct Summary {
    /// Lines of a table in Markdown.
    pub lines: String,
}

impl Summary {
    const HEAD: &str = "| predicted by a fit that the left-out rows had no part in | rows | median error | 90th percentile | within 2× |\n\
                        |---|---|---|---|---|\n";

    fn add(&mut self, maker: &str, name: &str, errors: &Errors) {
        if errors.count < ENOUGH {
            return;
        }
        if self.lines.is_empty() {
            self.lines += Self::HEAD;
        }
        let _ = writeln!(
            self.lines,
            "| {maker}, each {name} left out | {} | {:.0} % | {:.0} % | {:.0} % |",
            thousands(errors.count),
            errors.median,
            errors.p90,
            errors.within_double
        );
    }
}

/// Rows that a line of the summary stands on at least.
const ENOUGH: usize = 200;

fn thousands(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}

const SPLITS: [(&str, Key); 4] = [
    ("family", |row| family(&row.model).into()),
    ("engine", |row| engine(row)),
    ("GPU", |row| row.gpu.clone()),
    ("year", |row| row.date.chars().take(4).collect()),
];

/// The tables, a summary of them first; empty when there are too few tuned rows to leave any out.
pub fn tables(rows: &[&Measured]) -> String {
    let tuned: Vec<&Measured> = rows.iter().copied().filter(|row| row.maturity == Maturity::Tuned).collect();
    let mut text = String::new();
    let mut plans = String::new();
    let mut summary = Summary::default();
    let mut coverage = String::from(
        "the stated 80 % band on rows left out of the fit: rows inside, %\n\
         | left out | vendor | rows | each row alike | each family alike |\n|---|---|---|---|---|\n",
    );
    for (name, key) in SPLITS {
        let unseen = leave_out(&tuned, key, &ALL);
        if unseen.is_empty() {
            continue;
        }
        let _ = writeln!(text, "each {name} left out of the fit\n{}", super::score::HEAD.trim_end());
        for (maker, vendor) in [("NVIDIA", Vendor::Nvidia), ("AMD", Vendor::Amd)] {
            let of: Vec<&Unseen> = unseen.iter().filter(|one| one.row.vendor() == Some(vendor)).collect();
            if of.is_empty() {
                continue;
            }
            let errors = Errors::of(&of.iter().map(|one| one.ratio).collect::<Vec<_>>());
            summary.add(maker, name, &errors);
            text += &errors.line(&format!("all {maker}"));
            let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
            for one in &of {
                groups.entry(&one.group).or_default().push(one.ratio);
            }
            for (group, ratios) in &groups {
                text += &Errors::of(ratios).line(&format!("{maker}, {group}"));
            }
            let _ = writeln!(
                coverage,
                "| {name} | {maker} | {} | {:.0} | {:.0} |",
                of.len(),
                inside(of.iter().map(|one| one.inside)),
                alike(&of)
            );
        }
        text.push('\n');
        if name == "family" {
            let rows: Vec<&Measured> = unseen.iter().map(|one| one.row).collect();
            let outcomes: Vec<Outcome> = unseen.into_iter().map(|one| Ok(one.predicted)).collect();
            let first: Vec<Outcome> = rows.iter().map(|row| row.predict(&Constants::DOCUMENTED)).collect();
            plans = planning::table(&rows, &outcomes, &first).unwrap_or_default();
        }
    }
    if text.is_empty() { text } else { summary.lines + "\n" + &text + &coverage + "\n" + &plans }
}

fn inside(rows: impl Iterator<Item = bool>) -> f64 {
    let (count, all) =
        rows.fold((0.0, 0.0_f64), |(count, all), inside| (count + f64::from(u8::from(inside)), all + 1.0));
    100.0 * count / all.max(1.0)
}

/// The mean of the families' own shares.
fn alike(rows: &[&Unseen]) -> f64 {
    let mut families: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    for one in rows {
        families.entry(family(&one.row.model)).or_default().push(one.inside);
    }
    let shares: Vec<f64> = families.values().map(|rows| inside(rows.iter().copied())).collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

/// The band on the rows as they are, first deployments apart, and the time to the first token.
pub fn bands(rows: &[&Measured], outcomes: &[&Outcome]) -> String {
    let mut text = String::from(
        "the stated 80 % band on these rows, with the constants in use\n\
         | maturity | vendor | rows | inside % | measured/predicted P10 P50 P90 |\n|---|---|---|---|---|\n",
    );
    for (name, maturity) in
        [("tuned", Maturity::Tuned), ("new model", Maturity::NewModel), ("first deployment", Maturity::FirstDeployment)]
    {
        for (maker, vendor) in [("NVIDIA", Vendor::Nvidia), ("AMD", Vendor::Amd)] {
            let mut ratios = Vec::new();
            let mut within = Vec::new();
            for (row, outcome) in rows.iter().zip(outcomes) {
                if let Ok(predicted) = outcome
                    && row.maturity == maturity
                    && row.vendor() == Some(vendor)
                {
                    let (ratio, band) = (row.output / predicted.output, row.band(predicted));
                    ratios.push(ratio);
                    within.push(ratio >= band.p10 && ratio <= band.p90);
                }
            }
            if ratios.is_empty() {
                continue;
            }
            ratios.sort_by(f64::total_cmp);
            let [low, middle, high] = [0.1, 0.5, 0.9].map(|part| quantile(&ratios, part));
            let _ = writeln!(
                text,
                "| {name} | {maker} | {} | {:.0} | {low:.2} {middle:.2} {high:.2} |",
                ratios.len(),
                inside(within.into_iter())
            );
        }
    }
    let mut first: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (row, outcome) in rows.iter().zip(outcomes) {
        if let (Some(measured), Ok(predicted)) = (row.first_token, outcome)
            && let Some(time) = predicted.first_token
        {
            let how = if row.rate.is_some() { "requests at a rate" } else { "a number kept under way" };
            first.entry(how).or_default().push(time / measured);
        }
    }
    if !first.is_empty() {
        let _ = writeln!(text, "\ntime to the first token (inverse)\n{}", super::score::HEAD.trim_end());
        for (how, ratios) in &first {
            text += &Errors::of(&ratios.iter().map(|ratio| 1.0 / ratio).collect::<Vec<_>>()).line(how);
        }
    }
    text
}
