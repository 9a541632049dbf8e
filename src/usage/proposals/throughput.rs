//! What load tests give a workload.

use crate::catalog::Catalog;
use crate::sentence::rounded;
use crate::usage::Throughput;
use crate::usage::load::{AtTarget, LoadPoint, Loads, Targets, at_target, counted};
use crate::usage::names::{gpu, open_model};
use crate::usage::window::short;

/// Lengths of a load test that still fit a workload: within this factor.
const FITS: f64 = 1.5;

/// One replica's throughput for a workload, of the load test whose lengths are nearest to its own.
pub(super) fn throughput(
    catalog: &Catalog,
    workload: &crate::inputs::Workload,
    loads: &Loads,
    replicas: Option<f64>,
) -> Throughput {
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
        first_token_late: None,
        gpus: None,
        open_model: String::new(),
        gpu: String::new(),
        rule,
        file: String::new(),
        stands: String::new(),
    };
    let targets =
        Targets { per_token: workload.latency.get(), first_token: workload.first_token.map(|seconds| seconds * 1e3) };
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
            rounded(input, 6),
            rounded(output, 6)
        ));
    };
    let same = |point: &&LoadPoint| {
        point.tool == nearest.tool
            && point.model == nearest.model
            && point.gpu == nearest.gpu
            && point.gpus == nearest.gpus
            && point.setup == nearest.setup
            && near(point.input, nearest.input)
            && near(point.output, nearest.output)
    };
    let sweep: Vec<&LoadPoint> = fits.iter().copied().filter(same).collect();
    let used = sweep.iter().filter(|point| point.not_used.is_empty()).count();
    let Some(found) = at_target(&sweep, targets) else {
        let late = targets.first_token.filter(|_| sweep.iter().any(|point| paced(point, targets.per_token)));
        let why = match (used, late) {
            (0, _) => reasons(&sweep),
            (_, Some(most)) => format!("even the least load began answers later than {} ms", short(most)),
            _ => format!("even the least load was slower than {} ms a token", short(targets.per_token)),
        };
        return none(format!("the load test of {} cannot say: {why}{}", tested(nearest), others(&fits, &sweep)));
    };
    let divided = replicas.unwrap_or(1.0).max(1.0);
    let open_model = open_model(catalog, &nearest.model).unwrap_or_default();
    let gpu = gpu(catalog, &nearest.gpu).unwrap_or_default();
    let how = how(&found, &targets, &sweep, used);
    let per = if divided > 1.0 { format!("÷ {} replicas", short(divided)) } else { "taken as one replica".into() };
    Throughput {
        slug: workload.slug.clone(),
        value: Some(found.tokens_per_second / divided),
        concurrency: Some(found.concurrency / divided),
        first_token: found.first_token,
        first_token_late: found.first_token_late,
        gpus: nearest.gpus.map(|gpus| gpus / divided),
        rule: format!(
            "{}: {how}; {per}; {}{}{}{}",
            tested(nearest),
            began(&found),
            every(&open_model, &gpu),
            if nearest.gpus.is_none() { NO_COUNT } else { "" },
            others(&fits, &sweep)
        ),
        open_model,
        gpu,
        file: sweep[found.from[0]].file.clone(),
        stands: stands(found.from.map(|at| sweep[at])),
    }
}

/// Where the two loads stand that a throughput is from, or the one.
fn stands([from, to]: [&LoadPoint; 2]) -> String {
    match () {
        () if core::ptr::eq(from, to) => from.stands(),
        () if from.file == to.file && from.row > 0 => {
            [&from.file, ", rows ", &rounded(from.row as f64, 12), " and ", &rounded(to.row as f64, 12)].concat()
        }
        () if from.file == to.file && to.row == 0 => from.stands(),
        () => [from.stands(), to.stands()].join(" and "),
    }
}

/// Said where a file does not count its GPUs.
const NO_COUNT: &str =
    "; how many GPUs that replica had is not in the file: until you give them, any replica does as much";

