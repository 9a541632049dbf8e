//! Prices that an answer rests on and that nobody has looked at for more than 60 days before the day asked about.

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report::{Report, quick};

/// The frozen catalog with the days on which offers were last looked at, and rents began.
fn catalog(checked: &[(&str, &str)]) -> Catalog {
    let mut value: serde_json::Value = serde_json::from_str(&super::frozen::text()).expect("JSON");
    for (name, day) in checked {
        let rows = value["hosted"].as_array_mut().expect("rows").iter_mut().filter(|row| row["id"] == *name);
        rows.for_each(|row| row["checked"] = (*day).into());
    }
    Catalog::read(&serde_json::from_value(value).expect("a value")).expect("a catalog").0
}

fn report(catalog: &Catalog, pairs: &[(&str, &str)]) -> Report {
    let pairs: Vec<_> = pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    quick(&link::read(&pairs, catalog), catalog)
}

/// One workload that is bought at DeepInfra today, and may stay there.
const BOUGHT: [(&str, &str); 3] = [("workloads", "a"), ("a.model", "deepinfra/gpt-oss-120b"), ("a.quality", "any")];

/// 2026-07-02 to 2026-11-24: 29 days of July, 31, 30, 31 and 24 are 145. From 2026-09-25 it is 5 + 31 + 24 = 60, and a day
/// longer from the 24th.
#[test]
fn a_price_that_nobody_looked_at_for_more_than_sixty_days_is_named_with_its_day() {
    let said = |day: &str| report(&catalog(&[("deepinfra/gpt-oss-120b", day)]), &BOUGHT).verdict.aged.plain();
    let told = |on: &str, days: &str| {
        ["The price of gpt-oss-120b at DeepInfra was last checked on ", on, ", ", days, " days ago."].concat()
    };
    assert!(said("2026-07-02").contains(&told("2026-07-02", "145")), "{}", said("2026-07-02"));
    assert!(said("2026-09-24").contains(&told("2026-09-24", "61")), "{}", said("2026-09-24"));
    assert!(!said("2026-09-25").contains("gpt-oss-120b at DeepInfra"), "{}", said("2026-09-25"));
}

/// Of an earlier day the days run up to that day.
#[test]
fn of_an_earlier_day_the_age_is_that_of_then() {
    let catalog = catalog(&[("deepinfra/gpt-oss-120b", "2026-07-02")]);
    let pairs = [&BOUGHT[..], &[("asof", "2026-09-20")]].concat();
    // 29 + 31 + 20.
    let said = report(&catalog, &pairs).verdict.aged.plain();
    assert!(said.contains("last checked on 2026-07-02, 80 days before."), "{said}");
    let pairs = [&BOUGHT[..], &[("asof", "2026-08-20")]].concat();
    assert!(!report(&catalog, &pairs).verdict.aged.plain().contains("gpt-oss-120b at DeepInfra"));
}

#[test]
fn the_two_oldest_are_told_the_oldest_first() {
    let models = ["openai/gpt-5.4-mini", "openai/gpt-5.4-nano", "xai/grok-4.3"];
    let old = catalog(&[(models[0], "2026-08-02"), (models[1], "2026-08-01"), (models[2], "2026-08-03")]);
    let pairs = [("workloads", "a,b,c"), ("a.model", models[0]), ("b.model", models[1]), ("c.model", models[2])];
    let kept = [("a.quality", "today"), ("b.quality", "today"), ("c.quality", "today")];
    let said = report(&old, &[&pairs[..], &kept[..]].concat()).verdict.aged.plain();
    assert_eq!(said.matches(" days ago.").count(), 2, "{said}");
}

/// A rent is dated by the day of its price. Two specialists let this one by the hour, at 1.85 and 1.89, and the lower middle
/// is the price: Hyperstack's, of 26 August, 5 + 30 + 31 + 24 = 90 days.
#[test]
fn the_rent_of_what_runs_is_named() {
    let dear = [("a.requests", "100M"), ("a.open_model", "gpt-oss-120b"), ("api_price_change", "1000")];
    let pairs = [&BOUGHT[..], &dear[..], &[("gpu", "rtx-pro-6000"), ("payment", "on-demand")]].concat();
    let report = report(&catalog(&[]), &pairs);
    assert_ne!(report.verdict.side, build_or_buy::cost::plan::Side::Buy);
    let said = report.verdict.aged.plain();
    let rent = "The rent of RTX PRO 6000 Blackwell Server 96GB at Hyperstack is of 2026-08-26, 90 days ago.";
    assert!(said.contains(rent), "{said}");
}

/// The price began on one day and was last looked at on another: a reader sees both.
#[test]
fn where_a_price_is_listed_both_its_days_stand() {
    let catalog = catalog(&[("deepinfra/gpt-oss-120b", "2026-09-24")]);
    let report = report(&catalog, &BOUGHT);
    let row = report.ledger.iter().find(|row| row.key == "deepinfra/gpt-oss-120b input").expect("there");
    assert_eq!(row.date, "2026-07-02, checked 2026-09-24");
    let same = self::catalog(&[("deepinfra/gpt-oss-120b", "2026-07-02")]);
    let report = self::report(&same, &BOUGHT);
    let row = report.ledger.iter().find(|row| row.key == "deepinfra/gpt-oss-120b input").expect("there");
    assert_eq!(row.date, "2026-07-02");
}
