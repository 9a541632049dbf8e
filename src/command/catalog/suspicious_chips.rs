//! GPUs beside their data sheets: figures doubled or halved, figures with sparsity, formats that the chip lacks, plugs
//! counted both ways, bandwidths in bits.

use super::suspicions::At;
use super::suspicious_rows::LEAST_BRIDGE;
use build_or_buy::catalog::{Gpu, Vendor};
use build_or_buy::units::Teraflops;

/// What a maker's data sheet says of a GPU: GB, GB/s, and dense TFLOPS, nothing for a format that it does not multiply.
/// Sheets print twice as much for matrices half of which is zeros.
struct Sheet {
    /// The GPU's id, with which those of its variants begin.
    id: &'static str,
    memory: f64,
    bandwidth: f64,
    bf16: f64,
    fp8: Option<f64>,
    fp4: Option<f64>,
    /// GB/s one way to the next GPU: by its bridge, or by its plug of 16 lanes. Sheets print both ways together.
    link: f64,
    /// What it draws, W.
    watts: Option<f64>,
}

/// Nothing where it is 0.
const fn some(figure: f64) -> Option<f64> {
    if figure > 0.0 { Some(figure) } else { None }
}

const fn sheet(id: &'static str, [memory, bandwidth]: [f64; 2], flops: [f64; 3], [link, watts]: [f64; 2]) -> Sheet {
    let [bf16, fp8, fp4] = flops;
    Sheet { id, memory, bandwidth, bf16, fp8: some(fp8), fp4: some(fp4), link, watts: some(watts) }
}

/// NVIDIA's and AMD's sheets, as the sources of the catalog's rows retell them. Ampere multiplies no eight bits, Ada and
/// Hopper no four. Fourth-generation plugs move 32 GB/s.
const SHEETS: [Sheet; 22] = [
    sheet("a10", [24.0, 600.0], [125.0, 0.0, 0.0], [32.0, 150.0]),
    sheet("a10g", [24.0, 600.0], [70.0, 0.0, 0.0], [32.0, 0.0]),
    sheet("a100", [80.0, 2_039.0], [312.0, 0.0, 0.0], [300.0, 400.0]),
    sheet("a100-40", [40.0, 1_555.0], [312.0, 0.0, 0.0], [300.0, 400.0]),
    sheet("a100-80", [80.0, 2_039.0], [312.0, 0.0, 0.0], [300.0, 400.0]),
    sheet("a100-80-pcie", [80.0, 1_935.0], [312.0, 0.0, 0.0], [32.0, 300.0]),
    sheet("b200", [180.0, 7_700.0], [2_250.0, 4_500.0, 9_000.0], [900.0, 1_000.0]),
    sheet("b300", [268.0, 7_750.0], [2_250.0, 4_500.0, 14_000.0], [900.0, 1_100.0]),
    sheet("gb200", [185.0, 8_000.0], [2_500.0, 5_000.0, 10_000.0], [900.0, 1_200.0]),
    sheet("gb300", [278.0, 8_000.0], [2_500.0, 5_000.0, 15_000.0], [900.0, 1_400.0]),
    sheet("gh200", [96.0, 4_000.0], [990.0, 1_979.0, 0.0], [450.0, 1_000.0]),
    sheet("h100", [80.0, 3_350.0], [989.0, 1_979.0, 0.0], [450.0, 700.0]),
    sheet("h100-nvl", [94.0, 3_900.0], [835.0, 1_671.0, 0.0], [300.0, 400.0]),
    sheet("h100-pcie", [80.0, 2_000.0], [756.5, 1_513.0, 0.0], [64.0, 350.0]),
    sheet("h200", [141.0, 4_800.0], [989.0, 1_979.0, 0.0], [450.0, 700.0]),
    sheet("l4", [24.0, 300.0], [121.0, 242.0, 0.0], [32.0, 72.0]),
    sheet("l40s", [48.0, 864.0], [362.0, 733.0, 0.0], [32.0, 350.0]),
    sheet("mi300x", [192.0, 5_300.0], [1_307.0, 2_610.0, 0.0], [448.0, 750.0]),
    sheet("mi325x", [256.0, 6_000.0], [1_307.0, 2_610.0, 0.0], [448.0, 1_000.0]),
    sheet("mi355x", [288.0, 8_000.0], [2_520.0, 5_030.0, 10_070.0], [537.0, 1_400.0]),
    sheet("rtx-4090", [24.0, 1_008.0], [165.2, 330.3, 0.0], [32.0, 450.0]),
    sheet("rtx-pro-6000", [96.0, 1_792.0], [468.0, 936.0, 1_871.0], [64.0, 600.0]),
];

