//! Rows that a fit has not seen: whole groups left out, and predicted by a fit of the rest.

use super::measured::{Measured, Predicted};
use super::optimize::{self, Without};
use build_or_buy::capacity::Constants;

/// Rows beside a group that a fit needs at least.
const ENOUGH: usize = 300;
/// Rows of the same vendor among them.
const SOME: usize = 100;

/// What rows are grouped by.
pub type Key = fn(&Measured) -> String;

/// Models of one maker and generation, which share their architecture.
pub fn family(model: &str) -> &str {
    const FAMILIES: [&str; 14] = [
        "DeepSeek",
        "GLM",
        "MiniMax",
        "Kimi",
        "gpt-oss",
        "Llama-4",
        "Llama",
        "Qwen3.5",
        "Qwen3-30B",
        "Qwen3-235B",
        "Qwen",
        "Mi",
        "Falcon",
        "GPT-J",
    ];
    match FAMILIES.into_iter().find(|start| model.starts_with(start)).unwrap_or(model) {
        "Qwen3-30B" | "Qwen3-235B" => "Qwen3 mixtures",
        "Mi" => "Mistral, Mixtral",
        "Llama" => "Llama 1 to 3",
        found => found,
    }
}

pub fn engine(row: &Measured) -> String {
    let word = row.engine.split([' ', ',']).next().unwrap_or("").to_lowercase();
    match word.as_str() {
        "trt" | "trtllm" | "tensorrt" | "tensorrt-llm" | "cuda" => "TensorRT-LLM".into(),
        _ => word,
    }
}

pub fn by_family(row: &Measured) -> String {
    family(&row.model).into()
}

/// A row predicted by a fit that its group had no part in; `ratio` is measured over predicted.
pub struct Unseen<'a> {
    pub row: &'a Measured,
    pub predicted: Predicted,
    pub group: String,
    pub ratio: f64,
    pub inside: bool,
}

/// A fit of the rows but some, with all constants; `None` where too few are left.
pub fn fit_without(rows: &[&Measured], gone: impl Fn(&Measured) -> bool) -> Option<Constants> {
    let kept: Vec<&Measured> = rows.iter().copied().filter(|row| !gone(row)).collect();
    (kept.len() >= ENOUGH).then(|| optimize::fit(&kept, &optimize::ALL))
}

/// Every group of rows, predicted by a fit of the rest that does without some constants.
pub fn leave_out<'a>(rows: &[&'a Measured], key: Key, without: &Without) -> Vec<Unseen<'a>> {
    let mut groups: Vec<String> = rows.iter().map(|row| key(row)).collect();
    groups.sort();
    groups.dedup();
    let fold = |group: &String| -> Vec<Unseen<'a>> {
        let kept: Vec<&Measured> = rows.iter().copied().filter(|row| key(row) != *group).collect();
        if kept.len() < ENOUGH {
            return Vec::new();
        }
        let constants = optimize::fit(&kept, without);
        let of = |row: &&'a Measured| {
            let predicted = row.predict(&constants).ok()?;
            let (ratio, band) = (row.output / predicted.output, row.band(&predicted));
            let inside = ratio >= band.p10 && ratio <= band.p90;
            Some(Unseen { row, predicted, group: group.clone(), ratio, inside })
        };
        // A vendor that the rest hardly has is not predicted by it.
        let known = |row: &&&Measured| kept.iter().filter(|other| other.vendor() == row.vendor()).count() >= SOME;
        rows.iter().filter(|row| key(row) == *group).filter(known).filter_map(of).collect()
    };
    over_threads(&groups, fold).into_iter().flatten().collect()
}

/// What `of` makes of each item, on as many threads as the machine has; in the order of the items.
pub fn over_threads<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let mut found: Vec<(usize, R)> = Vec::new();
    std::thread::scope(|scope| {
        let of = &of;
        let parts: Vec<_> = (0..threads)
            .map(|first| {
                let each = move || {
                    let mine = items.iter().enumerate().skip(first).step_by(threads);
                    mine.map(|(at, item)| (at, of(item))).collect::<Vec<_>>()
                };
                scope.spawn(each)
            })
            .collect();
        found = parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect();
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, result)| result).collect()
}
