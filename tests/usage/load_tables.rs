//! Load tests as tables: what the tools write beside their JSON, to the same numbers.

use super::{read, wrong};
use build_or_buy::usage::LoadPoint;

fn all(text: &str) -> Vec<LoadPoint> {
    let usage = read(&[("result.csv", text)]);
    assert_eq!(wrong(&usage), Vec::<&str>::new());
    assert_eq!(usage.files[0].formats, ["load test"]);
    usage.loads
}

/// As AIPerf writes it: metrics with percentiles, metrics with one value, GPUs.
const AIPERF: &str = "Metric,avg,min,max,sum,p1,p5,p10,p25,p50,p75,p90,p95,p99,std\r
Input Sequence Length (tokens),550.00,500,600,1,1,1,1,1,550,1,1,1,1,1\r
Inter Token Latency (ms),12.57,11.8,13.0,879,11.8,11.8,12.4,12.5,12.60,12.7,12.9,12.9,13.0,0.26\r
Output Sequence Length (tokens),100.00,90,110,1,1,1,1,1,100,1,1,1,1,1\r
Output Token Throughput Per User (tokens/sec/user),79.61,77.1,84.8,5573,77,77,78,79,80,80,81,84,85,1.67\r
Request Latency (ms),1500.00,1203.61,6433.87,1,1,1,1,1,1462.99,1,1,1,6431.16,976.18\r
Time to First Token (ms),165.73,56.5,2506,11601,57,60,61,76,153.00,170,189,196.00,985,287\r
\r
Metric,Value\r
Benchmark Duration (sec),402.13\r
Error Request Count,2.00\r
Output Token Throughput (tokens/sec),942.19\r
Request Count,3600.00\r
Request Throughput (requests/sec),9.00\r
\r
\r
Endpoint,GPU_Index,GPU_Name,GPU_UUID,Metric,avg,min,max,sum,p1,p5,p10,p25,p50,p75,p90,p95,p99,std\r
localhost:9400,0,NVIDIA H100 80GB HBM3,GPU-a,GPU Power Usage (W),600,1,1,1,1,1,1,1,1,1,1,1,1,1\r
localhost:9400,0,NVIDIA H100 80GB HBM3,GPU-a,GPU Utilization (%),90,1,1,1,1,1,1,1,1,1,1,1,1,1\r
localhost:9400,1,NVIDIA H100 80GB HBM3,GPU-b,GPU Power Usage (W),600,1,1,1,1,1,1,1,1,1,1,1,1,1\r
";

#[test]
fn aiperf_s_table() {
    let [point] = &all(AIPERF)[..] else { panic!("one run") };
    assert_eq!(
        (point.first_token, point.first_token_late, point.per_token),
        (Some(153.0), Some((196.0, 95.0)), Some(12.6))
    );
    assert_eq!((point.tokens_per_second, point.requests_per_second), (Some(942.19), Some(9.0)));
    assert_eq!(
        (point.input, point.output, point.completed, point.failed),
        (Some(550.0), Some(100.0), Some(3_600.0), Some(2.0))
    );
    // Little's law: 9 requests a second of 1.5 s each are 13.5 under way.
    assert_eq!((point.concurrency, point.concurrency_derived), (Some(13.5), true));
    assert_eq!((point.gpu.as_str(), point.gpus, point.not_used.as_str()), ("NVIDIA H100 80GB HBM3", Some(2.0), ""));
}

#[test]
fn genai_perf_s_table_with_its_own_words_and_thousands() {
    let text = "Metric,avg,min,max,p99,p95,p90,p75,p50,p25,p10,p5,p1
Time To First Token (ms),8.00,7.00,9.00,8.98,8.90,8.80,8.50,8.00,7.50,7.20,7.10,7.02
Request Latency (ms),\"1,250.00\",4.00,6.00,5.98,5.90,5.80,5.50,5.00,4.50,4.20,4.10,4.02
Inter Token Latency (ms),11.00,10.00,12.00,11.98,11.90,11.80,11.50,10.90,10.50,10.20,10.10,10.02
Output Sequence Length (tokens),112.00,1,1,1,1,1,1,1,1,1,1,1
Input Sequence Length (tokens),\"2,048.00\",1,1,1,1,1,1,1,1,1,1,1

Metric,Value
Output Token Throughput (tokens/sec),\"11,456.00\"
Request Throughput (per sec),100.00
Request Count (count),3000.00
";
    let [point] = &all(text)[..] else { panic!("one run") };
    assert_eq!((point.input, point.output, point.tokens_per_second), (Some(2_048.0), Some(112.0), Some(11_456.0)));
    assert_eq!(
        (point.per_token, point.first_token, point.first_token_late),
        (Some(10.9), Some(8.0), Some((8.9, 95.0)))
    );
    assert_eq!((point.concurrency, point.completed), (Some(125.0), Some(3_000.0)));
    // The same after a spreadsheet of another country.
    let european = text
        .replace("\"1,250.00\"", "1250.00")
        .replace("\"2,048.00\"", "2048.00")
        .replace("\"11,456.00\"", "11456.00")
        .replace(',', ";")
        .replace('.', ",");
    let [same] = &all(&european)[..] else { panic!("one run") };
    assert_eq!((same.input, same.per_token, same.tokens_per_second), (Some(2_048.0), Some(10.9), Some(11_456.0)));
}

