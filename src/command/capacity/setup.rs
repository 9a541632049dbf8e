//! What a measured row is a measurement of: names, formats and layout resolved.

use super::reference::Names;
use build_or_buy::capacity::{KvPrecision, Layout, Request, weights};
use build_or_buy::catalog::{Attention, Gpu, OpenModel, Precision};
use build_or_buy::units::{Teraflops, Tokens};

/// What a row is a measurement of.
pub struct Setup {
    pub model: OpenModel,
    pub gpu: Gpu,
    pub precision: Precision,
    pub kv: KvPrecision,
    pub layout: Layout,
    pub request: Request,
    pub instances: f64,
    /// Requests of a run that was not kept filled up.
    pub burst: Option<f64>,
}

impl Setup {
    /// From a row's fields; the error names the field or the unknown name.
    pub fn read<'a>(text: &impl Fn(&str) -> &'a str, names: &Names) -> Result<Self, String> {
        let number = |name: &str| text(name).parse::<f64>().ok().filter(|value| value.is_finite());
        let needed = |name: &str| {
            number(name)
                .filter(|value| *value > 0.0)
                .ok_or_else(|| format!("`{name}` is {:?}; a number above 0", text(name)))
        };
        if !matches!(text("spec").to_lowercase().as_str(), "" | "none" | "no" | "0" | "false" | "nan") {
            return Err("speculative decoding".into());
        }
        let mut model = names.model(text("model")).ok_or_else(|| format!("unknown model {:?}", text("model")))?;
        let mut gpu = names.gpu(text("gpu")).ok_or_else(|| format!("unknown GPU {:?}", text("gpu")))?;
        let (precision, bytes) = format(text("prec"), &mut gpu)?;
        let kv = if matches!(text("kv"), "fp8" | "int8") { KvPrecision::Eight } else { KvPrecision::Sixteen };
        let (input, output) = (needed("isl")?, needed("osl")?);
        needed("out_tps")?;
        let gpus = needed("n_gpus")?;

        // The run was made, so the weights existed in this format and the context was long enough.
        model.precisions.clear();
        model.native = precision;
        model.context = Tokens::new((input + output).max(model.context.get()));
        gpu.per_node = gpu.per_node.max(64);

        let pipeline = number("pp").unwrap_or(1.0).max(1.0);
        let (tensor, data_parallel_attention, instances) = match number("tp").filter(|tp| *tp >= 1.0) {
            Some(tensor) => {
                let copies = number("inst").unwrap_or(gpus / (tensor * pipeline));
                (tensor, number("dp_attn").is_some_and(|flag| flag > 0.0), copies)
            }
            None => automatic(&model, &gpu, bytes, gpus),
        };
        Ok(Self {
            layout: Layout {
                tensor_parallel: tensor as u32,
                pipeline: pipeline as u32,
                data_parallel_attention,
                apart: false,
            },
            request: Request::new(input, output),
            instances: instances.max(1.0),
            burst: number("nreq").filter(|count| *count > 0.0),
            model,
            gpu,
            precision,
            kv,
        })
    }
}

/// A layout where the row names none: the smallest power of two whose weights fill at most 56 % of the memory.
fn automatic(model: &OpenModel, gpu: &Gpu, precision: Precision, gpus: f64) -> (f64, bool, f64) {
    let all = weights::weights(model, precision).get();
    let mut tensor = 1.0;
    while all / tensor > 0.62 * 0.9 * gpu.memory.get() && tensor < 8.0 {
        tensor *= 2.0;
    }
    let tensor = f64::min(tensor, gpus);
    (tensor, model.attention == Attention::Mla && tensor > 1.0, gpus / tensor)
}

/// The row's number format, on a GPU that computes in a wider one where it has no such arithmetic.
fn format(word: &str, gpu: &mut Gpu) -> Result<(Precision, Precision), String> {
    let precision = match word.to_lowercase().as_str() {
        "fp16" | "bf16" => Precision::Bf16,
        "fp8" => Precision::Fp8,
        "int8" => {
            gpu.fp8 = gpu.fp8.or(Some(Teraflops::new(2.0 * gpu.bf16.get())));
            Precision::Fp8
        }
        "fp4" | "nvfp4" if gpu.fp4.is_none() => Precision::Int4,
        "fp4" | "nvfp4" => Precision::Nvfp4,
        "mxfp4" | "mxfp4a8" => Precision::Mxfp4,
        "int4" => Precision::Int4,
        _ => return Err(format!("unknown precision {word:?}")),
    };
    gpu.fp8 = gpu.fp8.or(Some(gpu.bf16));
    Ok((precision, precision))
}
