//! Who serves a stream while its own servers are built: the host that is the cheapest of that time, moving there included.

use crate::cost::bought::moved;
use crate::cost::figures::Figures;
use crate::cost::lines::Lines;
use crate::cost::meantime::{Meantime, chain};
use crate::cost::straight::Straight;
use crate::streams::OfferKind;
use crate::units::Usd;

impl Figures<'_, '_> {
    /// The offer that serves a stream until its own servers run, at `scale` times today's volume; `None` where nothing may
    /// be bought. `host` is where its overflow goes later, if it has one: who serves meanwhile too is moved to once.
    pub fn interim(&self, stream: usize, host: Option<usize>, scale: f64) -> Option<usize> {
        let best = self.cheapest(stream, scale)?;
        let elsewhere = host.filter(|host| *host != best && moved(&self.case.streams[stream].offers[*host]));
        let stays = elsewhere.filter(|host| self.more(stream, *host, best, scale) <= self.a_move(stream));
        Some(stays.unwrap_or(best))
    }

    /// What a stream takes more until its servers run than it would, had it no host for its overflow, at `scale` times
    /// today's volume.
    pub(super) fn for_one_move(&self, stream: usize, host: usize, scale: f64) -> Usd {
        let (best, chosen) = (self.cheapest(stream, scale), self.interim(stream, Some(host), scale));
        // Who may buy nothing moves nowhere.
        best.zip(chosen).map_or(Usd::ZERO, |(best, chosen)| self.more(stream, chosen, best, scale))
    }

    /// The volumes, times today's, above which [`Figures::interim`] gives another offer of a stream.
    pub(super) fn bends(&self, stream: usize, host: Option<usize>) -> Vec<f64> {
        if self.paths.building[0] <= 0.0 {
            return Vec::new();
        }
        let known = self.meantime(stream);
        let shifted = host.filter(|host| moved(&self.case.streams[stream].offers[*host]));
        let chain = shifted.and_then(|host| {
            let mut lines = known.lines.clone();
            let line = lines[host].as_mut()?;
            line.constant = line.constant - self.a_move(stream);
            Some(chain(&lines, &self.preferred(stream)))
        });
        // The first of a chain begins at no volume, where nothing changes.
        let changes = |chain: &[(f64, usize)]| chain.iter().map(|(from, _)| *from).skip(1).collect();
        changes(chain.as_deref().unwrap_or(&known.cheapest))
    }

    fn cheapest(&self, stream: usize, scale: f64) -> Option<usize> {
        let chain = &self.meantime(stream).cheapest;
        let at = chain.iter().rposition(|(from, _)| *from < scale).unwrap_or(0);
        chain.get(at).map(|(_, offer)| *offer)
    }

    /// What one offer takes more than another until the servers run. Both were chosen among offers with a line.
    fn more(&self, stream: usize, one: usize, other: usize, scale: f64) -> Usd {
        let lines = &self.meantime(stream).lines;
        lines[one].zip(lines[other]).map_or(Usd::ZERO, |(one, other)| one.at(scale) - other.at(scale))
    }

    /// What moving a stream to another model takes, a present value.
    fn a_move(&self, stream: usize) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_move(&mut cost, stream);
        cost.total()
    }

    /// The order of offers that cost the same: who stays with the model of today comes first.
    fn preferred(&self, stream: usize) -> Vec<usize> {
        let offers = &self.case.streams[stream].offers;
        let is_well = |at: &usize| offers[*at].kind == OfferKind::Well;
        let (all, rest) = (0..offers.len(), 0..offers.len());
        all.filter(is_well).chain(rest.filter(|at| !is_well(at))).collect()
    }

    fn meantime(&self, stream: usize) -> &Meantime {
        self.meantimes[stream].get_or_init(|| {
            let offers = &self.case.streams[stream].offers;
            let line = |offer: usize| {
                // In draws only what some plan buys has a bill.
                let known = offers[offer].feasible && !self.flows[stream].bills[offer].is_empty();
                known.then(|| {
                    Straight::of(|scale| {
                        let mut cost = Lines::<Usd>::default();
                        self.add_offer(&mut cost, stream, offer, scale, Some(&self.paths.building));
                        cost.total()
                    })
                })
            };
            let lines: Vec<Option<Straight>> = (0..offers.len()).map(line).collect();
            let cheapest = chain(&lines, &self.preferred(stream));
            Meantime { lines, cheapest }
        })
    }
}
