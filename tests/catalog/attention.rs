//! What each open model keeps of its past, against bytes computed by hand from its published shape.

use crate::catalog;
use build_or_buy::capacity::{KvPrecision, kv};
use build_or_buy::capacity::{Layout, Past, Serving, Unservable};
use build_or_buy::catalog::{Attention, OpenModel, Precision};
use build_or_buy::units::Tokens;

const SIXTEEN: KvPrecision = KvPrecision::Sixteen;
const EIGHT: KvPrecision = KvPrecision::Eight;

fn model(id: &str) -> OpenModel {
    catalog().model(id).unwrap_or_else(|| panic!("no model {id}")).clone()
}

#[test]
fn recurrent_states_are_constant_per_sequence() {
    // Gated DeltaNet: layers · heads · 128 · 128 · 4 bytes, and 3 · (2 · 16 · 128 + heads · 128) · 2 of convolution.
    // 9B: 24 · 32 · 65,536 = 50,331,648 and 24 · 3 · 8,192 · 2 = 1,179,648.
    // Mamba-2: layers · heads · 64 · 128 · 4, and 3 · (heads · 64 + 2 · 8 · 128) · 2 of convolution.
    // Nano: 23 · 64 · 32,768 = 48,234,496 and 23 · 3 · 6,144 · 2 = 847,872.
    // Kimi delta attention: layers · heads · 128 · 128 · 4, and 3 · 3 · heads · 128 · 2 of three convolutions.
    // K3: 69 · 96 · 65,536 = 434,110,464 and 69 · 9 · 12,288 · 2 = 15,261,696.
    // GLM-5.3-Flash: 34 · 64 · 65,536 = 142,606,336 and 34 · 9 · 8,192 · 2 = 5,013,504.
    // Qwen3-Next: 36 · 32 · 65,536 = 75,497,472 and 36 · 3 · 8,192 · 2 = 1,769,472.
    // Ultra: 48 · 256 · 32,768 = 402,653,184 and 48 · 3 · 18,432 · 2 = 5,308,416.
    // Models that keep every token, or windows of them, have none.
    for (id, bytes) in [
        ("qwen3.5-4b", 51_511_296.0),
        ("qwen3.5-9b", 51_511_296.0),
        ("qwen3.5-27b", 153_944_064.0),
        ("qwen3.6-27b", 153_944_064.0),
        ("qwen3.8-27b", 153_944_064.0),
        ("qwen3.5-35b-a3b", 64_389_120.0),
        ("qwen3.6-35b-a3b", 64_389_120.0),
        ("qwen3.5-122b-a10b", 153_649_152.0),
        ("qwen3.5-397b-a17b", 192_061_440.0),
        ("qwen3-next-80b-a3b", 77_266_944.0),
        ("nemotron-3-nano", 49_082_368.0),
        ("nemotron-3-super", 170_229_760.0),
        ("nemotron-3-ultra", 407_961_600.0),
        ("kimi-k3", 449_372_160.0),
        ("glm-5.3-flash", 147_619_840.0),
        ("llama-3.3-70b", 0.0),
        ("glm-4.5", 0.0),
        ("minimax-m3", 0.0),
        ("mimo-v2-flash", 0.0),
        ("mimo-v2.6-pro", 0.0),
    ] {
        let model = model(id);
        assert_eq!(kv::bytes_of_state(&model), bytes, "{id}");
        // However long the sequence, the state is the same; at no length at all it is all there is.
        assert_eq!(kv::bytes_per_sequence(&model, SIXTEEN, 0.0), bytes, "{id}");
    }
    // The state of Nemotron 3 Ultra weighs as much as 33,200 tokens of its 12 attention layers at 1,024 bytes each.
    let ultra = model("nemotron-3-ultra");
    assert_eq!((kv::bytes_of_state(&ultra) / kv::bytes_per_token(&ultra, SIXTEEN)).round(), 33_200.0);
}