/// GB/s that a GB of memory gives at most: 43 of HBM3e and of GDDR6X.
const MOST_PER_GB: f64 = 60.0;
/// Sheets of one GPU differ by what of its memory is usable and by its clock: 192 or 180 GB, 8,000 or 7,700 GB/s.
const AS_PRINTED: f64 = 0.15;

/// No sheet is so far from another: a digit too many or too few.
const SLIPPED: f64 = 5.0;

pub(super) fn chip(at: &mut At<'_>, row: &Gpu) {
    let (bandwidth, memory) = (row.bandwidth.get(), row.memory.get());
    if bandwidth > MOST_PER_GB * memory {
        let each = (bandwidth / memory).round();
        at.say("bandwidth", format!("{bandwidth} GB/s is {each} for each of {memory} GB, others give up to 43: in Gbit/s, or of several GPUs?"));
    }
    // No plug of record moves 128 GB/s one way.
    if (row.link.get() - 128.0).abs() < 2.0 {
        at.say("link", format!("{} GB/s: a plug of 64 counted both ways? One direction counts", row.link.get()));
    }
    let is =
        |sheet: &&Sheet| row.id.strip_prefix(sheet.id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let Some(sheet) = SHEETS.iter().filter(is).max_by_key(|sheet| sheet.id.len()) else { return };
    let sold = [("memory", memory, sheet.memory, "GB"), ("bandwidth", bandwidth, sheet.bandwidth, "GB/s")];
    // A variant is sold with another memory; what it multiplies is the chip's.
    for (field, figure, printed, unit) in sold.into_iter().filter(|_| row.id == sheet.id) {
        beside(at, field, figure, printed, unit);
    }
    for (field, figure, printed) in
        [("bf16", Some(row.bf16), Some(sheet.bf16)), ("fp8", row.fp8, sheet.fp8), ("fp4", row.fp4, sheet.fp4)]
    {
        match (figure.map(Teraflops::get), printed) {
            (Some(figure), Some(printed)) if near(figure, 2.0 * printed) => {
                at.say(
                    field,
                    format!("{figure} TFLOPS is the sheet's figure with sparsity: the dense one is half of it"),
                );
            }
            (Some(figure), Some(printed)) if row.id == sheet.id => beside(at, field, figure, printed, "TFLOPS"),
            (Some(_), None) => {
                let bits = &field[2..];
                at.say(
                    field,
                    format!("this chip multiplies no numbers of {bits} bits: a format that it lacks is left out"),
                );
            }
            _ => {}
        }
    }
    if let (Some(watts), Some(printed)) = (row.watts, sheet.watts)
        && row.id == sheet.id
    {
        beside(at, "watts", watts, printed, "W");
    }
    let maker = if sheet.id.starts_with("mi") { Vendor::Amd } else { Vendor::Nvidia };
    if row.vendor != maker {
        at.say("vendor", format!("`{}`, and this GPU is made by {}", row.vendor.word(), maker.word()));
    }
    // Racks hold more, and count as servers joined by a network of their own.
    if row.per_node > 8 && row.per_node <= 16 && !sheet.id.starts_with("gb") {
        at.hint("per_node", format!("{}: others have up to 8 in one server", row.per_node));
    }
    // What the row beside says of it already is not said again.
    let said = at.found.iter().any(|one| one.table == "gpus" && one.row == row.id && one.field == "link");
    let link = row.link.get();
    if near(link, 2.0 * sheet.link) && !said {
        let plug = if sheet.link < LEAST_BRIDGE { "plug of " } else { "" };
        at.say("link", format!("{link} GB/s: its {plug}{} counted both ways? One direction counts", sheet.link));
    } else if row.id == sheet.id && !said {
        beside(at, "link", link, sheet.link, "GB/s");
    }
}

/// A figure that is not the printed one: wrong where it is twice or half of it.
fn beside(at: &mut At<'_>, field: &'static str, figure: f64, printed: f64, unit: &str) {
    let share = figure / printed;
    let how = if near(share, 2.0) {
        "twice"
    } else if near(share, 0.5) {
        "half of"
    } else {
        ""
    };
    if !how.is_empty() {
        at.say(field, format!("{figure} {unit}, {how} the {printed} of its data sheet"));
    } else if !(1.0 / SLIPPED..=SLIPPED).contains(&share) {
        at.say(
            field,
            format!("{figure} {unit}, and its data sheet says {printed}: a digit too many, or another unit?"),
        );
    } else if (share - 1.0).abs() > AS_PRINTED {
        at.hint(field, format!("{figure} {unit}, and its data sheet says {printed}"));
    }
}

fn near(figure: f64, other: f64) -> bool {
    (figure / other - 1.0).abs() < 0.03
}

#[cfg(test)]
mod tests {
    use super::super::suspicions::{At, Suspicion};
    use super::chip;
    use build_or_buy::catalog::{Catalog, Gpu, Value};

    fn file() -> Value {
        serde_json::from_str(include_str!("../../../www/catalog.json")).expect("JSON")
    }

    fn said(row: &Gpu) -> Vec<Suspicion> {
        let mut found = Vec::new();
        chip(&mut At { found: &mut found, table: "gpus", row: row.id.clone(), from: None }, row);
        found
    }

    /// A GPU with one figure of its row changed.
    fn with(file: &Value, row: &Value, field: &str, times: f64) -> Option<Gpu> {
        let Value::Map(mut entries) = row.clone() else { panic!("a row") };
        let (_, value) = entries.iter_mut().find(|(name, _)| name == field)?;
        let Value::Number(figure) = value else { panic!("a figure") };
        *figure *= times;
        let Value::Map(tables) = file else { panic!("tables") };
        let alone = |(name, table): &(String, Value)| match table {
            Value::List(_) if name == "gpus" => (name.clone(), Value::List(vec![Value::Map(entries.clone())])),
            Value::List(rows) if name == "hosted" => (name.clone(), Value::List(rows[..1].to_vec())),
            Value::List(_) if name == "rents" || name == "parameters" => (name.clone(), Value::List(Vec::new())),
            _ => (name.clone(), table.clone()),
        };
        let (mut catalog, _) = Catalog::read(&Value::Map(tables.iter().map(alone).collect())).expect("read");
        catalog.gpus.pop()
    }

    /// A figure of two cards, of half a card, or with sparsity.
    #[test]
    fn no_figure_of_a_gpu_passes_twice_or_by_half() {
        let file = file();
        for row in file.get("gpus").expect("its GPUs").items() {
            let plain = with(&file, row, "memory", 1.0).expect("a GPU");
            assert_eq!(said(&plain).len(), 0, "{}: {:?}", plain.id, said(&plain));
            for (field, times) in
                ["memory", "bandwidth", "bf16", "fp8", "fp4", "link"].into_iter().flat_map(|f| [(f, 2.0), (f, 0.5)])
            {
                let Some(wrong) = with(&file, row, field, times) else { continue };
                let found = said(&wrong);
                assert!(found.iter().any(|one| one.field == field && !one.mild), "{} {field}: {found:?}", wrong.id);
            }
        }
    }
}
