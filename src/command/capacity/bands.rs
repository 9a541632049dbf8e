//! Whether a band that says 80 % holds 80 %: made from families that were left out of the fit, and judged by a family that
//! had a part in neither the fit nor the band.

use super::folds::{by_family, fit_without, over_threads};
use super::measured::Measured;
use build_or_buy::capacity::{Load, Maturity};
use build_or_buy::catalog::Vendor;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Logarithm of measured over predicted of a row.
struct Stray<'a> {
    row: &'a Measured,
    mixture: bool,
    four_bit: bool,
    load: Load,
    log: f64,
}

/// What a band is made for; `None` where it does not matter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    first: bool,
    amd: Option<bool>,
    mixture: Option<bool>,
    load: Option<Load>,
}

impl Kind {
    /// From the most particular kind to the most general; a kind counts where at least so many families have it.
    fn of(stray: &Stray) -> [(usize, Self); 4] {
        let first = first(stray);
        let amd = Some(amd(stray.row));
        let general = Self { first, amd: None, mixture: None, load: None };
        let load = Some(stray.load());
        let mixture = if first { None } else { Some(stray.mixture) };
        [
            (2, Self { first, amd, mixture, load }),
            (2, Self { first, amd, mixture: None, load }),
            (1, Self { amd, ..general }),
            (1, general),
        ]
    }

    fn has(self, stray: &Stray) -> bool {
        self.first == first(stray)
            && self.amd.is_none_or(|of| of == amd(stray.row))
            && self.mixture.is_none_or(|of| of == stray.mixture)
            && self.load.is_none_or(|of| of == stray.load())
    }
}

impl Stray<'_> {
    /// First deployments are told apart by a high load alone: there are few.
    fn load(&self) -> Load {
        if first(self) && self.load != Load::Many { Load::Some } else { self.load }
    }
}

fn first(stray: &Stray) -> bool {
    stray.row.maturity == Maturity::FirstDeployment
}

fn amd(row: &Measured) -> bool {
    row.vendor() == Some(Vendor::Amd)
}

/// The 10th, 50th and 90th percentile; each family weighs the root of its rows.
fn band(families: &[Vec<Stray>], kinds: &[(usize, Kind)]) -> Option<[f64; 3]> {
    for (need, kind) in kinds {
        let mut found: Vec<(f64, f64)> = Vec::new();
        let mut count = 0;
        for family in families {
            let logs: Vec<f64> = family.iter().filter(|stray| kind.has(stray)).map(|stray| stray.log).collect();
            count += usize::from(!logs.is_empty());
            let weight = 1.0 / (logs.len() as f64).sqrt();
            found.extend(logs.into_iter().map(|log| (log, weight)));
        }
        if count >= *need {
            found.sort_by(|a, b| a.0.total_cmp(&b.0));
            return Some([0.1, 0.5, 0.9].map(|part| weighted(&found, part)));
        }
    }
    None
}

/// Of sorted values with weights, each taken to stand at the middle of its weight.
fn weighted(sorted: &[(f64, f64)], part: f64) -> f64 {
    let goal = part * sorted.iter().map(|(_, weight)| weight).sum::<f64>();
    let (mut passed, mut last) = (0.0, None::<(f64, f64)>);
    for (value, weight) in sorted {
        let middle = passed + weight / 2.0;
        if middle >= goal {
            return last.map_or(*value, |(below, at)| below + (value - below) * (goal - at) / (middle - at));
        }
        last = Some((*value, middle));
        passed += weight;
    }
    last.map_or(0.0, |(value, _)| value)
}

/// The bands that the rows give, and how many rows of a family fall inside a band made without it; empty where there are
/// too few families.
pub fn tables(rows: &[&Measured]) -> String {
    let mut families: Vec<String> = rows.iter().map(|row| by_family(row)).collect();
    families.sort();
    families.dedup();
    let pairs: Vec<(usize, usize)> =
        (0..families.len()).flat_map(|one| (one..families.len()).map(move |other| (one, other))).collect();
    let tuned: Vec<&Measured> = rows.iter().copied().filter(|row| row.maturity == Maturity::Tuned).collect();
    let strays = over_threads(&pairs, |&(one, other)| {
        let constants = fit_without(&tuned, |row| [&families[one], &families[other]].contains(&&by_family(row)))?;
        let of = |family: usize| -> Vec<Stray> {
            let own = rows.iter().filter(|row| by_family(row) == families[family]);
            own.filter_map(|row| {
                let predicted = row.predict(&constants).ok()?;
                let (class, load) = (predicted.class, Load::of(row.per_gpu(&predicted)));
                let log = libm::log(row.output / predicted.output);
                Some(Stray { row, mixture: class.mixture, four_bit: class.four_bit, load, log })
            })
            .collect()
        };
        Some(((one, other), of(one), if one == other { Vec::new() } else { of(other) }))
    });
    // Of each judge: its own rows, and those of every other family, all predicted without both.
    let mut own: Vec<Vec<Stray>> = families.iter().map(|_| Vec::new()).collect();
    let mut others: Vec<Vec<Vec<Stray>>> = families.iter().map(|_| Vec::new()).collect();
    for ((one, other), of_one, of_other) in strays.into_iter().flatten() {
        if one == other {
            own[one] = of_one;
        } else {
            others[other].push(of_one);
            others[one].push(of_other);
        }
    }
    format!("{}\n{}", made(&own), held(&own, &others))
}

