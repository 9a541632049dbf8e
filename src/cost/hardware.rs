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

/// GPUs bought together.
struct Lot {
    /// Index of the month.
    at: usize,
    count: f64,
    /// What one of them was worth then, without cables: what a buyer will pay for less its age.
    paid: Usd,
    /// Months until they are retired.
    left: f64,
}

/// Bought GPUs of one group: whole servers as the need grows, power, replacement, and resale when they are retired or
/// the horizon ends.
///
/// A GPU sells for what was paid for it times (1 − d)^years; prices move with rents, so both are on one path and no sale
/// is a profit. Cables, switches and insurance sell for nothing. GPUs already owned are of the kind named (`gpu`), a
/// year old in the first month; they are taken into use before any is bought, at what they would sell for then, and
/// are retired at the same age as the others, for good.
pub(super) struct Hardware {
    /// What one GPU costs a month to own, as an equivalent annual cost, power included; zero where it is rented.
    pub(super) monthly: UsdPerMonth,
    /// What a new one sells for.
    pub(super) price: Usd,
    kilowatts: f64,
    /// GPUs in the smallest server.
    server: f64,
    lots: Vec<Lot>,
}

impl Hardware {
    pub(super) fn new(figures: &Figures<'_, '_>, setup: &Setup<'_>, pay: Pay) -> Option<Self> {
        let price = if pay == Pay::Owned { setup.prices.purchase? } else { Usd::ZERO };
        let change = (1.0 + figures.inputs.gpu_price_change.get()).max(0.0);
        let kilowatts = setup.gpu.watts.unwrap_or(WATTS) / 1e3 * SERVER_POWER;
        let server = crate::fleet::servers::sold_in(setup.gpu);
        let price = price * change;
        let mut new = Self { monthly: UsdPerMonth::ZERO, price, kilowatts, server, lots: Vec::new() };
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
        let net = self.price * (1.0 + HIDDEN_CAPEX - left * libm::pow(rate, -life));
        crate::finance::equivalent_monthly(net, inputs.discount_rate, Months::new(life)) + self.running(figures)
    }

    fn running(&self, figures: &Figures<'_, '_>) -> UsdPerMonth {
        let inputs = figures.inputs;
        let electricity = self.kilowatts * POWER_DRAWN * inputs.pue * inputs.electricity.get() * HOURS_PER_MONTH;
        let replaced = inputs.replacement_rate.get() / 12.0 * (self.price * (1.0 + HIDDEN_CAPEX)).get();
        UsdPerMonth::new(self.kilowatts * inputs.colo.get() + electricity + replaced)
    }

    /// GPUs in place.
    pub(super) fn have(&self) -> f64 {
        self.lots.iter().map(|lot| lot.count).sum()
    }

    /// A month that needs so many GPUs, of which `running` (0 to 1) is after the build; `stock` are those already owned
    /// that no group has taken yet. Gives how many stand there.
    pub(super) fn month(
        &mut self,
        figures: &Figures<'_, '_>,
        cost: &mut dyn Sink,
        t: usize,
        (need, running): (f64, f64),
        stock: &mut f64,
    ) -> f64 {
        let inputs = figures.inputs;
        let life = inputs.gpu_life * 12.0;
        let mut sold = UsdPerMonth::ZERO;
        self.lots.retain(|lot| {
            let keep = (t - lot.at) as f64 + 1e-9 < lot.left;
            if !keep {
                sold += value(figures, lot, t);
            }
            keep
        });
        if sold > UsdPerMonth::ZERO {
            figures.put(cost, t, Line::Hardware, -sold);
        }
        let mut more = need - self.have();
        // A year old in the first month, they are past their life one year before a new one would be.
        let left = life - 12.0 - t as f64;
        if more > 0.0 && *stock > 0.0 && left > 0.0 {
            let count = more.min(*stock);
            let paid = self.price * libm::pow(1.0 - inputs.resale_decay.get(), 1.0 + t as f64 / 12.0);
            figures.put(cost, t, Line::Hardware, UsdPerMonth::new((paid * count).get()));
            self.lots.push(Lot { at: t, count, paid, left });
            *stock -= count;
            more -= count;
        }
        if more > 0.0 {
            let count = (more / self.server - 1e-9).ceil() * self.server;
            let paid = self.price * figures.paths.rent[t];
            let bought = (paid * (1.0 + HIDDEN_CAPEX) * count).get();
            figures.put(cost, t, Line::Hardware, UsdPerMonth::new(bought));
            self.lots.push(Lot { at: t, count, paid, left: life });
        }
        let have = self.have();
        figures.put(cost, t, Line::Power, self.running(figures) * have * running);
        have
    }

    pub(super) fn resell(&self, figures: &Figures<'_, '_>, cost: &mut dyn Sink) {
        let months = figures.paths.months;
        for lot in &self.lots {
            figures.put(cost, months - 1, Line::Hardware, -value(figures, lot, months));
        }
    }
}

/// What a lot sells for at the beginning of the month with index t.
fn value(figures: &Figures<'_, '_>, lot: &Lot, t: usize) -> UsdPerMonth {
    let years = (t - lot.at) as f64 / 12.0;
    let kept = libm::pow(1.0 - figures.inputs.resale_decay.get(), years);
    UsdPerMonth::new(lot.paid.get() * lot.count * kept)
}
