//! The cheapest plan alone. Where nothing that is run can be cheaper than buying everything, bounds tell so without a look at
//! any fleet: for questions that are asked again and again about other months, floors and prices.

use super::answers::Priced;
use super::floor::HAIR;
use super::market::Market;
use super::shop::Shop;
use crate::cost::figures::Figures;

/// The cheapest plan.
pub struct Best {
    /// The plan; none where nothing can serve.
    pub priced: Option<Priced>,
    /// Whether it serves every stream.
    pub serves_all: bool,
}

/// Finds it, the same as [`super::sketch`] does.
pub fn best(figures: &Figures<'_, '_>) -> Best {
    let market = Market::new(figures);
    if let Some(priced) = bought_at_once(&market) {
        return Best { priced: Some(priced), serves_all: true };
    }
    let found = super::at(&market, 1.0, false);
    Best { serves_all: found.unserved.is_empty(), priced: found.best }
}

/// Everything bought, at today's volume, where that is proved to be cheapest.
///
/// A stream that is run costs at the least its part of a fleet that could be divided at will, or, as far as it overflows, the
/// least that any host takes for its tokens; and whatever is run takes the people of the least fleet and the build. Where
/// that leaves nothing to be saved on all streams together, no plan that runs some of them is cheaper.
fn bought_at_once(market: &Market<'_, '_, '_>) -> Option<Priced> {
    let mut shop = Shop::new(market, 1.0);
    let mut saved = 0.0;
    for (stream, bought) in shop.bought.iter().enumerate() {
        let (_, present) = (*bought)?;
        let own = market.least_divisible(stream);
        if own.is_finite() {
            let tokens = market.cheapest_at_large(stream)?.1.linear.get();
            saved += (present - own.min(tokens)).max(0.0);
        }
    }
    let all: Vec<usize> = (0..shop.bought.len()).collect();
    let proved = saved < market.least_in_common * HAIR || !market.figures.paths.own_runs();
    proved.then(|| shop.assemble(&[], &all, [f64::INFINITY; 2]).into_iter().flatten().next())?
}
