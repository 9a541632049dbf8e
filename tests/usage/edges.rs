//! Where a rule turns: the row, the figure or the word just on either side of it.

use super::loads::only;
use super::variations::check;
use super::{edited, excerpt, input, read, value, wrong};
use build_or_buy::usage::How;

#[test]
fn a_year_of_two_digits_is_of_this_century() {
    let text = "date,model,requests,input_tokens,output_tokens\n05.11.26,gpt-5.6-luna,10,1000,100\n06.11.26,gpt-5.6-luna,10,1000,100\n";
    let source = &read(&[("days.csv", text)]).sources[0];
    // The sixth is counted to its end.
    assert_eq!((source.from.get(..10), source.to.get(..10)), (Some("2026-11-05"), Some("2026-11-07")));
}

#[test]
fn what_is_merged_weighs_by_its_requests() {
    // Two files of unlike tools: a log of 48 answers of 110 tokens, and a vendor's page of 10 an hour with 500.
    let log = |hour: u32| format!("2026-11-{:02}T{:02}:10:00Z,chat,gpt-5.6-luna,1000,110\n", 2 + hour / 24, hour % 24);
    let log = "time,app,model,input_tokens,output_tokens\n".to_owned() + &(0..48).map(log).collect::<String>();
    let page = |hour: u32| {
        let from = 1_793_577_600 + hour * 3_600;
        format!("{from},{},search,10,gpt-5.6-terra,20000,5000\n", from + 3_600)
    };
    let page = "start_time,end_time,project_id,num_model_requests,model,input_tokens,output_tokens\n".to_owned()
        + &(0..48).map(page).collect::<String>();
    let files = [("log.csv", log.as_str()), ("page.csv", page.as_str())];
    let apart = read(&files);
    assert_eq!(apart.workloads.len(), 2);
    let of = |key: &str| [0, 1].map(|at| value(&apart.workloads[at], key).expect("it is read"));
    let ([r1, r2], [o1, o2], [i1, i2]) = (of("requests"), of("output_tokens"), of("input_tokens"));
    let merged = edited(&files, &[("w2.into", "w1")]);
    let one = &merged.workloads[0];
    // Each mean weighs by the requests of its part, requests add up, and a number is from the rows of both.
    let wanted = [r1 + r2, (r1 * o1 + r2 * o2) / (r1 + r2), (r1 * i1 + r2 * i2) / (r1 + r2)];
    for (key, wanted) in ["requests", "output_tokens", "input_tokens"].into_iter().zip(wanted) {
        let found = input(one, key);
        assert!((found.value.expect("a number") / wanted - 1.0).abs() < 0.005, "{key}: {} for {wanted}", found.text);
        assert_eq!(found.rows.2, 96, "{key}");
    }
}

#[test]
fn a_load_that_is_stated_is_no_law() {
    let text = excerpt("stage_2_lifecycle_metrics.json");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    json["load_summary"]["concurrency"] = 24.into();
    let point = only(&json.to_string());
    assert_eq!((point.concurrency, point.concurrency_derived), (Some(24.0), false));
    // None under way is no load: then it is the law's, as where nothing is stated.
    json["load_summary"]["concurrency"] = 0.into();
    let (none, law) = (only(&json.to_string()), only(&text));
    assert!(none.concurrency_derived && none.concurrency.is_some() && none.concurrency == law.concurrency);
}

#[test]
fn llmperf_of_no_requests_under_way_states_no_load() {
    let text = |load: u32| {
        format!(
            r#"{{"model":"m","num_concurrent_requests":{load},"results_number_input_tokens_mean":550.0,"results_number_output_tokens_mean":150.0,"results_mean_output_throughput_token_per_s":80.0,"results_ttft_s_quantiles_p50":0.4,"results_inter_token_latency_s_quantiles_p50":0.02,"results_num_completed_requests":100,"results_number_errors":0}}"#
        )
    };
    assert_eq!(only(&text(4)).concurrency, Some(4.0));
    assert_eq!(only(&text(0)).concurrency, None);
}