/// The bands, from rows whose own family was left out.
fn made(own: &[Vec<Stray>]) -> String {
    let mut text = String::from(
        "measured/predicted where the family was left out of the fit; a family weighs the root of its rows\n\
         | maturity | vendor | kind | sequences per GPU | P10 P50 P90 |\n|---|---|---|---|---|\n",
    );
    let mut kinds: BTreeMap<Kind, [(usize, Kind); 4]> = BTreeMap::new();
    for stray in own.iter().flatten() {
        let of = Kind::of(stray);
        kinds.insert(of[0].1, of);
    }
    for (kind, wider) in &kinds {
        let Some(logs) = band(own, wider) else { continue };
        let [low, middle, high] = logs.map(libm::exp);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {low:.2} {middle:.2} {high:.2} |",
            if kind.first { "first deployment" } else { "tuned" },
            if kind.amd == Some(true) { "AMD" } else { "NVIDIA" },
            kind.mixture.map_or("any", |mixture| if mixture { "mixture" } else { "dense" }),
            kind.load.map_or("any", |load| word(load, kind.first)),
        );
    }
    text
}

fn word(load: Load, first: bool) -> &'static str {
    match load {
        Load::Alone => "up to 1",
        Load::Some if first => "up to 16",
        Load::Some => "1 to 16",
        Load::Many => "above 16",
    }
}

/// How many rows of each family are inside the band that the other families make, by what rows have in common.
fn held(own: &[Vec<Stray>], others: &[Vec<Vec<Stray>>]) -> String {
    let mut groups: BTreeMap<(bool, &str, &str), Vec<(usize, bool)>> = BTreeMap::new();
    for (judge, (rows, others)) in own.iter().zip(others).enumerate() {
        let mut bands: BTreeMap<Kind, Option<[f64; 3]>> = BTreeMap::new();
        for stray in rows {
            let kinds = Kind::of(stray);
            let Some([low, _, high]) = *bands.entry(kinds[0].1).or_insert_with(|| band(others, &kinds)) else {
                continue;
            };
            let inside = low <= stray.log && stray.log <= high;
            let vendor = if amd(stray.row) { "AMD" } else { "NVIDIA" };
            for what in [
                "",
                if stray.mixture { "mixture of experts" } else { "dense" },
                if stray.four_bit { "4 bits" } else { "8 or 16 bits" },
                match stray.load {
                    Load::Alone => "up to 1 sequence per GPU",
                    Load::Some => "up to 16 per GPU",
                    Load::Many => "above 16 per GPU",
                },
            ] {
                groups.entry((first(stray), vendor, what)).or_default().push((judge, inside));
            }
        }
    }
    let mut text = String::from(
        "the 80 % band of families that had a part in neither the fit nor the band: rows inside, %\n\
         | maturity | vendor | rows | n | each row alike | each family alike |\n|---|---|---|---|---|---|\n",
    );
    for ((first, vendor, what), rows) in &groups {
        let mut families: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
        for (judge, inside) in rows {
            families.entry(*judge).or_default().push(*inside);
        }
        let part = |rows: &[bool]| 100.0 * rows.iter().filter(|inside| **inside).count() as f64 / rows.len() as f64;
        let alike = families.values().map(|rows| part(rows)).sum::<f64>() / families.len() as f64;
        let all: Vec<bool> = rows.iter().map(|(_, inside)| *inside).collect();
        let maturity = if *first { "first deployment" } else { "tuned" };
        let what = if what.is_empty() { "all" } else { what };
        let _ = writeln!(text, "| {maturity} | {vendor} | {what} | {} | {:.0} | {alike:.0} |", all.len(), part(&all));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weighted_quantile_stands_at_the_middle_of_its_weights() {
        // Weights 1, 2, 1 put the values 10, 20, 30 at 0.5, 2 and 3.5 of 4: a half is 20, three eighths, 1.5 of 4, is
        // two thirds of the way from 10 to 20, and what lies before the first is the first.
        let sorted = [(10.0, 1.0), (20.0, 2.0), (30.0, 1.0)];
        assert_eq!(weighted(&sorted, 0.5), 20.0);
        assert!((weighted(&sorted, 0.375) - 50.0 / 3.0).abs() < 1e-12);
        assert_eq!((weighted(&sorted, 0.0), weighted(&sorted, 1.0), weighted(&[], 0.5)), (10.0, 30.0, 0.0));
    }
}
