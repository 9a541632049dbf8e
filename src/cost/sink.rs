//! Where the amounts of a bill go.

use crate::cost::lines::{Line, Lines};
use crate::cost::plan::Cost;
use crate::units::{People, Usd, UsdPerMonth};

/// Where amounts go: a present value by line, with or without the months it is made of.
pub(super) trait Sink {
    /// Adds to a line an amount of the month with index `t`, in which a dollar is worth `discount` today.
    fn add(&mut self, t: usize, discount: f64, line: Line, amount: UsdPerMonth);

    /// The present value by line, for amounts that many months have in common; `None` where months are told apart.
    fn present_only(&mut self) -> Option<&mut Lines<Usd>>;

    /// Notes the GPUs and engineers of a month.
    fn staff(&mut self, t: usize, gpus: f64, engineers: People);
}

impl Sink for Lines<Usd> {
    fn add(&mut self, _: usize, discount: f64, line: Line, amount: UsdPerMonth) {
        Self::add(self, line, Usd::new(amount.get() * discount));
    }

    fn present_only(&mut self) -> Option<&mut Lines<Usd>> {
        Some(self)
    }

    fn staff(&mut self, _: usize, _: f64, _: People) {}
}

impl Sink for Cost {
    fn add(&mut self, t: usize, discount: f64, line: Line, amount: UsdPerMonth) {
        self.present.add(line, Usd::new(amount.get() * discount));
        self.months[t].lines.add(line, amount);
    }

    fn present_only(&mut self) -> Option<&mut Lines<Usd>> {
        None
    }

    fn staff(&mut self, t: usize, gpus: f64, engineers: People) {
        self.months[t].gpus = gpus;
        self.months[t].engineers = engineers;
    }
}
