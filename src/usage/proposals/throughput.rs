//! What load tests give a workload.

use super::text::round_text;
use crate::usage::Throughput;
use crate::usage::load::{LoadPoint, Loads, at_target};
use crate::usage::window::short;

/// Lengths of a load test that still fit a workload: within this factor.
const FITS: f64 = 1.5;

/// One replica's throughput for a workload, of the load test whose lengths are nearest to its own.
pub(super) fn throughput(workload: &crate::inputs::Workload, loads: &Loads, replicas: Option<f64>) -> Throughput {
    let (input, output) = (workload.input_tokens.get(), (workload.output_tokens + workload.reasoning_tokens).get());
    let near = |a: Option<f64>, b: Option<f64>| {
        a.zip(b).is_some_and(|(a, b)| a > 0.0 && b > 0.0 && a / b <= FITS && b / a <= FITS)
    };
    let fits: Vec<&LoadPoint> =
        loads.iter().filter(|point| near(point.input, Some(input)) && near(point.output, Some(output))).collect();
    let none = |rule: String| Throughput {
        slug: workload.slug.clone(),
        value: None,
        concurrency: None,
        first_token: None,
        rule,
        file: String::new(),
    };
    let target = workload.latency.get();
    let Some(nearest) = fits.iter().min_by(|a, b| {
        let off = |point: &LoadPoint| {
            let apart = |tested: Option<f64>, own: f64| {
                tested.map_or(f64::INFINITY, |tested| libm::fabs(libm::log(tested / own)))
            };
            apart(point.input, input) + apart(point.output, output)
        };
        off(a).total_cmp(&off(b))
    }) else {
        return none(format!(
            "no load test has about {} tokens in and {} out, within a factor of 1.5",
            round_text(input, 0),
            round_text(output, 0)
        ));
    };
    let same = |point: &&LoadPoint| {
        point.tool == nearest.tool
            && point.model == nearest.model
            && point.gpu == nearest.gpu
            && point.gpus == nearest.gpus
            && near(point.input, nearest.input)
            && near(point.output, nearest.output)
    };
    let sweep: Vec<&LoadPoint> = fits.iter().copied().filter(same).collect();
    let used = sweep.iter().filter(|point| point.not_used.is_empty()).count();
    let Some(found) = at_target(&sweep, target) else {
        let why = if used == 0 {
            nearest.not_used.clone()
        } else {
            format!("even the least load was slower than {} ms a token", short(target))
        };
        return none(format!("the load test cannot say: {why}"));
    };
    let divided = replicas.unwrap_or(1.0).max(1.0);
    let how = if found.target_not_reached {
        format!(
            "the greatest of {used} loads still kept {} ms a token ({} ms): more may be possible",
            short(target),
            short(found.per_token)
        )
    } else if used == 1 || (found.per_token - target).abs() > 1e-9 {
        format!("the greatest of {used} loads that kept {} ms a token ({} ms)", short(target), short(found.per_token))
    } else {
        format!(
            "between two of {used} loads, by the logarithm of the requests under way, where a token takes {} ms",
            short(target)
        )
    };
    let per =
        if replicas.is_some() { format!("÷ {} replicas", short(divided)) } else { "taken as one replica".into() };
    Throughput {
        slug: workload.slug.clone(),
        value: Some(found.tokens_per_second / divided),
        concurrency: Some(found.concurrency / divided),
        first_token: found.first_token,
        rule: format!("{how}; {per}"),
        file: nearest.file.clone(),
    }
}
