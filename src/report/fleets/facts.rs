//! What is worth knowing about a fleet beside its size.

use super::fleet::FleetReport;
use crate::sentence::{Sentence, Unit};
use crate::streams::Setup;
use crate::units::Gigabytes;

/// What is worth knowing about a fleet beside its size, in sentences.
pub(super) fn facts(fleet: &FleetReport, setup: &Setup<'_>) -> Vec<Sentence> {
    let gigabytes = |said: Sentence, amount: Gigabytes| said.amount(Unit::Number, amount.get());
    let mut memory = gigabytes(Sentence::new("Each GPU has "), fleet.gpu_memory);
    memory = gigabytes(memory.say(" GB, of which an engine may use "), fleet.memory);
    memory = gigabytes(memory.say(" GB. Weights take "), fleet.weights);
    memory = gigabytes(memory.say(" GB and its workspace "), fleet.workspace).say(" GB");
    memory = if fleet.shares_with.is_empty() {
        gigabytes(memory.say("; "), fleet.cache).say(" GB are left for the requests under way.")
    } else {
        memory.say("; the rest is for the models beside it and for the requests under way.")
    };
    let mut said = vec![memory];
    said.extend(spread(setup));
    if let Some(longest) = fleet.longest_context {
        let whole = longest >= setup.model.context;
        said.push(
            Sentence::new("The longest request that fits is ")
                .amount(Unit::Number, longest.get())
                .say(" tokens, prompt and answer together")
                .say(if whole { ", which is all the model can take." } else { "; the model itself could take more." }),
        );
    }
    if let Some(most) = fleet.batch_limit {
        said.push(
            Sentence::new("At most ")
                .amount(Unit::Number, most)
                .say(" requests fit into one copy at once; at your pace it is given no more than ")
                .amount(Unit::Number, fleet.slots)
                .say("."),
        );
    }
    if !fleet.shares_with.is_empty() {
        said.push(Sentence::new("It takes turns on these GPUs with ").names(&fleet.shares_with).say("."));
    }
    if let Some(cold) = fleet.cold_start {
        said.push(if cold.starts < 0.05 {
            Sentence::new("It could be off when idle, but it is never idle for long enough.")
        } else {
            Sentence::new("It starts from nothing ")
                .amount(Unit::Number, cold.starts)
                .say(" times a month. The first request then waits ")
                .amount(Unit::Number, cold.wait.get())
                .say(" seconds, and so do those behind it: ")
                .amount(Unit::Percent, cold.requests.get() * 100.0)
                .say(" of all requests.")
        });
    }
    said
}

/// How a replica is spread over GPUs, where that is not the usual way.
fn spread(setup: &Setup<'_>) -> Option<Sentence> {
    let layout = setup.layout;
    let gpus = f64::from(layout.holding());
    Some(if layout.apart {
        Sentence::new("Prompts are read on ")
            .amount(Unit::Number, gpus)
            .say(" of a copy\u{2019}s GPUs and answers written on the others, as measured with one model at 15 and 50 ms a token.")
    } else if layout.data_parallel_attention {
        Sentence::new("Its experts are shared by ")
            .amount(Unit::Number, gpus)
            .say(" GPUs, and each of them keeps requests of its own.")
    } else if layout.pipeline > 1 {
        let across = layout.tensor_parallel > 1;
        Sentence::new("Its layers follow each other over ").amount(Unit::Number, gpus).say(if across {
            " GPUs of two servers: worked out, and measured nowhere here."
        } else {
            " GPUs."
        })
    } else {
        return None;
    })
}
