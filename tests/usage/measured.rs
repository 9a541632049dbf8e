//! What the answer, the memo and the ledger make of what was measured.

use super::week::hours;
use super::{CATALOG, edited, read};
use build_or_buy::catalog::TierStyle;
use build_or_buy::cost::figures::Figures;
use build_or_buy::inputs::link as query;
use build_or_buy::streams::Case;

#[test]
fn what_was_measured_is_not_drawn() {
    use build_or_buy::report;
    // The cached share of a plain case is drawn between 10 and 70 %; measured, it is known.
    let pairs = |measured: &str| {
        vec![
            ("workloads".to_owned(), "mail".to_owned()),
            ("mail.cached".into(), "40".into()),
            ("mail.requests".into(), "20M".into()),
            ("mail.measured".into(), measured.into()),
        ]
    };
    let drawn = |measured: &str| {
        let query = query::read(&pairs(measured), &CATALOG);
        let report = report::answer(&query, &CATALOG, 300);
        serde_json::to_string(&report.uncertainty).expect("JSON").contains("mail.cached")
    };
    assert!(drawn("no") && !drawn("yes"));
}

#[test]
fn a_memo_of_measured_usage_says_so_in_its_first_lines() {
    use build_or_buy::report;
    let usage = read(&[("usage.csv", &hours(336, |_| 1_000.0))]);
    let query = query::read(&usage.pairs, &CATALOG);
    let memo = report::answer(&query, &CATALOG, 100).reasons.expect("reasons").memo;
    let said = memo[0].paragraphs[0].plain();
    assert!(said.contains(" Its numbers were measured."), "{said}");
}

#[test]
fn a_memo_sets_the_bill_that_is_paid_beside_the_one_that_is_computed() {
    use build_or_buy::report;
    let question = |link: &str| {
        let pair = |pair: &str| pair.split_once('=').map(|(key, text)| (key.to_owned(), text.to_owned()));
        let query = query::read(&link.split('&').filter_map(pair).collect::<Vec<_>>(), &CATALOG);
        let report = report::answer(&query, &CATALOG, 100);
        let invoice = report.options[0].invoice.get();
        (report.reasons.expect("reasons").memo[0].paragraphs[0].plain(), invoice)
    };
    // 1 million requests of 1,000 tokens in at $2 and 100 out at $10 a million, 2 % of them sent again: 2,000 and 1,000
    // dollars, times 1.02.
    let link = "workloads=a&a.model=openai/gpt-5.6-luna&a.requests=1M&a.input_tokens=1000&a.output_tokens=100&a.price_input=2&a.price_output=10&\
                a.cached=0&a.cache_writes=0&a.waiting=0";
    let (said, invoice) = question(link);
    assert!((invoice - 3_060.0).abs() < 0.01 && !said.contains("API bill"), "{invoice}: {said}");
    let (said, _) = question(&[link, "&bill_today=37575"].concat());
    let told = " Our API bill is $37,600 a month; at the prices here these tokens come to $3,100 a month.";
    assert!(said.ends_with(told), "{said}");
}