#[test]
fn every_token_adds_what_the_layers_keep_of_it() {
    for (id, sixteen, eight) in [
        // 24 MLA layers · 576 · 2; 8 bits halve it.
        ("kimi-k3", 27_648.0, 13_824.0),
        // 11 · 512 · 2 = 11,264 and 11 · 33 of index, which is kept in 8 bits either way.
        ("glm-5.3-flash", 11_627.0, 5_995.0),
        // 61 · 576 · 2 = 70,272 and 61 · 132 = 8,052.
        ("deepseek-v3.2", 78_324.0, 43_188.0),
        // 78 · 576 · 2 = 89,856 and 78 · 132 = 10,296.
        ("glm-5", 100_152.0, 55_224.0),
        ("glm-5.1", 100_152.0, 55_224.0),
        // Only 21 of the 78 layers keep an index: 89,856 + 2,772.
        ("glm-5.2", 92_628.0, 47_700.0),
        // 60 · 2 · 4 · 128 · 2 = 122,880 and 57 · 256 = 14,592.
        ("minimax-m3", 137_472.0, 76_032.0),
        // 9 · 2 · 4 · 160 · 2.
        ("mimo-v2-flash", 23_040.0, 11_520.0),
        ("mimo-v2.6-flash", 23_040.0, 11_520.0),
        // 10 · 2 · 8 · 160 · 2; its windows keep 60 · 2 · 8 · 160 · 2 bytes a token of the last 128.
        ("mimo-v2.5-pro", 51_200.0, 25_600.0),
        ("mimo-v2.6-pro", 51_200.0, 25_600.0),
        // 92 · 2 · 8 · 128 · 2; 46 of it for Air; 47 · 576 · 2 for Flash.
        ("glm-4.5", 376_832.0, 188_416.0),
        ("glm-4.5-air", 188_416.0, 94_208.0),
        ("glm-4.7-flash", 54_144.0, 27_072.0),
        // 12 · 2 · 2 · 256 · 2.
        ("qwen3-next-80b-a3b", 24_576.0, 12_288.0),
        // 12 · 2 · 2 · 128 · 2.
        ("nemotron-3-ultra", 12_288.0, 6_144.0),
        // 10 full layers · 2 · 16 · 128 · 2.
        ("gemma-3-27b", 81_920.0, 40_960.0),
    ] {
        let model = model(id);
        assert_eq!(kv::bytes_per_token(&model, SIXTEEN), sixteen, "{id}");
        assert_eq!(kv::bytes_per_token(&model, EIGHT), eight, "{id}");
    }
    // Windows: 39 layers · 2 · 4 · 160 · 2 bytes · 256 tokens; 52 layers · 2 · 16 · 128 · 2 · 1,024.
    let full_window = |id: &str, window: f64| {
        let model = model(id);
        kv::bytes_per_sequence(&model, SIXTEEN, window) - window * kv::bytes_per_token(&model, SIXTEEN)
    };
    assert_eq!(full_window("mimo-v2-flash", 256.0), 25_559_040.0);
    assert_eq!(full_window("mimo-v2.6-pro", 128.0), 39_321_600.0);
    assert_eq!(full_window("gemma-3-27b", 1_024.0), 436_207_616.0);
}

#[test]
fn compressed_attention_keeps_one_entry_for_many_tokens() {
    // Per layer: (584 + 68) / 4 for one in two, 584 / 128 for the other. Flash: 21 · 163 + 20 · 4.5625 = 3,514.25;
    // Pro: 30 · 163 + 31 · 4.5625 = 5,031.4375. The number format of keys and values changes nothing.
    for (id, per_token, window, state) in [
        // 43 layers · 584 in the window; 21 · 32,768 + 20 · 524,288 of compressor state.
        ("deepseek-v4-flash", 3_514.25, 25_112.0, 11_173_888.0),
        ("deepseek-v4-pro", 5_031.437_5, 35_624.0, 17_235_968.0),
    ] {
        let model = model(id);
        for precision in [SIXTEEN, EIGHT] {
            assert_eq!(kv::bytes_per_token(&model, precision), per_token, "{id}");
            assert_eq!(kv::window_bytes_per_token(&model, precision), window, "{id}");
        }
        assert_eq!(kv::bytes_of_state(&model), state, "{id}");
        // A context of a million tokens: 2^20 · per token, 128 · window, state.
        let million = 1_048_576.0 * per_token + 128.0 * window + state;
        assert_eq!(kv::bytes_per_sequence(&model, EIGHT, 1_048_576.0), million, "{id}");
    }
    // As published for both: 3.7 and 5.3 GB at a million tokens.
    let gb = |id: &str| kv::bytes_per_sequence(&model(id), EIGHT, 1_048_576.0) / 1e9;
    assert!((gb("deepseek-v4-flash") - 3.7).abs() < 0.05 && (gb("deepseek-v4-pro") - 5.3).abs() < 0.05);
}

