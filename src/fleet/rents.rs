//! What a GPU rents or sells for on a day: the middle of the market, and how far quotes lie apart.

use crate::catalog::{Billing, Catalog, Gpu, Market, Rent};
use crate::date::Date;
use crate::inputs::Provider;
use crate::units::{Usd, UsdPerHour};

/// The quotes for one GPU in one kind of market.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quotes {
    /// Lowest.
    pub low: UsdPerHour,
    /// Median; of an even number, the lower middle, so that it is a price somebody asks.
    pub median: UsdPerHour,
    /// Highest.
    pub high: UsdPerHour,
    /// How many.
    pub count: usize,
    /// Fewest GPUs one can rent at the median.
    pub gpus_min: u32,
    /// Whether they are the visitor's own.
    pub own: bool,
}

/// Prices of one GPU by the way it is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prices {
    /// By the hour.
    pub on_demand: Option<Quotes>,
    /// For a year.
    pub reserved: Option<Quotes>,
    /// Taken away at will.
    pub spot: Option<Quotes>,
    /// To own, with its share of a server.
    pub purchase: Option<Usd>,
}

/// The catalog's word for a provider choice.
pub const fn market(provider: Provider) -> Market {
    match provider {
        Provider::Specialist => Market::Specialist,
        Provider::Hyperscaler => Market::Hyperscaler,
        Provider::Marketplace => Market::Marketplace,
    }
}

/// The prices of a GPU on a day. Reserved and spot rents are few, so they are taken from every market but the
/// marketplace; on-demand rents only from the market asked for. Where a visitor has quotes among them, only those count.
pub fn prices(catalog: &Catalog, gpu: &Gpu, provider: Provider, on: Date) -> Prices {
    let rents = catalog.rents_of(&gpu.id, on);
    let quotes = |billing: Billing, wanted: &dyn Fn(Market) -> bool| {
        let among = |rent: &Rent| rent.billing == billing && wanted(rent.market);
        let own = rents.iter().any(|rent| among(rent) && catalog.is_own_rent(rent));
        let mut found: Vec<(UsdPerHour, u32)> = rents
            .iter()
            .filter(|rent| among(rent) && (!own || catalog.is_own_rent(rent)))
            .map(|rent| (rent.hour, rent.gpus_min.max(1)))
            .collect();
        crate::order::rising(&mut found, |quote| quote.0.get());
        let middle = *found.get(found.len().checked_sub(1)? / 2)?;
        Some(Quotes {
            low: found[0].0,
            median: middle.0,
            high: found[found.len() - 1].0,
            count: found.len(),
            gpus_min: middle.1,
            own,
        })
    };
    let wanted = market(provider);
    Prices {
        on_demand: quotes(Billing::OnDemand, &|market| market == wanted),
        reserved: quotes(Billing::Reserved, &|market| market != Market::Marketplace),
        spot: quotes(Billing::Spot, &|market| market != Market::Marketplace),
        purchase: catalog.purchase(&gpu.id, on).map(|row| row.price),
    }
}
