//! The capacity model against hand computation, the documented form, laws and published measurements.
#![cfg(not(target_arch = "wasm32"))]

#[path = "capacity/engine.rs"]
mod engine;
#[path = "capacity/first_token.rs"]
mod first_token;
#[path = "capacity/laws.rs"]
mod laws;
#[path = "capacity/published.rs"]
mod published;
#[path = "capacity/rows.rs"]
mod rows;

use build_or_buy::capacity::{Constants, KvPrecision, Layout, Request, Serving, Unservable, kv, weights};
use build_or_buy::catalog::Precision;
use build_or_buy::units::{BillionParams, Gigabytes, Milliseconds, RequestsPerSecond, Share, Tokens, TokensPerRequest};
use rows::{gpu, model, near, number, precision, table};

const SIXTEEN: KvPrecision = KvPrecision::Sixteen;
const EIGHT: KvPrecision = KvPrecision::Eight;

#[test]
fn the_documented_form_gives_all_108_golden_predictions_to_a_thousandth() {
    let golden = table("golden");
    assert_eq!(golden.len(), 108);
    for row in &golden {
        let kv = if row["kv"] == "fp8" { EIGHT } else { SIXTEEN };
        let layout = Layout {
            tensor_parallel: number(row, "tp") as u32,
            pipeline: number(row, "pp") as u32,
            data_parallel_attention: row["dp_attn"] == "1",
            apart: false,
        };
        let (model, gpu) = (model(&row["model"]), gpu(&row["gpu"]));
        let serving =
            Serving::with(&Constants::DOCUMENTED, &model, &gpu, precision(&row["prec"]), kv, layout).expect("fits");
        let request = Request::new(number(row, "isl"), number(row, "osl"));
        let got = serving.capacity(&request).expect("fits").predict(number(row, "conc"));
        near("batch", got.batch, number(row, "batch_used"), 1e-3);
        near("batch_max", serving.memory().batch(&request), number(row, "batch_max_memory"), 1e-3);
        near("output", got.output.get(), number(row, "out_tok_s"), 1e-3);
        // The golden rows count a request's own prefill into the time between its tokens.
        near("per_token", got.batch / got.output.get() * 1e3, number(row, "tpot_ms"), 1e-3);
        near("prefill", got.prefill.get() * 1e3, number(row, "prefill_ms_per_request"), 1e-3);
    }
}

#[test]
fn a_dense_model_llama_3_3_70b_keeps_320_kib_per_token_and_fits_two_h100_in_fp8() {
    let (llama, h100) = (model("Llama-3.3-70B"), gpu("H100"));
    // 80 layers · 2 · 8 heads · 128 · 2 bytes = 327,680 bytes = 320 KiB
    assert_eq!(kv::bytes_per_token(&llama, SIXTEEN), 327_680.0);
    assert_eq!(kv::bytes_per_token(&llama, EIGHT), 163_840.0);
    assert_eq!(weights::weights(&llama, Precision::Bf16).get(), 141.2);
    let serving = Serving::new(&llama, &h100, Precision::Fp8, EIGHT, Layout::tensor(2)).expect("fits");
    // 0.94 · 80 − 70.6/2 − 1.5 − 0.02 · 80 = 36.8 GB left on each GPU
    near("free", serving.memory().free().get(), 36.8, 1e-12);
    // Prompt and half of the output, half of the heads: 1,536 · 81,920 = 125.83 MB; 36.8 GB / 125.83 MB = 292.46
    near("batch", serving.memory().batch(&Request::new(1024.0, 1024.0)), 292.46, 1e-4);
    // 36.8 GB / 81,920 bytes = 449,219 tokens, more than the model's own context
    assert_eq!(serving.memory().longest_context(&llama), Tokens::new(131_072.0));
}

