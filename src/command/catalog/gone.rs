//! Models that are retired, or known to end, which some lists keep as if they were on sale.

use super::names::{self, same_offer};
use super::plan::Terms;
use build_or_buy::catalog::Catalog;
use build_or_buy::date::Date;

/// Hosts that sell what nobody else may serve without them.
const MAKERS: [&str; 5] = ["anthropic", "openai", "google", "xai", "cohere"];

/// Why a new offer is asked about: its model is known as retired, at this host or by its maker. A list of an earlier
/// day may have had it on sale, and the row would put it back today: the catalog's day counts too.
pub(super) fn gone(
    catalog: &Catalog,
    terms: &Terms,
    offer: &super::offer::Offer,
    day: Date,
) -> Option<(&'static str, String)> {
    let day = day.max(catalog.asof);
    let key = names::key(&offer.id);
    let of_model = |id: &str| id.split_once('/').is_some_and(|(_, model)| names::key(model) == key);
    let here = |id: &str| id.split('/').next() == super::hosts::host(&offer.host);
    // What one host of open weights no longer serves, others may; what its maker has retired is gone everywhere.
    let maker = |id: &str| MAKERS.iter().any(|maker| id.split('/').next() == Some(maker));
    let rows = || catalog.hosted.iter().filter(|row| of_model(&row.id));
    let sold = rows().any(|row| catalog.rows_of(&row.id).last().is_some_and(|last| !last.retired(day)));
    let counts = |id: &str| here(id) || maker(id) && !sold;
    let known = rows().rev().find_map(|row| Some((row.id.clone(), row.until.filter(|_| row.retired(day))?)));
    let before = || terms.retired.iter().rev().find(|(id, until)| of_model(id) && counts(id) && *until < day).cloned();
    let (id, until) = known.filter(|(id, _)| counts(id)).or_else(before)?;
    Some(("retired", format!("{id} was retired after {until}: is it still sold here?")))
}

/// The last day that is known of an offer and has not come: the list seldom says so, and the row would have no end.
pub(super) fn to_end(catalog: &Catalog, terms: &Terms, id: &str, day: Date) -> Option<Date> {
    let found = terms.retired.iter().rev().find(|(offer, _)| same_offer(offer, id)).map(|(_, until)| *until);
    found.filter(|until| *until >= day.max(catalog.asof))
}
