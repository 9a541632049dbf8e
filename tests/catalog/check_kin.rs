//! Planted errors of the fourth kind: figures of data sheets, prices without a row before them, rows that say less than
//! the one above, and tables out of order. All are planted into one file, since each start of the program costs time.

use super::check::check;
use super::import::run;
use std::path::PathBuf;

/// The shipped file with each slip in its line.
fn slipped(slips: &[(&str, &str, &str)]) -> String {
    let mut file = crate::FILE.to_owned();
    for (start, old, new) in slips {
        let lines: Vec<&str> = file.lines().collect();
        let line = lines.iter().rfind(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
        assert!(line.contains(old), "{line} no longer holds {old}");
        file = file.replacen(*line, &line.replacen(old, new, 1), 1);
    }
    file
}

#[test]
fn figures_beside_data_sheets_and_prices_beside_their_like() {
    let slips = [
        (
            r#"{"id":"l40s""#,
            r#""fp8":733"#,
            r#""fp8":1466"#,
            "gpus, row l40s, fp8: 1466 TFLOPS is the sheet's figure with sparsity",
        ),
        (
            r#"{"id":"a100-80""#,
            r#""bf16":312"#,
            r#""bf16":312,"fp8":624"#,
            "gpus, row a100-80, fp8: this chip multiplies no numbers of 8",
        ),
        (
            r#"{"id":"a10""#,
            r#""bf16":125"#,
            r#""bf16":250"#,
            "gpus, row a10, bf16: 250 TFLOPS is the sheet's figure with sparsity",
        ),
        (
            r#"{"id":"h100-pcie""#,
            r#""link":64"#,
            r#""link":128"#,
            "gpus, row h100-pcie, link: 128 GB/s: a plug of 64 counted both",
        ),
        (
            r#"{"id":"l4""#,
            r#""link":32"#,
            r#""link":64"#,
            "gpus, row l4, link: 64 GB/s: its plug of 32 counted both ways",
        ),
        // 8 × 4,800 GB/s: 38,400 is out of range; 2 × 3,350 of 80 GB are 84 for each.
        (
            r#"{"id":"h100""#,
            r#""bandwidth":3350"#,
            r#""bandwidth":6700"#,
            "gpus, row h100, bandwidth: 6700 GB/s is 84 for each",
        ),
        (
            r#"{"id":"h100-nvl""#,
            r#""fp8":1671"#,
            r#""fp8":1671,"fp4":3342"#,
            "gpus, row h100-nvl, fp4: this chip multiplies no",
        ),
        (
            r#"{"id":"cohere/embed-v4""#,
            r#""input":0.12"#,
            r#""input":12"#,
            "cohere/embed-v4 of 2026-08-01, input: 12 USD",
        ),
        (
            r#"{"id":"deepseek-r1""#,
            r#""kv_heads":1,"#,
            r#""kv_heads":128,"#,
            "models, row deepseek-r1, kv_heads: 128, and latent",
        ),
        (
            r#"{"key":"judge_cost""#,
            r#""date":"2026""#,
            r#""date":"2026-13""#,
            "parameters, row judge_cost, date: `2026-13` names no month",
        ),
        (r#"{"model":"claude-haiku-4.5""#, r#""score":"#, r#""score":9"#, "quality, row claude-haiku-4.5, score: "),
    ];
    let planted: Vec<(&str, &str, &str)> = slips.iter().map(|(start, old, new, _)| (*start, *old, *new)).collect();
    let out = check("kin", &slipped(&planted));
    for (start, _, _, words) in slips {
        assert!(out.contains(words), "{start} {words}: {out}");
    }
}

#[test]
fn rows_that_say_less_than_the_one_above_and_tables_out_of_order() {
    let mut lines: Vec<String> = crate::FILE.lines().map(ToOwned::to_owned).collect();
    let at = |lines: &[String], start: &str| lines.iter().rposition(|line| line.starts_with(start)).expect(start);
    // A copy with a later day, without its cached price, and at twice the price.
    let groq = at(&lines, r#"{"id":"groq/gpt-oss-120b""#);
    let newer = lines[groq].replace("2026-08-21", "2026-11-20").replace(r#""cached_read":0.075,"#, "");
    assert!(newer.contains(r#""input":0.15,"output":0.6"#) && newer != lines[groq], "{newer}");
    lines.insert(groq + 1, newer.replace(r#""input":0.15,"output":0.6"#, r#""input":0.3,"output":1.2"#));
    let h100 = at(&lines, r#"{"gpu":"h100","provider":"Verda","market":"specialist","billing":"spot""#);
    let spot = lines[h100].replace("2026-08-18", "2026-11-20").replace(r#""hour":1.62"#, r#""hour":4.9"#);
    assert!(spot.contains("4.9") && spot.contains("2026-11-20"), "{spot}");
    lines.insert(h100 + 1, spot);
    let (first, second) = (at(&lines, r#"{"gpu":"a100-40","#), at(&lines, r#"{"gpu":"a100-80","#));
    lines.swap(first, second);
    let out = check("less", &lines.join("\n"));
    for words in [
        "look: hosted, row groq/gpt-oss-120b of 2026-11-20, input: 0.15 from 2026-08-21, then 0.3: 2 times more",
        "look: hosted, row groq/gpt-oss-120b of 2026-11-20, cached_read: the row of 2026-08-21 has it",
        "wrong: rents, row h100 Verda spot 1 of 2026-11-20, hour: 4.9 spot, and the provider asks 3.25 on demand",
        "look: rents, row h100 Verda spot 1 of 2026-11-20, hour: 4.9, and 1.62 on 2026-08-18",
        ": rows are sorted by id and day",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    assert!(out.contains("wrong: rents, row a100-"), "{out}");
}

#[test]
fn a_day_that_was_set_back_is_said_once_and_a_comma_on_its_own_line() {
    let asof = crate::FILE.split(r#""asof":""#).nth(1).and_then(|rest| rest.get(..10)).expect("asof");
    let back = crate::FILE.replacen(asof, "2025-11-24", 1);
    let out = check("back", &back);
    let line = crate::FILE.lines().position(|line| line.contains(r#""asof":""#)).expect("asof") + 1;
    assert!(out.contains(&format!(":{line}: wrong: catalog, row head, asof: 2025-11-24, and ")), "{out}");
    assert!(!out.contains("is after the catalog's day"), "{out}");
    let head = crate::FILE.lines().position(|line| line.starts_with(r#""purchases""#)).expect("table");
    let mut lines: Vec<String> = crate::FILE.lines().map(ToOwned::to_owned).collect();
    let last = head + lines[head..].iter().position(|line| line.starts_with(']')).expect("its end") - 1;
    lines[last].push(',');
    let out = check("comma", &lines.join("\n"));
    assert!(out.contains(&format!(":{}: wrong: file", last + 1)), "{out}");
}

#[test]
fn a_file_of_windows_keeps_its_ends_of_lines() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (catalog, list) = (folder.join("crlf.json"), folder.join("crlf-list.json"));
    std::fs::write(&catalog, crate::FILE.replace('\n', "\r\n")).expect("written");
    let entry = r#"{"groq/gpt-oss-120b":{"litellm_provider":"groq","mode":"chat","input_cost_per_token":1.8e-7,"output_cost_per_token":6e-7,"cache_read_input_token_cost":9e-8}}"#;
    std::fs::write(&list, entry).expect("written");
    let (catalog, list) = (catalog.display().to_string(), list.display().to_string());
    let (_, error, code) =
        run(&["catalog", "import", "litellm", &list, "--seen", "2026-11-24", "--catalog", &catalog, "--append"]);
    assert_eq!(code, Some(0), "{error}");
    let after = std::fs::read_to_string(&catalog).expect("read");
    let count = |text: &str, end: &str| text.matches(end).count();
    assert_eq!(count(&after, "\n"), count(crate::FILE, "\n") + 1);
    assert_eq!(count(&after, "\r\n"), count(&after, "\n"));
}
