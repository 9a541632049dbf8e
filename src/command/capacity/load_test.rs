//! Results of load tests, each point beside what the capacity model predicts for it.

use super::hints::{after, counted, format_in, without_format, word};
use super::measured::{self, Measured, Outcome};
use super::reference::Names;
use super::score::quantile;
use build_or_buy::Catalog;
use build_or_buy::capacity::Constants;
use build_or_buy::usage::{LoadPoint, UsageReader};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What a result of a load test rarely says, given by who made it; what is given goes before what a file says.
#[derive(clap::Args, Default)]
pub struct Tested {
    /// The model of a load test, where its file does not name it
    #[arg(long, value_name = "MODEL")]
    pub model: Option<String>,
    /// The GPU of a load test, such as H100: most files do not name it
    #[arg(long, value_name = "GPU")]
    pub gpu: Option<String>,
    /// GPUs of all replicas that a load test ran on
    #[arg(long, value_name = "N")]
    pub gpus: Option<u32>,
    /// GPUs of one replica; all of them where it is not given
    #[arg(long, value_name = "N")]
    pub tensor: Option<u32>,
    /// The weights' number format in a load test: bf16, fp8, nvfp4, mxfp4, int4
    #[arg(long, value_name = "FORMAT")]
    pub precision: Option<String>,
}

/// Apart by more than this, measured and predicted are not of the same thing.
const FAR: f64 = 2.0;

/// Bytes within which a printed result is looked for: what a server says while it starts comes before it.
const HEAD: u64 = 1 << 20;

/// Whether a file is JSON, gzipped, a printed table or a tool's own CSV, as results of load tests are, and no table of
/// measured rows.
pub fn is_one(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    read.is_ok()
        && (matches!(first, Some(b'{' | b'['))
            || head.starts_with(&[0x1f, 0x8b])
            || build_or_buy::usage::load::is_result(&head))
}

/// Reads results and prints measured beside predicted, point by point, and what that makes of `throughput_factor`.
///
/// # Errors
/// When a file cannot be read or is no load test, or no point of any of them can be predicted.
pub fn beside(paths: &[PathBuf], tested: &Tested, catalog: &Catalog) -> Result<String, String> {
    let mut reader = UsageReader::new();
    for path in paths {
        crate::command::usage::read(&mut reader, path)?;
    }
    let usage = reader.finish(catalog, &[], &[]);
    let wrong: Vec<String> = usage
        .issues
        .iter()
        .filter(|issue| issue.wrong)
        .map(|issue| format!("{}: {}", issue.file, issue.sentence))
        .collect();
    if usage.loads.is_empty() {
        return Err(wrong.into_iter().next().unwrap_or_else(|| "no result of a load test is in it".into()));
    }
    let names = Names::load();
    let rows: Vec<(&LoadPoint, Measured)> =
        usage.loads.iter().map(|point| (point, row(point, tested, &names))).collect();
    let outcomes: Vec<Outcome> = rows
        .iter()
        .map(|(point, row)| match point.not_used.as_str() {
            "" if point.concurrency.is_some_and(|load| load < 1.0) => {
                Err("less than one request was under way: the load set the pace, not the server".into())
            }
            "" => row.predict(&Constants::FITTED).map_err(|why| told(&why)),
            why => Err(why.to_owned()),
        })
        .collect();
    let mut text = String::from(
        "| file | requests under way | tokens in | out | tokens/s | predicted | ratio | ms a token | predicted | first token, ms | predicted |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut ratios = Vec::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let whole = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| format!("{value:.0}"));
    let tenth = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| format!("{value:.1}"));
    for ((point, row), outcome) in rows.iter().zip(&outcomes) {
        match outcome {
            Ok(found) => {
                let ratio = row.output / found.output;
                ratios.push(ratio);
                let _ = writeln!(
                    text,
                    "| {} | {} | {} | {} | {:.0} | {:.0} | {ratio:.2} | {} | {:.1} | {} | {} |",
                    point.file,
                    tenth(point.concurrency),
                    whole(point.input),
                    whole(point.output),
                    row.output,
                    found.output,
                    tenth(row.per_token),
                    found.per_token,
                    whole(row.first_token),
                    whole(found.first_token),
                );
            }
            Err(why) => *left_out.entry(format!("{}: {why}", point.file)).or_default() += 1,
        }
    }
    for why in wrong {
        let _ = writeln!(text, "  not read    {why}");
    }
    for (why, count) in left_out {
        let _ = writeln!(text, "  left out {count:>3}  {why}");
    }
    if ratios.is_empty() {
        return Err(format!("no point of the load tests could be predicted\n{text}"));
    }
    ratios.sort_by(f64::total_cmp);
    let [low, middle, high] = [0.1, 0.5, 0.9].map(|part| quantile(&ratios, part));
    let _ = writeln!(
        text,
        "\nmeasured ÷ predicted: {middle:.2}, from {low:.2} to {high:.2} (10th to 90th percentile of {} points)\n\
         as an input: throughput_factor={middle:.2}",
        ratios.len()
    );
    if ratios.iter().any(|ratio| !(1.0 / FAR..=FAR).contains(ratio)) {
        text += "Some points are more than twice or less than half of what is predicted. Usual causes: the engine’s default settings, \
                 prefix caching or speculative decoding on, another number of GPUs, or a client that could not send faster.\n";
    }
    Ok(text)
}

