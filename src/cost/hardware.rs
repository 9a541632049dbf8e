//! Bought GPUs: purchases as the need grows, space and power, replacement, resale.

use crate::cost::figures::Figures;
use crate::cost::lines::{Line, Lines};
use crate::cost::overhead::Overhead;
use crate::cost::plan::Pay;
use crate::cost::sink::Sink;
use crate::streams::Setup;
use crate::units::{HOURS_PER_MONTH, Months, Usd, UsdPerHour, UsdPerMonth};

/// Power of a server over its GPUs' rated power: 10.2 kW for eight of 700 W (node page of 2026, grade C).
pub(crate) const SERVER_POWER: f64 = 1.8;
/// Mean draw of a serving fleet over its rated draw (judgement).
pub(crate) const POWER_DRAWN: f64 = 0.7;
/// Cables, switches, transceivers and insurance on top of servers (10 to 15 %, grade C).
pub(crate) const HIDDEN_CAPEX: f64 = 0.12;

/// Rated power of a GPU whose maker gives none, watts: that of its generation.
pub(crate) const WATTS: f64 = 700.0;

/// What one GPU of a setup costs a month to own over its life, space and power with it; nothing where it is not sold.
pub(crate) fn a_month(figures: &Figures<'_, '_>, setup: &Setup<'_>) -> Option<UsdPerMonth> {
    Hardware::new(figures, setup, Pay::Owned, 0.0).map(|hardware| hardware.monthly)
}

/// What one GPU costs a month of its use at the least, by whichever month it is bought in: from the purchase to its
/// retirement or the horizon, resale and the least overhead counted. Any fleet is a sum of such spells, so none costs less. A
/// part of the months' discounted sum; `None` where it is not sold.
pub(crate) fn least_a_month(figures: &Figures<'_, '_>, setup: &Setup<'_>) -> Option<UsdPerMonth> {
    let paths = &figures.paths;
    let life = figures.inputs.gpu_life * 12.0;
    let overhead = Overhead::of(figures.inputs).least();
    let mut least = f64::INFINITY;
    // A new one, and one that is there already, if any is.
    let both = [0.0, 1.0];
    let spells = if figures.inputs.owned_gpus > 0.0 { &both[..] } else { &both[..1] };
    for start in (0..paths.months).filter(|&t| paths.building[t] < 1.0) {
        for &there in spells {
            let mut hardware = Hardware::new(figures, setup, Pay::Owned, there)?;
            let mut cost = Lines::<Usd>::default();
            let mut months = 0.0;
            // Until this one retires: what comes after it is a spell of its own.
            let age = if there > 0.0 { years_there(start) * 12.0 } else { 0.0 };
            let left = if age < life { life - age } else { life };
            for t in start..paths.months {
                let running = 1.0 - paths.building[t];
                let need = if ((t - start) as f64) < left { 1.0 } else { 0.0 };
                hardware.month(figures, &mut cost, t, need, running);
                figures.put(&mut cost, t, Line::Overhead, hardware.monthly * need * overhead * running);
                months += paths.discount[t] * running * need;
            }
            hardware.resell(figures, &mut cost);
            if months > 0.0 {
                least = least.min(cost.total().get() / months);
            }
        }
    }
    Some(UsdPerMonth::new(least.max(0.0)))
}

/// How old what the visitor has is in month t, years: a year when the months begin.
fn years_there(t: usize) -> f64 {
    1.0 + t as f64 / 12.0
}

/// GPUs of one kind that came in the same month.
struct Batch {
    month: usize,
    count: f64,
    /// Years old when they came.
    age: f64,
    /// What one of them sold for when it was new, without cables.
    new: Usd,
}

/// Bought GPUs of one group: purchases as the need grows, power, replacement, resale when they retire or at the end.
pub(super) struct Hardware {
    /// What one GPU costs a month to own, as an equivalent annual cost, power included; zero where it is rented.
    pub(super) monthly: UsdPerMonth,
    /// One GPU with its part of the server, and with cables and insurance.
    server: Usd,
    pub(super) price: Usd,
    kilowatts: f64,
    batches: Vec<Batch>,
    have: f64,
    /// GPUs that the visitor has and that are not in use yet.
    pub(super) there: f64,
}

