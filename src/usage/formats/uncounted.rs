//! Records of JSON without a number of requests: they wait until it is known whether each is one request or a sum.

use super::log::put;
use super::places::{COUNTS, gateway, id_of, model_of, record_in, time_of};
use crate::usage::json::Json;
use crate::usage::row::hash;
use crate::usage::tally::Tally;

/// A record of a log. False where no usage can be found in it, and no failure either. One that does not say that it is one
/// request, nor of how many it is the sum, waits until the others say what they are.
pub(super) fn record(tally: &mut Tally, json: &Json) -> bool {
    if COUNTS.iter().any(|name| json.count(name).is_some()) {
        return put(tally, json, None);
    }
    // Sums have no id and no outcome.
    let single = ["status", "status_code", "custom_id", "success"].iter().any(|name| json.has(name));
    if single || !id_of(json).is_empty() {
        tally.undecided.settle(false);
        decided(tally);
    }
    let waits = if tally.undecided.known().is_none() { time_of(json).filter(|time| !time.relative) } else { None };
    let counted = || record_in(json).map(|(_, counted)| counted).or_else(|| gateway(json));
    if let (Some(time), Some(counted)) = (waits, waits.and_then(|_| counted())) {
        let labels =
            ["app", "project"].iter().fold(hash(0, model_of(json)), |sum, name| hash(sum, json.get(name).text()));
        if tally.undecided.hold(tally.record, json.clone(), Some(time), labels, Some(counted.input)) {
            decided(tally);
        }
        return true;
    }
    let sums = (tally.undecided.known() == Some(true)).then(|| tally.undecided.usual());
    put(tally, json, sums)
}

/// The records that waited, once it is known what they are or the file has ended.
pub(super) fn decided(tally: &mut Tally) {
    let (held, said) = tally.undecided.decided();
    let record = tally.record;
    if let Some(said) = said {
        tally.record = 0;
        tally.say(said);
    }
    let sums = (tally.undecided.known() == Some(true)).then(|| tally.undecided.usual());
    for (number, json) in held {
        tally.record = number;
        put(tally, &json, sums);
    }
    tally.record = record;
}