#[test]
fn prompts_above_the_tier_pay_its_price() {
    // Any offer with a tier beyond which the whole request pays more, without cache: 1,000,000 requests of 45 % of the
    // limit on average and 1,000 tokens out. Without a spread none reaches the tier; with a third of the prompts above it,
    // those hold at least the limit each, which is 1/3 ÷ 0.45 = 74.07 % of all input, and a third of the output.
    let row = CATALOG
        .hosted
        .iter()
        .filter_map(|row| CATALOG.price(&row.id, CATALOG.asof))
        .find(|row| row.tiers.len() == 1 && row.tier_style == Some(TierStyle::Cliff))
        .expect("a row with a tier");
    let factor = row.tokenizer_factor.unwrap_or(1.0);
    let limit = row.tiers[0].above.get() / factor;
    let mean = (0.45 * limit).round();
    let bill = |more: &[(&str, &str)]| {
        let length = format!("{mean}");
        let pairs = [
            ("workloads", "m"),
            ("m.model", row.id.as_str()),
            ("m.requests", "1M"),
            ("m.input_tokens", length.as_str()),
            ("m.output_tokens", "1000"),
            ("m.caching_today", "no"),
            ("retries", "0"),
        ];
        let pairs: Vec<(String, String)> =
            pairs.iter().chain(more).map(|(key, text)| ((*key).into(), (*text).into())).collect();
        let query = query::read(&pairs, &CATALOG);
        assert_eq!(query.issues, []);
        let case = Case::new(&query.inputs, &CATALOG, CATALOG.asof);
        Figures::new(&case, &query.inputs).bill(0, 0, 0).total.get()
    };
    let (tokens, answers) = (mean * factor, 1_000.0 * factor);
    let (input, output) = (row.input.get() * tokens, row.output.get() * answers);
    assert!((bill(&[]) / (input + output) - 1.0).abs() < 1e-9);
    let tier = (row.tiers[0].input.get() * tokens, row.tiers[0].output.get() * answers);
    let third = 1.0 / 3.0;
    let inside = third * limit / mean;
    let wanted = input * (1.0 - inside) + tier.0 * inside + output * (1.0 - third) + tier.1 * third;
    let found = bill(&[("m.above_tier", "33.33333333")]);
    assert!((found / wanted - 1.0).abs() < 1e-6, "{found} for {wanted}");
    assert!((bill(&[("m.above_tier", "0")]) - bill(&[])).abs() < 1.0);
    // The second tier is not this model's: its share moves nothing.
    assert_eq!(bill(&[("m.above_tier", "10")]), bill(&[("m.above_tier", "10"), ("m.above_second_tier", "5")]));
    // The 95th percentile alone says it too: the longer the long prompts, the dearer.
    let long = |times: f64| bill(&[("m.input_p95", &format!("{}", (mean * times).round()))]);
    assert!(long(2.0) > bill(&[]) && long(3.0) > long(2.0));
}

#[test]
fn prompts_above_the_second_tier_pay_its_price() {
    // The one offer with two, whole requests at 0.033 / 0.13 up to 32,000 tokens, 0.1 / 0.4 up to 256,000, then 0.2 / 0.8.
    // 1,000,000 requests of 40,000 tokens with 1,000 out, 30 in 100 prompts above the first limit: z = Φ⁻¹(0.7) = 0.524401,
    // σ = z + √(z² − 2 ln 0.8) = 1.373684, so 80.21 % of the input is in them. Above the second that lognormal has 2.08 %
    // of the prompts with 25.32 % of the input. Who counted 10 % there knows of at least 10 % × 256,000 ÷ 40,000 = 64 %.
    let row = CATALOG.price("alibaba/qwen3.7-flash", CATALOG.asof).expect("a row");
    assert_eq!(row.tiers.iter().map(|tier| tier.above.get()).collect::<Vec<_>>(), [32_000.0, 256_000.0]);
    let bill = |second: &[(&str, &str)]| {
        let pairs = [
            ("workloads", "m"),
            ("m.model", "alibaba/qwen3.7-flash"),
            ("m.requests", "1M"),
            ("m.input_tokens", "40000"),
            ("m.output_tokens", "1000"),
            ("m.caching_today", "no"),
            ("m.above_tier", "30"),
            ("retries", "0"),
        ];
        let pairs = pairs.iter().chain(second).map(|(key, text)| ((*key).into(), (*text).into()));
        let query = query::read(&pairs.collect::<Vec<_>>(), &CATALOG);
        assert_eq!(query.issues, []);
        let case = Case::new(&query.inputs, &CATALOG, CATALOG.asof);
        Figures::new(&case, &query.inputs).bill(0, 0, 0).total.get()
    };
    let input = |first: f64, second: f64| 40_000.0 * ((1.0 - first) * 0.03 + (first - second) * 0.1 + second * 0.2);
    let output = |second: f64| 1_000.0 * (0.7 * 0.13 + (0.3 - second) * 0.4 + second * 0.8);
    let alone = bill(&[]);
    assert!((alone / (input(0.8021, 0.2532) + output(0.0208)) - 1.0).abs() < 1e-3, "{alone}");
    let both = bill(&[("m.above_second_tier", "10")]);
    assert!((both / (input(0.8021, 0.64) + output(0.1)) - 1.0).abs() < 1e-3, "{both}");
    let none = bill(&[("m.above_second_tier", "0")]);
    assert!((none / (input(0.8021, 0.0) + output(0.0)) - 1.0).abs() < 1e-3, "{none}");
}

