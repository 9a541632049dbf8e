//! The search for many streams.
//!
//! Where streams share a model, what a fleet costs depends mostly on how much work it does, so the streams that save
//! most by leaving their host go first: per model they form a ladder, and every rung that is worth a look is priced
//! as one group. The best rung stays, the streams left over are tried on the other models in the same way, and at
//! last every stream is tried elsewhere by itself. How far from the optimum that can be, [`lower_bound`] says.

use super::Priced;
use super::found::Found;
use super::shop::Shop;

/// Groups that a ladder adds one after the other.
const MOST_GROUPS: usize = 4;
/// Groups into which a single stream is moved.
const TARGETS: usize = 4;
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
    let mut best = price(shop, served, found, must.clone());
    price(shop, served, found, Vec::new());
    price(shop, served, found, all_run(&ladders));
    for _ in 0..MOST_GROUPS {
        let before = best.as_ref().map(|(_, priced)| priced.present);
        let start = best.as_ref().map_or_else(|| must.clone(), |(parts, _)| parts.clone());
        for ladder in &ladders {
            for parts in rungs(ladder, &start) {
                if let Some(new) = price(shop, served, found, parts)
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
        move_each(shop, served, found, best);
    }
}

/// What no plan can undercut: each stream at the less of its best offer and its fair part of an endlessly divisible
/// fleet on its cheapest setup, people and spares left out.
pub(super) fn lower_bound(shop: &Shop<'_, '_, '_, '_>, served: &[usize]) -> f64 {
    let bought = |at: usize| shop.bought[at].map_or(f64::INFINITY, |(_, present)| present);
    served.iter().map(|&at| bought(at).min(shop.market.least_divisible(at) * shop.volume)).sum()
}

/// The plan of a division into groups, the rest bought, if there is one.
fn price(
    shop: &mut Shop<'_, '_, '_, '_>,
    served: &[usize],
    found: &mut Found,
    parts: Vec<u128>,
) -> Option<(Vec<u128>, Priced)> {
    let bought: Vec<usize> = served.iter().copied().filter(|at| !parts.iter().any(|set| set >> at & 1 == 1)).collect();
    let mut best: Option<Priced> = None;
    for priced in shop.assemble(&parts, &bought, [f64::INFINITY; 2]).into_iter().flatten() {
        found.offer(&priced);
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
    let must = served.iter().filter(|&&at| shop.bought[at].is_none()).fold(0, |set, at| set | 1 << at);
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
    streams.iter().fold(0, |set, (at, _)| set | 1 << at)
}

/// Moves one stream at a time while that helps: to its host, to another group, or to a group of its own.
fn move_each(shop: &mut Shop<'_, '_, '_, '_>, served: &[usize], found: &mut Found, best: (Vec<u128>, Priced)) {
    let (mut parts, mut best) = best;
    for _ in 0..2 {
        let before = best.present;
        for &at in served {
            let bit = 1 << at;
            let without: Vec<u128> = parts.iter().map(|set| set & !bit).filter(|set| *set != 0).collect();
            let mut moves = vec![without.clone(), [without.as_slice(), &[bit]].concat()];
            for target in 0..without.len().min(TARGETS) {
                let mut moved = without.clone();
                moved[target] |= bit;
                moves.push(moved);
            }
            for moved in moves {
                if let Some((moved, priced)) = price(shop, served, found, moved)
                    && priced.present < best.present - 1e-6
                {
                    (best, parts) = (priced, moved);
                }
            }
        }
        if best.present >= before - 1e-6 {
            break;
        }
    }
}
