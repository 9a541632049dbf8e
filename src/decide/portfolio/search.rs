//! The search for many streams.
//!
//! Where streams share a model, what a fleet costs depends mostly on how much work it does, so the streams that save
//! most by leaving their host go first: per model they form a ladder, and every rung that is worth a look is priced
//! as one group. The best rung stays, the streams left over are tried on the other models in the same way, and at
//! last every stream is tried elsewhere by itself, or in exchange for another. How far from the optimum that can be, [`lower_bound`] says.

use super::answers::Priced;
use super::found::Found;
use super::shop::Shop;
use crate::cost::plan::set_of;

/// Groups that a ladder adds one after the other.
const MOST_GROUPS: usize = 4;
/// Groups into which a single stream is moved.
const TARGETS: usize = 4;
/// Streams up to which joins and exchanges are tried.
const MANY: usize = 16;
/// Joins and exchanges tried at the most.
const MOST_TRIED: usize = 300;
/// A rung has at least this many times the streams of the one below, once there are a few.
const RUNG: f64 = 1.3;

/// Streams that one open model can serve, the one that saves most first.
struct Ladder {
    /// Each with what an endlessly divisible fleet would save, USD of present value.
    streams: Vec<(usize, f64)>,
}

/// Prices what is worth a look; `thorough` tries every stream elsewhere too.
pub(super) fn search(shop: &mut Shop<'_, '_, '_, '_>, served: &[usize], found: &mut Found, thorough: bool) {
    let ladders = ladders(shop, served);
    let must = must_run(shop, served, &ladders);
    let runnable = served.iter().filter(|&&at| shop.floor(1 << at).is_some()).count();
    let mut known = Known { served, found, runnable, thorough };
    let mut best = price(shop, &mut known, must.clone());
    price(shop, &mut known, Vec::new());
    price(shop, &mut known, all_run(&ladders));
    for _ in 0..MOST_GROUPS {
        let before = best.as_ref().map(|(_, priced)| priced.present);
        let start = best.as_ref().map_or_else(|| must.clone(), |(parts, _)| parts.clone());
        for ladder in &ladders {
            for parts in rungs(ladder, &start) {
                if let Some(new) = price(shop, &mut known, parts)
                    && best.as_ref().is_none_or(|(_, known)| new.1.present < known.present - 1e-6)
                {
                    best = Some(new);
                }
            }
        }
        if best.as_ref().map(|(_, priced)| priced.present) == before {
            break;
        }
    }
    if let (true, Some(best)) = (thorough, best) {
        improve(shop, &mut known, best);
    }
}

/// What no plan can undercut, bare USD: each stream at the less of its best offer and its fair part of an endlessly divisible
/// fleet on its cheapest setup, people and spares left out.
pub(super) fn lower_bound(shop: &Shop<'_, '_, '_, '_>, served: &[usize]) -> f64 {
    let bought = |at: usize| shop.bought[at].map_or(f64::INFINITY, |(_, present)| present);
    served.iter().map(|&at| bought(at).min(shop.market.least_divisible(at) * shop.volume)).sum()
}

/// What is known so far, and what for.
struct Known<'k> {
    served: &'k [usize],
    found: &'k mut Found,
    /// How many streams can be run.
    runnable: usize,
    thorough: bool,
}

/// The plan of a division into groups, the rest bought, if there is one and it is of any use.
fn price(shop: &mut Shop<'_, '_, '_, '_>, known: &mut Known<'_>, parts: Vec<u128>) -> Option<(Vec<u128>, Priced)> {
    let served = known.served.iter().copied();
    let bought: Vec<usize> = served.filter(|at| !parts.iter().any(|set| set >> at & 1 == 1)).collect();
    let limits = known.found.limits(&parts, &bought, known.runnable, known.thorough);
    if shop.plan_floor(&parts, &bought)? >= limits[0].max(limits[1]) {
        return None;
    }
    let mut best: Option<Priced> = None;
    for priced in shop.assemble(&parts, &bought, limits).into_iter().flatten() {
        known.found.offer(&priced);
        if best.as_ref().is_none_or(|known| priced.present < known.present) {
            best = Some(priced);
        }
    }
    best.map(|priced| (parts, priced))
}

fn ladders(shop: &Shop<'_, '_, '_, '_>, served: &[usize]) -> Vec<Ladder> {
    let figures = shop.figures;
    let setups = &figures.case.setups;
    let mut models: Vec<&str> = setups.iter().map(|setup| setup.model.id.as_str()).collect();
    crate::order::sort(&mut models, Ord::cmp);
    models.dedup();
    let saving = |model: &str, at: usize| {
        let own = figures.case.streams[at].setups.iter().filter(|&&setup| setups[setup].model.id == model);
        let least = own.map(|&setup| shop.market.divisible(setup, at) * shop.volume).fold(f64::INFINITY, f64::min);
        least.is_finite().then(|| shop.bought[at].map_or(f64::INFINITY, |(_, present)| present) - least)
    };
    let ladder = |model: &&str| {
        let mut streams: Vec<(usize, f64)> =
            served.iter().filter_map(|&at| saving(model, at).map(|saved| (at, saved))).collect();
        crate::order::rising(&mut streams, |one| -one.1);
        Ladder { streams }
    };
    models.iter().map(ladder).filter(|ladder| !ladder.streams.is_empty()).collect()
}

