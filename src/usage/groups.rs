//! Which rows belong together: workloads by application, project, key or model, the largest first.

use super::formats::is_sum;
use super::hidden::is_id;
use super::tally::{GATHERED, Source, Sums, Tally};
use super::volume::counted;
use super::window::Window;

/// Part of the tokens that must carry a label for it to tell workloads apart.
const FILLED: f64 = 0.8;
/// A second model of this part of a workload's tokens makes a workload of its own.
const SECOND_MODEL: f64 = 0.2;
/// Workloads are kept until this part of the tokens is theirs, and at most so many.
const KEPT: f64 = 0.95;
const MOST: usize = 6;
/// How far totals may be from the sum of their parts.
const ABOUT: f64 = 0.1;
/// Embeddings below this part are left out.
const EMBEDDINGS: f64 = 0.02;

/// The word for what a group is named after.
pub(super) const LEVELS: [&str; 5] = ["application", "model group", "project", "key", "model"];

/// The place of keys in it.
pub(super) const KEY: usize = 3;

/// Series that are one workload.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) source: usize,
    /// As the file names it.
    pub(super) name: String,
    /// The model that it is the part of, where several do much of its work; else empty.
    pub(super) part: String,
    /// Place in [`LEVELS`].
    pub(super) level: usize,
    pub(super) series: Vec<usize>,
    pub(super) embedding: bool,
    pub(super) rest: bool,
}

