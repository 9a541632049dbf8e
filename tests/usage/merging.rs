//! Workloads of two sources that the visitor merges: requests add up, means go by requests, shares by input, weeks by
//! requests.

use super::{edited, input, read, value};
use build_or_buy::usage::{How, Measured, Proposal, Usage};

/// Two weeks of OpenAI's export, each hour of so many requests of 1,000 tokens in and 100 out, 40 % of the input cached and
/// 5 % written; from 2026-09-07, a Monday.
pub fn export(requests: impl Fn(u32) -> u32) -> String {
    let mut text = "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,input_cache_write_tokens,model,batch\n".to_owned();
    for hour in 0..336 {
        let (start, many) = (1_788_739_200 + hour * 3_600, requests(hour));
        text += &format!(
            "{start},{},{many},{}000,{}00,{}00,{}0,gpt-5.6-luna,False\n",
            start + 3_600,
            many,
            many,
            many * 4,
            many * 5
        );
    }
    text
}

/// The same two weeks as sums of a gateway's log: 3,000 tokens in, 41 out with 11
/// of them reasoning, 10 % cached, 20 % written, $0.02 a request.
fn totals(requests: impl Fn(u32) -> u32) -> String {
    let mut text =
        "time,model,requests,input_tokens,output_tokens,cached_tokens,cache_write_tokens,reasoning_tokens,cost_usd\n"
            .to_owned();
    for hour in 0..336 {
        let many = requests(hour);
        text += &format!(
            "2026-09-{:02}T{:02}:00:00Z,gpt-5.6-luna,{many},{},{},{},{},{},{}\n",
            7 + hour / 24,
            hour % 24,
            many * 3_000,
            many * 41,
            many * 300,
            many * 600,
            many * 11,
            f64::from(many) * 0.02
        );
    }
    text
}

fn both(edits: &[(&str, &str)]) -> Usage {
    edited(&[("openai.csv", &export(|_| 100)), ("log.csv", &totals(|_| 50))], edits)
}

fn of<'a>(one: &'a Proposal, key: &str) -> (&'a str, How) {
    let found: &Measured = input(one, key);
    (found.text.as_str(), found.how)
}

#[test]
fn two_sources_are_one_workload_with_the_means_of_both() {
    let apart = both(&[]);
    let names: Vec<&str> = apart.workloads.iter().map(|one| one.format).collect();
    assert_eq!(names, ["OpenAI usage export", "hourly totals"]);
    let merged = both(&[("w2.into", "w1")]);
    let [one, other] = &merged.workloads[..] else { panic!("both stay listed") };
    assert_eq!((one.into.as_str(), other.into.as_str()), ("", "w1"));
    // 100 and 50 an hour: 150 × 730.5 = 109,575 a month.
    assert_eq!(of(one, "requests"), ("109575", How::Derived));
    // (100 × 1,000 + 50 × 3,000) ÷ 150 = 1,666.7 in, (100 × 100 + 50 × 30) ÷ 150 = 76.67 out beside what was reasoned.
    assert_eq!((of(one, "input_tokens").0, of(one, "output_tokens").0), ("1667", "76.7"));
    // Of 250,000 tokens in an hour: (40 % × 100,000 + 10 % × 150,000) are 22 %, (5 % × 100,000 + 20 % × 150,000) are 14 %.
    assert_eq!((of(one, "cached").0, of(one, "cache_writes").0), ("22", "14"));
    assert_eq!((value(one, "cached"), value(one, "cache_writes")), (Some(22.0), Some(14.0)));
    // Of 336 hours.
    let sum = one.totals;
    assert_eq!((sum.requests, sum.input, sum.cached), (Some(50_400.0), 84e6, Some(336.0 * 55_000.0)));
    assert_eq!((sum.written, sum.output), (Some(336.0 * 35_000.0), 336.0 * 12_050.0));
    // Reasoning and costs are stated by one of them only, so those of both are not known.
    assert_eq!((sum.reasoning, sum.cost, one.cost), (None, None, None));
    // A month of all tokens is 730.5 hours of 262,050.
    assert!((one.tokens.expect("known") / (730.5 * 262_050.0) - 1.0).abs() < 1e-9, "{:?}", one.tokens);
    let list = |at: usize| apart.workloads[at].list_cost.expect("a price");
    assert!((one.list_cost.expect("a price") / (list(0) + list(1)) - 1.0).abs() < 1e-12);
    // All of one source and all of another.
    assert_eq!(one.share, 2.0);
    // Where it is from: both files, and the rows of both.
    let requests = input(one, "requests");
    assert!(requests.rule.ends_with("; merged with “gpt-5.6-luna”"), "{}", requests.rule);
    assert_eq!(requests.stands, "openai.csv, rows 2 to 337; log.csv, rows 2 to 337");
    assert_eq!(requests.rows.2, 672);
    // What only one of them knows stays as it was.
    assert_eq!(of(one, "measured").0, "yes");
    assert!(one.notes.iter().all(|note| !note.contains("could not be merged")), "{:?}", one.notes);
    // The one that was merged is in no link.
    assert!(merged.link.ends_with(&["workloads=", &one.slug].concat()), "{}", merged.link);
}