/// Reasons of a row by what is to be done about them here.
fn told(why: &str) -> String {
    match why {
        "unknown GPU \"\"" => "its GPU is not known: give --gpu".into(),
        "unknown model \"\"" => "its model is not known: give --model".into(),
        _ if why.starts_with("`n_gpus`") => "how many GPUs it ran on is not known: give --gpus".into(),
        _ => why.to_owned(),
    }
}

/// A point as a measured row: what the command was told, what the file says, and what its name and its model's tell.
fn row(point: &LoadPoint, tested: &Tested, names: &Names) -> Measured {
    let hints = format!("{} {}", point.file, point.model).to_lowercase();
    let (many, gpu) = counted(&point.gpu);
    let gpu = tested.gpu.clone().unwrap_or_else(|| gpu.to_owned());
    let tensor = tested.tensor.map(f64::from).or_else(|| after(&hints, "tp"));
    let gpus = tested.gpus.map(f64::from).or(point.gpus).or(many).or(tensor);
    let model = tested.model.clone().unwrap_or_else(|| point.model.clone());
    let bare = without_format(&model);
    let known = names.model(&model).is_some();
    let model = if known { model } else { bare };
    let precision = tested.precision.clone().or_else(|| format_in(&hints).map(str::to_owned));
    let precision = precision.or_else(|| names.model(&model).map(|model| word(model.native).to_owned()));
    let text = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let fields = [
        ("id", point.file.clone()),
        ("model", model),
        ("prec", precision.unwrap_or_default()),
        ("gpu", gpu),
        ("n_gpus", text(gpus)),
        ("tp", text(tensor.or(gpus))),
        ("engine", point.tool.to_owned()),
        ("scenario", if point.concurrency_derived { "open_loop" } else { "closed_loop" }.to_owned()),
        ("isl", text(point.input)),
        ("osl", text(point.output)),
        ("conc", text(point.concurrency)),
        ("out_tps", text(point.tokens_per_second)),
        ("ttft_ms", text(point.first_token)),
        ("tpot_ms", text(point.per_token)),
    ];
    let of = |name: &str| fields.iter().find(|one| one.0 == name).map_or("", |one| one.1.as_str());
    measured::row(0, &of, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/usage").join(name)
    }

    fn prices() -> Catalog {
        crate::command::report::catalog(Some(&Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalog.json")))
            .expect("the catalog")
    }

    #[test]
    fn a_table_of_results_is_one_too() {
        let folder = std::env::temp_dir().join(format!("load-table-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("summary.csv");
        let text = "max_concurrency,model_id,gpu,num_gpus,completed,failed,duration,total_input_tokens,total_output_tokens,output_throughput,median_ttft_ms,median_tpot_ms\n\
            16,meta-llama/Llama-3.1-8B,H100,1,800,0,60,819200,102400,1706.7,60,9\n";
        std::fs::write(&path, text).expect("written");
        assert!(is_one(&path));
        let text = beside(&[path], &Tested::default(), &prices()).expect("one point");
        let line = text.lines().find(|line| line.starts_with("| summary.csv")).expect("its line");
        // 16 under way, 819,200 ÷ 800 = 1,024 in, 128 out, 1,707 tokens a second.
        assert!(line.starts_with("| summary.csv | 16.0 | 1024 | 128 | 1707 |"), "{line}");
        std::fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn a_sweep_stands_beside_what_is_predicted_for_it() {
        let sweep = [4, 16, 64].map(|load| shipped(&format!("glm5_fp8_vllm_tp8_isl1024_osl128_conc{load}.json")));
        assert!(sweep.iter().all(|path| is_one(path)) && !is_one(&shipped("openrouter.csv")));
        // Eight GPUs by `tp8` in the name, 8-bit by `fp8`, GLM-5 by the model's name; the GPU stands nowhere.
        let refused = beside(&sweep, &Tested::default(), &prices()).expect_err("no GPU");
        assert!(
            refused.contains("give --gpu") && !refused.contains("--gpus") && !refused.contains("--model"),
            "{refused}"
        );
        let tested = Tested { gpu: Some("H200".into()), ..Tested::default() };
        let text = beside(&sweep, &tested, &prices()).expect("three points");
        // Measured: 165, 404 and 663 output tokens a second with 4, 16 and 64 requests under way.
        let lines: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| line.starts_with("| glm5"))
            .map(|line| line.split('|').map(str::trim).collect())
            .collect();
        assert_eq!(
            lines.iter().map(|line| (line[2], line[5])).collect::<Vec<_>>(),
            [("4.0", "165"), ("16.0", "404"), ("64.0", "663")]
        );
        // The ratio is of the two numbers before it, and the factor is the middle one of the three.
        let mut ratios = Vec::new();
        for line in &lines {
            let [measured, predicted, ratio] =
                [line[5], line[6], line[7]].map(|cell| cell.parse::<f64>().expect("a number"));
            assert!((measured / predicted - ratio).abs() < 0.02, "{line:?}");
            ratios.push(line[7]);
        }
        ratios.sort_unstable();
        assert!(text.contains(&format!("throughput_factor={}", ratios[1])), "{text}");
    }
}
