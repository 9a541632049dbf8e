//! Bought GPUs: purchases as the need grows, space and power, replacement, resale.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::plan::Pay;
use crate::cost::sum::Sink;
use crate::streams::Setup;
use crate::units::{HOURS_PER_MONTH, Months, Usd, UsdPerMonth};

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
    Hardware::new(figures, setup, Pay::Owned).map(|hardware| hardware.monthly)
}

/// Bought GPUs of one group: purchases as the need grows, power, replacement, resale at the end.
pub(super) struct Hardware {
    /// What one GPU costs a month to own, as an equivalent annual cost, power included; zero where it is rented.
    pub(super) monthly: UsdPerMonth,
    pub(super) price: Usd,
    kilowatts: f64,
    bought: Vec<(usize, f64)>,
    have: f64,
}

impl Hardware {
    pub(super) fn new(figures: &Figures<'_, '_>, setup: &Setup<'_>, pay: Pay) -> Option<Self> {
        let price = if pay == Pay::Owned { setup.prices.purchase? * (1.0 + HIDDEN_CAPEX) } else { Usd::ZERO };
        let change = (1.0 + figures.inputs.gpu_price_change.get()).max(0.0);
        let kilowatts = setup.gpu.watts.unwrap_or(WATTS) / 1e3 * SERVER_POWER;
        let mut new =
            Self { monthly: UsdPerMonth::ZERO, price: price * change, kilowatts, bought: Vec::new(), have: 0.0 };
        if pay == Pay::Owned {
            new.monthly = new.monthly_equivalent(figures);
        }
        Some(new)
    }

    fn monthly_equivalent(&self, figures: &Figures<'_, '_>) -> UsdPerMonth {
        let inputs = figures.inputs;
        let life = inputs.gpu_life * 12.0;
        let left = libm::pow(1.0 - inputs.resale_decay.get(), inputs.gpu_life);
        let rate = inputs.discount_rate.monthly_factor();
        let net = self.price * (1.0 - left * libm::pow(rate, -life));
        crate::finance::equivalent_monthly(net, inputs.discount_rate, Months::new(life)) + self.running(figures)
    }

    fn running(&self, figures: &Figures<'_, '_>) -> UsdPerMonth {
        let inputs = figures.inputs;
        let electricity = self.kilowatts * POWER_DRAWN * inputs.pue * inputs.electricity.get() * HOURS_PER_MONTH;
        let replaced = inputs.replacement_rate.get() / 12.0 * self.price.get();
        UsdPerMonth::new(self.kilowatts * inputs.colo.get() + electricity + replaced)
    }

    pub(super) fn month(&mut self, figures: &Figures<'_, '_>, cost: &mut dyn Sink, t: usize, need: f64, running: f64) {
        let life = figures.inputs.gpu_life * 12.0;
        let retired: f64 = self.bought.iter().filter(|(at, _)| (t - at) as f64 >= life).map(|(_, count)| count).sum();
        self.bought.retain(|(at, _)| ((t - at) as f64) < life);
        self.have -= retired;
        if need > self.have {
            let more = need - self.have;
            // Hardware already there counts at what it would sell for, one year old; it is not free.
            let there = if self.bought.is_empty() { figures.inputs.owned_gpus.min(more) } else { 0.0 };
            let used = there * self.price.get() * (1.0 - figures.inputs.resale_decay.get());
            let new = (more - there) * self.price.get() * figures.paths.rent[t];
            figures.put(cost, t, Line::Hardware, UsdPerMonth::new(new + used));
            self.bought.push((t, more));
            self.have = need;
        }
        figures.put(cost, t, Line::Power, self.running(figures) * self.have * running);
    }

    pub(super) fn resell(&self, figures: &Figures<'_, '_>, cost: &mut dyn Sink) {
        let end = figures.paths.months - 1;
        for (at, count) in &self.bought {
            let age = (end + 1 - at) as f64 / 12.0;
            let value = self.price.get() * libm::pow(1.0 - figures.inputs.resale_decay.get(), age);
            figures.put(cost, end, Line::Hardware, UsdPerMonth::new(-(value * count)));
        }
    }
}