#[test]
fn a_mixture_qwen3_30b_a3b_splits_into_1_49_and_29_01_billion_parameters() {
    let qwen = model("Qwen3-30B-A3B");
    // 48 · 2 · 4 · 128 · 2 = 98,304 bytes
    assert_eq!(kv::bytes_per_token(&qwen, SIXTEEN), 98_304.0);
    // dense = (3.3 − 30.5 · 8/128) / (1 − 8/128) = 1.39375 / 0.9375 = 1.48667
    let split = weights::Split::of(&qwen);
    near("dense", split.dense.get(), 1.486_67, 1e-5);
    near("expert", split.expert.get(), 29.013_33, 1e-5);
    assert_eq!(weights::weights(&qwen, Precision::Bf16), Gigabytes::new(61.0));
    // In NVFP4 the dense part stays in 8 bits: 1.48667 · 1 + 29.01333 · 0.5625 = 17.8067 GB
    near("fp4", weights::weights(&qwen, Precision::Nvfp4).get(), 17.806_7, 1e-5);
}

#[test]
fn latent_attention_of_deepseek_keeps_70272_bytes_on_every_gpu() {
    let deepseek = model("DeepSeek-R1");
    // 61 layers · 576 · 2 bytes = 70,272
    assert_eq!(kv::bytes_per_token(&deepseek, SIXTEEN), 70_272.0);
    assert_eq!(kv::shard(&deepseek, 8, false), 1.0);
    assert_eq!(kv::shard(&deepseek, 8, true), 0.125);
    let h200 = gpu("H200");
    let serving = Serving::new(&deepseek, &h200, Precision::Fp8, EIGHT, Layout::tensor(8)).expect("fits");
    // 671/8 = 83.875 GB of weights; 132.54 − 83.875 − 1.5 − 2.82 = 44.345 GB free
    near("free", serving.memory().free().get(), 44.345, 1e-12);
    // 44.345 GB / 35,136 bytes = 1,262,096 tokens: the model's own 163,840 decide
    assert_eq!(serving.memory().longest_context(&deepseek), Tokens::new(163_840.0));
}

#[test]
fn a_sliding_window_of_gpt_oss_adds_a_constant_to_36864_bytes_a_token() {
    let oss = model("gpt-oss-120b");
    // 18 full layers · 2 · 8 · 64 · 2 = 36,864 bytes; 18 sliding layers keep the same for 128 tokens at most
    assert_eq!(kv::bytes_per_token(&oss, SIXTEEN), 36_864.0);
    assert_eq!(kv::bytes_per_sequence(&oss, SIXTEEN, 100.0), 100.0 * 73_728.0);
    assert_eq!(kv::bytes_per_sequence(&oss, SIXTEEN, 10_000.0), 10_000.0 * 36_864.0 + 128.0 * 36_864.0);
}

#[test]
fn the_longest_context_is_what_fits_beside_the_weights() {
    // Llama-3.1-8B in bf16 on an L40S: 45.12 − 16.06 − 1.5 − 0.96 = 26.6 GB / 131,072 bytes = 202,941 tokens, and a
    // hypothetical model of the same shape with a context of a million is held to that.
    let mut llama = model("Llama-3.1-8B");
    llama.context = Tokens::new(1e6);
    let serving = Serving::new(&llama, &gpu("L40S"), Precision::Bf16, SIXTEEN, Layout::tensor(1)).expect("fits");
    assert_eq!(serving.memory().longest_context(&llama), Tokens::new(202_941.0));
    let error = serving.capacity(&Request::new(202_000.0, 1_000.0)).expect_err("too long for the memory");
    assert!(error.to_string().starts_with("does not fit: needs 46 GB where 45 GB can be used"), "{error}");
}

