//! Setups on which a group could run, held against each other: which of them cost no more at any volume than another.

use crate::cost::figures::Figures;
use crate::cost::overhead::Overhead;
use crate::cost::plan::Pay;
use crate::units::UsdPerHour;

/// Place of what is reserved among the ways to pay.
const RESERVED: usize = 1;

/// What counts when one setup is held against another.
struct Traits {
    setup: usize,
    slots: f64,
    gpus: u32,
    /// Rent of a replica-hour by way to pay, its price and its power; and of each of its GPUs.
    costs: [f64; 5],
    each: [f64; 5],
    /// GPUs that are rented at once by way to pay.
    nodes: [f64; 3],
    /// Rent for the group's work, for sorting.
    unit: f64,
}

/// Setups that are held against each other.
struct Rivals {
    all: Vec<Traits>,
    /// Requests a second of each stream, and of work that may wait: of the first setup, then of the next.
    rates: Vec<(f64, f64)>,
    streams: usize,
    overhead: Overhead,
}

/// The setups on which every stream of a group could run, each with whether another one beats it at every volume; cheaper
/// ones mostly first.
pub(super) fn setups(figures: &Figures<'_, '_>, streams: &[usize]) -> Vec<(usize, bool)> {
    let rivals = Rivals::new(figures, streams);
    let weights = |at: u32| figures.case.setups[rivals.all[at as usize].setup].serving.memory().weights.get();
    let mut order: Vec<(f64, u32)> = rivals.all.iter().enumerate().map(|(at, one)| (one.unit, at as u32)).collect();
    crate::order::numbered(&mut order);
    // Of equals, as where a load test says what both carry, the one that leaves more of a GPU to other models.
    for equals in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|equals| equals.len() > 1) {
        crate::order::sort(equals, |a, b| weights(a.1).total_cmp(&weights(b.1)).then(a.1.cmp(&b.1)));
    }
    let mut kept: Vec<usize> = Vec::new();
    let mut found = Vec::with_capacity(order.len());
    for (_, at) in order {
        let at = at as usize;
        let beaten = kept.iter().any(|&known| rivals.beats(known, at));
        if !beaten {
            kept.push(at);
        }
        found.push((rivals.all[at].setup, beaten));
    }
    found
}

impl Rivals {
    fn new(figures: &Figures<'_, '_>, streams: &[usize]) -> Self {
        let case = figures.case;
        let overhead = Overhead::of(figures.inputs);
        let mut rivals = Self { all: Vec::new(), rates: Vec::new(), streams: streams.len(), overhead };
        let targets = streams.iter().map(|&at| figures.flows[at].target);
        let Some(strictest) = targets.reduce(|least, one| if least <= one { least } else { one }) else {
            return rivals;
        };
        let first = &case.streams[streams[0]].setups;
        rivals.all.reserve(first.len());
        rivals.rates.reserve(first.len() * streams.len());
        'setups: for &setup in first {
            let one = &case.setups[setup];
            let (mut slots, mut work) = (f64::INFINITY, 0.0);
            for &at in streams {
                let accepted = at == streams[0] || case.accepts(at, one.model);
                let Some(replica) = figures.replica(setup, at, strictest).filter(|_| accepted) else {
                    rivals.rates.truncate(rivals.all.len() * streams.len());
                    continue 'setups;
                };
                let flow = &figures.flows[at];
                rivals.rates.push((replica.rate, if flow.waiting > 0.0 { replica.waiting_rate } else { 0.0 }));
                slots = slots.min(replica.slots);
                work += flow.rate / replica.rate + flow.waiting / replica.waiting_rate;
            }
            let gpus = one.layout.gpus();
            let count = f64::from(gpus);
            let hour = |pay: Pay| figures.gpu_hour(setup, pay).map_or(f64::INFINITY, UsdPerHour::get) * count;
            let price = one.prices.purchase.map_or(f64::INFINITY, |price| price.get() * count);
            let power = one.gpu.watts.unwrap_or(700.0) * count;
            let costs = [hour(Pay::OnDemand), hour(Pay::Reserved), hour(Pay::Spot), price, power];
            let nodes = [one.prices.on_demand, one.prices.reserved, one.prices.spot]
                .map(|quotes| quotes.map_or(1.0, |quotes| f64::from(quotes.gpus_min)));
            let cheapest = costs[..3].iter().copied().fold(price / 20_000.0, f64::min);
            let each = costs.map(|cost| cost / count);
            rivals.all.push(Traits { setup, slots, gpus, costs, each, nodes, unit: cheapest * work });
        }
        rivals
    }

    /// Whether one setup costs no more at any volume than another, paid and run in any way.
    fn beats(&self, one: usize, other: usize) -> bool {
        let rates = |at: usize| &self.rates[at * self.streams..(at + 1) * self.streams];
        let no_less = |(a, b): (&(f64, f64), &(f64, f64))| a.0 >= b.0 && a.1 >= b.1;
        let (a, b) = (&self.all[one], &self.all[other]);
        // A fleet of fewer, dearer GPUs has more of them among its first: a replica must cost no more and a GPU no more, or a
        // replica no more at the most overhead than the other at the least.
        let (most, least) = (1.0 + self.overhead.most(), 1.0 + self.overhead.least());
        let no_dearer = |at: usize| {
            let (cost, its) = (a.costs[at], b.costs[at]);
            cost <= its && (a.each[at] <= b.each[at] || cost * most <= its * least)
        };
        a.gpus <= b.gpus
            && a.slots >= b.slots
            && rates(one).iter().zip(rates(other)).all(no_less)
            && (0..a.costs.len()).all(no_dearer)
            && a.nodes.iter().zip(&b.nodes).enumerate().all(|(pay, (x, y))| {
                // By the hour, a fleet in nodes pays its hours in the proportion of its busiest hour's rounding, so that a
                // slower one may cost less: there nothing is beaten.
                *x <= 1.0 || pay == RESERVED && x == y && a.gpus == b.gpus
            })
    }
}
