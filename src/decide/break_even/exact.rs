//! Every change of winner over volume, from the winner itself and not from a list of plans.
//!
//! What plans that run one set of streams cost is a line, for the streams that are bought, and a rest that only rises
//! with volume. So on an interval [a, b] the winner at b wins throughout if it costs no more at b than any other answer
//! costs at a, lines apart; an interval that this does not settle is halved, down to half a percent.

use super::bands::Band;
use super::extent::{BEYOND, RESOLUTION};
use crate::cost::plan::Side;
use crate::decide::portfolio::{Market, Probe, Sets};

/// Smallest and largest volume looked at, as multiples of the workloads as typed (`volume_factor` of 1), so that it
/// does not matter from where volume is counted.
const LEAST: f64 = 1e-6;
const MOST: f64 = 1e9;
/// Halvings before a search stops and says so.
const EFFORT: usize = 400;
/// Months of fleets looked at before it does, some two thousand times those of a single answer: a second in native code.
const WORK: usize = 1_500_000;
/// Who wins at a volume: a set of streams that is run, or nobody's own servers; with the cost.
pub(super) type Winner = (Option<usize>, f64);

/// A volume with who wins there.
type Known = (f64, Option<usize>);

pub(super) struct Exact<'m, 'f, 'c, 'a> {
    market: &'m Market<'f, 'c, 'a>,
    sets: Sets,
    /// Streams that anything serves.
    served: u128,
    can_buy: bool,
    probes: Vec<Probe<'m, 'f, 'c, 'a>>,
    left: usize,
}

impl<'m, 'f, 'c, 'a> Exact<'m, 'f, 'c, 'a> {
    pub(super) fn new(market: &'m Market<'f, 'c, 'a>) -> Self {
        let sets = Sets::new(market);
        let served = sets.served;
        let mut new = Self { market, sets, served, can_buy: true, probes: Vec::new(), left: EFFORT };
        let at = new.probe(1.0);
        new.can_buy = new.probes[at].bought_beside(0, served).is_finite();
        new
    }

    pub(super) const fn can_buy(&self) -> bool {
        self.can_buy
    }

    /// Whether anything can be run, and is built before the horizon ends.
    pub(super) fn can_own(&self) -> bool {
        !self.sets.runs.is_empty() && self.market.figures.paths.own_runs()
    }

    /// True when the search stopped before every interval was settled.
    pub(super) const fn unsettled(&self) -> bool {
        self.left == 0
    }

    fn probe(&mut self, volume: f64) -> usize {
        let at = self.probes.partition_point(|known| known.volume < volume);
        if self.probes.get(at).is_none_or(|known| known.volume != volume) {
            self.probes.insert(at, Probe::new(self.market, &self.sets, volume));
        }
        at
    }

    pub(super) fn side(&self, winner: Option<usize>) -> Side {
        winner.map_or(Side::Buy, |at| self.sets.runs[at].side)
    }

    /// The cheapest of some answers at `volume` times today's; `None` where there is none.
    pub(super) fn least(&mut self, volume: f64, wanted: &dyn Fn(Side) -> bool) -> Option<Winner> {
        self.least_below(volume, f64::INFINITY, wanted)
    }

    /// The same, where it costs less than `limit`, bare USD.
    pub(super) fn least_below(&mut self, volume: f64, limit: f64, wanted: &dyn Fn(Side) -> bool) -> Option<Winner> {
        let (at, served) = (self.probe(volume), self.served);
        let probe = &mut self.probes[at];
        let bought = probe.bought_beside(0, served);
        let mut best: Option<Winner> = (wanted(Side::Buy) && bought < limit).then_some((None, bought));
        let mut open: Vec<(f64, usize)> = Vec::with_capacity(self.sets.runs.len());
        for (number, runs) in self.sets.runs.iter().enumerate() {
            if wanted(runs.side) {
                open.push((probe.bought_beside(runs.set, served) + probe.floor(&self.sets, number), number));
            }
        }
        crate::order::rising(&mut open, |one| one.0);
        for (floor, number) in open {
            let below = best.map_or(limit, |known| known.1);
            if below <= floor {
                break;
            }
            let beside = probe.bought_beside(self.sets.runs[number].set, served);
            if let Some(own) = probe.cost_below(&self.sets, number, below - beside).filter(|own| own.is_finite()) {
                best = Some((Some(number), beside + own));
            }
        }
        best
    }

    fn winner(&mut self, volume: f64) -> Option<usize> {
        self.least(volume, &|_| true).and_then(|best| best.0)
    }

