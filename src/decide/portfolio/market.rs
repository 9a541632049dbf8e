//! Everything that can be chosen from, ready for any volume: what each offer costs is a line, what each way to run a
//! group costs has a bound.

use super::floor::Floors;
use super::stock::{self, Stock};
use crate::cost::figures::Figures;
use crate::cost::plan::Plan;
use crate::cost::straight::Straight;
use core::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// Offers, bounds and groups of one set of inputs.
pub struct Market<'f, 'c, 'a> {
    /// The numbers it is made of.
    pub figures: &'f Figures<'c, 'a>,
    /// Per stream the offers that are cheapest at some volume, in rising order of constants.
    offers: Vec<Vec<(usize, Straight)>>,
    pub(super) floors: Floors<'f, 'c, 'a>,
    stocks: RefCell<Vec<(u128, Rc<Stock>)>>,
    /// By stream what it costs at the least on a fleet that could be divided at will.
    divisible: Vec<OnceCell<f64>>,
    /// The people that the least fleet takes, and the build. A present value.
    pub(crate) least_in_common: f64,
    /// Months of fleets that were looked at.
    work: Cell<usize>,
}

impl<'f, 'c, 'a> Market<'f, 'c, 'a> {
    /// Of one set of inputs.
    pub fn new(figures: &'f Figures<'c, 'a>) -> Self {
        let streams = 0..figures.case.streams.len();
        let offers: Vec<Vec<(usize, Straight)>> = streams.map(|at| envelope(figures, at)).collect();
        let least = figures.in_common(&vec![1.0; figures.paths.months]).get();
        let divisible = vec![OnceCell::new(); offers.len()];
        let floors = Floors::new(figures);
        Self {
            figures,
            offers,
            floors,
            stocks: RefCell::default(),
            divisible,
            least_in_common: least,
            work: Cell::new(0),
        }
    }

    /// How many months of fleets were looked at so far: what a search has cost, the same on every machine.
    pub(crate) fn work(&self) -> usize {
        self.work.get()
    }

    /// Counts a look at so many months.
    pub(super) fn looked(&self, months: usize) {
        self.work.set(self.work.get() + months);
    }

    /// The cheapest offer of a stream at `volume` times today's, and its present value, bare USD.
    pub(super) fn bought(&self, stream: usize, volume: f64) -> Option<(usize, f64)> {
        let costs = self.offers[stream].iter().map(|&(offer, line)| (offer, line.at(volume).get()));
        costs.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    }

    /// The present value of everything bought, bare USD, each stream at its best at so many times today's volume; absent
    /// where something may not be bought.
    pub(crate) fn all_bought_at(&self, volume: f64) -> Option<f64> {
        (0..self.offers.len()).map(|stream| self.bought(stream, volume).map(|(_, cost)| cost)).sum()
    }

    /// What an offer costs over volume.
    pub(crate) fn line(&self, stream: usize, offer: usize) -> Straight {
        let known = self.offers[stream].iter().find(|known| known.0 == offer);
        known.map_or_else(|| line(self.figures, stream, offer), |known| known.1)
    }

    /// The ways to run a set of streams together that could be best at some volume.
    pub(super) fn stock(&self, set: u128) -> Rc<Stock> {
        if let Some((_, known)) = self.stocks.borrow().iter().find(|(known, _)| *known == set) {
            return Rc::clone(known);
        }
        let streams = (0..self.figures.case.streams.len()).filter(|at| set >> at & 1 == 1).collect();
        let new = Rc::new(Stock::new(self.figures, &self.floors, streams));
        self.stocks.borrow_mut().push((set, Rc::clone(&new)));
        new
    }

    /// What a stream costs at the least on a setup at today's volume, bare USD, on a fleet that could be divided at will: no
    /// spares, people or build. Infinite where it cannot run there.
    pub(crate) fn divisible(&self, setup: usize, stream: usize) -> f64 {
        let (figures, at) = (self.figures, &self.figures.case.streams[stream]);
        let flow = &figures.flows[stream];
        let Some(replica) = figures.replica(setup, stream, flow.target) else { return f64::INFINITY };
        let work = flow.rate / replica.rate + flow.waiting / replica.waiting_rate;
        self.floors.divisible(setup, work, stock::pays(figures, at.owned_only))
    }

    /// The least of that over every setup, bare USD; infinite where nothing can run it.
    pub(crate) fn least_divisible(&self, stream: usize) -> f64 {
        *self.divisible[stream].get_or_init(|| {
            let setups = self.figures.case.streams[stream].setups.iter();
            setups.map(|&setup| self.divisible(setup, stream)).fold(f64::INFINITY, f64::min)
        })
    }

    /// The offer of a stream whose next token costs least, with what it costs over volume.
    pub(crate) fn cheapest_at_large(&self, stream: usize) -> Option<(usize, Straight)> {
        self.offers[stream].last().copied()
    }

    /// A bound on what a stream takes when it is run, whatever it runs on: the hosted bill while its fleet is built, and
    /// its work. The least of its offers, in each part.
    pub(crate) fn least_base(&self, stream: usize) -> Straight {
        let at = |scale: f64| self.figures.group_base(&[stream], scale);
        // From far on the offer of the build does not change, so that far on the slope is true.
        Straight { constant: at(0.0), linear: (at(2e9) - at(1e9)) / 1e9 }
    }

    /// What a plan costs at `volume` times today's, bare USD. `None` where a group has no price.
    pub(crate) fn price(&self, plan: &Plan, volume: f64) -> Option<f64> {
        self.figures.present(plan, volume).map(|cost| cost.total().get())
    }
}

fn line(figures: &Figures<'_, '_>, stream: usize, offer: usize) -> Straight {
    Straight::of(|scale| figures.bought(stream, offer, scale))
}

/// The offers of a stream that are cheapest at some volume: each costs less than any before it per unit, and more
/// before the first.
fn envelope(figures: &Figures<'_, '_>, stream: usize) -> Vec<(usize, Straight)> {
    let offers = &figures.case.streams[stream].offers;
    let mut lines: Vec<(usize, Straight)> = (0..offers.len())
        .filter(|&offer| offers[offer].feasible)
        .map(|offer| (offer, line(figures, stream, offer)))
        .collect();
    crate::order::sort(&mut lines, |a, b| {
        a.1.constant
            .get()
            .total_cmp(&b.1.constant.get())
            .then(a.1.linear.get().total_cmp(&b.1.linear.get()))
            .then(a.0.cmp(&b.0))
    });
    let mut least = f64::INFINITY;
    lines.retain(|(_, line)| {
        let keep = line.linear.get() < least;
        least = least.min(line.linear.get());
        keep
    });
    lines
}
