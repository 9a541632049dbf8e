//! What models are called in files, to offers of the catalog: old orders of a name, families, and open models of a few hosts.

use super::{CATALOG, input, read};
use build_or_buy::usage::How;

fn found(name: &str) -> (String, How, String) {
    let text = format!("time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,{name},10,5\n");
    let model = input(&read(&[("log.csv", &text)]).workloads[0], "model").clone();
    (model.text, model.how, model.rule)
}

#[test]
fn a_name_in_another_order_with_other_marks_or_with_a_tail_is_the_same_model() {
    for (name, wanted) in [
        ("claude-4-5-haiku", "anthropic/claude-haiku-4.5"),
        ("claude-4.5-haiku", "anthropic/claude-haiku-4.5"),
        ("claude-haiku-4-5", "anthropic/claude-haiku-4.5"),
        ("claude_haiku_4.5", "anthropic/claude-haiku-4.5"),
        ("anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic/claude-haiku-4.5"),
        ("apac.anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic/claude-haiku-4.5"),
        ("gemini-3.5-flash-lite-001", "google/gemini-3.5-flash-lite"),
        ("gemini-3.5-flash-lite-preview-05-2026", "google/gemini-3.5-flash-lite"),
        ("publishers/google/models/gemini-3.5-flash-lite", "google/gemini-3.5-flash-lite"),
        ("gemini/gemini-3.5-flash-lite", "google/gemini-3.5-flash-lite"),
        ("vertex_ai/gemini-3.5-flash-lite@default", "google/gemini-3.5-flash-lite"),
        ("meta.llama3-3-70b-instruct-v1:0", "bedrock/llama-3.3-70b"),
        ("openai.gpt-oss-120b-1:0", "bedrock/gpt-oss-120b"),
    ] {
        let (id, how, rule) = found(name);
        assert_eq!((id.as_str(), how), (wanted, How::Read), "{name}: {rule}");
    }
}

#[test]
fn a_name_that_is_not_there_is_the_newest_of_its_family_and_size() {
    for (name, front, not) in [
        ("gemini-9.9-flash-lite", "google/gemini-", ""),
        ("gemini-9.9-flash", "google/gemini-", "lite"),
        ("claude-haiku-9-9", "anthropic/claude-haiku-", "sonnet"),
    ] {
        let (id, how, rule) = found(name);
        assert_eq!(how, How::Assumed, "{name}: {rule}");
        assert!(rule.contains("is not in the catalog; the newest of its family is taken"), "{rule}");
        assert!(id.starts_with(front) && (not.is_empty() || !id.contains(not)), "{name}: {id}");
        if name.ends_with("lite") {
            assert!(id.ends_with("-flash-lite"), "{id}");
        }
        // No other offer of the family and size began later.
        let size = if name.contains("haiku") {
            "haiku"
        } else if name.ends_with("lite") {
            "flash-lite"
        } else {
            "flash"
        };
        let from = |id: &str| CATALOG.hosted.iter().filter(|row| row.id == id).map(|row| row.from).max();
        let family = CATALOG.hosted.iter().filter(|row| {
            row.id.contains(size)
                && row.id.contains(front.rsplit('/').next().unwrap_or_default().split('-').next().unwrap_or_default())
        });
        let newest = family.filter(|row| size != "flash" || !row.id.contains("lite")).map(|row| row.from).max();
        assert_eq!(from(&id), newest, "{name}: {id}");
    }
    assert_eq!(found("own-model-7b").1, How::Needed);
}

#[test]
fn an_open_model_that_two_hosts_sell_is_assumed_at_the_maker_or_the_cheaper() {
    // Models that exactly two hosts sell on the catalog's day; of two the one in the middle by price is the cheaper.
    let offers = CATALOG.offers(CATALOG.asof);
    let host = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
    let mut checked = 0;
    for one in &offers {
        let Some(weights) = &one.weights else { continue };
        let same: Vec<_> = offers.iter().filter(|row| row.weights.as_ref() == Some(weights)).collect();
        let mut hosts: Vec<String> = same.iter().map(|row| host(&row.id)).collect();
        hosts.sort();
        hosts.dedup();
        // A name of its own, which no other offer is called by.
        let tail = one.id.split_once('/').map_or("", |(_, tail)| tail);
        if hosts.len() != 2
            || same.len() != 2
            || same.iter().any(|row| row.id.split_once('/').is_none_or(|(_, own)| own != tail))
        {
            continue;
        }
        let (id, how, rule) = found(&["acme/", tail].concat());
        if !rule.contains("hosts sell it") {
            continue;
        }
        checked += 1;
        assert!(rule.contains("2 hosts sell it, ") && how == How::Assumed, "{rule}");
        let cheapest = same
            .iter()
            .min_by(|a, b| (a.input.get() + a.output.get()).total_cmp(&(b.input.get() + b.output.get())))
            .map(|row| row.id.clone());
        assert!(rule.contains("its maker") || Some(&id) == cheapest.as_ref(), "{id}: {rule}");
    }
    assert!(checked > 0, "some open model is sold by two hosts");
}
