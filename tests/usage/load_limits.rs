//! Points of load tests exactly at what they must be and one beyond, and how the tools' units and names are read.

use super::loads::{near, only, paced};
use super::read;
use build_or_buy::usage::LoadPoint;
use build_or_buy::usage::load::{Targets, at_target, is_result};

/// A run of `vllm bench serve`: 100 requests of 1,000 tokens in and 101 out in 100 s, so 101 tokens a second.
fn vllm(fields: &str) -> LoadPoint {
    only(&run(fields))
}

fn run(fields: &str) -> String {
    let usual = [
        ("completed", "100"),
        ("failed", "0"),
        ("duration", "100"),
        ("total_input_tokens", "100000"),
        ("total_output_tokens", "10100"),
        ("request_throughput", "1.0"),
        ("output_throughput", "101.0"),
        ("median_ttft_ms", "500"),
        ("median_tpot_ms", "20"),
    ];
    let kept = usual.iter().filter(|(name, _)| !fields.contains(&format!("\"{name}\"")));
    let kept: Vec<String> = kept.map(|(name, value)| format!("\"{name}\":{value}")).collect();
    let fields = if fields.is_empty() { "\"max_concurrency\":4".to_owned() } else { fields.to_owned() };
    format!("{{\"model_id\":\"m\",{},{fields}}}", kept.join(","))
}

