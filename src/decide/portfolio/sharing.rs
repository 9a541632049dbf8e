//! Groups that share GPUs, in every combination of the ways that could be of use.

use super::combine::Division;
use super::shared_floor::{self, Part};
use super::shop::Shop;
use super::way::{Kind, Way};
use std::rc::Rc;

/// Ways of each group that are tried on shared GPUs.
const SHARED: usize = 2;

impl Shop<'_, '_, '_, '_> {
    /// Groups that share GPUs: the cheapest ways that others may share, and the cheapest of all, in every combination.
    pub(super) fn shared(&mut self, division: &mut Division<'_>) {
        // Each with what it cannot undercut, apart and shared.
        let mut ways: Vec<Vec<(Rc<Way>, Part)>> = Vec::with_capacity(division.parts.len());
        let mut beside = division.bought + self.market.least_in_common;
        for &set in division.parts {
            let work = self.divisible(set);
            let (front, place) = self.front(set);
            beside += front.base;
            // A guest needs no GPU of its own, but all work is done; who leans on a host is no guest.
            let with_part = |way: Rc<Way>, hosts: bool| {
                let apart = way.alone.present.get() - way.base;
                let host = if hosts { apart } else { f64::INFINITY };
                let work = if way.leans() { f64::INFINITY } else { work };
                (way, Part { apart, host, work })
            };
            let sharing = front.cheapest_few(place, Kind::Sharing, SHARED).into_iter();
            let mut of_one: Vec<(Rc<Way>, Part)> = sharing.map(|way| with_part(way, true)).collect();
            if let Some(way) = front.cheapest_apart(place, division.need.kinds())
                && !of_one.iter().any(|known| Rc::ptr_eq(&known.0, &way))
            {
                of_one.push(with_part(way, false));
            }
            ways.push(of_one);
        }
        let least: Vec<Part> = ways.iter().map(|ways| Part::least(ways.iter().map(|one| one.1))).collect();
        if ways.iter().any(Vec::is_empty) || beside + shared_floor::least_shared(&least) >= division.below() {
            return;
        }
        let mut taken = vec![0; ways.len()];
        loop {
            let chosen: Vec<&(Rc<Way>, Part)> = ways.iter().zip(&taken).map(|(ways, &at)| &ways[at]).collect();
            let parts: Vec<Part> = chosen.iter().map(|one| one.1).collect();
            // What they cost apart is known already.
            if beside + shared_floor::least_shared(&parts) < division.below() {
                let ways: Vec<Rc<Way>> = chosen.iter().map(|one| Rc::clone(&one.0)).collect();
                if division.need.met(&ways) {
                    self.offer(division, &ways);
                }
            }
            let Some(at) = (0..taken.len()).find(|&at| taken[at] + 1 < ways[at].len()) else { return };
            taken[..at].fill(0);
            taken[at] += 1;
        }
    }
}
