//! Documents of JSON, one after another: which page and record each is, and what it holds.

use super::events::Events;
use crate::usage::formats;
use crate::usage::json::Json;
use crate::usage::load::Loads;
use crate::usage::tally::Tally;

/// Takes a document. Of one that was `cut` only the whole records count: where there are none, the cut alone is said.
pub(super) fn take(
    tally: &mut Tally,
    loads: &mut Loads,
    events: &mut Option<Events>,
    document: &[u8],
    number: u64,
    cut: bool,
) {
    if tally.record != number {
        tally.next_page();
    }
    tally.record = number;
    let json = Json::read(document);
    if events.is_none() {
        *events = json.as_ref().and_then(Events::logged);
    }
    let (parsed, logged) = (json.is_some(), events.as_ref().is_some_and(|events| events.logged));
    let json = match events {
        Some(events) => json.and_then(|json| events.usage(json)),
        None => json,
    };
    match json {
        Some(json) => {
            tally.file().records += 1;
            if !formats::document(tally, loads, &json) && !cut {
                tally.bad("has no tokens that can be found");
            }
        }
        // What a stream says beside its usage is passed over.
        None if events.is_some() && (parsed || !logged) => {}
        None => {
            tally.file().records += 1;
            tally.bad("is not JSON");
        }
    }
}
