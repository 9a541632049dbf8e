//! In what numbers GPUs are sold: boards, racks, or cards.

use crate::catalog::Gpu;

/// GPUs of the smallest server that can be bought: 72 for a rack of Grace Blackwell (NVIDIA GB200 and GB300 NVL72 product
/// pages), 8 for SXM and OAM modules, which sit on one board (NVIDIA HGX; AMD Instinct platform: a universal baseboard
/// of eight), 1 for cards.
pub fn sold_in(gpu: &Gpu) -> f64 {
    if gpu.id.starts_with("gb") {
        72.0
    } else if gpu.name.contains("SXM") || gpu.id.starts_with("mi3") {
        8.0
    } else {
        1.0
    }
}