/// The workloads of a source, and what was left out of them: the reason, rows and tokens.
pub(super) fn groups(tally: &Tally, at: usize, window: &Window) -> (Vec<Group>, Vec<(&'static str, f64, f64)>) {
    let source = &tally.sources[at];
    let tokens: Vec<f64> = (0..source.series.len()).map(|series| tokens(source, series, window)).collect();
    let rows = |series: usize| source.series[series].rows();
    let mut left = Vec::new();
    let mut kept: Vec<usize> = (0..source.series.len()).filter(|series| tokens[*series] > 0.0).collect();
    let environment = |series: usize| tally.name(source.series[series].environment);
    if kept.iter().any(|series| environment(*series) == "production") {
        let (stay, go): (Vec<usize>, Vec<usize>) =
            kept.iter().partition(|series| matches!(environment(**series), "production" | ""));
        if !go.is_empty() {
            left.push((
                "not production",
                go.iter().map(|one| rows(*one)).sum(),
                go.iter().map(|one| tokens[*one]).sum(),
            ));
        }
        kept = stay;
    }
    let all: f64 = kept.iter().map(|one| tokens[*one]).sum();
    let embedded: f64 = kept.iter().filter(|one| source.series[**one].embedding).map(|one| tokens[*one]).sum();
    if embedded > 0.0 && embedded < EMBEDDINGS * all {
        let go = kept.iter().filter(|one| source.series[**one].embedding);
        left.push(("embeddings, less than 2 % of the tokens", go.map(|one| rows(*one)).sum(), embedded));
        kept.retain(|one| !source.series[*one].embedding);
    }
    // A row of totals among its parts is no workload: the others make it up already.
    let is_sum = |one: &usize| {
        let series = &source.series[*one];
        [series.model].iter().chain(&series.labels).any(|name| is_sum(tally.name(*name)))
    };
    let (summed, parts): (Vec<usize>, Vec<usize>) = kept.iter().partition(|one| is_sum(one));
    let of = |all: &[usize]| all.iter().map(|one| tokens[*one]).sum::<f64>();
    if !summed.is_empty() && libm::fabs(of(&summed) - of(&parts)) <= ABOUT * of(&parts) {
        left.push(("totals of the other rows", summed.iter().map(|one| rows(*one)).sum(), of(&summed)));
        kept = parts;
    }
    let all = of(&kept);
    let filled = |level: &usize| {
        // What runs through a session names no application; a project or a key may be a number.
        let names = |name: &str| !name.is_empty() && (*level > 1 || !is_id(name));
        let filled = kept.iter().filter(|one| names(tally.name(source.series[**one].labels[*level])));
        all > 0.0 && filled.map(|one| tokens[*one]).sum::<f64>() >= FILLED * all
    };
    // A label that is the same everywhere tells nothing apart.
    let several = |level: &usize| {
        kept.iter().any(|one| source.series[*one].labels[*level] != source.series[kept[0]].labels[*level])
    };
    let level = (0..4).find(|level| filled(level) && several(level)).or_else(|| (0..4).find(filled)).unwrap_or(4);
    let mut found: Vec<(u32, bool, Vec<usize>)> = Vec::new();
    let mut gathered = Vec::new();
    for one in kept {
        let series = &source.series[one];
        let name = if level < 4 { series.labels[level] } else { series.model };
        if tally.gathered && tally.name(name) == GATHERED {
            gathered.push(one);
            continue;
        }
        match found.iter_mut().find(|group| (group.0, group.1) == (name, series.embedding)) {
            Some(group) => group.2.push(one),
            None => found.push((name, series.embedding, vec![one])),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for (name, embedding, series) in found {
        let one = Group {
            source: at,
            name: tally.name(name).to_owned(),
            part: String::new(),
            level,
            series,
            embedding,
            rest: false,
        };
        groups.extend(by_model(tally, source, one, &tokens));
    }
    let size = |group: &Group| group.series.iter().map(|one| tokens[*one]).sum::<f64>();
    crate::order::sort(&mut groups, |a, b| {
        size(b)
            .total_cmp(&size(a))
            .then_with(|| (&a.name, &a.part).cmp(&(&b.name, &b.part)))
            .then(a.embedding.cmp(&b.embedding))
    });
    let whole: f64 = groups.iter().map(&size).sum();
    let (mut sum, mut keep) = (0.0, 0);
    for group in &groups {
        if keep == MOST || sum >= KEPT * whole {
            break;
        }
        sum += size(group);
        keep += 1;
    }
    // One group left over keeps its name.
    if groups.len() > keep + 1 || groups.len() > keep && (keep == MOST || !gathered.is_empty()) {
        gathered.extend(groups.split_off(keep).into_iter().flat_map(|group| group.series));
    }
    if !gathered.is_empty() {
        let embedding = gathered.iter().all(|one| source.series[*one].embedding);
        groups.push(Group {
            source: at,
            name: GATHERED.into(),
            part: String::new(),
            level,
            series: gathered,
            embedding,
            rest: true,
        });
    }
    (groups, left)
}

/// A group, or its parts where a second model does much of its work.
fn by_model(tally: &Tally, source: &Source, group: Group, tokens: &[f64]) -> Vec<Group> {
    let mut large: Vec<(&str, f64)> = Vec::new();
    for one in &group.series {
        let name = tally.name(source.series[*one].model);
        match large.iter_mut().find(|(known, _)| *known == name) {
            Some(model) => model.1 += tokens[*one],
            None => large.push((name, tokens[*one])),
        }
    }
    let all: f64 = large.iter().map(|(_, tokens)| tokens).sum();
    large.retain(|(_, tokens)| *tokens >= SECOND_MODEL * all);
    crate::order::sort(&mut large, |a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    if large.len() < 2 || group.level == 4 {
        return vec![group];
    }
    large
        .iter()
        .enumerate()
        .map(|(place, (model, _))| {
            let mine = |one: &usize| {
                let name = tally.name(source.series[*one].model);
                name == *model || place == 0 && large.iter().all(|(other, _)| *other != name)
            };
            let series: Vec<usize> = group.series.iter().copied().filter(mine).collect();
            Group { part: (*model).to_owned(), series, ..group.clone() }
        })
        .collect()
}

fn tokens(source: &Source, series: usize, window: &Window) -> f64 {
    let mut sums = Sums::default();
    counted(&mut sums, source, series, (window.from, window.to));
    sums.tokens()
}