#[test]
fn a_call_that_failed_and_wrote_something_was_paid() {
    let one = |id: &str, level: &str, out: u32| {
        format!(
            r#"{{"id":"{id}","traceId":"{id}","startTime":"2026-11-03T09:00:00.000Z","type":"GENERATION","level":"{level}","model":"gpt-5.6-luna","usage":{{"input":400,"output":{out},"total":{},"unit":"TOKENS"}}}}"#,
            400 + out
        )
    };
    // Two answers and a call that broke off after 30 tokens count; the one that failed before its first does not.
    let rows = [one("a", "DEFAULT", 80), one("b", "DEFAULT", 80), one("c", "ERROR", 30), one("d", "ERROR", 0)];
    check("langfuse", &format!("[{}]", rows.join(",")), (Some(3.0), 1_200.0, None, None, 190.0, None));
}

#[test]
fn an_offset_has_at_most_59_minutes() {
    let row = |hour: u32| format!("2026-11-{:02}T{:02}:10:00,gpt-5.6-luna,1000,100\n", 2 + hour / 24, hour % 24);
    let text = "time,model,input_tokens,output_tokens\n".to_owned() + &(0..48).map(row).collect::<String>();
    let refused = |zone: &str| wrong(&edited(&[("log.csv", &text)], &[("zone", zone)])).len();
    assert_eq!(["+05:00", "+05:30", "+05:59"].map(refused), [0, 0, 0]);
    assert!(refused("+05:60") > 0);
}

#[test]
fn reasoning_that_some_rows_state_is_a_lower_bound_and_all_rows_is_not() {
    let text = |reasoned: &str| {
        format!(
            "time,model,input_tokens,output_tokens,reasoning_tokens\n2026-11-02T09:00:00Z,gpt-5.6-luna,100,50,20\n2026-11-02T10:00:00Z,gpt-5.6-luna,100,50,{reasoned}\n"
        )
    };
    let bound = |text: &str| {
        let usage = read(&[("log.csv", text)]);
        usage.workloads[0].notes.iter().any(|note| note.starts_with("Some rows do not state their reasoning"))
    };
    assert_eq!((bound(&text("20")), bound(&text(""))), (false, true));
}

#[test]
fn a_growth_that_may_be_none_says_so_and_one_that_is_clear_does_not() {
    // Ten weeks of days: +10 % a week without noise, and up and down by turns.
    let text = |of_week: fn(u32) -> u32| {
        let mut text = String::from("date,model,requests,input_tokens,output_tokens\n");
        for day in 0..70 {
            // From Monday, 31 August.
            let date = match day {
                0 => "2026-08-31".to_owned(),
                1..=30 => format!("2026-09-{day:02}"),
                31..=61 => format!("2026-10-{:02}", day - 30),
                _ => format!("2026-11-{:02}", day - 61),
            };
            let requests = of_week(day / 7);
            text.push_str(&format!("{date},gpt-5.6-luna,{requests},{},{}\n", requests * 1000, requests * 100));
        }
        text
    };
    let growth = |text: &str| {
        let usage = read(&[("days.csv", text)]);
        let found = usage.globals.iter().find(|one| one.key == "growth").expect("growth").clone();
        (found.text.is_empty(), found.rule.contains("which may be none"))
    };
    assert_eq!(growth(&text(|week| 1_000 + 100 * week)), (false, false));
    assert_eq!(growth(&text(|week| if week % 2 == 0 { 1_000 } else { 1_300 })), (true, true));
}

#[test]
fn a_total_may_leave_out_what_stands_inside_and_no_more() {
    // 1,000 in of which 400 cached, 200 out of which 50 reasoning.
    let text = |total: u32| {
        format!(
            "time,model,input_tokens,cached_tokens,output_tokens,reasoning_tokens,total_tokens\n2026-11-02T09:00:00Z,gpt-5.6-luna,1000,400,200,50,{total}\n"
        )
    };
    let told = |total: u32| {
        read(&[("log.csv", &text(total))]).issues.iter().filter(|one| one.sentence.contains("do not add up to")).count()
    };
    // 1,200; less what was cached 800; less reasoning 1,150; less both 750; with it once more 1,250.
    assert_eq!([1_200, 800, 1_150, 750, 1_250].map(told), [0; 5]);
    assert_eq!([500, 1_000, 1_600].map(told), [1; 3]);
}