#[test]
fn a_point_counts_at_each_limit_and_not_beyond_it() {
    for (fields, why) in [
        ("", ""),
        // One in a hundred may fail: of 1 + 99, and of 2 + 198.
        (r#""max_concurrency":4,"completed":99,"failed":1,"total_output_tokens":9999"#, ""),
        (
            r#""max_concurrency":4,"completed":98,"failed":1,"total_output_tokens":9898"#,
            "more than 1 % of its requests failed",
        ),
        // What is not said to have failed and was not answered failed.
        (r#""max_concurrency":4,"num_prompts":102,"failed":null"#, "more than 1 % of its requests failed"),
        (r#""max_concurrency":4,"num_prompts":101,"failed":null"#, ""),
        (r#""max_concurrency":4,"duration":30,"output_throughput":336.7"#, ""),
        (r#""max_concurrency":4,"duration":29.9,"output_throughput":336.7"#, "it ran for less than 30 seconds"),
        // Five rounds of 20 requests are 100.
        (r#""max_concurrency":20"#, ""),
        (r#""max_concurrency":21"#, "it made fewer than five rounds of requests"),
        (r#""max_concurrency":null"#, "it had no limit on requests under way"),
        // Twice the 101 tokens a second that its answers make.
        (r#""max_concurrency":4,"output_throughput":202"#, ""),
        (
            r#""max_concurrency":4,"output_throughput":203"#,
            "it states 203 tokens a second, and its answers ÷ its duration are 101",
        ),
        (r#""max_concurrency":4,"output_throughput":0"#, "no tokens a second or no time per token"),
        (r#""max_concurrency":4,"median_tpot_ms":0"#, "no tokens a second or no time per token"),
    ] {
        assert_eq!(vllm(fields).not_used, why, "{fields}");
    }
}

#[test]
fn what_is_under_way_follows_from_a_rate_and_the_times_up_to_the_limit() {
    // 500 ms until the first of 101 tokens and 20 ms for each of the others are 2.5 s; at 1 request a second 2.5 under way.
    let rated = vllm(r#""request_rate":1"#);
    assert!(near(rated.concurrency.expect("by the law"), 2.5) && rated.concurrency_derived);
    // A rate that is not reached is not what was under way: tokens ÷ tokens each, where requests are not stated.
    let slow = vllm(r#""request_rate":9,"request_throughput":null"#);
    assert!(near(slow.concurrency.expect("by the law"), 2.5), "{:?}", slow.concurrency);
    let limited = vllm(r#""request_rate":1,"max_concurrency":2"#);
    assert_eq!((limited.concurrency, limited.concurrency_derived), (Some(2.0), true));
    // No rate, or one without end, is none; the mean that was kept under way counts beside a rate.
    for fields in [r#""request_rate":"inf","max_concurrency":4"#, r#""request_rate":0,"max_concurrency":4"#] {
        assert_eq!((vllm(fields).concurrency, vllm(fields).concurrency_derived), (Some(4.0), false), "{fields}");
    }
    assert_eq!(vllm(r#""request_rate":1,"max_concurrency":4,"concurrency":3"#).concurrency, Some(3.0));
    assert_eq!(vllm(r#""concurrency":3"#).concurrency, Some(3.0));
    assert_eq!(vllm(r#""concurrency":0"#).concurrency, None);
}

#[test]
fn gpus_are_counted_by_what_spreads_the_work_or_by_their_name() {
    for (fields, gpus) in [
        (r#""tensor_parallel_size":4"#, Some(4.0)),
        (r#""tp":2"#, Some(2.0)),
        (r#""num_gpus":3,"tp":2"#, Some(3.0)),
        (r#""server_info":{"tp_size":4,"pp_size":2}"#, Some(8.0)),
        (r#""server_info":{"tp_size":4,"dp_size":2}"#, Some(8.0)),
        (r#""server_info":{"tp_size":4,"dp_size":2,"enable_dp_attention":true}"#, Some(4.0)),
        (r#""tp":0"#, None),
        (r#""gpu":"8xH100""#, Some(8.0)),
        (r#""gpu":"H100 x 64""#, Some(64.0)),
        (r#""gpu":"65xH100""#, None),
        (r#""gpu":"0xH100""#, None),
        (r#""gpu":"H100""#, None),
    ] {
        assert_eq!(vllm(&["\"max_concurrency\":4,", fields].concat()).gpus, gpus, "{fields}");
    }
}

#[test]
fn aiperf_s_times_come_in_every_unit() {
    let text = |unit: &str, first: &str, next: &str, more: &str| {
        format!(
            r#"{{"input_config":{{"loadgen":{{{more}}}}},"output_token_throughput":{{"avg":900.0}},"request_throughput":{{"unit":"requests/sec","avg":9.0}},"request_latency":{{"unit":"{unit}","avg":{next}}},"input_sequence_length":{{"avg":550.0}},"output_sequence_length":{{"avg":100.0}},"time_to_first_token":{{"unit":"{unit}","p50":{first},"p99":{first}}},"inter_token_latency":{{"unit":"{unit}","avg":{next}}}}}"#
        )
    };
    // 0.3 s and 4 s in each unit.
    for (unit, first, next) in [
        ("s", "0.3", "4"),
        ("sec", "0.3", "4"),
        ("seconds", "0.3", "4"),
        ("ms", "300", "4000"),
        ("us", "300000", "4000000"),
        ("µs", "300000", "4000000"),
        ("ns", "300000000", "4000000000"),
    ] {
        let point = only(&text(unit, first, next, r#""concurrency":32"#));
        assert!(
            near(point.first_token.expect("stated"), 300.0) && near(point.per_token.expect("stated"), 4_000.0),
            "{unit}"
        );
        assert_eq!(point.first_token_late.map(|late| (late.0.round(), late.1)), Some((300.0, 99.0)), "{unit}");
        assert_eq!((point.concurrency, point.concurrency_derived), (Some(32.0), false));
        // Nothing says how many were under way: 9 a second for 4 s are 36; beside a rate it is the times' own law.
        let law = only(&text(unit, first, next, ""));
        assert!(
            law.concurrency_derived && near(law.concurrency.expect("by the law"), 36.0),
            "{unit} {:?}",
            law.concurrency
        );
    }
    // A rate of none is no rate; with one, 0.3 s and 99 times 0.01 s at 9 a second are 11.6.
    let of = |rate: &str| {
        only(&text("s", "0.3", "0.01", &format!(r#""request_rate":{rate}"#))).concurrency.expect("by the law")
    };
    assert!(near(of("10"), 9.0 * 1.29), "{}", of("10"));
    assert!(near(of("0"), 9.0 * 0.01), "{}", of("0"));
}

#[test]
fn targets_are_met_at_a_load_or_between_two() {
    let runs = |times: &[(u32, &str, &str)]| -> Vec<LoadPoint> {
        let one = |(load, late, pace): &(u32, &str, &str)| {
            let fields = format!(
                r#""max_concurrency":{load},"p99_ttft_ms":{late},"median_tpot_ms":{pace},"output_throughput":{}"#,
                100 + load
            );
            run(&fields)
        };
        read(&[("sweep.jsonl", &times.iter().map(one).collect::<Vec<_>>().join("\n"))]).loads
    };
    let at = |points: &[LoadPoint], targets: Targets| at_target(&points.iter().collect::<Vec<_>>(), targets);
    let two = runs(&[(4, "1000", "20"), (16, "3000", "40")]);
    // Half way from 20 to 40 ms: 110 tokens a second of 104 and 116, √(4 × 16) = 8 under way.
    let found = at(&two, paced(30.0)).expect("met");
    assert!(near(found.tokens_per_second, 110.0) && near(found.concurrency, 8.0) && near(found.per_token, 30.0));
    assert_eq!((found.target_not_reached, found.by_first_token, found.from), (false, false, [0, 1]));
    assert_eq!(found.first_token_late, Some((2_000.0, 99.0)));
    // Exactly the pace of the least and of the greatest load: neither is beyond it.
    for (pace, load, beyond, from) in [(20.0, 4.0, false, 0), (40.0, 16.0, false, 1), (40.1, 16.0, true, 1)] {
        let found = at(&two, paced(pace)).expect("met");
        assert_eq!(
            (found.concurrency, found.target_not_reached, found.by_first_token, found.from),
            (load, beyond, false, [from; 2]),
            "{pace}"
        );
    }
    assert!(at(&two, paced(19.9)).is_none());
    // The first word lets go before the pace does: 1,500 ms is a quarter of the way, and the pace there 25 ms.
    let first = |per_token: f64, most: f64| at(&two, Targets { per_token, first_token: Some(most) });
    let found = first(30.0, 1_500.0).expect("met");
    assert!(near(found.per_token, 25.0) && found.by_first_token && !found.target_not_reached);
    // Both let go at once: the pace is named. The pace first: it alone counts.
    assert!(!first(30.0, 2_000.0).expect("met").by_first_token);
    let found = first(25.0, 2_500.0).expect("met");
    assert!(near(found.per_token, 25.0) && !found.by_first_token);
    // Exactly as late as is allowed at the least load is in time, later is not.
    assert!(near(first(30.0, 1_000.0).expect("met").concurrency, 4.0) && first(30.0, 999.0).is_none());
    assert!(first(30.0, 1_000.0).expect("met").by_first_token);
    // At the greatest load the first word is in time too: more may be possible.
    assert!(
        first(50.0, 3_000.0).expect("met").target_not_reached && !first(50.0, 3_000.0).expect("met").by_first_token
    );
    // Two runs of one load: nothing lies between them.
    let same = runs(&[(4, "1000", "20"), (4, "3000", "40")]);
    let found = at(&same, paced(30.0)).expect("met");
    assert_eq!((found.concurrency, found.from, found.tokens_per_second), (4.0, [0, 0], 104.0));
}

#[test]
fn a_file_is_a_result_where_it_is_printed_or_begins_as_a_table_of_them() {
    for (text, wanted) in [
        ("============ Serving Benchmark Result ============\n", true),
        ("Output token throughput (tok/s): 5\n", true),
        ("Metric,avg,p50\n", true),
        ("\u{feff}Metric;Value\n", true),
        ("Run Info,,Timings\n", true),
        ("\"output_throughput\",\"mean_ttft_ms\"\n", true),
        ("output_throughput,median_ttft_ms\n", true),
        ("output_throughput,ttft\n", false),
        ("median_ttft_ms,x\n", false),
        ("time,input_tokens,output_tokens\n", false),
    ] {
        assert_eq!(is_result(text.as_bytes()), wanted, "{text}");
    }
}

#[test]
fn a_table_of_many_runs_is_read_in_pieces() {
    // 300 runs, far more than what is looked at first: 100 requests of 1,000 in and 101 out each, at 1 to 300 under way.
    let mut text = "model_id,max_concurrency,completed,failed,duration,total_input_tokens,total_output_tokens,output_throughput,median_ttft_ms,median_tpot_ms\n".to_owned();
    for load in 1..=300 {
        text += &format!("m,{load},100,0,100,100000,10100,101.0,500,20\n");
    }
    let usage = read(&[("sweep.csv", &text)]);
    let loads: Vec<Option<f64>> = usage.loads.iter().map(|one| one.concurrency).collect();
    assert_eq!(loads, (1..=300).map(|load| Some(f64::from(load))).collect::<Vec<_>>());
    assert_eq!((usage.files[0].records, usage.loads[299].row, usage.loads[299].input), (300, 301, Some(1_000.0)));
}
