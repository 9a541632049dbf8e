//! What a list says of an offer beside its price, and which question that raises.

/// What a reader of the proposal should know, or be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Which question it raises, if any.
    pub about: About,
    /// In words.
    pub text: String,
}

/// Which question a remark raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// None.
    Note,
    /// Prices of batches that cannot be one discount.
    Batches,
    /// A price of the cache that cannot be one.
    Cache,
    /// Prices by the hour of the day.
    Hours,
    /// A price of what the model thinks that is not that of what it writes.
    Thinking,
    /// A price that may be that of a step.
    Steps,
    /// A price that a name or a note calls promotional.
    Promotion,
}

impl About {
    /// A remark about it.
    pub fn remark(self, text: impl Into<String>) -> Remark {
        Remark { about: self, text: text.into() }
    }
}

impl Remark {
    /// That reasoning tokens have another price, per million, than what is written; nothing where they do not.
    pub fn thinking(reasoning: Option<f64>, output: Option<f64>) -> Option<Self> {
        let (thinking, writing) = reasoning.zip(output).filter(|(thinking, writing)| thinking != writing)?;
        Some(About::Thinking.remark(format!("reasoning tokens cost {thinking} a million, other output {writing}")))
    }
}