/// What was tested, in words: the tool, the model and its GPUs.
fn tested(point: &LoadPoint) -> String {
    let model = if point.model.is_empty() { "a model that the file does not name" } else { point.model.as_str() };
    let gpus = match (point.gpus, point.gpu.as_str()) {
        (Some(1.0), "") => " on 1 GPU".to_owned(),
        (Some(many), "") => format!(" on {} GPUs", short(many)),
        (Some(many), gpu) if counted(gpu).is_none() => format!(" on {} {gpu}", short(many)),
        (None, "") => String::new(),
        (_, gpu) => format!(" on {gpu}"),
    };
    let setup = if point.setup.is_empty() { String::new() } else { format!(" ({})", point.setup) };
    format!("{}, {model}{gpus}{setup}", point.tool)
}

/// What was tested that cannot be told to the calculator, for which its number would count wherever it is tried.
fn every(open_model: &str, gpu: &str) -> &'static str {
    match (open_model.is_empty(), gpu.is_empty()) {
        (true, true) => "; it counts for every model and GPU until you choose those that were tested",
        (true, false) => "; it counts for every model until you choose the one that was tested",
        (false, true) => "; it counts on every GPU until you choose the one that was tested",
        (false, false) => "",
    }
}

/// Every reason for which points do not count, once each.
fn reasons(points: &[&LoadPoint]) -> String {
    let mut all: Vec<&str> = points.iter().map(|point| point.not_used.as_str()).collect();
    all.dedup();
    all.join("; ")
}

/// Load tests of other models or GPUs whose lengths fit as well: which, so that nobody takes them for used.
fn others(fits: &[&LoadPoint], sweep: &[&LoadPoint]) -> String {
    let mut names: Vec<String> = Vec::new();
    for point in fits.iter().filter(|point| !sweep.iter().any(|used| core::ptr::eq(*used, **point))) {
        let name = tested(point);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    format!("; not used: {}. Give one of them alone if that is the one you mean", names.join(" and "))
}

fn paced(point: &LoadPoint, most: f64) -> bool {
    point.not_used.is_empty() && point.per_token.is_some_and(|pace| pace <= most)
}

/// Which load it is, in words.
fn how(found: &AtTarget, targets: &Targets, sweep: &[&LoadPoint], used: usize) -> String {
    let target = short(targets.per_token);
    let first = short(targets.first_token.unwrap_or_default());
    if found.target_not_reached {
        let took = short(found.per_token);
        let best = sweep.iter().filter(|point| point.not_used.is_empty()).filter_map(|point| point.tokens_per_second);
        // Where a lower load gave as much, the servers were full.
        let best = best.fold(0.0, f64::max) > found.tokens_per_second;
        // A rate that was set gets no more than was asked for: it shows nothing of the most.
        let rated = |point: &&&LoadPoint| point.concurrency == Some(found.concurrency) && point.concurrency_derived;
        let full = best && !sweep.iter().any(|point| rated(&point));
        let more =
            if full { "less throughput than a lower load, so no more is to be had" } else { "more may be possible" };
        if used == 1 {
            format!("its one load kept {target} ms a token ({took} ms): {more}")
        } else {
            format!("the greatest of {used} loads still kept {target} ms a token ({took} ms): {more}")
        }
    } else if found.by_first_token {
        format!(
            "between {used} loads, by the logarithm of the requests under way, where answers begin within {first} ms"
        )
    } else if used == 1 {
        format!("its one load kept {target} ms a token ({} ms)", short(found.per_token))
    } else if libm::fabs(found.per_token - targets.per_token) > 1e-9 {
        format!("the greatest of {used} loads that kept {target} ms a token ({} ms)", short(found.per_token))
    } else {
        format!(
            "between two of {used} loads, by the logarithm of the requests under way, where a token takes {target} ms"
        )
    }
}

/// How soon answers began there, in words.
fn began(found: &AtTarget) -> String {
    match found.first_token_late {
        Some((late, percentile)) if percentile < 99.0 => {
            format!("95 of 100 answers began within {} ms", rounded(late, 4))
        }
        Some((late, _)) => {
            format!("99 of 100 answers began within {} ms; the file states no 95th percentile", rounded(late, 4))
        }
        None => "how soon the slowest answers began is not stated, so that stays the model’s estimate".into(),
    }
}
