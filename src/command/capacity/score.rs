//! Error tables: median, 90th percentile and shares within 1.5 and 2 times, overall and by what rows have in common.

use super::Scored;
use build_or_buy::catalog::Vendor;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Errors of a set of rows.
pub struct Errors {
    pub count: usize,
    /// Median of |predicted / measured − 1|, %.
    pub median: f64,
    /// Its 90th percentile, %.
    pub p90: f64,
    /// Part of the rows within a factor of 1.5, %.
    pub within_half: f64,
    /// Part of the rows within a factor of 2, %.
    pub within_double: f64,
    /// 10th percentile, median and 90th percentile of measured / predicted.
    pub ratio: [f64; 3],
}

impl Errors {
    /// Of measured-over-predicted ratios.
    pub fn of(ratios: &[f64]) -> Self {
        let mut sorted = ratios.to_vec();
        sorted.sort_by(f64::total_cmp);
        let mut errors: Vec<f64> = ratios.iter().map(|ratio| (1.0 / ratio - 1.0).abs() * 100.0).collect();
        errors.sort_by(f64::total_cmp);
        let within = |factor: f64| {
            let inside = ratios.iter().filter(|ratio| **ratio < factor && **ratio > 1.0 / factor).count();
            100.0 * inside as f64 / ratios.len().max(1) as f64
        };
        Self {
            count: ratios.len(),
            median: quantile(&errors, 0.5),
            p90: quantile(&errors, 0.9),
            within_half: within(1.5),
            within_double: within(2.0),
            ratio: [quantile(&sorted, 0.1), quantile(&sorted, 0.5), quantile(&sorted, 0.9)],
        }
    }

    pub fn line(&self, name: &str) -> String {
        format!(
            "| {name} | {} | {:.1} | {:.1} | {:.0} | {:.0} | {:.2} {:.2} {:.2} |\n",
            self.count,
            self.median,
            self.p90,
            self.within_half,
            self.within_double,
            self.ratio[0],
            self.ratio[1],
            self.ratio[2]
        )
    }
}

/// Of sorted values, interpolated; 0 of none.
pub fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = part * last as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (at - below as f64)
}

pub const HEAD: &str = "| rows | n | median % | P90 % | within 1.5x % | within 2x % | measured/predicted P10 P50 P90 |\n\
                    |---|---|---|---|---|---|---|\n";

fn ratio((row, predicted): &Scored) -> f64 {
    row.output / predicted.output
}

/// One table: all rows, and by vendor.
pub fn overall(rows: &[Scored]) -> String {
    let mut text = String::from(HEAD);
    text += &Errors::of(&rows.iter().map(ratio).collect::<Vec<_>>()).line("all");
    for (name, vendor) in [("NVIDIA", Vendor::Nvidia), ("AMD", Vendor::Amd)] {
        let ratios: Vec<f64> = rows.iter().filter(|(row, _)| row.vendor() == Some(vendor)).map(ratio).collect();
        if !ratios.is_empty() {
            text += &Errors::of(&ratios).line(name);
        }
    }
    let times: Vec<f64> = rows.iter().filter_map(|(row, p)| row.per_token.map(|ms| p.per_token / ms)).collect();
    if !times.is_empty() {
        text += &Errors::of(&times).line("time between tokens (inverse)");
    }
    text
}

/// What rows of a group have in common.
type Key = fn(&Scored) -> String;

/// All tables, one after the other.
pub fn tables(rows: &[Scored]) -> String {
    let mut text = overall(rows);
    let splits: [(&str, Key); 8] = [
        ("source", |(row, _)| row.source.clone()),
        ("model", |(row, _)| row.model.clone()),
        ("GPU", |(row, _)| row.gpu.clone()),
        ("precision", |(row, _)| row.precision.clone()),
        ("engine", |(row, _)| row.engine.split([' ', ',']).next().unwrap_or("").to_owned()),
        ("year", |(row, _)| row.date.chars().take(4).collect()),
        ("load", |(row, p)| load(row.per_gpu(p)).into()),
        ("class", |(row, p)| {
            let class = p.class;
            format!(
                "{} {:?} {} {}",
                if class.mixture { "mixture" } else { "dense" },
                class.vendor,
                if class.four_bit { "4-bit" } else { "8/16-bit" },
                load(row.per_gpu(p))
            )
        }),
    ];
    for (name, key) in splits {
        let mut groups: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for row in rows {
            groups.entry(key(row)).or_default().push(ratio(row));
        }
        let _ = write!(text, "\nby {name}\n{HEAD}");
        for (group, ratios) in &groups {
            text += &Errors::of(ratios).line(if group.is_empty() { "(none)" } else { group });
        }
    }
    text
}

fn load(sequences_per_gpu: f64) -> &'static str {
    if sequences_per_gpu <= 1.0 {
        "up to 1 sequence per GPU"
    } else if sequences_per_gpu <= 16.0 {
        "up to 16 per GPU"
    } else {
        "above 16 per GPU"
    }
}

/// The rows that are furthest off, worst first.
pub fn worst(rows: &[Scored], count: usize) -> String {
    let mut rows: Vec<&Scored> = rows.iter().collect();
    let distance = |row: &Scored| ratio(row).ln_distance();
    rows.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
    let mut text = String::from(
        "| id | model | precision | GPUs | engine | concurrency | measured | predicted | ratio |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for (row, predicted) in rows.into_iter().take(count) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} x {} | {} | {} | {:.0} | {:.0} | {:.2} |",
            row.id,
            row.model,
            row.precision,
            row.gpus,
            row.gpu,
            row.engine,
            row.concurrency,
            row.output,
            predicted.output,
            row.output / predicted.output
        );
    }
    text
}

trait LogDistance {
    /// How far a ratio is from 1, in logarithms.
    fn ln_distance(self) -> f64;
}

impl LogDistance for f64 {
    fn ln_distance(self) -> f64 {
        libm::log(self.max(1e-12)).abs()
    }
}
