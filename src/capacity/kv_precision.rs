//! The number format of an attention cache.

/// Number format of cached keys and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KvPrecision {
    /// 2 bytes.
    Sixteen,
    /// 1 byte.
    Eight,
}

impl KvPrecision {
    /// Bytes of one number.
    pub const fn bytes(self) -> f64 {
        match self {
            Self::Sixteen => 2.0,
            Self::Eight => 1.0,
        }
    }
}
