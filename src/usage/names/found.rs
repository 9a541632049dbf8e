//! What a model's name was understood as.

/// How a name was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Known {
    /// The host's own row.
    Exact,
    /// The same model at another host.
    Elsewhere,
    /// The newest of its family: the name itself is not in the catalog.
    Assumed,
    /// Not understood.
    Unknown,
}

/// What a name was understood as.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::usage) struct Match {
    /// Id of a hosted row; empty where none fits.
    pub(in crate::usage) id: String,
    pub(in crate::usage) known: Known,
    /// What the visitor should know; empty where there is nothing to say.
    pub(in crate::usage) note: String,
    /// True where the visitor chose it.
    pub(in crate::usage) chosen: bool,
}
