//! What follows knows nothing of a later day.

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report::quick;

/// The shipped catalog and what was on sale before its own time; with a day, whatever began later is given away.
fn catalog_with_gifts_after(day: Option<&str>) -> Catalog {
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let (mut whole, early) =
        (parse(include_str!("../../www/catalog.json")), parse(include_str!("../../www/earlier.json")));
    for table in ["hosted", "rents", "models", "quality"] {
        let more = early[table].as_array().cloned().unwrap_or_default();
        let rows = whole[table].as_array_mut().expect("a table");
        rows.extend(more);
        for row in rows {
            // A step that was announced belongs to the offer that it follows.
            if row["announced"] == true {
                continue;
            }
            let begins = row[if table == "hosted" || table == "rents" { "from" } else { "released" }].as_str();
            if day.is_none_or(|day| begins.is_none_or(|begins| begins <= day)) {
                continue;
            }
            for (name, gift) in [("input", 0.003), ("output", 0.003), ("hour", 0.06), ("score", 99.0), ("plain", 99.0)]
            {
                // What is free, as an embedding's output, stays free.
                if row[name].as_f64().is_some_and(|known| known > 0.0) {
                    row[name] = gift.into();
                }
            }
        }
    }
    Catalog::read(&serde_json::from_value(whole).expect("a value")).expect("the tables are there").0
}

#[test]
fn no_row_of_a_later_day_is_read_whatever_the_company_and_the_day() {
    let whole = catalog_with_gifts_after(None);
    let mut random = build_or_buy::random::Random::new(20_261_128);
    let mut pick = |from: &[&str]| from[random.below(from.len() as u32) as usize].to_owned();
    for _ in 0..24 {
        let month = pick(&["2024-07", "2024-12", "2025-03", "2025-08", "2025-11", "2026-02", "2026-05", "2026-09"]);
        let day = format!("{month}-{}", pick(&["01", "09", "17", "24"]));
        let link = format!(
            "v=2&workloads=a&a.requests={}&a.model={}&a.quality={}&a.shape={}&moves={}&ml_ops=platform&provider={}&asof={day}",
            pick(&["30k", "3M", "300M"]),
            pick(&[
                "openai/gpt-4o",
                "openai/gpt-4o-mini",
                "openai/gpt-4-turbo",
                "openai/gpt-5.6-luna",
                "moonshot/kimi-k3"
            ]),
            pick(&["any", "basic", "good", "strong", "frontier", "same"]),
            pick(&["chat", "coding"]),
            pick(&["by-work", "stay", "follow"]),
            pick(&["specialist", "hyperscaler", "marketplace"]),
        );
        let answer = |catalog: &Catalog| {
            let pairs = link.split('&').filter_map(|pair| pair.split_once('='));
            let pairs: Vec<_> = pairs.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
            serde_json::to_string(&quick(&link::read(&pairs, catalog), catalog)).expect("JSON")
        };
        // Nor does the price of a model that came later choose what stands in for it.
        assert!(answer(&whole) == answer(&catalog_with_gifts_after(Some(&day))), "{link}");
    }
}
