//! What stands in on an earlier day for what was not there yet, and how that is said.

use super::past::{asked, back, said};
use crate::{catalog, date};
use build_or_buy::catalog::{Catalog, Kind};
use build_or_buy::report;

#[test]
fn what_was_not_there_yet_is_said_by_name() {
    let whole = back(|_, _| {});
    let link = [
        ("workloads", "a"),
        ("a.model", "openai/gpt-5.6-terra"),
        ("a.quality", "frontier"),
        ("a.open_model", "glm-5.2"),
        ("gpu", "b200"),
        ("asof", "2025-02-01"),
    ];
    let report = asked(&whole, &link);
    let (problem, used) = said(&report, "a.model").expect("said");
    assert_eq!(problem, "was not on sale on 2025-02-01: its first known price is of 2026-07-09");
    assert!(used.ends_with(", the nearest that would do, by vendor and name"), "{used}");
    assert_eq!(said(&report, "a.open_model").map(|one| one.0), Some("was not out yet: its weights came on 2026-06-16"));
    let first = whole.first_price_of("b200").expect("rented one day");
    let wanted = format!("had no rent or price on record yet: the first is of {first}");
    assert_eq!(said(&report, "gpu").map(|one| one.0), Some(wanted.as_str()));
    // 14.16 points, of DeepSeek V3 at Fireworks since 2025-01-13, was the best without reasoning.
    let wanted = ("asks for 38 points, and the best on sale with a score here on 2025-02-01 had 14.2", "14.2");
    assert_eq!(said(&report, "a.quality"), Some(wanted));
    assert!(report.issues.iter().filter(|issue| issue.field != "asof").all(|issue| issue.notice));
    // Out on the day itself it is known, and the day before it is not.
    let out = |day| asked(&whole, &[link[0], link[3], ("asof", day)]);
    assert!(said(&out("2026-06-15"), "a.open_model").is_some());
    assert_eq!(said(&out("2026-06-16"), "a.open_model"), None);
    // The link keeps what was asked for, and so does the list of numbers.
    assert!(report.pairs.iter().any(|pair| pair.1 == "openai/gpt-5.6-terra"));
    assert!(report.ledger.iter().any(|row| row.key == "a.model" && row.word == "openai/gpt-5.6-terra"));
    // Nothing of 2026 is compared.
    let (day, quoted) = ("2025-02-01", |row: &&report::ledger::LedgerRow| row.unit.starts_with("USD/"));
    let later = report.ledger.iter().filter(quoted).filter(|row| row.date.as_str() > day && row.date.starts_with("20"));
    assert_eq!(later.map(|row| row.key.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn where_nobody_sold_anything_of_a_kind_nothing_is_bought() {
    let whole = back(|_, _| {});
    // The first reranker on record is of 2026-08-01; the first open one of 2025-06-05.
    let rerank = |day| asked(&whole, &[("workloads", "a"), ("a.model", "cohere/rerank-v3.5"), ("asof", day)]);
    let own = rerank("2026-01-01");
    assert_eq!(said(&own, "a.model").map(|one| one.1), Some("nothing: none of its kind was on sale"));
    assert!(own.verdict.sentence.plain().contains("Nobody sold what a needs on 2026-01-01"), "{own:#?}");
    assert!(own.workloads[0].served_by.contains("Reranker"), "{}", own.workloads[0].served_by);
    let none = rerank("2024-10-01");
    assert!(none.verdict.sentence.plain().contains("No plan fits"), "{}", none.verdict.sentence.plain());
}

#[test]
fn what_stands_in_for_a_later_model_is_chosen_by_what_its_day_knew() {
    let whole = back(|_, _| {});
    let chosen = |model: &str, quality: &str, day: &str| {
        let link = [("workloads", "a"), ("a.model", model), ("a.quality", quality), ("asof", day)];
        said(&asked(&whole, &link), "a.model")
            .map(|one| one.1.trim_end_matches(", the nearest that would do, by vendor and name").to_owned())
    };
    for (model, quality, day, wanted) in [
        // Itself under another name, at 10 and 30 dollars, and not GPT-3.5 Turbo's 0.5 and 1.5.
        ("openai/gpt-4-turbo", "any", "2024-02-01", "GPT-4 Turbo preview at OpenAI"),
        // The vendor's newest of the same name, numbers aside.
        ("anthropic/claude-sonnet-5.5", "any", "2025-11-23", "Claude Sonnet 4.5 at Anthropic"),
        ("anthropic/claude-opus-5.5", "any", "2025-07-01", "Claude Opus 4 at Anthropic"),
        ("openai/gpt-5.5", "any", "2025-11-23", "GPT-5.1 at OpenAI"),
        // 29.58 points with reasoning only and 24 needed without: Sonnet 4.5 has 29.28, Haiku 4.5 has 23.71.
        ("anthropic/claude-haiku-5.5", "strong", "2025-11-23", "Claude Sonnet 4.5 at Anthropic"),
        ("anthropic/claude-haiku-5.5", "good", "2025-11-23", "Claude Haiku 4.5 at Anthropic"),
        // A name that nobody bore then: the cheapest of its vendor, 0.05 and 0.40 dollars.
        ("openai/gpt-5.6-luna", "any", "2025-11-23", "GPT-5 nano at OpenAI"),
    ] {
        assert_eq!(chosen(model, quality, day).as_deref(), Some(wanted), "{model} on {day}");
    }
}

#[test]
fn rents_that_stand_in_for_years_are_told_by_name_and_day() {
    let whole = back(|_, _| {});
    let told = |gpu: &str, provider: &str, day: &str| {
        let report = asked(&whole, &[("gpu", gpu), ("provider", provider), ("asof", day)]);
        said(&report, "gpu").map(|one| one.0.to_owned())
    };
    // Vast.ai's A100 of 40 GB was seen on 2023-03-31 and then on 2026-02-15.
    let wanted = "has old rents standing in; A100 40GB SXM at Vast.ai of 2023-03-31";
    assert_eq!(told("a100-40", "marketplace", "2025-11-23").as_deref(), Some(wanted));
    assert_eq!(told("a100-40", "marketplace", "2026-02-15"), None);
    // 183 days after 2023-03-31 is 2023-09-30.
    assert_eq!(told("a100-40", "marketplace", "2023-09-30"), None);
    assert_eq!(told("a100-40", "marketplace", "2023-10-01").as_deref(), Some(wanted));
    let all = told("auto", "marketplace", "2025-11-23").expect("told");
    assert!(all.contains("; A100 40GB SXM at Vast.ai of 2023-03-31"), "{all}");
}

#[test]
fn the_cheapest_of_a_score_and_the_best_open_model_are_those_of_their_day() {
    let whole = back(|_, _| {});
    let cheapest = |points: f64, day: &str| {
        let known = whole.known_on(date(day));
        let blend = |row: &build_or_buy::catalog::HostedPrice| (3.0 * row.input.get() + row.output.get()) / 4.0;
        let good = |row: &build_or_buy::catalog::HostedPrice| {
            row.quality.as_deref().and_then(|key| known.score(key)).is_some_and(|score| score.score.get() >= points)
        };
        let offers = known.offers(date(day)).into_iter().filter(|row| row.kind == Kind::Chat && good(row));
        offers.map(|row| (row.id.clone(), blend(row))).min_by(|a, b| a.1.total_cmp(&b.1)).expect("an offer")
    };
    // (3 * 0.27 + 1) / 4; the record's 0.3975 is a reseller's.
    assert_eq!(cheapest(28.0, "2025-11-01"), ("deepinfra/deepseek-v3.1-terminus".to_owned(), 0.4525));
    // (3 * 0.25 + 2) / 4: GPT-5 mini, 30.92 points; nothing else with 30 was as cheap before Terminus.
    assert_eq!(cheapest(30.0, "2025-09-01"), ("openai/gpt-5-mini".to_owned(), 0.6875));
    let best_open = |day: &str| {
        let known = whole.known_on(date(day));
        let scores = known.models.iter().filter_map(|model| known.score(model.quality.as_deref()?));
        scores.map(|score| score.score.get()).fold(0.0, f64::max)
    };
    // As the record of the best open model by month has them, to a tenth.
    for (day, wanted) in [
        ("2025-02-01", 14.16),
        ("2025-10-01", 30.44),
        ("2025-12-01", 32.7),
        ("2026-01-01", 33.7),
        ("2026-05-01", 44.27),
        ("2026-07-01", 51.09),
    ] {
        assert_eq!(best_open(day), wanted, "{day}");
    }
}

#[test]
fn rents_of_the_past_are_those_of_everybody_who_let_then() {
    use build_or_buy::fleet::rents::prices;
    use build_or_buy::inputs::Provider::{Hyperscaler, Marketplace, Specialist};
    let (today, whole) = (catalog(), back(|_, _| {}));
    let middle = |catalog: &Catalog, gpu: &str, provider, day: &str| {
        let gpu = catalog.gpu(gpu).expect("a GPU");
        prices(catalog, gpu, provider, date(day)).on_demand.map(|quotes| (quotes.median.get(), quotes.count))
    };
    // The lower middle of the record's quotes: TensorWave 1.50, DigitalOcean 1.99, RunPod Secure 2.49, Hot Aisle 3.00,
    // Sesterce 3.30, Crusoe 3.45, Cirrascale 3.85, Vultr 3.99; fifteen of 1.225 to 3.25, the eighth Lambda's; Oracle's
    // 10.00 below AWS's 12.29; RunPod's 1.99 of 2025-05-29 is that of its community.
    assert_eq!(middle(&whole, "mi300x", Specialist, "2025-11-23"), Some((3.0, 8)));
    assert_eq!(middle(&whole, "a100-80", Specialist, "2025-11-23"), Some((1.79, 15)));
    assert_eq!(middle(&whole, "h100", Hyperscaler, "2024-10-05"), Some((10.0, 2)));
    assert_eq!(middle(&whole, "mi300x", Marketplace, "2025-11-23"), Some((1.99, 1)));
    // From the day of the catalog's own lists on, rents are the catalog's.
    for day in ["2026-08-18", "2026-10-01", "2026-11-23"] {
        for gpu in &today.gpus {
            for provider in [Specialist, Hyperscaler, Marketplace] {
                let (one, other) = (middle(&today, &gpu.id, provider, day), middle(&whole, &gpu.id, provider, day));
                // A few that the catalog follows by a later row have earlier ones in the record.
                let followed = other.is_some_and(|other| one.is_none_or(|one| one.1 <= other.1));
                assert!(one == other || followed, "{} {provider:?} on {day}: {one:?}, {other:?}", gpu.id);
            }
        }
    }
    assert!(whole.rents.iter().all(|row| row.until.is_none_or(|until| row.from <= until)));
}
