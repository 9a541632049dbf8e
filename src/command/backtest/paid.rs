//! What was paid at the end of a window by whoever bought at its start: who stays, who goes to the cheapest of the same
//! hosts, who follows.
//!
//! The same offers stand at both ends. A list that begins to be read is no new host, and one that is read no longer no host
//! that left: both made prices seem to move that did not.

use super::record::{Record, Series};
use build_or_buy::date::Date;

/// The most retirements that are followed in a row.
const MOST_SUCCESSORS: usize = 8;

/// Open weights at the cheapest of the hosts that sold them at the start, on two days: a host whose later price is not
/// known is left out of both, one that took the model off its list only of the later.
pub fn at_the_same_hosts(hosts: &[&Series], start: Date, end: Date) -> Option<(f64, f64)> {
    let known = |host: &&&Series| host.on(end).is_some() || host.left(end);
    let at_first = hosts.iter().filter(|host| host.on(start).is_some()).filter(known);
    let (mut from, mut to) = (f64::INFINITY, f64::INFINITY);
    for host in at_first {
        from = from.min(host.on(start)?);
        to = host.on(end).map_or(to, |price| to.min(price));
    }
    to.is_finite().then_some((from, to))
}

/// Open weights at the cheapest of whoever was on a list, resellers among them, on each of two days.
pub fn at_whoever_was_seen(hosts: &[&Series], start: Date, end: Date) -> Option<(f64, f64)> {
    let cheapest = |day: Date| hosts.iter().filter_map(|host| host.on(day)).reduce(f64::min);
    cheapest(start).zip(cheapest(end))
}

impl Record {
    /// The price on a day for whoever began with a vendor's model and stays with it: once it is retired, that of the
    /// vendor's model that was nearest in price on that day.
    pub fn stayed(&self, id: &str, day: Date) -> Option<f64> {
        let mut series = self.hosted.get(id)?;
        for _ in 0..MOST_SUCCESSORS {
            let Some((retired, last)) = series.retired().filter(|(retired, _)| *retired <= day) else { break };
            let vendor = id.split('/').next();
            let others =
                self.pinned().filter(|(other, _)| other.split('/').next() == vendor && !other.contains("embed"));
            let far = |price: f64| libm::log(price / last).abs();
            let priced = others.filter_map(|(_, other)| Some((other, other.on(retired).filter(|price| *price > 0.0)?)));
            series = priced.min_by(|(_, a), (_, b)| far(*a).total_cmp(&far(*b)))?.0;
        }
        series.on(day)
    }

    /// The prices on two days for whoever buys the cheapest model of a score, and moves whenever another one that good is
    /// cheaper. An offer of which nobody knows whether it ended stands at its last price: so following is never dearer than
    /// staying.
    pub fn followed(&self, points: u32, start: Date, end: Date) -> Option<(f64, f64)> {
        let (prices, offers) = (self.floors.all.get(&points)?, self.floors.offers.get(&points)?);
        let from = *prices.get(&start)?;
        let (mut price, mut offer) = (from, offers.get(&start)?);
        for day in (1..).map(|month| start.first_of_month_after(month)).take_while(|day| *day <= end) {
            let series = self.hosted.get(offer);
            let retired = series.and_then(Series::retired).is_some_and(|(retired, _)| retired <= day);
            price = series.and_then(|series| series.on(day)).unwrap_or(price);
            let cheapest = prices.get(&day).copied().filter(|cheapest| retired || *cheapest < price);
            match (cheapest, offers.get(&day)) {
                (Some(cheapest), Some(other)) => (price, offer) = (cheapest, other),
                _ if retired => return None,
                _ => {}
            }
        }
        Some((from, price))
    }
}

#[cfg(test)]
mod tests {
    use super::super::windows::months;
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn record() -> Record {
        Record::read(&super::super::super::project::root().expect("the project")).expect("its record")
    }

    #[test]
    fn who_stays_moves_to_the_nearest_price_on_the_day_of_retirement() {
        let record = record();
        // Claude 3 Opus (15 and 75 dollars: 30) was retired on 2026-01-05; Opus 4 cost the same and was retired in June.
        assert_eq!(record.stayed("anthropic/claude-3-opus", day("2026-02-01")), Some(30.0));
        // Claude 2.1 (8 and 24: 12) was retired on 2025-07-21. Nearest: 3.5 and 3.7 Sonnet at 3 and 15: 6 dollars.
        assert_eq!(record.stayed("anthropic/claude-2.1", day("2025-07-20")), Some(12.0));
        assert_eq!(record.stayed("anthropic/claude-2.1", day("2025-08-01")), Some(6.0));
    }

    #[test]
    fn a_list_that_is_read_no_longer_is_no_host_that_left() {
        let record = record();
        let hosts = |ids: &[&str]| -> Vec<&Series> { ids.iter().map(|id| &record.hosted[*id]).collect() };
        // Llama 3.2 3B at DeepInfra: 0.02 dollars, last seen in July 2026 when the list's copy ends. Nothing is known of
        // November, so it stands on neither side.
        let [start, end] = ["2026-05-01", "2026-11-01"].map(day);
        assert_eq!(at_the_same_hosts(&hosts(&["deepinfra/llama-3.2-3b"]), start, end), None);
        // Mixtral 8x7B was taken off Groq's list, last seen on 2026-01-06, while that was read on.
        let groq = &record.hosted["groq/mixtral-8x7b"];
        assert!(groq.left(day("2026-03-01")) && !groq.left(day("2026-01-06")));
        assert!(!record.hosted["deepinfra/llama-3.2-3b"].left(end));
    }

    #[test]
    fn the_same_hosts_stand_at_both_ends() {
        let record = record();
        let mut compared = 0;
        for hosts in record.open(false).values() {
            for start in months() {
                let end = start.first_of_month_after(6);
                let Some((from, to)) = at_the_same_hosts(hosts, start, end) else { continue };
                // Neither end is cheaper than the cheapest seen then, and the later is the price of a host of the start.
                let (least, later) = at_whoever_was_seen(hosts, start, end).expect("seen");
                assert!(from >= least && to >= later);
                assert!(hosts.iter().any(|host| host.on(start).is_some() && host.on(end) == Some(to)));
                compared += 1;
            }
        }
        assert!(compared > 500, "{compared}");
    }

    #[test]
    fn following_is_never_dearer_than_staying_with_the_first_offer() {
        let record = record();
        let mut compared = 0;
        for (points, offers) in &record.floors.offers {
            for (start, offer) in offers {
                for months in [6, 12, 18] {
                    let end = start.first_of_month_after(months);
                    let Some((from, to)) = record.followed(*points, *start, end) else { continue };
                    let Some(stayed) = record.hosted[offer].on(end) else { continue };
                    assert!(to <= stayed + 1e-12, "{points} from {start}: {from} to {to}, {stayed}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 150, "{compared}");
        // 7 points in April 2023 are GPT-4 at 37.5 dollars; half a year later nothing that good is cheaper.
        assert_eq!(record.followed(700, day("2023-04-01"), day("2023-10-01")), Some((37.5, 37.5)));
        // 3.5 points in July 2026 are Llama 3.2 3B at 0.02 dollars, last seen that month: it is not known to have ended, so
        // the 0.0575 of the cheapest one in the catalog of November is not what is paid.
        let [july, november] = ["2026-07-01", "2026-11-01"].map(day);
        assert_eq!(record.followed(350, july, november), Some((record.floors.all[&350][&july], 0.02)));
    }
}
