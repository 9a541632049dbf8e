//! A load test's throughput counts for what was tested: its model, its GPU, and the GPUs of its replica.

use super::CATALOG;
use build_or_buy::inputs::link;
use build_or_buy::report::{Report, quick};
use build_or_buy::usage::{Usage, UsageReader};

/// One load of 2,048 tokens in and 256 out, 43.1 ms a token, 1,383.8 tokens a second.
fn tested(model: &str, gpu: &str) -> Usage {
    let text = format!(
        r#"{{"backend":"vllm","model_id":"{model}","num_prompts":640,{gpu}"max_concurrency":64,"duration":118.4,"completed":640,"failed":0,"total_input_tokens":1310720,"total_output_tokens":163840,"request_throughput":5.405,"output_throughput":1383.8,"mean_ttft_ms":612.1,"median_ttft_ms":480.2,"median_tpot_ms":43.1,"mean_tpot_ms":43.9}}"#
    );
    let mut reader = UsageReader::new();
    reader.push("result.json", text.as_bytes());
    let case =
        [("workloads", "mail"), ("mail.input_tokens", "2000"), ("mail.output_tokens", "250"), ("mail.latency", "50")];
    let case: Vec<_> = case.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    reader.finish(&CATALOG, &case, &[])
}

fn report(text: &str) -> Report {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    quick(&link::read(&pairs, &CATALOG), &CATALOG)
}

#[test]
fn the_model_and_the_gpu_that_were_tested_are_set() {
    let usage = tested("openai/gpt-oss-120b", r#""gpu":"1xH100","#);
    for part in ["mail.throughput=1384", "mail.open_model=gpt-oss-120b", "gpu=h100"] {
        assert!(usage.link.contains(part), "{part}: {}", usage.link);
    }
    assert!(!usage.throughputs[0].rule.contains("it counts"), "{}", usage.throughputs[0].rule);
    // What the catalog does not know is asked for, in words: its number would count for whatever is cheapest.
    let unknown = tested("acme/own-7b", "");
    assert!(!unknown.link.contains("open_model") && !unknown.link.contains("gpu="), "{}", unknown.link);
    let rule = &unknown.throughputs[0].rule;
    assert!(rule.contains("it counts for every model and GPU until you choose those that were tested"), "{rule}");
}

#[test]
fn a_replica_of_fewer_gpus_than_were_tested_does_in_proportion() {
    // The same rent and the same model: tested on four GPUs, a replica of one does a quarter, and an even load that takes
    // many replicas takes about four times as many, less spares and margins.
    let case = "workloads=mail&mail.requests=100M&mail.input_tokens=2000&mail.output_tokens=250&mail.quality=basic\
                &mail.open_model=gpt-oss-20b&gpu=h100&payment=on-demand&schedule=always&mail.shape=flat&mail.throughput=4000";
    let gpus = |text: &str| {
        let report = report(text);
        let build = report.options.iter().find(|option| option.id == "build").expect("it can be built");
        build.lines.iter().find(|line| line.id == "gpus").expect("a rent").monthly.get()
    };
    let whole = gpus(case);
    assert!((gpus(&format!("{case}&mail.throughput_gpus=1")) - whole).abs() < 1e-9);
    let quarter = gpus(&format!("{case}&mail.throughput_gpus=4")) / whole;
    assert!((2.5..=4.0).contains(&quarter), "{quarter}");
}

#[test]
fn a_measured_value_stays_in_the_link_also_where_it_is_a_default() {
    let kept = |text: &str| report(text).pairs.iter().any(|(key, text)| key == "mail.cached" && text == "50");
    assert!(kept("workloads=mail&mail.cached=50&mail.measured=yes"));
    assert!(!kept("workloads=mail&mail.cached=50"));
}