#[test]
fn a_model_that_cannot_hold_the_long_prompts_is_passed_over() {
    let feasible = |more: &[(&str, &str)]| {
        let pairs = [("workloads", "m"), ("m.model", "openai/gpt-4o-mini"), ("m.input_tokens", "20000")];
        let pairs: Vec<(String, String)> =
            pairs.iter().chain(more).map(|(key, text)| ((*key).into(), (*text).into())).collect();
        let query = query::read(&pairs, &CATALOG);
        let case = Case::new(&query.inputs, &CATALOG, CATALOG.asof);
        (case.streams[0].offers[0].feasible, case.streams[0].setups.len())
    };
    // 128,000 tokens of context hold the mean prompt and not one of 5 million.
    let (mean, long) = (feasible(&[]), feasible(&[("m.input_p95", "5M")]));
    assert!(mean.0 && !long.0);
    assert!(long.1 < mean.1, "{long:?} {mean:?}");
}

#[test]
fn the_bill_is_of_the_workloads_that_are_kept() {
    let mut text = String::from("time,app,model,input_tokens,output_tokens,cost_usd\n");
    for hour in 0..24 {
        for (app, cost) in [("a", 2.0), ("b", 1.0)] {
            text.push_str(&format!("2026-09-07T{hour:02}:00:00Z,{app},gpt-5.6-luna,1000,100,{cost}\n"));
            text.push_str(&format!("2026-09-07T{hour:02}:59:59Z,{app},gpt-5.6-luna,1000,100,{cost}\n"));
        }
    }
    let bill = |edits: &[(&str, &str)]| {
        let usage = edited(&[("log.csv", &text)], edits);
        usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value)
    };
    // 48 rows of 2 and 48 of 1 dollar on a Monday, which the conversation week gives its own part of a mean day.
    let monday = CATALOG.shape("chat").expect("a shape").hours[..24].iter().sum::<f64>() / 24.0;
    let whole = bill(&[]).expect("every row states its cost");
    assert!((whole / (144.0 * 730.5 / 24.0 / monday) - 1.0).abs() < 0.02, "{whole}");
    assert!((bill(&[("w2.out", "1")]).expect("known") / whole - 2.0 / 3.0).abs() < 1e-3);
    assert!((bill(&[("w2.into", "w1")]).expect("known") / whole - 1.0).abs() < 1e-3);
}

#[test]
fn a_memo_does_not_call_assumed_requests_measured_and_the_ledger_gives_what_was_measured_no_range() {
    use build_or_buy::report;
    let log = "time,app,input_tokens,output_tokens,cached_tokens\n2026-11-02T10:00:00Z,a,100,5,40\n2026-11-02T10:06:00Z,a,100,5,40\n";
    let usage = read(&[("log.csv", log)]);
    let query = query::read(&usage.pairs, &CATALOG);
    let report = report::answer(&query, &CATALOG, 100);
    let row = |key: &str| report.ledger.iter().find(|row| row.key == key).expect("a row");
    // 40 of 100 tokens are known to be cached; the requests of a month are a range.
    assert_eq!((row("a.cached").value, row("a.cached").low), (Some(40.0), None));
    assert_eq!(row("a.cached").source, "measured by you");
    assert!(row("a.requests").low.is_some() && row("a.requests").source.is_empty());
    let question = report.reasons.expect("reasons").memo[0].paragraphs[0].plain();
    assert!(
        question.contains("Its tokens were measured, its requests were not. The model bought today was not"),
        "{question}"
    );
    // The odds draw the requests and not the cached share.
    let drawn = serde_json::to_string(&report.uncertainty).expect("JSON");
    assert!(drawn.contains("a.requests") && !drawn.contains("a.cached"));
}
