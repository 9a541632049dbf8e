//! The catalog that ships: it reads without a refusal, holds what was promised, and its figures are those of
//! their sources; and what a broken catalog gets to hear.
#![cfg(not(target_arch = "wasm32"))]

#[path = "catalog/aged.rs"]
mod aged;
#[path = "catalog/asked.rs"]
mod asked;
#[path = "catalog/asked_sisters.rs"]
mod asked_sisters;
#[path = "catalog/attention.rs"]
mod attention;
#[path = "catalog/audit.rs"]
mod audit;
#[path = "catalog/audit_models.rs"]
mod audit_models;
#[path = "catalog/audit_rest.rs"]
mod audit_rest;
#[path = "catalog/broken_rows.rs"]
mod broken_rows;
#[path = "catalog/chart.rs"]
mod chart;
#[path = "catalog/check.rs"]
mod check;
#[path = "catalog/check_apart.rs"]
mod check_apart;
#[path = "catalog/check_beside.rs"]
mod check_beside;
#[path = "catalog/check_kin.rs"]
mod check_kin;
#[path = "catalog/check_rows.rs"]
mod check_rows;
#[path = "catalog/check_shapes.rs"]
mod check_shapes;
#[path = "catalog/check_silent.rs"]
mod check_silent;
#[path = "catalog/check_slips.rs"]
mod check_slips;
#[path = "catalog/check_tens.rs"]
mod check_tens;
#[path = "catalog/check_words.rs"]
mod check_words;
#[path = "catalog/configs.rs"]
mod configs;
#[path = "catalog/doubled_heads.rs"]
mod doubled_heads;
#[path = "catalog/edges.rs"]
mod edges;
#[path = "catalog/encoders.rs"]
mod encoders;
#[path = "catalog/evidence.rs"]
mod evidence;
#[path = "catalog/frozen.rs"]
mod frozen;
#[path = "catalog/import.rs"]
mod import;
#[path = "catalog/import_apart.rs"]
mod import_apart;
#[path = "catalog/import_ends.rs"]
mod import_ends;
#[path = "catalog/import_gone.rs"]
mod import_gone;
#[path = "catalog/import_kin.rs"]
mod import_kin;
#[path = "catalog/import_moved.rs"]
mod import_moved;
#[path = "catalog/import_outside.rs"]
mod import_outside;
#[path = "catalog/import_servers.rs"]
mod import_servers;
#[path = "catalog/in_order.rs"]
mod in_order;
#[path = "catalog/licences.rs"]
mod licences;
#[path = "catalog/odd_files.rs"]
mod odd_files;
#[path = "catalog/odd_lists.rs"]
mod odd_lists;
#[path = "catalog/odd_rents.rs"]
mod odd_rents;
#[path = "catalog/offered_then.rs"]
mod offered_then;
#[path = "catalog/overlay.rs"]
mod overlay;
#[path = "catalog/overlay_heard.rs"]
mod overlay_heard;
#[path = "catalog/overlay_told.rs"]
mod overlay_told;
#[path = "catalog/own_quotes.rs"]
mod own_quotes;
#[path = "catalog/own_scores.rs"]
mod own_scores;
#[path = "catalog/past.rs"]
mod past;
#[path = "catalog/retired.rs"]
mod retired;
#[path = "catalog/same.rs"]
mod same;
#[path = "catalog/scheduled.rs"]
mod scheduled;
#[path = "catalog/schema.rs"]
mod schema;
#[path = "catalog/shipped.rs"]
mod shipped;
#[path = "catalog/stand_ins.rs"]
mod stand_ins;
#[path = "catalog/strangers.rs"]
mod strangers;
#[path = "catalog/time.rs"]
mod time;
#[path = "catalog/twice.rs"]
mod twice;
#[path = "catalog/whole_lists.rs"]
mod whole_lists;

use build_or_buy::catalog::{Catalog, Forces, Value};
use build_or_buy::date::Date;
use std::collections::BTreeSet;

const FILE: &str = include_str!("../www/catalog.json");

fn value() -> Value {
    serde_json::from_str(FILE).expect("the file is JSON")
}

fn catalog() -> Catalog {
    Catalog::read(&value()).expect("the file has its tables").0
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date written in this test")
}

#[test]
fn every_row_of_the_shipped_file_is_accepted() {
    let (_, refused) = Catalog::read(&value()).expect("the file has its tables");
    assert_eq!(refused, vec![]);
}

#[test]
fn it_holds_at_least_what_the_readme_promises() {
    let catalog = catalog();
    let offers = catalog.offers(catalog.asof);
    let hosts: BTreeSet<&str> = offers.iter().map(|row| row.host.as_str()).collect();
    assert!(offers.len() >= 45, "{} hosted offers", offers.len());
    assert!(hosts.len() >= 9, "{hosts:?}");
    assert!(offers.iter().filter(|row| row.weights.is_none()).count() >= 20, "proprietary ones");
    assert!(catalog.models.len() >= 20, "{} open models", catalog.models.len());
    assert!(catalog.gpus.len() >= 14, "{} GPUs", catalog.gpus.len());
    assert!(catalog.rents.len() >= 60, "{} rents", catalog.rents.len());
    assert!(catalog.purchases.len() >= 5, "{} purchases", catalog.purchases.len());
    assert!(catalog.parameters.len() >= 85, "{} parameters", catalog.parameters.len());
    assert_eq!(catalog.regimes.len(), 22);
    assert!(catalog.left_out.len() >= 20, "{} notes on what was left out", catalog.left_out.len());
    for (forces, count) in [(Forces::No, 15), (Forces::Narrow, 3), (Forces::Yes, 3), (Forces::Ask, 1)] {
        assert_eq!(catalog.regimes.iter().filter(|row| row.forces == forces).count(), count, "{forces:?}");
    }
    let same_weights = |id: &str| offers.iter().filter(|row| row.weights.as_deref() == Some(id)).count();
    for (id, at_least) in
        [("gpt-oss-120b", 6), ("gpt-oss-20b", 4), ("llama-3.3-70b", 5), ("glm-5.2", 3), ("qwen3-32b", 3)]
    {
        assert!(same_weights(id) >= at_least, "{id} at {} hosts", same_weights(id));
    }
    for id in [
        "gpt-oss-120b",
        "gpt-oss-20b",
        "llama-3.3-70b",
        "llama-3.1-8b",
        "qwen3-8b",
        "qwen3-14b",
        "qwen3-32b",
        "qwen3-30b-a3b",
        "qwen3-235b-a22b",
        "qwen3.5-35b-a3b",
        "qwen3.5-397b-a17b",
        "qwen3.6-27b",
        "qwen3.6-35b-a3b",
        "gemma-4-31b",
        "gemma-4-26b-a4b",
        "minimax-m2.5",
        "minimax-m3",
        "glm-5.2",
        "kimi-k2.6",
        "deepseek-r1",
        "deepseek-v3.2",
        "llama-4-scout",
        "llama-4-maverick",
        "mistral-small-3.2-24b",
        "qwen3-embedding-8b",
        "qwen3-embedding-0.6b",
        "phi-4",
        "nemotron-3-super",
    ] {
        assert!(catalog.model(id).is_some(), "{id}");
    }
    for id in ["chat", "coding", "flat", "office"] {
        assert!(catalog.shape(id).is_some(), "{id}");
    }
}