/// GuideLLM's columns, cut to what tells something: group, field, metric and the values of two loads.
const GUIDE: &[(&str, &str, &str, [&str; 2])] = &[
    ("Run Info", "Run ID", "", ["a", "a"]),
    (
        "Run Info",
        "Backend",
        "",
        [r#"{"type_": "openai_http", "model": "openai/gpt-oss-120b", "api_key": "sk-secret"}"#; 2],
    ),
    ("Benchmark", "Strategy", "", ["concurrent", "concurrent"]),
    ("Timings", "Start Time", "", ["2026-11-02 10:00:00", "2026-11-02 10:02:00"]),
    ("Timings", "Duration", "Sec", ["60.0", "61.5"]),
    ("Request Counts", "Successful", "", ["400", "900"]),
    ("Request Counts", "Incomplete", "", ["1", "2"]),
    ("Request Counts", "Errored", "", ["2", "0"]),
    ("Request Latency", "Successful Sec", "Mean", ["1.2", "2.4"]),
    ("Time to First Token", "Successful ms", "Mean", ["60.5", "160.5"]),
    ("Time to First Token", "Successful ms", "Median", ["55.0", "150.0"]),
    ("Time to First Token", "Successful ms", "Std Dev", ["5", "9"]),
    (
        "Time to First Token",
        "Successful ms",
        "Percentiles",
        [
            "[10.0, 11.0, 12.0, 15.0, 20.0, 40.0, 70.0, 90.0, 95.5, 120.0, 200.0]",
            "[10.0, 11.0, 12.0, 15.0, 20.0, 40.0, 170.0, 190.0, 295.5, 420.0, 500.0]",
        ],
    ),
    ("Time per Output Token", "Successful ms", "Median", ["9.4", "19.4"]),
    ("Inter Token Latency", "Successful ms", "Mean", ["9.1", "19.1"]),
    ("Inter Token Latency", "Successful ms", "Median", ["9.0", "19.0"]),
    ("Inter Token Latency", "Errored ms", "Median", ["1.0", "1.0"]),
    ("Server Throughput", "Successful Requests/Sec", "Mean", ["6.5", "14.5"]),
    ("Server Throughput", "Successful Concurrency", "Mean", ["7.9", "31.0"]),
    ("Token Metrics", "Successful Input Tokens", "Mean", ["512.0", "512.0"]),
    ("Token Metrics", "Successful Output Tokens", "Mean", ["128.0", "128.0"]),
    ("Token Throughput", "Successful Input Tokens/Sec", "Mean", ["3328.0", "7424.0"]),
    ("Token Throughput", "Successful Output Tokens/Sec", "Mean", ["832.0", "1856.0"]),
    ("Runtime Info", "Arguments", "", ["{}", "{}"]),
];

fn guide(loads: &[usize]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |of: &dyn Fn(usize) -> &'static str| {
        let cells: Vec<String> = (0..GUIDE.len()).map(|at| quoted(of(at))).collect();
        cells.join(",") + "\r\n"
    };
    let heads = [line(&|at| GUIDE[at].0), line(&|at| GUIDE[at].1), line(&|at| GUIDE[at].2)];
    heads.into_iter().chain(loads.iter().map(|load| line(&|at| GUIDE[at].3[*load]))).collect()
}

#[test]
fn guidellm_s_table_has_three_lines_of_header() {
    let [one, two] = &all(&guide(&[0, 1]))[..] else { panic!("two loads") };
    // The time between tokens, not that per output token, which has the first in it.
    assert_eq!((one.per_token, one.first_token, one.first_token_late), (Some(9.0), Some(55.0), Some((95.5, 95.0))));
    assert_eq!((one.tokens_per_second, one.requests_per_second, one.concurrency), (Some(832.0), Some(6.5), Some(7.9)));
    assert_eq!((one.input, one.output, one.completed, one.failed), (Some(512.0), Some(128.0), Some(400.0), Some(2.0)));
    assert_eq!((one.seconds, one.model.as_str(), one.not_used.as_str()), (Some(60.0), "openai/gpt-oss-120b", ""));
    assert_eq!((two.per_token, two.first_token_late, two.concurrency), (Some(19.0), Some((295.5, 95.0)), Some(31.0)));
    assert!(!serde_json::to_string(&read(&[("a.csv", &guide(&[0]))])).expect("JSON").contains("secret"));
    // Without its failures a line has fewer columns than the header above it: it is left out, and the row is named.
    let short = guide(&[0, 1]).replace("\"19.0\",\"1.0\",", "\"19.0\",");
    let usage = read(&[("benchmarks.csv", &short)]);
    assert_eq!(usage.loads.len(), 1);
    assert!(wrong(&usage)[0].starts_with("Row 5 has other columns than the header"), "{:?}", usage.issues);
}

#[test]
fn a_sweep_of_vllm_s_in_one_table() {
    let text = "run_number,max_concurrency,request_rate,model_id,completed,failed,duration,total_input_tokens,total_output_tokens,output_throughput,median_ttft_ms,p99_ttft_ms,median_tpot_ms
0,4,inf,m,100,0,60.5,102400,12800,211.5,90.5,180.25,18.5
0,64,inf,m,1000,0,60.5,1024000,128000,2115.0,190.5,1180.25,28.5
";
    let [one, two] = &all(text)[..] else { panic!("two loads") };
    assert_eq!(
        (one.concurrency, one.input, one.output, one.per_token),
        (Some(4.0), Some(1_024.0), Some(128.0), Some(18.5))
    );
    assert_eq!((two.tokens_per_second, two.first_token_late), (Some(2_115.0), Some((1_180.25, 99.0))));
}