#[test]
fn what_cannot_be_served_is_refused_by_name() {
    let (llama, h100) = (model("Llama-3.3-70B"), gpu("H100"));
    let refuse = |precision, layout| Serving::new(&llama, &h100, precision, EIGHT, layout).expect_err("refused");
    assert_eq!(refuse(Precision::Nvfp4, Layout::tensor(2)).to_string(), "H100 has no fp4 arithmetic");
    let error = refuse(Precision::Bf16, Layout::tensor(1));
    // 141.2 + 1.5 + 1.6 = 144.3 GB of 0.94 · 80 = 75.2
    assert_eq!(error.to_string(), "does not fit: needs 145 GB where 75 GB can be used");
    assert!(matches!(error, Unservable::DoesNotFit { gpus: 1, .. }));
    let error = refuse(Precision::Fp8, Layout::tensor(3));
    assert_eq!(error.to_string(), "64 attention heads cannot be split over 3 GPUs");
    let error = refuse(Precision::Fp8, Layout::tensor(16));
    assert_eq!(error.to_string(), "an instance of 16 GPUs is impossible; allowed are 1 to 8");
    assert!(matches!(refuse(Precision::Fp8, Layout::tensor(0)), Unservable::LayoutImpossible { gpus: 0, .. }));

    let serving = Serving::new(&llama, &h100, Precision::Fp8, EIGHT, Layout::tensor(8)).expect("fits");
    let error = serving.capacity(&Request::new(131_000.0, 100.0)).expect_err("too long");
    assert_eq!(error.to_string(), "131100 tokens exceed the model's context of 131072");

    let mut published = llama.clone();
    published.precisions = vec!["bf16".into()];
    let error = Serving::new(&published, &h100, Precision::Fp8, EIGHT, Layout::tensor(4)).expect_err("unpublished");
    assert_eq!(error.to_string(), "Llama-3.3-70B is not published in fp8; it is in bf16");
}

#[test]
fn an_embedding_model_is_prefill_only_and_rises_with_arithmetic() {
    let mut embedding = model("Qwen3-8B");
    embedding.total = BillionParams::new(7.57);
    embedding.active = embedding.total;
    let serve = |name: &str| {
        let serving = Serving::new(&embedding, &gpu(name), Precision::Bf16, SIXTEEN, Layout::tensor(1)).expect("fits");
        serving.capacity(&Request::new(512.0, 0.0)).expect("fits").embedding(TokensPerRequest::new(512.0))
    };
    let h100 = serve("H100");
    // 2 · 7.57e9 operations a token at 989e12 · 0.697 allow 45,500 tokens/s; weights, activations and launches take
    // the rest of the time, and at least half of it is arithmetic.
    assert!((22_750.0..45_500.0).contains(&h100.input.get()), "{h100:?}");
    near("requests", h100.requests.get() * 512.0, h100.input.get(), 1e-9);
    assert!(serve("L40S").input < h100.input && h100.input < serve("B200").input);
}

#[test]
fn hostile_numbers_give_finite_answers() {
    let serving =
        Serving::new(&model("Qwen3-8B"), &gpu("H100"), Precision::Fp8, EIGHT, Layout::tensor(1)).expect("fits");
    for odd in [0.0, -5.0, f64::NAN, f64::INFINITY, 1e300] {
        let request = Request { input: TokensPerRequest::new(odd), ..Request::new(1.0, 100.0) };
        let Ok(capacity) = serving.capacity(&request) else { continue };
        for capacity in [capacity, capacity.slowed(odd), capacity.with_speculation(true)] {
            for point in [capacity.predict(odd), capacity.at_rate(RequestsPerSecond::new(odd))] {
                let all =
                    [point.output.get(), point.per_token.get(), point.prefill.get(), point.batch, point.step.get()];
                assert!(all.iter().all(|value| value.is_finite() && *value >= 0.0), "{odd}: {point:?}");
            }
            let plan = capacity.plan(Milliseconds::new(odd)).unwrap_or_else(|| capacity.saturated());
            assert!(plan.output.get().is_finite() && plan.concurrency >= 1.0);
            assert!(capacity.embedding(TokensPerRequest::new(odd)).input.get().is_finite());
        }
    }
    let cached = Request { cached: Share::ONE, ..Request::new(1000.0, 100.0) };
    assert_eq!(serving.capacity(&cached).expect("fits").predict(1.0).prefill.get(), 0.0);
}