impl Hardware {
    /// With so many GPUs of the visitor's that no other fleet uses. They are of the kind that is named; of an unnamed kind
    /// none are.
    pub(super) fn new(figures: &Figures<'_, '_>, setup: &Setup<'_>, pay: Pay, there: f64) -> Option<Self> {
        let change = (1.0 + figures.inputs.gpu_price_change.get()).max(0.0);
        let server = if pay == Pay::Owned { setup.prices.purchase? * change } else { Usd::ZERO };
        let mut new = Self {
            monthly: UsdPerMonth::ZERO,
            server,
            price: server * (1.0 + HIDDEN_CAPEX),
            kilowatts: setup.gpu.watts.unwrap_or(WATTS) / 1e3 * SERVER_POWER,
            batches: Vec::new(),
            have: 0.0,
            there: if figures.inputs.gpu == setup.gpu.id { there } else { 0.0 },
        };
        if pay == Pay::Owned {
            new.monthly = new.monthly_equivalent(figures);
        }
        Some(new)
    }

    /// What a month of one GPU counts for where it is weighed against a host's bill: so many times its rent, or what owning
    /// it comes to.
    pub(super) fn gpu_month(&self, hour: UsdPerHour, times: f64) -> UsdPerMonth {
        self.monthly + hour.per_month() * times
    }

    fn monthly_equivalent(&self, figures: &Figures<'_, '_>) -> UsdPerMonth {
        let inputs = figures.inputs;
        let life = inputs.gpu_life * 12.0;
        let left = libm::pow(1.0 - inputs.resale_decay.get(), inputs.gpu_life);
        let rate = inputs.discount_rate.monthly_factor();
        let net = self.price - self.server * (left * libm::pow(rate, -life));
        crate::finance::equivalent_monthly(net, inputs.discount_rate, Months::new(life)) + self.running(figures)
    }

    fn running(&self, figures: &Figures<'_, '_>) -> UsdPerMonth {
        let inputs = figures.inputs;
        let electricity = self.kilowatts * POWER_DRAWN * inputs.pue * inputs.electricity.get() * HOURS_PER_MONTH;
        let replaced = inputs.replacement_rate.get() / 12.0 * self.price.get();
        UsdPerMonth::new(self.kilowatts * inputs.colo.get() + electricity + replaced)
    }

    /// Adds month t: GPUs bought where fewer are there than are needed, the old ones sold, and power for the part of the month
    /// in which they run.
    pub(super) fn month(&mut self, figures: &Figures<'_, '_>, cost: &mut dyn Sink, t: usize, need: f64, running: f64) {
        let life = figures.inputs.gpu_life * 12.0;
        let retired = |batch: &Batch| (t - batch.month) as f64 + batch.age * 12.0 >= life;
        for batch in self.batches.iter().filter(|batch| retired(batch)) {
            self.have -= batch.count;
            figures.put(cost, t, Line::Hardware, UsdPerMonth::new(-(worth(figures, batch, t) * batch.count).get()));
        }
        self.batches.retain(|batch| !retired(batch));
        if need > self.have {
            let more = need - self.have;
            // What the visitor has counts at what it would sell for, a year old when the months begin; it is not free.
            let age = years_there(t);
            let there = if age * 12.0 < life { self.there.min(more) } else { 0.0 };
            self.there -= there;
            let new = self.server * figures.paths.rent[t];
            for batch in [
                Batch { month: t, count: there, age, new: self.server },
                Batch { month: t, count: more - there, age: 0.0, new },
            ] {
                if batch.count > 0.0 {
                    let hidden = if batch.age > 0.0 { 0.0 } else { HIDDEN_CAPEX };
                    let paid = worth(figures, &batch, t) * (batch.count * (1.0 + hidden));
                    figures.put(cost, t, Line::Hardware, UsdPerMonth::new(paid.get()));
                    self.batches.push(batch);
                }
            }
            self.have = need;
        }
        figures.put(cost, t, Line::Power, self.running(figures) * self.have * running);
    }

    /// What is left at the horizon is sold at the end of its last month.
    pub(super) fn resell(&self, figures: &Figures<'_, '_>, cost: &mut dyn Sink) {
        let end = figures.paths.months - 1;
        for batch in &self.batches {
            let value = worth(figures, batch, end + 1) * batch.count;
            figures.put(cost, end, Line::Hardware, UsdPerMonth::new(-value.get()));
        }
    }
}

/// What one GPU of a batch sells for in month t: a part of what it cost new. Cables and insurance are not resold.
fn worth(figures: &Figures<'_, '_>, batch: &Batch, t: usize) -> Usd {
    let age = batch.age + (t - batch.month) as f64 / 12.0;
    batch.new * libm::pow(1.0 - figures.inputs.resale_decay.get(), age)
}
