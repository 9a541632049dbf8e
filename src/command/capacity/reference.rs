//! Architecture facts of the models and GPUs that measurements name: the catalog's, and a table of older ones.

use build_or_buy::catalog::{
    Attention, Catalog, Commercial, Gpu, Grade, Kind, Linear, OpenModel, Precision, Sparse, Value, Vendor,
};
use build_or_buy::date::Date;
use build_or_buy::units::{BillionParams, Gigabytes, GigabytesPerSecond, Teraflops, Tokens};
use std::collections::HashMap;

const MODELS: &str = include_str!("../../../tests/capacity/models.csv");
const GPUS: &str = include_str!("../../../tests/capacity/gpus.csv");

/// What names mean.
pub struct Names {
    models: HashMap<String, OpenModel>,
    gpus: HashMap<String, Gpu>,
}

impl Names {
    /// The table in the command, and `www/catalog.json` of the working folder for what the table lacks.
    pub fn load() -> Self {
        let mut names = Self { models: HashMap::new(), gpus: HashMap::new() };
        if let Some(catalog) = catalog() {
            for model in catalog.models {
                for key in [key(&model.id), key(&model.name)] {
                    names.models.insert(key, model.clone());
                }
            }
            for gpu in catalog.gpus {
                for key in [gpu_key(&gpu.id), gpu_key(&gpu.name)] {
                    names.gpus.insert(key, gpu.clone());
                }
            }
        }
        for row in rows(MODELS) {
            if let Some(known) = model(&row) {
                names.models.insert(key(&row["name"]), known);
            }
        }
        for row in rows(GPUS) {
            if let Some(gpu) = gpu(&row) {
                names.gpus.insert(gpu_key(&row["name"]), gpu);
            }
        }
        names
    }

    /// The model of this name; case, punctuation, maker and "instruct" do not matter.
    pub fn model(&self, name: &str) -> Option<OpenModel> {
        self.models.get(&key(name)).cloned()
    }

    /// The GPU of this name; case, punctuation, maker and form factor do not matter.
    pub fn gpu(&self, name: &str) -> Option<Gpu> {
        self.gpus.get(&gpu_key(name)).cloned()
    }
}

fn catalog() -> Option<Catalog> {
    let text = std::fs::read_to_string("www/catalog.json").ok()?;
    let file: Value = serde_json::from_str(&text).ok()?;
    Catalog::read(&file).ok().map(|(catalog, _)| catalog)
}

fn key(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let name = name.strip_prefix("meta-").or_else(|| name.strip_prefix("nvidia-")).unwrap_or(&name);
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.filter(|word| !matches!(*word, "instruct" | "chat" | "hf" | "it")).collect::<String>().replace('.', "")
}

fn gpu_key(name: &str) -> String {
    let name = name.to_lowercase().replace("80gb", "80").replace("40gb", "40").replace("(per gpu)", "");
    let words = name.split(|c: char| !c.is_alphanumeric());
    let dropped = ["nvidia", "amd", "instinct", "sxm", "sxm4", "sxm5", "tensor", "core", "gpu", "server", "edition"];
    let joined: String = words.filter(|word| !dropped.contains(word)).collect();
    match joined.as_str() {
        "a100" => "a10080".into(),
        "h10080" => "h100".into(),
        "h200141gb" => "h200".into(),
        "rtxpro6000blackwell" => "rtxpro6000".into(),
        _ => joined,
    }
}

type Row = HashMap<String, String>;

fn rows(table: &str) -> Vec<Row> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().filter_map(Result::ok).collect()
}

fn number<T: std::str::FromStr>(row: &Row, field: &str) -> Option<T> {
    row.get(field)?.parse().ok()
}

