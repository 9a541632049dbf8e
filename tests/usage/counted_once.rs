//! What counts once, and what is no request at all.

use super::newer::said;
use super::read;
use super::variations::counts;
use build_or_buy::usage::Evidence;

#[test]
fn hours_and_days_of_the_same_usage_count_once() {
    // Fourteen days of 10 requests an hour: 3,360 in all, whether the hours or the days come first.
    let page = |hours: u64| {
        let buckets: Vec<String> = (0..336 / hours)
            .map(|at| {
                let start = 1_793_577_600 + at * hours * 3_600;
                format!(r#"{{"object":"bucket","start_time":{start},"end_time":{},"results":[{{"object":"organization.usage.completions.result","input_tokens":{},"output_tokens":{},"num_model_requests":{},"model":"gpt-5.6-luna","project_id":"p"}}]}}"#, start + hours * 3_600, 1_000 * hours, 100 * hours, 10 * hours)
            })
            .collect();
        format!(r#"{{"object":"page","data":[{}],"has_more":false}}"#, buckets.join(","))
    };
    let (by_hour, by_day) = (page(1), page(24));
    for files in [[("h.json", by_hour.as_str()), ("d.json", &by_day)], [("d.json", &by_day), ("h.json", &by_hour)]] {
        let usage = read(&files);
        assert_eq!(counts(&usage), (Some(3_360.0), 336_000.0, None, None, 33_600.0, None), "{}", files[0].0);
        // In either order the hours count, which tell the week, and the days are left out.
        assert_eq!(usage.workloads[0].evidence, Evidence::Measured, "{}", files[0].0);
        let of = |name: &str| usage.files.iter().find(|file| file.name == name).expect("it was read");
        assert_eq!((of("h.json").rows, of("d.json").rows, of("h.json").left_out.len()), (336, 0, 0));
        assert_eq!(of("d.json").left_out[0].reason, "the same days in another file, parted another way");
        assert_eq!((of("d.json").left_out[0].rows, of("d.json").left_out[0].tokens), (14, Some(369_600.0)));
    }
}

#[test]
fn a_call_without_any_tokens_is_no_request() {
    // Of five calls one reached no model: 4 requests of 1,000 in and 100 out, and a mean of 1,000 and not of 800.
    let count = |at: u32, many: u32| if at == 2 { 0 } else { many };
    let mut table = "timestamp,model,input_tokens,output_tokens\n".to_owned();
    let mut log = String::new();
    for at in 0..5 {
        let (input, output) = (count(at, 1_000), count(at, 100));
        table += &format!("2026-11-02T0{at}:07:00Z,gpt-5.6-luna,{input},{output}\n");
        log += &format!(
            "{{\"id\":\"a{at}\",\"timestamp\":\"2026-11-02T0{at}:07:00Z\",\"model\":\"gpt-5.6-luna\",\"usage\":{{\"prompt_tokens\":{input},\"completion_tokens\":{output}}}}}\n"
        );
    }
    for text in [&table, &log] {
        let usage = read(&[("calls", text)]);
        assert_eq!(counts(&usage), (Some(4.0), 4_000.0, None, None, 400.0, None));
        assert_eq!(
            (usage.files[0].left_out[0].reason.as_str(), usage.files[0].left_out[0].rows),
            ("calls without tokens", 1)
        );
    }
}

#[test]
fn several_things_cover_and_one_thing_covers() {
    let span = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"s","startTimeUnixNano":"1793577600000000000","attributes":[{"key":"gen_ai.usage.input_tokens","value":{"intValue":"10"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"5"}}]},{"spanId":"t","startTimeUnixNano":"1793577660000000000","attributes":[{"key":"gen_ai.usage.input_tokens","value":{"intValue":"10"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"5"}}]}]}]}]}"#;
    assert!(said(&read(&[("spans.json", span)])).contains("The OpenTelemetry spans cover only 2 minutes"));
    let line = |minute: u32| {
        format!(
            r#"{{"id":"a{minute}","timestamp":"2026-11-02T10:0{minute}:00Z","usage":{{"prompt_tokens":10,"completion_tokens":5}}}}"#
        )
    };
    let log = format!("{}\n{}\n", line(0), line(1));
    assert!(said(&read(&[("log.jsonl", &log)])).contains("The log of requests covers only 2 minutes"));
}
