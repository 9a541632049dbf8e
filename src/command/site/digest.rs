//! Content digests: file names, integrity attributes and policy hashes all come from SHA-256.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// SHA-256 in lower-case hexadecimal, 64 digits.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// `sha256-…` in base64: an `integrity` value, and between quotes a source in a content security policy.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// The file name with 12 digits of its content's digest before the extension: `style.css` to `style.0a1b2c3d4e5f.css`.
pub fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let digest = &hex(bytes)[..12];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{digest}.{extension}"),
        None => format!("{name}.{digest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-2, appendix B.1: the digest of "abc".
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(hex(b"abc"), ABC);
        // The same 32 bytes in base64: `printf abc | openssl dgst -sha256 -binary | base64`.
        assert_eq!(integrity(b"abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn the_digest_goes_before_the_extension() {
        assert_eq!(hashed_name("style.css", b"abc"), "style.ba7816bf8f01.css");
        assert_eq!(hashed_name("LICENSE", b"abc"), "LICENSE.ba7816bf8f01");
    }
}
