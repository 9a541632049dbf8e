//! The catalog that ships, and inputs from pairs as a link carries them.

use build_or_buy::catalog::{Catalog, Gpu, OpenModel};
use build_or_buy::inputs::{self, link::Query};

pub fn catalog() -> Catalog {
    let value = serde_json::from_str(include_str!("../../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
}

pub fn query(pairs: &[(&str, &str)], catalog: &Catalog) -> Query {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    let query = inputs::link::read(&pairs, catalog);
    assert!(query.issues.iter().all(|issue| issue.notice), "{:?}", query.issues);
    query
}

pub fn model(catalog: &Catalog, id: &str) -> OpenModel {
    catalog.models.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no model {id}")).clone()
}

pub fn gpu(catalog: &Catalog, id: &str) -> Gpu {
    catalog.gpus.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("no GPU {id}")).clone()
}
