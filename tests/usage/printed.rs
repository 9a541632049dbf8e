//! A load test's table as it was printed.

use super::loads::{VLLM, only};
use super::read;

/// As `vllm bench serve` prints it, behind a server's own words and its arguments.
const PRINTED: &str = "INFO 11-18 10:15:02 [api_server.py:1] started: {1}
Namespace(backend='vllm', base_url=None, model='openai/gpt-oss-120b', tokenizer=None, num_prompts=640)
Starting main benchmark run...
100%|██████████| 640/640 [01:58<00:00]\r100%|██████████| 640/640
============ Serving Benchmark Result ============
Successful requests:                     640
Failed requests:                         0
Maximum request concurrency:             64
Benchmark duration (s):                  118.40
Total input tokens:                      1310720
Total generated tokens:                  163840
Request throughput (req/s):              5.41
Output token throughput (tok/s):         1383.80
Peak output token throughput (tok/s):    1600.00
Peak concurrent requests:                70.00
Total token throughput (tok/s):          12454.10
---------------Time to First Token----------------
Mean TTFT (ms):                          612.10
Median TTFT (ms):                        480.20
P99 TTFT (ms):                           2104.70
-----Time per Output Token (excl. 1st token)------
Mean TPOT (ms):                          43.90
Median TPOT (ms):                        43.10
P99 TPOT (ms):                           49.80
---------------Inter-token Latency----------------
Mean ITL (ms):                           43.90
==================================================
";

#[test]
fn a_printed_table_is_read_like_the_tool_s_own_file() {
    let (printed, file) = (only(PRINTED), only(VLLM));
    assert_eq!((printed.tool, &printed.model), (file.tool, &file.model));
    assert_eq!(
        (printed.input, printed.output, printed.concurrency, printed.completed, printed.failed, printed.seconds),
        (file.input, file.output, file.concurrency, file.completed, file.failed, file.seconds)
    );
    assert_eq!(
        (printed.tokens_per_second, printed.first_token, printed.per_token),
        (file.tokens_per_second, file.first_token, file.per_token)
    );
    // SGLang's, with the spelling of its older versions; its mean of requests under way counts where a rate set the pace.
    let sglang = "============ Serving Benchmark Result ============
Backend:                                 sglang
Traffic request rate:                    4.0
Max reqeuest concurrency:                not set
Successful requests:                     400
Benchmark duration (s):                  100.20
Total input tokens:                      400000
Total generated tokens:                  40000
Total generated tokens (retokenized):    39990
Request throughput (req/s):              3.99
Output token throughput (tok/s):         399.20
Concurrency:                             9.50
Median TTFT (ms):                        120.00
Median TPOT (ms):                        22.00
";
    let point = only(sglang);
    assert_eq!((point.tool, point.concurrency, point.not_used.as_str()), ("SGLang bench_serving", Some(9.5), ""));
    assert_eq!((point.input, point.output, point.failed), (Some(1_000.0), Some(100.0), None));
    // A sweep in one log, a log whose table comes late, and the table without its head and end.
    let late = format!("{}{PRINTED}{sglang}", "loading weights, 1 of 2\n".repeat(1_000));
    let usage = read(&[("run.log", &late)]);
    assert_eq!((usage.loads.len(), usage.issues.len()), (2, 0), "{:?}", usage.issues);
    let rows = PRINTED.lines().skip(5).take(20).collect::<Vec<_>>().join("\n");
    assert_eq!(only(&rows).tokens_per_second, Some(1_383.8));
}
