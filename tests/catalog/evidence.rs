//! Where the numbers come from, over the whole catalog: weak ones say what would replace them, retold ones who counted,
//! and what has no score says so and can be given one.

use crate::{catalog, date};
use build_or_buy::catalog::{Catalog, Grade, Kind, Value};

/// Pages that retell what others counted: news about surveys, blogs about price pages, pages about papers.
const RETELLERS: [&str; 18] = [
    "aeoauditai.com",
    "apidog.com",
    "apmdigest.com",
    "ciodive.com",
    "developersdigest.tech",
    "glennklockwood.com",
    "infolabhq.com",
    "itbrief.in",
    "ler.me",
    "mment.co",
    "openstats.eu",
    "particle.news",
    "research-viewer.pages.dev",
    "thefreesheet.com",
    "thundercompute.com",
    "usage.ai",
    "dev.to",
    "saipien.org",
];

#[test]
fn a_weak_parameter_says_what_would_replace_it() {
    let catalog = catalog();
    let weak: Vec<_> = catalog.parameters.iter().filter(|row| matches!(row.grade, Grade::C | Grade::J)).collect();
    // 26 of C and 15 of J on 2026-11-28: fewer would mean that this test looks at nothing.
    assert!(weak.len() >= 40, "{}", weak.len());
    for row in weak {
        let better = row.better.as_deref().unwrap_or("");
        assert!(better.split_whitespace().count() >= 4, "{}: `{better}` is no sentence", row.key);
    }
}

#[test]
fn a_number_that_is_retold_is_marked_or_graded_as_weak() {
    let mut marked = 0;
    for row in &catalog().parameters {
        if !RETELLERS.iter().any(|host| row.source.contains(host)) {
            continue;
        }
        let said = row.note.as_deref().is_some_and(|note| note.starts_with("second-hand: "));
        assert!(said || matches!(row.grade, Grade::C | Grade::J), "{}: {}", row.key, row.source);
        marked += usize::from(said);
    }
    assert!(marked >= 15, "{marked}");
}

#[test]
fn every_row_has_a_source_and_a_day_and_no_price_is_judged() {
    let catalog = catalog();
    for row in &catalog.hosted {
        assert!(row.source.len() > 3 && row.checked <= catalog.asof && row.grade != Grade::J, "{}", row.id);
        // A price lies no longer ahead than its announcement says, and none begins after it was looked at unannounced.
        assert!(row.announced || row.from <= row.checked, "{} from {}", row.id, row.from);
    }
    for row in &catalog.rents {
        assert!(row.source.len() > 3 && row.grade != Grade::J, "{} at {}", row.gpu, row.provider);
    }
}

