//! Streams of requests with every reference looked up, the offers that could be bought for each and the setups that
//! could be run for it.

mod asked;
mod case;
mod mandate;
mod measured;
mod offer;
mod offers;
mod passed_over;
mod predictions;
mod profile;
mod replica;
mod search;
mod setup;
mod setups;
mod table;

pub use case::{Case, Stream};
pub use mandate::{Mandate, names_a_clause};
pub use offer::{Offer, OfferKind, PricedBy};
pub(crate) use offers::still_paid;
pub use passed_over::{PassedOver, Reason};
pub use predictions::Predictions;
pub use profile::Profile;
pub(crate) use replica::maturity;
pub use replica::{Replica, replica};
pub use setup::Setup;
pub(crate) use setups::fitted;
pub use table::Table;