    /// All bands, in order.
    pub(super) fn bands(&mut self) -> Vec<Band> {
        let factor = self.market.figures.inputs.volume_factor.max(1e-12);
        let (from, most) = (LEAST / factor, MOST / factor);
        // Where running wins after buying did: at next to no volume it can win too, by a fleet that sleeps.
        let (mut top, mut bought) = (from, false);
        while top < most {
            match self.winner(top) {
                Some(_) if bought => break,
                Some(_) => {}
                None => bought = true,
            }
            top *= 4.0;
        }
        let end = (top * BEYOND).min(most);
        let (first, last) = (self.winner(from), self.winner(end));
        let changes = self.settle((from, first), (end, last));
        let mut bands = vec![Band { from, to: None, side: self.side(first) }];
        for (volume, side) in changes {
            if let Some(last) = bands.last_mut()
                && last.side != side
            {
                last.to = Some(volume);
                bands.push(Band { from: volume, to: None, side });
            }
        }
        bands
    }

    /// Every change of side in [a, b], in order.
    fn settle(&mut self, a: Known, b: Known) -> Vec<(f64, Side)> {
        let mut open = vec![(a, b)];
        let mut narrow = Vec::new();
        let begun = self.market.work();
        // The widest first: where effort ends, what is left is narrow.
        while let Some(widest) = self.widest(&open) {
            if self.market.work() - begun > WORK {
                self.left = 0;
            }
            let (a, b) = open.swap_remove(widest);
            let differ = self.side(a.1) != self.side(b.1);
            if b.0 / a.0 < 1.0 + 1.0 / RESOLUTION || self.left == 0 {
                if differ {
                    narrow.push((a, b));
                }
                continue;
            }
            if !differ && self.holds(a.0, b.0, b.1) {
                continue;
            }
            self.left -= 1;
            let middle = (a.0 * b.0).sqrt();
            let won = (middle, self.winner(middle));
            open.push((a, won));
            open.push((won, b));
        }
        crate::order::rising(&mut narrow, |one| one.0.0);
        narrow.into_iter().map(|(a, b)| (self.locate(a.0, b.0, self.side(a.1)), self.side(b.1))).collect()
    }

    /// Whether the winner at b costs no more than every answer of another side throughout [a, b].
    fn holds(&mut self, a: f64, b: f64, winner: Option<usize>) -> bool {
        let side = self.side(winner);
        let (low, served) = (self.probe(a), self.served);
        let high = self.probe(b);
        let low = if self.probes[low].volume == a { low } else { low + 1 };
        let set = winner.map_or(0, |at| self.sets.runs[at].set);
        let own = winner
            .map_or(0.0, |at| self.probes[high].cost_below(&self.sets, at, f64::INFINITY).unwrap_or(f64::INFINITY));
        let same = self.probes[low].same_offers(&self.probes[high]);
        let beside = |probe: &Probe<'_, '_, '_, '_>, other: u128| {
            // Streams that both buy cost the same on both sides.
            probe.bought_beside(set, served & !(served & !set & !other))
                - probe.bought_beside(other, served & !(served & !set & !other))
        };
        if side != Side::Buy && self.can_buy {
            let more = if same {
                beside(&self.probes[low], 0).max(beside(&self.probes[high], 0))
            } else {
                self.probes[high].bought_beside(set, served) - self.probes[low].bought_beside(0, served)
            };
            if more + own > 0.0 {
                return false;
            }
        }
        for number in 0..self.sets.runs.len() {
            let (other, of) = (self.sets.runs[number].set, self.sets.runs[number].side);
            if of == side {
                continue;
            }
            let more = if same {
                beside(&self.probes[low], other).max(beside(&self.probes[high], other))
            } else {
                self.probes[high].bought_beside(set, served) - self.probes[low].bought_beside(other, served)
            };
            let probe = &mut self.probes[low];
            if probe.cost_below(&self.sets, number, more + own).is_some() {
                return false;
            }
        }
        true
    }

    /// The interval to look at next: the widest by its ratio of those at whose ends something is bought throughout, which
    /// tell when running begins to pay, then of the others.
    fn widest(&self, open: &[(Known, Known)]) -> Option<usize> {
        let bought = |at: &usize| self.side(open[*at].0.1) == Side::Buy || self.side(open[*at].1.1) == Side::Buy;
        let ratio = |at: &usize| open[*at].1.0 / open[*at].0.0;
        (0..open.len()).max_by(|a, b| bought(a).cmp(&bought(b)).then(ratio(a).total_cmp(&ratio(b))))
    }
}
