//! Every number says which rows it is from, and is from no others.

use super::{input, read, value};

/// One request in every hour from Monday 2026-08-03, 1,785,715,200 seconds: what each line says is given.
fn hourly(hours: u32, of: impl Fn(u32) -> String) -> String {
    let row = |hour: u32| format!("{},gpt-5.6-terra,{}\n", 1_785_715_500 + hour * 3_600, of(hour));
    "time,model,app,input_tokens,output_tokens,status\n".to_owned() + &(0..hours).map(row).collect::<String>()
}

#[test]
fn rows_of_other_workloads_are_not_cited() {
    // Row 1 is the header. Every third row from the 2nd on is mail's: 2, 5, … 59; shop's are the others, 3 to 61.
    let text = hourly(60, |hour| format!("{},1000,100,200", if hour % 3 == 0 { "mail" } else { "shop" }));
    let usage = read(&[("log.csv", &text)]);
    let cited = |at: usize| (input(&usage.workloads[at], "input_tokens").rows, &*usage.workloads[at].inputs[0].stands);
    assert_eq!(cited(0), ((3, 61, 40), "log.csv, 40 of the rows 3 to 61"));
    assert_eq!(cited(1), ((2, 59, 20), "log.csv, 20 of the rows 2 to 59"));
    // Of both together they are all.
    let retries = usage.globals.iter().find(|one| one.key == "retries").expect("answered requests");
    assert_eq!(retries.stands, "log.csv, rows 2 to 61");
}

#[test]
fn rows_that_are_left_out_are_not_cited() {
    // The first ten and the last five failed: 45 of rows 12 to 56 are left.
    let failed = |hour: u32| if (10..55).contains(&hour) { 200 } else { 500 };
    let usage = read(&[("log.csv", &hourly(60, |hour| format!("shop,1000,100,{}", failed(hour))))]);
    assert_eq!(input(&usage.workloads[0], "requests").stands, "log.csv, rows 12 to 56");
}

#[test]
fn rows_before_the_weeks_that_count_are_not_cited_and_lend_no_prompt_lengths() {
    // Twelve weeks, the newest eight count: 1,344 of 2,016 rows, from row 2 + 672. Prompts before them were fifty times as long.
    let text = |from: u32, to: u32| {
        hourly(2_016, |hour| format!("shop,{},100,200", if (from..to).contains(&hour) { 50_000 } else { 1_000 }))
    };
    let usage = read(&[("log.csv", &text(0, 672))]);
    let shop = &usage.workloads[0];
    assert_eq!(input(shop, "requests").stands, "log.csv, rows 674 to 2,017");
    assert_eq!(value(shop, "input_tokens"), Some(1_000.0));
    assert!((990.0..1_010.0).contains(&value(shop, "input_p95").expect("single requests")));
    // Two files: the first ends within the weeks that count.
    let whole = text(0, 672);
    let lines: Vec<&str> = whole.lines().collect();
    let [first, second] = [&lines[1..1_001], &lines[1_001..]].map(|part| [&lines[..1], part].concat().join("\n"));
    let usage = read(&[("a.csv", &first), ("b.csv", &second)]);
    assert_eq!(input(&usage.workloads[0], "requests").stands, "1,344 rows from a.csv, row 674, to b.csv, row 1,017");
    // Of the day in which the weeks begin, here at noon, half counts: of 1,344 prompts 336 are above the tier, 25.0 %; of 1,332
    // they were 25.2, of 1,356 24.8.
    let text =
        hourly(2_028, |hour| format!("shop,{},100,200", if (672..1_692).contains(&hour) { 1_000 } else { 300_000 }));
    assert_eq!(value(&read(&[("log.csv", &text)]).workloads[0], "above_tier"), Some(25.0));
}

#[test]
fn each_tier_of_the_model_has_the_share_that_was_counted() {
    // Eight weeks of one prompt an hour: five of eight of 10,000 tokens, two of 100,000, one of 300,000. 37.5 % are above this
    // model's first limit of 32,000 tokens, 12.5 % above its second of 256,000. Terra has one limit, 272,000, for those 12.5 %.
    let length = |hour: u32| match hour % 8 {
        0..=4 => 10_000,
        5 | 6 => 100_000,
        _ => 300_000,
    };
    let text = hourly(1_344, |hour| format!("shop,{},100,200", length(hour)));
    let of = |text: &str| {
        let usage = read(&[("log.csv", text)]);
        ["above_tier", "above_second_tier"].map(|key| value(&usage.workloads[0], key))
    };
    assert_eq!(of(&text.replace("gpt-5.6-terra", "qwen3.7-flash")), [Some(37.5), Some(12.5)]);
    assert_eq!(of(&text), [Some(12.5), None]);
}

#[test]
fn more_days_and_lengths_than_are_kept_are_one_distribution() {
    // 340 days of 600 lengths each, 1.1 % apart and more: 204,000 are more than the 100,000 that are kept apart.
    let mut text = "time,model,input_tokens,output_tokens\n".to_owned();
    for at in 0..204_000_u32 {
        let length = 1_000.0 * libm::exp(f64::from(at % 600) * std::f64::consts::LN_2 / 60.0);
        text.push_str(&format!("{},gpt-5.6-terra,{length:.0},100\n", 1_765_000_000 + at * 144));
    }
    let usage = read(&[("log.csv", &text)]);
    let p95 = input(&usage.workloads[0], "input_p95");
    // The 570th of 600: 1,000 · 2^(570 ÷ 60) = 724,077.
    assert!((p95.value.expect("a length") / 724_077.0 - 1.0).abs() < 0.02, "{p95:?}");
    assert!(p95.rule.contains("of all days that were read"), "{}", p95.rule);
}