#[test]
fn a_decode_step_reads_only_what_it_selects() {
    let read = |id: &str, context: f64| Past::of(&model(id), EIGHT).read(context);
    // DeepSeek-V3.2 at 100,000 tokens: 61 · 576 · 2,048 selected and 61 · 132 · 100,000 of index.
    assert_eq!(read("deepseek-v3.2", 100_000.0), 71_958_528.0 + 805_200_000.0);
    // Below the selection it reads everything.
    assert_eq!(read("deepseek-v3.2", 2_000.0), 43_188.0 * 2_000.0);
    // MiniMax-M3: 3 layers whole, 57 at 2,176 tokens of 1,024 bytes, index of 57 · 256 a token.
    assert_eq!(read("minimax-m3", 50_000.0), 3.0 * 1_024.0 * 50_000.0 + 57.0 * 1_024.0 * 2_176.0 + 14_592.0 * 50_000.0);
    // V4 Flash: 43 · 128 · 584 of window, 21 · 512 · 584 selected, 21 · 68 · 25,000 keys, 20 · 781.25 · 584, states.
    let flash = 3_214_336.0 + 6_279_168.0 + 35_700_000.0 + 9_125_000.0 + 11_173_888.0;
    assert_eq!(read("deepseek-v4-flash", 100_000.0), flash);
}

#[test]
fn states_take_part_in_what_fits() {
    // Qwen3.5 9B in 16 bits on one H100: free = 0.94 · 80 − 2 · 9.65 − 1.5 − 0.02 · 80 = 52.8 GB.
    let (catalog, model) = (catalog(), model("qwen3.5-9b"));
    let h100 = catalog.gpu("h100").expect("h100");
    let serving = Serving::new(&model, h100, Precision::Bf16, SIXTEEN, Layout::tensor(1)).expect("fits");
    let memory = serving.memory();
    assert!((memory.free().get() - 52.8).abs() < 1e-9, "{}", memory.free().get());
    // 1,000 tokens: 32,768 · 1,000 + 51,511,296 = 84,279,296 bytes: 626 sequences, where 1,611 would fit without states.
    assert!((memory.sequence(1_000.0).get() - 0.084_279_296).abs() < 1e-12);
    assert_eq!(memory.longest_context(&model), Tokens::new(262_144.0));
    // Two GPUs share the 32 heads of the state and the 4 of the cache.
    let two = Serving::new(&model, h100, Precision::Bf16, SIXTEEN, Layout::tensor(2)).expect("fits");
    assert!((two.memory().sequence(1_000.0).get() - 0.042_139_648).abs() < 1e-12);
    // A latent cannot be split, states can: Kimi K3 on eight GPUs.
    let k3 = Past::of(&self::model("kimi-k3"), EIGHT).on_each(8, false);
    assert_eq!(k3, [13_824.0, 0.0, 449_372_160.0 / 8.0]);
}

#[test]
fn a_model_whose_attention_is_not_known_is_named_and_not_sized() {
    let (catalog, model) = (catalog(), model("deepseek-v4.1-flash"));
    assert_eq!(model.attention, Attention::Unknown);
    let b300 = catalog.gpu("b300").expect("b300");
    let refused = Serving::new(&model, b300, Precision::Nvfp4, EIGHT, Layout::tensor(8)).expect_err("not sized");
    assert_eq!(refused, Unservable::AttentionUnknown { model: "DeepSeek V4.1 Flash".into() });
    assert!(refused.to_string().contains("is not known here"), "{refused}");
}

#[test]
fn the_form_and_the_report_name_a_model_whose_attention_is_not_known() {
    let catalog = catalog();
    let form = build_or_buy::inputs::form::form(&catalog, catalog.asof);
    for row in catalog.models.iter().filter(|row| row.attention == Attention::Unknown) {
        let label = &form.models.iter().find(|one| one.word == row.id).unwrap_or_else(|| panic!("{}", row.id)).label;
        assert_eq!(*label, format!("{} (attention not known: not sized)", row.name));
        // Whoever asks for it reads why nothing runs it, in the list of what lost that the page shows.
        let pairs =
            [("workloads", "a"), ("a.quality", "any"), ("a.requests", "50M"), ("a.open_model", row.id.as_str())]
                .map(|(key, text)| (key.to_owned(), text.to_owned()));
        let report = build_or_buy::report::evaluate(&pairs, &catalog);
        let lost = &report.workloads[0].passed_over;
        let told = lost.iter().find(|one| one.model == row.name).unwrap_or_else(|| panic!("{}: {lost:?}", row.id));
        assert!(told.why.contains("is not known here"), "{}", told.why);
        assert!(report.workloads[0].fleet.is_none(), "{}", row.id);
    }
}

#[test]
fn every_hybrid_row_says_what_its_linear_layers_keep() {
    for model in &catalog().models {
        assert_eq!(model.linear_layers > 0, model.linear.is_some(), "{}", model.id);
        if let Some(linear) = model.linear {
            assert!(linear.heads > 0 && linear.key_dim > 0 && linear.value_dim > 0, "{}", model.id);
        }
    }
}