#[test]
fn workloads_are_kept_until_they_are_95_percent_of_the_tokens() {
    // 60 and 36 of 100 are more than 95: the two that are left over are gathered, as one of two would not be.
    let log = |apps: &[(&str, u32)]| {
        let row = |(app, tokens): &(&str, u32)| format!("2026-11-02T09:00:00Z,{app},gpt-5.6-luna,{tokens},0\n");
        let text = "time,app,model,input_tokens,output_tokens\n".to_owned() + &apps.iter().map(row).collect::<String>();
        let usage = read(&[("log.csv", &text)]);
        usage.workloads.iter().map(|one| one.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(log(&[("a", 60_000), ("b", 36_000), ("c", 3_000), ("d", 1_000)]), ["a", "b", "everything else"]);
    // With 34 of 100 for the second, the third is needed too, and the last keeps its name.
    assert_eq!(log(&[("a", 60_000), ("b", 34_000), ("c", 4_000), ("d", 2_000)]), ["a", "b", "c", "d"]);
}

#[test]
fn a_number_from_one_row_names_that_row_alone() {
    let head = "time,model,input_tokens,output_tokens\n";
    let row = |hour: u32| format!("2026-11-02T{hour:02}:10:00Z,gpt-5.6-luna,1000,100\n");
    let stands = |text: &str| input(&read(&[("log.csv", text)]).workloads[0], "input_tokens").stands.clone();
    assert_eq!(stands(&format!("{head}{}", row(9))), "log.csv, row 2");
    assert_eq!(stands(&format!("{head}{}{}", row(9), row(10))), "log.csv, rows 2 to 3");
}

#[test]
fn what_is_written_to_a_cache_is_read_where_it_is_stated_and_assumed_elsewhere() {
    let how = |head: &str, cell: &str| {
        let text = format!(
            "time,model,input_tokens,output_tokens{head}\n2026-11-02T09:00:00Z,claude-sonnet-5.5,1000,100{cell}\n"
        );
        let usage = read(&[("log.csv", &text)]);
        let found = usage.workloads[0].inputs.iter().find(|one| one.key == "cache_writes");
        found.map(|one| (one.how == How::Read, one.value))
    };
    assert!(how("", "").is_none_or(|(read, _)| !read));
    // 200 of 1,000 tokens in.
    assert_eq!(how(",cache_creation_input_tokens", ",200").map(|found| found.0), Some(true));
}

#[test]
fn a_few_embeddings_are_no_workload_and_more_are_one() {
    let log = |embedded: u32| {
        let text = format!(
            "time,model,input_tokens,output_tokens\n2026-11-02T09:00:00Z,gpt-5.6-luna,100000,0\n2026-11-02T10:00:00Z,text-embedding-3-small,{embedded},0\n"
        );
        read(&[("log.csv", &text)]).workloads.iter().filter(|one| !one.left_out).count()
    };
    // 1,000 of 101,000 tokens are under 2 %, 4,000 of 104,000 are not.
    assert_eq!((log(1_000), log(4_000)), (1, 2));
}

#[test]
fn a_gateways_tokens_are_those_of_one_pair_of_names() {
    // One name of the first pair stands there alone; the third pair is whole.
    let text = r#"{"time":"2026-11-02T09:00:00Z","model":"gpt-5.6-luna","tokens_in":7,"req_units":100,"res_units":10}"#;
    check("both units", text, (Some(1.0), 100.0, None, None, 10.0, None));
}

#[test]
fn three_odd_rows_are_all_named_and_of_four_there_are_others() {
    let log = |odd: u32| -> String {
        let row = |hour: u32| {
            let tokens = if hour % 50 == 7 && hour / 50 < odd { 900_000 } else { 2_000 };
            format!("2026-06-{:02}T{:02}:05:00Z,gpt-5.6-terra,{tokens},300\n", 1 + hour / 24, hour % 24)
        };
        "time,model,input_tokens,output_tokens\n".to_owned() + &(0..336).map(row).collect::<String>()
    };
    let told = |odd: u32| {
        let usage = read(&[("log.csv", &log(odd))]);
        let found = usage.issues.iter().find(|one| one.sentence.contains("over 100 times")).expect("they are told");
        found.sentence.split(" have").next().expect("a start").to_owned()
    };
    assert_eq!((told(3).as_str(), told(4).as_str()), ("Rows 9, 59, 109", "Rows 9, 59, 109 and others"));
}