/// Groups for the streams that may not be bought: the model that serves most of them takes all it can, then the next.
fn must_run(shop: &Shop<'_, '_, '_, '_>, served: &[usize], ladders: &[Ladder]) -> Vec<u128> {
    let must = set_of(served.iter().copied().filter(|&at| shop.bought[at].is_none()));
    cover(must, ladders)
}

/// Groups that run every stream that can be run.
fn all_run(ladders: &[Ladder]) -> Vec<u128> {
    cover(ladders.iter().fold(0, |all, ladder| all | set(&ladder.streams)), ladders)
}

fn cover(mut left: u128, ladders: &[Ladder]) -> Vec<u128> {
    let mut parts = Vec::new();
    while let Some(most) = ladders.iter().map(|ladder| set(&ladder.streams) & left).max_by_key(|set| set.count_ones())
        && most != 0
    {
        parts.push(most);
        left &= !most;
    }
    parts
}

/// The divisions in which the first so many of a ladder's streams run together, whatever group they were in before.
fn rungs(ladder: &Ladder, start: &[u128]) -> Vec<Vec<u128>> {
    let mut found = Vec::new();
    let mut next = 1.0_f64;
    for count in 1..=ladder.streams.len() {
        // The ladder ends where the next stream saves nothing even on GPUs that could be divided at will.
        let ends = ladder.streams.get(count).is_none_or(|(_, saved)| *saved <= 0.0);
        if (count as f64) < next && !ends {
            continue;
        }
        next = (count as f64 * RUNG).max(count as f64 + 1.0);
        let group = set(&ladder.streams[..count]);
        let mut parts: Vec<u128> = start.iter().map(|part| part & !group).filter(|part| *part != 0).collect();
        parts.push(group);
        found.push(parts);
        if ends {
            break;
        }
    }
    found
}

fn set(streams: &[(usize, f64)]) -> u128 {
    set_of(streams.iter().map(|one| one.0))
}

/// Moves one stream at a time while that helps, to its host, to another group, or to a group of its own; then joins
/// groups, and exchanges a stream that is run for one that is bought; and again, as long as something helps.
fn improve(shop: &mut Shop<'_, '_, '_, '_>, known: &mut Known<'_>, mut best: (Vec<u128>, Priced)) {
    // Of so many streams that this would take seconds each is moved, and that is all.
    let mut left = if known.served.len() <= MANY { MOST_TRIED } else { 0 };
    loop {
        let before = best.1.present;
        for &at in known.served {
            let tries = moves(&best.0, at);
            take(shop, known, &mut best, tries);
        }
        if left == 0 {
            return;
        }
        if best.1.present < before - 1e-6 {
            continue;
        }
        let mut tries = joins(&best.0);
        tries.extend(exchanges(&best.0, known.served));
        tries.truncate(left);
        left -= tries.len();
        take(shop, known, &mut best, tries);
        if best.1.present >= before - 1e-6 {
            break;
        }
    }
}

/// Prices some divisions and keeps the best.
fn take(shop: &mut Shop<'_, '_, '_, '_>, known: &mut Known<'_>, best: &mut (Vec<u128>, Priced), tries: Vec<Vec<u128>>) {
    for parts in tries {
        if let Some(new) = price(shop, known, parts)
            && new.1.present < best.1.present - 1e-6
        {
            *best = new;
        }
    }
}

/// One stream elsewhere.
fn moves(parts: &[u128], at: usize) -> Vec<Vec<u128>> {
    let bit = 1 << at;
    let without: Vec<u128> = parts.iter().map(|set| set & !bit).filter(|set| *set != 0).collect();
    let mut moves = vec![without.clone(), [without.as_slice(), &[bit]].concat()];
    for target in 0..without.len().min(TARGETS) {
        let mut moved = without.clone();
        moved[target] |= bit;
        moves.push(moved);
    }
    moves
}

/// Two groups as one.
fn joins(parts: &[u128]) -> Vec<Vec<u128>> {
    let mut joins = Vec::new();
    for one in 0..parts.len() {
        for other in one + 1..parts.len() {
            let mut joined = parts.to_vec();
            joined[one] |= joined.swap_remove(other);
            joins.push(joined);
        }
    }
    joins
}

/// A stream that is run bought, and one that is bought run in its place.
fn exchanges(parts: &[u128], served: &[usize]) -> Vec<Vec<u128>> {
    let mut exchanges = Vec::new();
    let run = parts.iter().fold(0, |all, set| all | set);
    for (group, set) in parts.iter().enumerate() {
        for &out in served.iter().filter(|at| set >> **at & 1 == 1) {
            for &into in served.iter().filter(|at| run >> **at & 1 == 0) {
                let mut exchanged = parts.to_vec();
                exchanged[group] = set & !(1 << out) | 1 << into;
                exchanges.push(exchanged);
            }
        }
    }
    exchanges
}
