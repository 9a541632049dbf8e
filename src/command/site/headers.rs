//! What a host is told beside the files.

use super::html::text_of as text;
use super::policy::{Reach, content_security_policy};

/// `_headers` as Netlify and Cloudflare Pages read it.
///
/// The policy is that of all pages together: each page's own `<meta>` narrows it further. It says nothing about
/// framing, so everyone may embed the page, which has no login and nothing that a misled click could change;
/// `frame-ancestors *` would shut out pages opened from disk.
pub fn headers(inline: &[(bool, String)]) -> String {
    let digests = |wanted: bool| {
        let mut some: Vec<String> =
            inline.iter().filter(|(script, _)| *script == wanted).map(|(_, digest)| digest.clone()).collect();
        some.sort();
        some.dedup();
        some
    };
    let policy = content_security_policy(Reach::OwnSite, &digests(true), &digests(false));
    format!(
        "/*\n  Content-Security-Policy: {policy}\n  Access-Control-Allow-Origin: *\n  \
         Cross-Origin-Resource-Policy: cross-origin\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  Cache-Control: no-cache\n\
         /engines/*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n\
         /main.*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n\
         /style.*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}

/// The page for addresses that do not exist, at whatever depth: it refers to nothing relative.
pub fn not_found(site: Option<&str>) -> String {
    let way = site.map_or_else(String::new, |site| {
        format!("\n<p><a href=\"{}\">Build or buy? Self-hosted LLM or hosted API</a></p>", text(site))
    });
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>Not here</title>\n</head>\n<body>\n<h1>There is no page at this address</h1>\n\
         <p>The calculator stands at the site's front page; a link to it carries its inputs behind a question mark.</p>\
         {way}\n</body>\n</html>\n"
    )
}
