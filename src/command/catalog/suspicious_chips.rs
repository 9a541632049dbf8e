//! GPUs beside the data sheets of their chips: figures with sparsity, formats that the chip lacks, plugs counted both
//! ways, bandwidths in bits.

use super::suspicions::At;
use build_or_buy::catalog::Gpu;
use build_or_buy::units::Teraflops;

/// What a maker's data sheet says of a chip.
struct Sheet {
    /// The beginning of ids of GPUs with it.
    chip: &'static str,
    /// Dense BF16, TFLOPS. Sheets print twice as much for matrices half of which is zeros.
    bf16: f64,
    /// The least bits of a number that it multiplies.
    bits: u32,
    /// GB/s one way of its plug of 16 lanes, where it has no other link.
    plug: Option<f64>,
}

/// NVIDIA's data sheets: Ampere multiplies no eight bits, Ada and Hopper no four. Fourth-generation plugs move 32 GB/s.
const SHEETS: [Sheet; 9] = [
    Sheet { chip: "a100", bf16: 312.0, bits: 16, plug: None },
    Sheet { chip: "a10", bf16: 125.0, bits: 16, plug: Some(32.0) },
    Sheet { chip: "a10g", bf16: 70.0, bits: 16, plug: Some(32.0) },
    Sheet { chip: "h100", bf16: 989.0, bits: 8, plug: None },
    Sheet { chip: "h200", bf16: 989.0, bits: 8, plug: None },
    Sheet { chip: "l4", bf16: 121.0, bits: 8, plug: Some(32.0) },
    Sheet { chip: "l40s", bf16: 362.0, bits: 8, plug: Some(32.0) },
    Sheet { chip: "rtx-4090", bf16: 165.2, bits: 8, plug: Some(32.0) },
    Sheet { chip: "rtx-pro-6000", bf16: 468.0, bits: 4, plug: Some(64.0) },
];

/// GB/s that a GB of memory gives at most: 43 of HBM3e and of GDDR6X.
const MOST_PER_GB: f64 = 60.0;

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
        |sheet: &&Sheet| row.id.strip_prefix(sheet.chip).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let Some(sheet) = SHEETS.iter().find(is) else { return };
    let near = |figure: f64, other: f64| (figure / other - 1.0).abs() < 0.03;
    for (field, figure, dense) in
        [("bf16", Some(row.bf16.get()), sheet.bf16), ("fp8", row.fp8.map(Teraflops::get), 2.0 * sheet.bf16)]
    {
        if let Some(figure) = figure.filter(|figure| near(*figure, 2.0 * dense)) {
            at.say(field, format!("{figure} TFLOPS is the sheet's figure with sparsity: the dense one is half of it"));
        }
    }
    for (field, bits, figure) in [("fp8", 8, row.fp8), ("fp4", 4, row.fp4)] {
        if figure.is_some() && bits < sheet.bits {
            at.say(
                field,
                format!("this chip multiplies no numbers of {bits} bits: a format that it lacks is left out"),
            );
        }
    }
    if let Some(plug) = sheet.plug.filter(|plug| near(row.link.get(), 2.0 * plug)) {
        at.say("link", format!("{} GB/s: its plug of {plug} counted both ways? One direction counts", row.link.get()));
    }
}