#[test]
fn what_has_no_score_is_named_and_a_file_of_ones_own_gives_it_one() {
    let catalog = catalog();
    let offers = catalog.offers(catalog.asof);
    let unscored: Vec<&str> = offers
        .iter()
        .filter(|row| row.kind == Kind::Chat && row.quality.is_none())
        .map(|row| row.id.as_str())
        .collect();
    assert!(unscored.contains(&"openai/gpt-6-astra"), "{unscored:?}");
    let report = |catalog: &Catalog| {
        let pairs = [("workloads", "a"), ("a.model", "openai/gpt-6-astra"), ("a.quality", "strong")]
            .map(|(key, text)| (key.to_owned(), text.to_owned()));
        build_or_buy::report::evaluate(&pairs, catalog).reasons.expect("reasons").candidates.remove(0)
    };
    let plain = report(&catalog);
    assert!(plain.unscored.contains(&"GPT-6 Astra".to_owned()) && plain.today.is_none(), "{:?}", plain.unscored);
    // A visitor's own score, by any of its names; a model that the index has measured keeps its score.
    for name in ["openai/gpt-6-astra", "gpt-6-astra", "GPT-6 Astra"] {
        let over = format!(r#"{{"quality":[{{"model":"{name}","score":62,"plain":50}}]}}"#);
        let mut own = catalog.clone();
        assert_eq!(own.overlay(&serde_json::from_str::<Value>(&over).expect("JSON")).refused, vec![]);
        let found = report(&own);
        let today = found.today.as_ref().expect("scored now");
        assert_eq!((today.id.as_str(), today.points), ("openai/gpt-6-astra", 50.0), "{name}");
        assert!(!found.unscored.contains(&"GPT-6 Astra".to_owned()));
        let terra =
            |catalog: &Catalog| catalog.price("openai/gpt-5.6-terra", catalog.asof).and_then(|row| row.quality.clone());
        assert_eq!(terra(&own), terra(&catalog));
    }
    let kimi = r#"{"quality":[{"model":"kimi-k3","score":55,"plain":48}]}"#;
    let mut own = catalog.clone();
    own.overlay(&serde_json::from_str::<Value>(kimi).expect("JSON"));
    let score = |row: Option<&String>| row.and_then(|key| own.score(key)).map(|row| row.score.get());
    assert_eq!(score(own.model("kimi-k3").and_then(|row| row.quality.as_ref())), Some(55.0));
    assert_eq!(score(own.price("databricks/kimi-k3", own.asof).and_then(|row| row.quality.as_ref())), Some(55.0));
}

#[test]
fn weights_that_are_public_count_as_open_with_a_shape_here_or_without() {
    let catalog = catalog();
    // GLM-5.3 was sold by Z.AI from 2026-08-19 and by Fireworks, from its weights, from 2026-08-29; Mistral Large 4 was
    // sold from 2026-10-06 and published on 2026-10-29 (the audit's list of open models).
    for (id, day, open) in [
        ("zai/glm-5.3", "2026-08-20", false),
        ("zai/glm-5.3", "2026-08-29", true),
        ("fireworks/glm-5.3", "2026-11-24", true),
        ("mistral/mistral-large-4", "2026-10-28", false),
        ("mistral/mistral-large-4", "2026-10-29", true),
        ("alibaba/qwen3.8-2.4t-a95b", "2026-11-24", true),
        ("groq/gpt-oss-120b", "2026-11-24", true),
        ("openai/gpt-6.1-sol", "2026-11-24", false),
    ] {
        let day = date(day);
        assert_eq!(catalog.price(id, day).map(|row| row.is_open(day)), Some(open), "{id} on {day}");
    }
    // Who runs GLM-5.3 today moves from open weights to open weights: nothing is further behind than before.
    let lag = |model: &str| {
        let pairs = [("workloads", "a"), ("a.model", model), ("a.quality", "good"), ("lag_value", "1000")]
            .map(|(key, text)| (key.to_owned(), text.to_owned()));
        let report = build_or_buy::report::quick(&build_or_buy::inputs::link::read(&pairs, &catalog), &catalog);
        let own = report.options.iter().find(|option| option.id == "build").expect("own servers");
        own.lines.iter().filter(|line| line.id == "lag").map(|line| line.monthly.get()).sum::<f64>()
    };
    assert_eq!(lag("fireworks/glm-5.3"), 0.0);
    assert!(lag("openai/gpt-6.1-sol") > 1_000.0);
}

/// Keys as the sources of the reasons write them where they look a parameter up.
fn looked_up() -> Vec<String> {
    let mut found = Vec::new();
    for file in std::fs::read_dir("src/reasons/rules").expect("the folder") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        for call in ["row(\"", "tail(\"", "parameter_source(\"", ".parameter(\""] {
            let keys = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(keys.map(str::to_owned));
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_keys_that_reasons_ask_for_are_the_ones_they_look_up() {
    assert_eq!(looked_up(), build_or_buy::reasons::PARAMETERS);
    let catalog = catalog();
    for key in build_or_buy::reasons::PARAMETERS {
        assert!(catalog.parameter(key).is_some(), "{key}");
    }
}

#[test]
fn a_misspelled_key_is_refused_whether_code_asks_for_it_or_it_is_evidence_alone() {
    use crate::check::{check, planted};
    for (name, key, slip) in [
        ("used", "overhead_total", "overhead_totl"),
        ("evidence", "agent_eval", "agent_evil"),
        ("reason", "lag_epoch", "lag_epcoh"),
    ] {
        let (old, new) = (format!("\"key\":\"{key}\""), format!("\"key\":\"{slip}\""));
        let (out, line) = planted(&format!("key-{name}"), &format!("{{{old}"), &old, &new);
        let said =
            format!(":{line}: wrong: parameters, row {slip}, key: `{slip}`, which no input and no reason asks for");
        assert!(out.contains(&said), "{said}: {out}");
    }
    // A row that is new and declared nowhere, however unlike any other.
    let (out, _) = planted("key-new", "{\"key\":\"agent_eval\"", "agent_eval", "quite_another_thing");
    assert!(
        out.contains("row quite_another_thing, key: ") && out.contains("`agent_eval` is the key of no row"),
        "{out}"
    );
    // The list itself: a slip in it, and a key that is asked for.
    let out =
        check("key-list", &crate::FILE.replacen("\"evidence\":[\"agent_eval\"", "\"evidence\":[\"agent_evla\"", 1));
    assert!(
        out.contains("`agent_evla` is the key of no row in parameters") && out.contains("row agent_eval, key: "),
        "{out}"
    );
    let out = check("key-asked", &crate::FILE.replacen("\"evidence\":[", "\"evidence\":[\"api_uptime\",", 1));
    assert!(out.contains("`api_uptime` is asked for by an input or a reason"), "{out}");
}
