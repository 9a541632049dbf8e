//! How much running saves beyond the durable crossing, not only where it begins to.

use super::bands::Gain;
use super::exact::Exact;
use super::extent::RESOLUTION;
use crate::cost::plan::Side;
use crate::units::Share;

/// What running saves beyond the durable crossing, which is so many times today's volume.
pub(super) fn gain(exact: &mut Exact<'_, '_, '_, '_>, durable: f64) -> Option<Gain> {
    let mut saved = |volume: f64| {
        let buy = exact.least(volume, &|side| side == Side::Buy)?.1;
        let own = exact.least(volume, &|side| side != Side::Buy)?.1;
        (buy > 0.0).then(|| Share::new((1.0 - own / buy).clamp(0.0, 1.0)))
    };
    let (mut most, mut tenth) = (Share::ZERO, None);
    let (mut volume, mut before) = (durable, durable);
    while volume <= durable * 1e4 {
        let here = saved(volume)?;
        if here > most {
            most = here;
        }
        if tenth.is_none() && here.get() >= 0.1 {
            let (mut low, mut high) = (before, volume);
            while high / low > 1.0 + 1.0 / RESOLUTION {
                let middle = (low * high).sqrt();
                if saved(middle)?.get() >= 0.1 { high = middle } else { low = middle }
            }
            tenth = Some(high);
        }
        (before, volume) = (volume, volume * 4.0);
    }
    Some(Gain { at_twice: saved(durable * 2.0)?, tenth_from: tenth, most })
}
