//! Reads the reference tables beside the tests into rows as the catalog has them.

use build_or_buy::catalog::{Attention, Commercial, Gpu, Grade, Kind, Linear, OpenModel, Precision, Sparse, Vendor};
use build_or_buy::date::Date;
use build_or_buy::units::{BillionParams, Gigabytes, GigabytesPerSecond, Teraflops, Tokens};
use std::collections::HashMap;
use std::path::Path;

pub type Row = HashMap<String, String>;

pub fn table(name: &str) -> Vec<Row> {
    read(format!("{}/tests/capacity/{name}.csv", env!("CARGO_MANIFEST_DIR")).as_ref())
}

pub fn read(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).expect("the table is there");
    reader.deserialize().map(|row| row.expect("a row of the table")).collect()
}

pub fn near(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got / want - 1.0).abs() <= tolerance, "{what}: {got} is not within {tolerance} of {want}");
}

pub fn number(row: &Row, field: &str) -> f64 {
    row[field].parse().unwrap_or_else(|_| panic!("{field} is {:?}, not a number", row[field]))
}

fn count(row: &Row, field: &str) -> u32 {
    number(row, field) as u32
}

pub fn precision(word: &str) -> Precision {
    match word {
        "fp16" | "bf16" => Precision::Bf16,
        "fp8" => Precision::Fp8,
        "fp4" => Precision::Nvfp4,
        "mxfp4" => Precision::Mxfp4,
        "int4" => Precision::Int4,
        other => panic!("unknown precision {other}"),
    }
}

pub fn model(name: &str) -> OpenModel {
    let row = table("models").into_iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no model {name}"));
    OpenModel {
        id: name.to_lowercase(),
        name: name.into(),
        maker: "its maker".into(),
        kind: Kind::Chat,
        released: None,
        total: BillionParams::new(number(&row, "total")),
        active: BillionParams::new(number(&row, "active")),
        layers: count(&row, "layers"),
        hidden: count(&row, "hidden"),
        query_heads: count(&row, "query_heads"),
        kv_heads: count(&row, "kv_heads"),
        head_dim: count(&row, "head_dim"),
        attention: if row["attention"] == "mla" { Attention::Mla } else { Attention::Gqa },
        full_layers: count(&row, "full_layers"),
        sliding_layers: count(&row, "sliding_layers"),
        window: count(&row, "window"),
        linear_layers: count(&row, "linear_layers"),
        mla_dim: count(&row, "mla_dim"),
        linear: (count(&row, "linear_heads") > 0).then(|| Linear {
            heads: count(&row, "linear_heads"),
            key_dim: count(&row, "linear_key"),
            value_dim: count(&row, "linear_value"),
            convolution: count(&row, "linear_convolution"),
        }),
        sparse: (count(&row, "indexed_layers") > 0).then(|| Sparse {
            layers: count(&row, "indexed_layers"),
            selected: number(&row, "selected"),
            index_layers: count(&row, "indexed_layers"),
            index_bytes: number(&row, "index_bytes"),
        }),
        compressed: Vec::new(),
        experts: count(&row, "experts"),
        experts_active: count(&row, "experts_active"),
        precisions: ["bf16", "fp8", "fp4", "mxfp4", "int4"].map(String::from).to_vec(),
        native: precision(&row["native"]),
        context: Tokens::new(number(&row, "context")),
        licence: "its licence".into(),
        commercial: Commercial::Yes,
        quality: None,
        checked: Date::parse("2026-11-23").expect("a date"),
        source: row["source"].clone(),
        grade: Grade::A,
        note: None,
    }
}

pub fn gpu(name: &str) -> Gpu {
    let row = table("gpus").into_iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no gpu {name}"));
    let rate = |field: &str| row[field].parse().ok().map(Teraflops::new);
    Gpu {
        id: name.to_lowercase(),
        name: name.into(),
        vendor: if row["vendor"] == "AMD" { Vendor::Amd } else { Vendor::Nvidia },
        memory: Gigabytes::new(number(&row, "memory")),
        bandwidth: GigabytesPerSecond::new(number(&row, "bandwidth")),
        bf16: Teraflops::new(number(&row, "bf16")),
        fp8: rate("fp8"),
        fp4: rate("fp4"),
        link: GigabytesPerSecond::new(number(&row, "link")),
        watts: None,
        per_node: count(&row, "per_node"),
        consumer: false,
        checked: Date::parse("2026-11-23").expect("a date"),
        source: row["source"].clone(),
        grade: Grade::A,
        note: None,
    }
}
