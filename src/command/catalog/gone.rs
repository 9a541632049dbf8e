//! Models that are retired, or known to end, which some lists keep as if they were on sale.

use super::names;
use crate::command::project::{read_text, root};
use build_or_buy::catalog::{Catalog, Ending, Value};
use build_or_buy::date::Date;
use std::sync::OnceLock;

/// Hosts that sell what nobody else may serve without them.
const MAKERS: [&str; 5] = ["anthropic", "openai", "google", "xai", "cohere"];

/// Why a new offer is asked about: its model is known as retired, at this host or by its maker. A list of an earlier
/// day may have had it on sale, and the row would put it back today: the catalog's day counts too.
pub(super) fn gone(catalog: &Catalog, offer: &super::offer::Offer, day: Date) -> Option<(&'static str, String)> {
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
    let before = || earlier().iter().rev().find(|(id, until)| of_model(id) && counts(id) && *until < day).cloned();
    let (id, until) = known.filter(|(id, _)| counts(id)).or_else(before)?;
    Some(("retired", format!("{id} was retired after {until}: is it still sold here?")))
}

/// The last day that is known of an offer and has not come: the list seldom says so, and the row would have no end.
pub(super) fn to_end(catalog: &Catalog, id: &str, day: Date) -> Option<Date> {
    let known = |id: &str| id.split_once('/').map(|(host, model)| (host.to_owned(), names::key(model)));
    let found = earlier().iter().rev().find(|(offer, _)| known(offer) == known(id)).map(|(_, until)| *until);
    found.filter(|until| *until >= day.max(catalog.asof))
}

/// The last rows of the offers of earlier days that were retired.
fn earlier() -> &'static [(String, Date)] {
    static ROWS: OnceLock<Vec<(String, Date)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let text = root().and_then(|root| read_text(&root.join("www/earlier.json"))).unwrap_or_default();
        let file: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        let mut last: Vec<(String, Option<Date>)> = Vec::new();
        for row in file.get("hosted").map_or(&[][..], Value::items) {
            let field = |name: &str| row.get(name).and_then(Value::text);
            let Some(id) = field("id") else { continue };
            // What lists merely stopped telling may be sold all the same.
            let retired = field("ends") == Some(Ending::Retired.word());
            let until = field("until").and_then(Date::parse).filter(|_| retired);
            match last.last_mut().filter(|(known, _)| known == id) {
                Some(known) => known.1 = until,
                None => last.push((id.to_owned(), until)),
            }
        }
        last.into_iter().filter_map(|(id, until)| Some((id, until?))).collect()
    })
}
