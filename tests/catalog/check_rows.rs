//! More planted errors: where each row of an offer is named, what is no error of its own, and slips that read well.

use super::check::{check, planted};
use super::import::run;
use std::path::PathBuf;

/// As `planted`, in the first row that begins so.
fn in_an_old_row(name: &str, start: &str, old: &str, new: &str) -> (String, usize) {
    let at = crate::FILE.lines().position(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
    let line = crate::FILE.lines().nth(at).expect("there");
    assert!(line.contains(old), "{line} no longer holds {old}");
    (check(name, &crate::FILE.replacen(line, &line.replacen(old, new, 1), 1)), at + 1)
}

const GROQ: &str = r#"{"id":"groq/gpt-oss-120b""#;

#[test]
fn of_the_rows_of_one_offer_the_wrong_one_is_named() {
    let middle = r#"{"id":"groq/gpt-oss-120b","host":"Groq","model":"gpt-oss-120b","weights":"gpt-oss-120b","kind":"chat","from":"2025-11-11""#;
    for (name, start, old, new, field, day) in [
        ("old-text", GROQ, r#""input":0.15"#, r#""input":"0.15""#, "input", "2025-08-05"),
        ("old-weights", GROQ, r#""weights":"gpt-oss-120b""#, r#""weights":"xx""#, "weights", "2025-08-05"),
        ("old-negative", middle, r#""input":0.15"#, r#""input":-1"#, "input", "2025-11-11"),
        (
            "old-until",
            GROQ,
            r#""input""#,
            r#""until":"2025-08-01","ends":"retired","input""#,
            "until, ends",
            "2025-08-05",
        ),
    ] {
        let (out, line) = in_an_old_row(name, start, old, new);
        let said = format!(":{line}: wrong: hosted, row groq/gpt-oss-120b of {day}, {field}: ");
        assert!(out.contains(&said) && out.contains(": 1 wrong,"), "{name}, {said}: {out}");
    }
}

#[test]
fn a_row_that_names_a_refused_row_is_no_error_of_its_own() {
    // Nine offers sell Qwen3 32B, and some twenty quotes are for an H200: the cause is said, and nothing else.
    for (name, start, old, new, cause) in [
        (
            "cause-model",
            r#"{"id":"qwen3-32b""#,
            r#""active":32.8"#,
            r#""active":40"#,
            "models, row qwen3-32b, active: ",
        ),
        ("cause-gpu", r#"{"id":"h200""#, r#""vendor":"NVIDIA""#, r#""vendor":"Nvidia""#, "gpus, row h200, vendor: "),
    ] {
        let (out, line) = planted(name, start, old, new);
        assert!(out.contains(&format!(":{line}: wrong: {cause}")) && out.contains(": 1 wrong,"), "{name}: {out}");
    }
}

#[test]
fn slips_that_read_well_are_found_on_their_line() {
    const QWEN: &str = r#"{"id":"groq/qwen3.8-27b""#;
    const MODEL: &str = r#"{"id":"qwen3-32b""#;
    const H200: &str = r#"{"id":"h200""#;
    const RENT: &str = r#"{"gpu":"h200","provider":"Hyperstack","market":"specialist","billing":"#;
    let source = r#""source":"anomalyco/models.dev groq @f3fc6922; pydantic/genai-prices @47df840a; romanshumy/llm-prices-data @ee652e2d""#;
    for (at, (start, old, new, words)) in [
        (
            GROQ,
            r#""checked":"2026-08-21""#,
            r#""checked":"2025-08-21""#,
            "checked: 2025-08-21 is before the price began",
        ),
        (QWEN, r#""from":"2026-08-29""#, r#""from":"2025-08-29""#, "from: 2025-08-29 is before the weights came out"),
        (GROQ, r#""weights":"gpt-oss-120b""#, r#""weights":"llama-3.1-8b""#, "weights: `llama-3.1-8b`, and the row of"),
        (GROQ, r#""quality":"gpt-oss-120b""#, r#""quality":"claude-fable-5""#, "quality: `claude-fable-5`, and"),
        (QWEN, r#""quality":"qwen3.6-27b","#, "", "quality_is_floor: is given with `quality`"),
        (GROQ, source, r#""source":"htps:/groq,com/pricing""#, "source: `htps:/groq,com/pricing` is no address"),
        (GROQ, source, r#""source":"https://groq .com/pricing""#, "source: `https://groq` is no address"),
        (H200, r#""link":450"#, r#""link":3600"#, "link: 3600 GB/s beside a memory of 4800"),
        // NVLink 4 is 450 GB/s each way; NVIDIA's data sheet says 900, both ways together.
        (H200, r#""link":450"#, r#""link":900"#, "link: 900 GB/s, twice the 450 of gh200: counted both ways?"),
        // An MI300X has seven links of 64 GB/s each way, 448; the data sheet adds both ways up to 896.
        (r#"{"id":"mi300x""#, r#""link":448"#, r#""link":896"#, "link: 896 GB/s, twice the 448 of mi325x"),
        (
            r#"{"key":"outage_cost""#,
            r#""unit":"USD/h""#,
            r#""unit":"EUR/h""#,
            "unit: `EUR/h` is in EUR: amounts are in USD",
        ),
        (r#"{"key":"egress""#, r#""unit":"USD/GB""#, r#""unit":"€/GB""#, "unit: `€/GB` is in €: amounts are in USD"),
        (RENT, r#""hour":2.79"#, r#""hour":"2.79 EUR""#, "hour: must be a number above 0; `2.79 EUR` is in EUR"),
        (RENT, r#""hour":2.79"#, r#""hour":2.79,"unit":"EUR/h""#, "grade, note; `EUR/h` is in EUR: amounts are in USD"),
        (
            RENT,
            r#""hour":2.79"#,
            r#""hour":2.79,"note":"list price in EUR""#,
            "note: names `EUR` and no rate: amounts are",
        ),
        (H200, r#""per_node":8"#, r#""per_node":0"#, "per_node: is missing"),
        (H200, r#""per_node":8"#, r#""per_node":72"#, "per_node: 72: those of a rack"),
        (H200, r#""fp8":1979"#, r#""fp8":3958"#, "fp8: 3958 beside 989"),
        (MODEL, r#""full_layers":64"#, r#""full_layers":32"#, "full_layers: 32 of 64 layers"),
        (MODEL, r#""total":32.8,"active":32.8"#, r#""total":328,"active":328"#, "active: 195.5 times layers"),
        (r#"{"id":"deepseek-r1""#, r#""mla_dim":576"#, r#""mla_dim":5760"#, "mla_dim: 5760 wide"),
        (MODEL, r#""licence":"Apache 2.0""#, r#""licence":"CC-BY-NC-4.0""#, "commercial: `yes` beside the licence"),
        (RENT, r#""hour":2.79"#, r#""hour":8.37"#, "hour: 8.37 reserved, and 3.99 by the hour"),
        (r#"{"key":"judge_cost""#, r#""date":"#, r#""date":"yesterday","note":"#, "date: `yesterday` names no year"),
        (r#""index_date""#, "2026", "2062", "index_date: 2062-07-10 lies in the future"),
        (r#""parameters":["#, "parameters", "paramters", "paramters: is not a table of the catalog: `parameters`?"),
        (r#""hosted":["#, "hosted", "hostd", "hostd: is not a table of the catalog: `hosted`?"),
    ]
    .into_iter()
    .enumerate()
    {
        let (out, line) = planted(&format!("slip-{at}"), start, old, new);
        let found = out.lines().any(|said| said.contains(&format!(":{line}: wrong: ")) && said.contains(words));
        assert!(found, "line {line}, {words}: {out}");
    }
}

#[test]
fn an_end_after_the_next_price_began_is_wrong_in_the_row_that_ends() {
    let start = r#"{"id":"groq/gpt-oss-120b""#;
    let new = r#""until":"2026-09-30","ends":"promotion","input""#;
    let (out, line) = in_an_old_row("overlap", start, r#""input""#, new);
    let said =
        format!(":{line}: wrong: hosted, row groq/gpt-oss-120b of 2025-08-05, until: 2026-09-30 lies after the next");
    assert!(out.contains(&said), "{out}");
}

/// Plausible and yet unlikely: told, and no error.
#[test]
fn what_may_be_true_is_worth_a_look() {
    for (name, start, old, new, words) in [
        (
            "cached",
            GROQ,
            r#""cached_read":0.075"#,
            r#""cached_read":0.0075"#,
            "cached_read: 0.075 from 2025-11-11, then 0.0075",
        ),
        // A chip of which no sheet is known here.
        (
            "sparse",
            r#"{"id":"b300""#,
            r#"{"id":"b300""#,
            concat!(
                r#"{"id":"b299","name":"B299","vendor":"NVIDIA","memory":288,"bandwidth":8000,"bf16":4500,"fp8":9000,"#,
                r#""link":900,"per_node":8,"watts":1000,"checked":"2026-08-21","source":"NVIDIA data sheet","grade":"A"},"#,
                "\n",
                r#"{"id":"b300""#
            ),
            "gpus, row b299, bf16: 4500 TFLOPS at 1000 W",
        ),
        ("heads", r#"{"id":"qwen3-32b""#, r#""kv_heads":8"#, r#""kv_heads":64"#, "kv_heads: as many as query heads"),
        // A letter missing, a letter too many, two swapped: against the weights, other hosts, the id, and other models.
        (
            "name-weights",
            GROQ,
            r#""model":"gpt-oss-120b""#,
            r#""model":"gtp-oss-120b""#,
            "groq/gpt-oss-120b of 2026-08-21, model: `gtp-oss-120b`, and gpt-oss-120b writes `gpt-oss-120b`",
        ),
        (
            "name-id",
            r#"{"id":"anthropic/claude-haiku-4.5""#,
            r#""model":"Claude Haiku 4.5""#,
            r#""model":"Claude Haikku 4.5""#,
            "model: `Claude Haikku 4.5`, and its id says `claude-haiku-4.5`",
        ),
        (
            "name-model",
            r#"{"id":"glm-5.2","#,
            r#""name":"GLM-5.2""#,
            r#""name":"GLM-5.1""#,
            "models, row glm-5.2, name: `GLM-5.1`, and its id says `glm-5.2`",
        ),
        (
            "name-unlike",
            r#"{"id":"xai/grok-4.7""#,
            r#""model":"Grok 4.7""#,
            r#""model":"Kimi K3""#,
            "model: `Kimi K3` has no word of its id `grok-4.7`",
        ),
        (
            "name-both",
            r#"{"id":"openai/gpt-6.1-terra""#,
            r#"{"id":"openai/gpt-6.1-terra","host":"OpenAI","model":"GPT-6.1 Terra""#,
            r#"{"id":"openai/gpt-6.1-terrra","host":"OpenAI","model":"GPT-6.1 Terrra""#,
            "model: `terrra` in `GPT-6.1 Terrra`, and other models say `terra`",
        ),
    ] {
        let line = crate::FILE.lines().rfind(|line| line.starts_with(start)).expect("there");
        assert!(line.contains(old), "{line} no longer holds {old}");
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("look-{name}.json"));
        std::fs::write(&path, crate::FILE.replacen(line, &line.replacen(old, new, 1), 1)).expect("written");
        let (out, _, code) = run(&["catalog", "check", &path.display().to_string()]);
        assert!(code == Some(0) && out.contains(words), "{name}: {out}");
    }
}

#[test]
fn what_keeps_a_file_from_being_json_is_said_with_the_usual_slip() {
    let row = crate::FILE.lines().find(|line| line.starts_with(GROQ)).expect("there");
    let out = check("comma", &crate::FILE.replacen(row, row.trim_end_matches(','), 1));
    assert!(out.contains("Is a comma missing at the end of the line before"), "{out}");
}

/// Notepad writes a mark before the first byte and ends lines in its own way: a file is the same with and without.
#[test]
fn marks_of_an_editor_change_nothing_and_other_letters_are_told() {
    let row = crate::FILE.lines().rfind(|line| line.starts_with(GROQ)).expect("there");
    let file = crate::FILE.replacen(row, &row.replacen(r#""output":0.6"#, r#""output":-0.6"#, 1), 1);
    let said = |name: &str, file: &str| check(name, file).replace(&format!("planted-{name}"), "planted");
    let plain = said("plain", &file);
    assert!(plain.contains(", output: must be "), "{plain}");
    assert_eq!(said("marked", &format!("\u{feff}{}", file.replace('\n', "\r\n"))), plain);
    // A file of a few own prices, likewise.
    let own = r#"{"name":"Us","quality":[{"model":"kimi-k3","score":155}]}"#;
    let told = said("own-marked", &format!("\u{feff}{}\r\n", own.replace(',', ",\r\n")));
    assert!(told.contains("planted.json:3: wrong: quality, row kimi-k3, score: 155 points"), "{told}");
    // What is stored in other letters says as what to save it. Latin-1 has the letter e with an accent in one byte, 0xe9.
    let wide: Vec<u8> = core::iter::once(0xfeff).chain(own.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin = [b"{\n\"name\":\"Caf".as_slice(), &[0xe9], b"\"}"].concat();
    for (name, bytes, words) in [("wide", wide, "UTF-16"), ("latin", latin, "line 2 has a letter that is not UTF-8")] {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("letters-{name}.json"));
        std::fs::write(&path, bytes).expect("written");
        for command in [&["catalog", "check"][..], &["report", "workloads=a", "--catalog"]] {
            let (_, error, code) = run(&[command, &[&path.display().to_string()]].concat());
            assert!(code == Some(1) && error.contains(words) && error.contains("save "), "{name}: {error}");
        }
    }
}
