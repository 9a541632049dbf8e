//! Configs of models that write nothing: encoders, and those whose last layer gives a mark.

use super::configs::read;
use serde_json::json;

/// The encoder of which many embeddings are made: 24 · (4 · 1,024² + 2 · 1,024 · 4,096) + 30,522 · 1,024 = 0.333 billion,
/// as its maker counts it; and a model whose last layer gives a mark.
#[test]
fn an_encoder_is_counted_with_two_matrices_and_a_model_that_marks_is_asked() {
    let bert = json!({
        "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "hidden_size": 1024, "intermediate_size": 4096,
        "num_hidden_layers": 24, "num_attention_heads": 16, "num_key_value_heads": 16, "vocab_size": 30_522,
        "max_position_embeddings": 512
    });
    let (row, _) = read("bert", &bert);
    assert_eq!((&row["kind"], &row["total"], &row["active"]), (&json!("embedding"), &json!(0.33), &json!(0.33)));
    let (row, why) = read("marks", &json!({ "architectures": ["Qwen3ForSequenceClassification"] }));
    assert_eq!(row["kind"], "reranker");
    assert!(why.contains("does it rank, as the row says, or sort texts into classes?"), "{why}");
}