#[test]
fn weeks_of_two_sources_are_weighed_by_their_requests() {
    // The busy hours of one are the idle ones of the other: 9 to 17 and 17 to 22, enough of them for no cell to lean.
    let day = |hour: u32| if (9..17).contains(&(hour % 24)) { 40_000 } else { 4_000 };
    let evening = |hour: u32| if (17..22).contains(&(hour % 24)) { 30_000 } else { 1_000 };
    let files = [("openai.csv", export(day)), ("log.csv", totals(evening))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let apart = read(&files);
    let one = edited(&files, &[("w2.into", "w1")]).workloads[0].clone();
    // Means of an hour: (8 × 40,000 + 16 × 4,000) ÷ 24 = 16,000, and (5 × 30,000 + 19 × 1,000) ÷ 24 = 7,041.67.
    let mean = 16_000.0 + 169_000.0 / 24.0;
    for (hour, load) in [(10, 41_000.0), (20, 34_000.0), (3, 5_000.0)] {
        for at in [hour, 24 * 6 + hour] {
            assert!((one.week[at] * mean / load - 1.0).abs() < 0.01, "{at}: {}", one.week[at] * mean);
        }
    }
    assert!((one.peak.expect("measured") - 41_000.0 / mean).abs() < 0.01, "{:?}", one.peak);
    // Its code is of the merged week.
    let code = build_or_buy::week::Week::from_code(of(&one, "shape").0).expect("a code");
    assert!((code.hours()[20] / code.hours()[10] - 34.0 / 41.0).abs() < 0.05, "{}", code.hours()[20]);
    assert!(apart.workloads[0].week[20] < 0.3 && apart.workloads[1].week[10] < 0.2);
}

#[test]
fn what_was_given_for_one_part_is_given_for_both() {
    // 1,000,000 given beside 36,525 that were read: the sum stands in no file.
    for edits in [[("w1.requests", "1M"), ("w2.into", "w1")], [("w2.requests", "1M"), ("w2.into", "w1")]] {
        let merged = both(&edits);
        let (one, first) = (&merged.workloads[0], edits[0].0 == "w1.requests");
        let requests = input(one, "requests");
        let wanted = if first { "1036525" } else { "1073.05k" };
        assert_eq!((requests.text.as_str(), requests.how), (wanted, How::Given), "{edits:?}");
        assert_eq!((requests.file.as_str(), requests.rows, requests.stands.as_str()), ("", (0, 0, 0), ""));
        assert_eq!(of(one, "measured").0, "not-requests", "{edits:?}");
        assert_eq!(of(one, "input_tokens").1, How::Read, "{edits:?}");
    }
    // The model is that of the goal.
    let model = ("w1.model", "openai/gpt-5.6-terra");
    assert_eq!(of(&both(&[model, ("w2.into", "w1")]).workloads[0], "measured").0, "not-model");
    let all = both(&[model, ("w1.requests", "1M"), ("w2.into", "w1")]);
    assert_eq!(of(&all.workloads[0], "measured").0, "neither");
}

#[test]
fn a_part_without_requests_is_not_merged_and_says_so() {
    let anthropic = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n2026-09-07,claude-sonnet-5-5,k,Default,standard,x,1000,0,100\n";
    let files = [("openai.csv", export(|_| 100)), ("tokens.csv", anthropic.to_owned())];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let said = |one: &Proposal| {
        one.notes.iter().any(|note| note == "It could not be merged: the requests of one part are not known.")
    };
    for (edit, goal) in [(("w2.into", "w1"), 0), (("w1.into", "w2"), 1)] {
        let usage = edited(&files, &[edit]);
        assert!(said(&usage.workloads[goal]) && !said(&usage.workloads[1 - goal]), "{edit:?}");
        assert_eq!(usage.workloads[goal].totals.input, [336.0 * 100_000.0, 1_000.0][goal]);
    }
    // Of what is left out nothing is merged.
    let left = both(&[("w2.into", "w1"), ("w2.out", "1")]);
    assert_eq!(of(&left.workloads[0], "requests").0, "73.05k");
}

#[test]
fn of_two_sources_the_greater_of_the_long_prompts_counts() {
    // 40 single requests each: a log of 1,000 tokens in, and LiteLLM's of 8,000.
    let mut log = "time,model,input_tokens,output_tokens\n".to_owned();
    let mut litellm = "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\n".to_owned();
    for at in 0..40 {
        log += &format!("2026-11-{:02}T{:02}:07:00Z,gpt-5.6-luna,1000,100\n", 2 + at / 20, at % 20);
        litellm +=
            &format!("q{at},acompletion,0.01,8000,100,2026-11-{:02} {:02}:09:00,gpt-5.6-luna\n", 2 + at / 20, at % 20);
    }
    for (edit, goal) in [(("w2.into", "w1"), 0), (("w1.into", "w2"), 1)] {
        let usage = edited(&[("log.csv", &log), ("spend.csv", &litellm)], &[edit]);
        let long = input(&usage.workloads[goal], "input_p95");
        assert_eq!((long.text.as_str(), long.value), ("8000", Some(8_000.0)), "{edit:?}");
        assert!(long.rule.ends_with("; of the merged parts the greater"), "{}", long.rule);
    }
}
