//! What the record of past prices knows of an offer that the catalog does not follow.

use super::project::{read_text, root};
use build_or_buy::date::Date;
use serde_json::Value;

/// Since when an offer is gone, or when it was seen last, to be read after a semicolon; empty where nobody recorded it.
pub fn last(id: &str, asof: Date) -> String {
    let record = root().and_then(|root| read_text(&root.join("www/history.json"))).unwrap_or_default();
    let record: Value = serde_json::from_str(&record).unwrap_or_default();
    let said = record["hosted"][id].as_array().and_then(|prices| told(prices, asof));
    said.map_or_else(String::new, |said| format!("; the record of past prices knows it: {said}"))
}

/// From rows of a first day, prices and, at the end, the last day seen. A row without a price is the end.
fn told(prices: &[Value], asof: Date) -> Option<String> {
    let day = |at: usize| prices.get(at).and_then(|row| Date::parse(row[0].as_str()?));
    let newest = prices.len().checked_sub(1)?;
    let ended = prices[newest][1].is_null();
    if let Some(end) = day(newest).filter(|end| ended && *end <= asof) {
        return Some(format!("no longer sold since {end}"));
    }
    let sold = prices.iter().rev().find(|row| !row[1].is_null())?;
    let seen = sold[6].as_str().or_else(|| sold[0].as_str())?;
    let end = day(newest).filter(|_| ended).map_or_else(String::new, |end| format!(", to end on {end}"));
    Some(format!("last seen on sale on {seen}{end}"))
}

#[cfg(test)]
mod tests {
    use super::told;
    use build_or_buy::date::Date;

    #[test]
    fn the_end_counts_where_it_has_come_and_else_the_last_day_seen() {
        let said = |text: &str| {
            let rows: Vec<serde_json::Value> = serde_json::from_str(text).expect("rows");
            told(&rows, Date::parse("2026-11-24").expect("a day"))
        };
        let gone = r#"[["2024-06-24",3,15,"B",37,0,"2026-03-12"],["2025-10-28",null,null,"C",38,1]]"#;
        assert_eq!(said(gone).as_deref(), Some("no longer sold since 2025-10-28"));
        let ahead = r#"[["2024-10-02",2.5,10,"B",267,1,"2026-07-24"],["2027-01-14",null,null,"B",265,1]]"#;
        assert_eq!(said(ahead).as_deref(), Some("last seen on sale on 2026-07-24, to end on 2027-01-14"));
        assert_eq!(said(r#"[["2026-08-21",1,2,"B",1,0]]"#).as_deref(), Some("last seen on sale on 2026-08-21"));
        assert_eq!(said("[]"), None);
    }
}