fn model(row: &Row) -> Option<OpenModel> {
    let count = |field: &str| number::<u32>(row, field);
    let native = match row["native"].as_str() {
        "fp8" => Precision::Fp8,
        "mxfp4" => Precision::Mxfp4,
        "int4" => Precision::Int4,
        _ => Precision::Bf16,
    };
    Some(OpenModel {
        id: key(&row["name"]),
        name: row["name"].clone(),
        maker: String::new(),
        kind: Kind::Chat,
        released: None,
        total: BillionParams::new(number(row, "total")?),
        active: BillionParams::new(number(row, "active")?),
        layers: count("layers")?,
        hidden: count("hidden")?,
        query_heads: count("query_heads")?,
        kv_heads: count("kv_heads")?,
        head_dim: count("head_dim")?,
        attention: if row["attention"] == "mla" { Attention::Mla } else { Attention::Gqa },
        full_layers: count("full_layers")?,
        sliding_layers: count("sliding_layers")?,
        window: count("window")?,
        linear_layers: count("linear_layers")?,
        mla_dim: count("mla_dim")?,
        linear: count("linear_heads").filter(|heads| *heads > 0).and_then(|heads| {
            let (key_dim, value_dim) = (count("linear_key")?, count("linear_value")?);
            Some(Linear { heads, key_dim, value_dim, convolution: count("linear_convolution")? })
        }),
        sparse: count("indexed_layers").filter(|layers| *layers > 0).and_then(|layers| {
            let (selected, index_bytes) = (number(row, "selected")?, number(row, "index_bytes")?);
            Some(Sparse { layers, selected, index_layers: layers, index_bytes })
        }),
        compressed: Vec::new(),
        experts: count("experts")?,
        experts_active: count("experts_active")?,
        precisions: Vec::new(),
        native,
        context: Tokens::new(number(row, "context")?),
        licence: String::new(),
        commercial: Commercial::Yes,
        quality: None,
        checked: Date::parse("2026-11-23")?,
        source: row["source"].clone(),
        grade: Grade::A,
        note: None,
    })
}

fn gpu(row: &Row) -> Option<Gpu> {
    Some(Gpu {
        id: gpu_key(&row["name"]),
        name: row["name"].clone(),
        vendor: if row["vendor"] == "AMD" { Vendor::Amd } else { Vendor::Nvidia },
        memory: Gigabytes::new(number(row, "memory")?),
        bandwidth: GigabytesPerSecond::new(number(row, "bandwidth")?),
        bf16: Teraflops::new(number(row, "bf16")?),
        fp8: number(row, "fp8").map(Teraflops::new),
        fp4: number(row, "fp4").map(Teraflops::new),
        link: GigabytesPerSecond::new(number(row, "link")?),
        watts: None,
        per_node: number(row, "per_node")?,
        consumer: false,
        checked: Date::parse("2026-11-23")?,
        source: row["source"].clone(),
        grade: Grade::A,
        note: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_matched_without_case_punctuation_maker_or_form_factor() {
        let names = Names::load();
        for (written, known) in [
            ("meta-llama/Llama-3.3-70B-Instruct", "Llama-3.3-70B"),
            ("llama 3.1 8b", "Llama-3.1-8B"),
            ("DEEPSEEK_R1", "DeepSeek-R1"),
            ("Qwen3.5-397B-A17B", "Qwen3.5-397B-A17B"),
        ] {
            assert_eq!(names.model(written).map(|found| found.name).as_deref(), Some(known));
        }
        for (written, known) in [
            ("NVIDIA H100 SXM5 80GB", "H100"),
            ("mi300x", "MI300X"),
            ("A100", "A100-80"),
            ("RTX PRO 6000", "RTXPRO6000"),
        ] {
            assert_eq!(names.gpu(written).map(|found| found.name).as_deref(), Some(known));
        }
        assert!(names.model("Llama-9").is_none() && names.gpu("H1000").is_none());
    }

    #[test]
    fn the_reference_tables_hold_36_models_and_21_gpus() {
        assert_eq!(rows(MODELS).iter().filter_map(model).count(), 36);
        assert_eq!(rows(GPUS).iter().filter_map(gpu).count(), 21);
    }
}
