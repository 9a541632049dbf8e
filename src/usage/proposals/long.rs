//! How long the prompts of a workload are.

use super::shares::Put;
use super::text::{percent, round_text};
use crate::catalog::Catalog;
use crate::sentence::rounded;
use crate::usage::How;
use crate::usage::ends::Ends;
use crate::usage::groups::Group;
use crate::usage::tally::{STEPS, Series, Tally};
use crate::usage::window::{Window, short};

/// Requests below which long prompts are not known.
const LEAST_PROMPTS: f64 = 20.0;

const LONG_PROMPTS: &str = "Long prompts";

/// How far a mean of all tokens in must be above that of single lengths to be of several of them.
const STEPS_APART: f64 = 1.1;

/// Steps of prompt length: the last is beyond all that a row may state, 2^50 tokens.
const LONGEST: usize = 51 * STEPS as usize;

/// The 95th percentile of prompts and the part above the model's price tier, where single requests were read.
pub(super) fn lengths(
    tally: &Tally,
    catalog: &Catalog,
    (group, window): (&Group, &Window),
    (model, mean): (&str, f64),
    put: Put<'_>,
) {
    let source = &tally.sources[group.source];
    let mut all = vec![0.0; LONGEST];
    let mut ends = Ends::NONE;
    for one in &group.series {
        let series = &source.series[*one];
        let days = days(series, window);
        let mut at = 0;
        for (length, count) in &series.lengths {
            let (day, step) = (length >> 16, length & 0xffff);
            // Both go day by day.
            while at < days.len() && days[at].0 < i64::from(day) {
                at += 1;
            }
            let part = match days.get(at) {
                _ if day == 0 => 1.0,
                Some((known, all, inside)) if *known == i64::from(day) => inside / all,
                _ => 0.0,
            };
            all[(step as usize).min(LONGEST - 1)] += f64::from(*count) * part;
        }
        ends = ends.with(series.input);
    }
    let count: f64 = all.iter().sum();
    if count < LEAST_PROMPTS {
        if count > 0.0 {
            let rule = ["under 20 requests (", &short(count), ") say nothing of long prompts: none are set"].concat();
            put("input_p95", LONG_PROMPTS, String::new(), How::Assumed, &rule);
        }
        return;
    }
    let wanted = libm::floor(0.95 * count);
    let mut sum = 0.0;
    let p95 = all.iter().position(|many| {
        sum += many;
        sum > wanted
    });
    let length = |step: usize| libm::exp(step as f64 / STEPS * core::f64::consts::LN_2);
    // A step stands for lengths around it, and for none beyond those that were read.
    if let Some(long) = p95.map(|step| length(step).max(ends.first).min(ends.last)) {
        // Steps of an answer that were added to its request take the mean above that of the lengths, too.
        let own = all.iter().enumerate().map(|(step, many)| length(step) * many).sum::<f64>() / count;
        let (number, middle) = (rounded(long, 3), rounded(mean, 12));
        let (text, how, rule) = match () {
            () if long >= mean => {
                let all = if tally.is_dayless() { " of all days that were read" } else { "" };
                let rule = ["95th percentile of the prompts", all, ", to 1 %"].concat();
                (round_text(long, 0), How::Read, rule)
            }
            () if own * STEPS_APART < mean => {
                let rule = ["steps of an answer were added to its request, so the length of no whole prompt is known"];
                (String::new(), How::Assumed, rule.concat())
            }
            () => {
                let why = " on average, since few long ones hold most of the tokens: it is not set";
                let rule = ["95 of 100 prompts are at most ", &number, " tokens, shorter than the ", &middle, why];
                (String::new(), How::Assumed, rule.concat())
            }
        };
        put("input_p95", LONG_PROMPTS, text, how, &rule);
    }
    let tiers = catalog.on(catalog.asof).row(model).map_or(&[][..], |row| &row.tiers);
    let names =
        [("above_tier", "Prompts above the price tier"), ("above_second_tier", "Prompts above the second tier")];
    for (tier, (key, name)) in tiers.iter().zip(names) {
        let limit = tier.above.get();
        let above: f64 = all.iter().enumerate().filter(|(step, _)| length(*step) > limit).map(|(_, many)| many).sum();
        let rule = format!("prompts longer than {} tokens ÷ all prompts", round_text(limit, 0));
        put(key, name, percent(above / count), How::Read, &rule);
    }
}

/// The days of a series, how many rows each has and how many of them lie in the window, which may begin within a day.
fn days(series: &Series, window: &Window) -> Vec<(i64, f64, f64)> {
    let mut days: Vec<(i64, f64, f64)> = Vec::new();
    for ((hour, _), sums) in series.cells.iter().filter(|(_, sums)| sums.rows > 0.0) {
        let (hour, rows) = (i64::from(*hour), sums.rows);
        let inside = if (window.from..window.to).contains(&hour) { rows } else { 0.0 };
        match days.last_mut() {
            Some(last) if last.0 == hour.div_euclid(24) => (last.1, last.2) = (last.1 + rows, last.2 + inside),
            _ => days.push((hour.div_euclid(24), rows, inside)),
        }
    }
    days
}
