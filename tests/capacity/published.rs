//! Published measurements: a load curve, and the redistributable calibration rows through the command itself.

use crate::rows::{gpu, model, near, number, read};
use build_or_buy::capacity::{KvPrecision, Layout, Request, Serving};
use build_or_buy::catalog::Precision;
use build_or_buy::units::RequestsPerSecond;
use std::process::Command;

/// Output tokens/s of Llama-3.1-8B on one H100 80 GB by offered requests/s, vLLM 0.19, Poisson arrivals, 512 tokens in
/// and 256 out, no prefix cache: arXiv 2606.11690, github.com/pChitral/vllm-cost-meter (MIT).
const OFFERED: [f64; 5] = [1.0, 10.0, 25.0, 50.0, 100.0];
const FP16: [f64; 5] = [255.0, 2_464.0, 5_265.0, 6_124.0, 6_217.0];
const FP8: [f64; 5] = [255.0, 2_493.0, 5_754.0, 7_596.0, 8_101.0];

/// The testbed is not a tuned one (the GPU drew about 200 of 700 W at saturation, so the host held it back): it lies
/// between the tuned prediction and a first deployment, and within this of the factor between them, 1.4.
const BAND: f64 = 0.25;

#[test]
fn the_published_load_curve_of_an_8b_model_on_one_h100_is_reproduced_within_25_percent() {
    let (llama, h100) = (model("Llama-3.1-8B"), gpu("H100"));
    for (precision, measured) in [(Precision::Bf16, FP16), (Precision::Fp8, FP8)] {
        let serving = Serving::new(&llama, &h100, precision, KvPrecision::Sixteen, Layout::tensor(1)).expect("fits");
        let tuned = serving.capacity(&Request::new(512.0, 256.0)).expect("fits");
        for (rate, want) in OFFERED.into_iter().zip(measured) {
            let output = |slower: f64| tuned.slowed(slower).at_rate(RequestsPerSecond::new(rate)).output.get();
            near(&format!("{precision:?} at {rate} requests/s"), output(1.4), want, BAND);
            // Below saturation every setup serves the demand: 256 tokens for each request.
            assert!(want <= 1.02 * output(1.0), "{precision:?} at {rate}: {want} beats a tuned engine");
            assert!(
                want >= 0.98 * output(2.0).min(rate * 256.0 * 0.9),
                "{precision:?} at {rate}: {want} is slower still"
            );
        }
    }
}

/// Median and 90th percentile of the error, %, a little above what was measured on 28 November 2026 (9.25 and 20.99,
/// 8.49 and 29.19, 17.3 and 42.4, 10.2 and 50.0). `TensorRT-LLM` 0.17 was held to 8 and 18 while 319 of the fit's 2,079 rows
/// were its own: today's form, fitted to those 2,079 again, has 7.9 and 17.7. Of today's 4,401 rows it is one source in
/// ten, its maker's tuned runs, which are 8 % faster in the median than the fit of all engines says.
#[test]
fn redistributable_measurements_stay_within_the_stated_errors() {
    for (name, rows, median, p90) in
        [("trtllm", 319, 9.5, 21.0), ("mlperf", 244, 9.0, 30.0), ("vllm", 42, 18.0, 43.0), ("more", 1250, 10.5, 51.0)]
    {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/capacity");
        let out = std::env::temp_dir().join(format!("build-or-buy-{name}-{}.csv", std::process::id()));
        let run = Command::new(env!("CARGO_BIN_EXE_build-or-buy"))
            .args(["capacity", "check", &format!("{folder}/{name}.csv"), "--out"])
            .arg(&out)
            .output()
            .expect("the command starts");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let table = read(&out);
        std::fs::remove_file(&out).expect("it was written");
        let mut errors: Vec<f64> = table.iter().map(|row| 100.0 * number(row, "error").abs()).collect();
        errors.sort_by(f64::total_cmp);
        assert_eq!(errors.len(), rows);
        let (middle, ninth) = (errors[rows / 2], errors[rows * 9 / 10]);
        assert!(middle <= median && ninth <= p90, "{name}: median {middle:.1} %, 90th percentile {ninth:.1} %");
    }
}

/// README's and the method page's tables are what the command prints.
#[test]
fn the_tables_of_readme_and_method_page_are_the_commands_own() {
    let root = env!("CARGO_MANIFEST_DIR");
    let run = Command::new(env!("CARGO_BIN_EXE_build-or-buy"))
        .args(["capacity", "check"])
        .current_dir(root)
        .output()
        .expect("the command starts");
    let text = String::from_utf8(run.stdout).expect("text");
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("| NVIDIA, each ")).collect();
    assert_eq!(lines.len(), 4, "{text}");
    let open = |name: &str| std::fs::read_to_string(format!("{root}/{name}")).expect("it is there");
    let (readme, page) = (open("README.md"), open("www/method.html"));
    for line in lines {
        assert!(readme.contains(&format!("{line}\n")), "README.md lacks {line}");
        let cells: Vec<&str> = line.trim_matches(['|', ' ']).split(" | ").collect();
        let row = format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", cells[0], cells[1..].join("</td><td>"));
        assert!(page.contains(&row), "www/method.html lacks {row}");
    }
}
