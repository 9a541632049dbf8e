//! Planted errors of the fifth kind, all in one file and one start of the program: figures that the row's own name, its
//! weights, its older rows or the rent beside it contradict.

use super::check::check;

/// Start of the line, what is replaced, by what, and what is said of that line.
const PLANTED: [(&str, &str, &str, &str, &str); 16] = [
    (
        r#"{"id":"alibaba/qwen3.8-27b""#,
        r#""context":1000000"#,
        r#""context":1000"#,
        "wrong",
        "context: 1000 tokens, and its weights have",
    ),
    (
        r#"{"id":"openai/gpt-6-sol""#,
        r#""cache_write":2.5"#,
        r#""cache_write":1.25"#,
        "wrong",
        "cache_write: 1.25 beside an input price of 2: nobody writes",
    ),
    (
        r#"{"id":"groq/gpt-oss-120b""#,
        r#""quality":"gpt-oss-120b","#,
        "",
        "wrong",
        "quality: is missing, and the row before it has `gpt-oss-120b`",
    ),
    (
        r#"{"id":"groq/gpt-oss-120b""#,
        r#""first_seen":"2026-08-21""#,
        r#""first_seen":"2026-09-21""#,
        "wrong",
        "first_seen: is after 2026-08-21",
    ),
    (
        r#"{"id":"groq/gpt-oss-120b""#,
        r#""context":131072"#,
        r#""tier_style":"cliff","context":131072"#,
        "wrong",
        "tier_style: is given with tiers",
    ),
    // An eighth of 4.19, its own last, and of what others ask: 3.99 / 8.
    (
        r#"{"gpu":"h100","provider":"Lambda","market":"specialist","billing":"on-demand","from":"2026-09-20","hour":4.29"#,
        "4.29",
        "0.53625",
        "wrong",
        "hour: 0.53625, and 4.19 on 2026-05-08: divided by",
    ),
    (r#"{"gpu":"h100","provider":"Together AI""#, "3.99", "0.49875", "wrong", "hour: 0.49875 where others ask"),
    // A tenth of 40,625: 1,018 hours of 3.99.
    (
        r#"{"gpu":"h100","price""#,
        r#""price":40625,"low":37500,"high":43750"#,
        r#""price":4062,"low":3750,"high":4375"#,
        "wrong",
        "price: 4062 USD, 1018 hours of its rent of 3.99",
    ),
    (
        r#"{"id":"phi-4""#,
        r#""full_layers""#,
        r#""mla_dim":576,"full_layers""#,
        "wrong",
        "mla_dim: is given with mla attention, and this says gqa",
    ),
    // 210 and 20 of 43 layers; 584 bytes an entry.
    (
        r#"{"id":"deepseek-v4-flash""#,
        r#""layers":21,"ratio":4"#,
        r#""layers":210,"ratio":4"#,
        "wrong",
        "compressed: its groups have 230 layers, and the model 43",
    ),
    (
        r#"{"id":"deepseek-v4-flash""#,
        r#""ratio":128,"entry_bytes":584"#,
        r#""ratio":128,"entry_bytes":584000"#,
        "wrong",
        "compressed: entries of 584000 bytes, beside heads 512 wide",
    ),
    (r#"{"id":"h100""#, r#""memory":80"#, r#""memory":8"#, "wrong", "memory: 8 GB, and its name says 80"),
    // Cards for the desk are sold by twice the dense rate: 3,742 is 4 times 936.
    (r#"{"id":"rtx-pro-6000""#, r#""fp4":1871"#, r#""fp4":3742"#, "look", "fp4: 3742 beside 936"),
    (r#"{"key":"api_uptime""#, r#""low":99.2,"typical":99.7,"high":99.94,"#, "", "wrong", "typical: no number at all"),
    (
        r#"{"key":"cache_hit""#,
        r#""key":"cache_hit""#,
        r#""key":"cache_hitt""#,
        "wrong",
        "key: `cache_hitt`, which no input and no reason asks for and `evidence` does not list: is it `cache_hit`?",
    ),
    (r#"{"id":"h100-nvl""#, r#""memory":94"#, r#""memory":94000"#, "wrong", "memory: 94000 GB, and its name says 94"),
];

#[test]
fn each_is_found_on_its_line() {
    let mut lines: Vec<String> = crate::FILE.lines().map(ToOwned::to_owned).collect();
    let at: Vec<usize> = PLANTED
        .iter()
        .map(|(start, ..)| {
            crate::FILE
                .lines()
                .collect::<Vec<_>>()
                .iter()
                .rposition(|line| line.starts_with(start))
                .unwrap_or_else(|| panic!("no line {start}"))
        })
        .collect();
    for ((_, old, new, ..), at) in PLANTED.iter().zip(&at) {
        assert!(lines[*at].contains(old), "{} no longer holds {old}", lines[*at]);
        lines[*at] = lines[*at].replacen(old, new, 1);
    }
    let out = check("beside", &lines.join("\n"));
    for ((_, _, _, mark, words), at) in PLANTED.iter().zip(&at) {
        let line = at + 1;
        let found = out.lines().any(|said| said.contains(&format!(":{line}: {mark}: ")) && said.contains(words));
        assert!(found, "line {line}, {words}: {out}");
    }
}
