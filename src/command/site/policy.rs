//! The content security policy: no inline script, no eval, one narrow Trusted Types list, no other origin.

/// Trusted Types policies the page may create: lit-html's for its own static templates, and those that accept the
/// service worker's URL, or the address of the engine's checked worker script, and nothing else.
const TRUSTED_TYPES: &str = "lit-html build-or-buy-worker build-or-buy-engine";

/// What a page may load.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Files of its own site.
    OwnSite,
    /// Nothing: everything is inside.
    Nothing,
}

/// The policy's text for a `<meta>` element or a header.
///
/// `scripts` and `styles` are the `sha256-…` digests of inline elements, which are allowed by content only.
pub fn content_security_policy(reach: Reach, scripts: &[String], styles: &[String]) -> String {
    let own = match reach {
        Reach::OwnSite => "'self'",
        Reach::Nothing => "",
    };
    let sources = |first: &str, digests: &[String], last: &str| {
        let quoted = digests.iter().map(|digest| format!("'{digest}'"));
        let parts = std::iter::once(first.to_owned()).chain(quoted).chain([last.to_owned()]);
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "'none'".to_owned() } else { parts.join(" ") }
    };
    [
        "default-src 'none'".to_owned(),
        format!("script-src {}", sources(own, scripts, "'wasm-unsafe-eval'")),
        format!("style-src {}", sources(own, styles, "")),
        format!("img-src {}", sources(own, &[], "data:")),
        format!("connect-src {}", sources(own, &[], "")),
        format!("manifest-src {}", sources(own, &[], "")),
        // The engine's worker starts from a script that was checked by its digest first.
        format!("worker-src {}", sources(own, &[], "blob:")),
        // The embed-code builder shows a live preview of the page's own embed.
        format!("frame-src {}", sources(own, &[], "")),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        format!("trusted-types {TRUSTED_TYPES}"),
    ]
    .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_inline_or_evaluated_is_allowed_but_by_its_digest() {
        for reach in [Reach::OwnSite, Reach::Nothing] {
            let policy = content_security_policy(reach, &["sha256-AAAA=".to_owned()], &[]);
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
            assert!(policy.contains("'sha256-AAAA=' 'wasm-unsafe-eval'"), "{policy}");
            assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
        }
    }

    #[test]
    fn a_single_file_reaches_nothing() {
        let policy = content_security_policy(Reach::Nothing, &[], &["sha256-AAAA=".to_owned()]);
        assert!(!policy.contains("'self'"), "{policy}");
        assert!(policy.contains("connect-src 'none'"), "{policy}");
    }
}
