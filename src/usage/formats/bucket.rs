//! The label of a record, the time that its bucket spans, and how many requests it is.

use crate::usage::fields::Fields;
use crate::usage::row::Row;
use crate::usage::tally::Tally;

/// Text as short as labels are.
pub(super) fn label(text: &str) -> &str {
    text.char_indices().nth(80).map_or(text, |(at, _)| text.get(..at).unwrap_or_default())
}

/// Whether what stands under a name says who called: no workload is named after that.
pub(super) fn is_person(name: &str) -> bool {
    let name = crate::usage::table::folded(name);
    let bare = ["id", "name", "email"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    ["", "user", "enduser", "useragent", "customer", "actor", "employee", "person", "author", "owner", "caller"]
        .contains(&bare)
}

/// Says of a tier of service that its prices are not those that are counted with.
pub(super) fn unlike_standard(tally: &mut Tally, tier: &str) {
    if ["flex", "priority", "scale", "fast"].contains(&tier) {
        tally.say("Some rows were served at another tier than the standard one (flex, priority and the like): their prices differ, and the list cost here is at standard prices.");
    }
}

/// The time of a bucket in seconds, where a record names both ends.
pub(super) fn width(record: &dyn FieldsRef, from: f64, ends: &[&str], usual: f64) -> f64 {
    record.end(ends).map_or(usual, |end| end - from).clamp(0.0, 400.0 * 86_400.0)
}

/// The number of requests of a sum: none beside tokens is no count. Bare, as the file has them.
pub(super) fn requests_of(tally: &mut Tally, requests: Option<f64>, tokens: f64) -> Option<f64> {
    let never = requests == Some(0.0) && tokens > 0.0;
    if never {
        tally.say("Some rows count no requests but tokens: how many requests they are is taken as not known.");
    }
    requests.filter(|_| !never)
}

/// Says where a row states a total of tokens that its parts do not add up to, whatever of them stands inside the others.
pub(super) fn added_up(tally: &mut Tally, total: Option<f64>, row: &Row<'_>) {
    let Some(total) = total else { return };
    let (whole, reasoning) = (row.input + row.output, row.reasoning.unwrap_or(0.0));
    let parts = row.cached.unwrap_or(0.0) + row.written.unwrap_or(0.0);
    let sums = [whole, whole - parts, whole - reasoning, whole - parts - reasoning, whole + reasoning];
    if !sums.iter().any(|sum| libm::fabs(sum - total) <= 0.01 * total) {
        tally.bad("has a total that its tokens in and out do not add up to: they count, and the total does not.");
    }
}

/// What `width` needs of a record.
pub(super) trait FieldsRef {
    fn end(&self, names: &[&str]) -> Option<f64>;
}

impl<T: Fields> FieldsRef for T {
    fn end(&self, names: &[&str]) -> Option<f64> {
        self.time(names).map(|time| time.seconds)
    }
}
