//! The page about the method: its words stand in `www/method.html`, its examples come from the engine.

use super::Asset;
use super::bundle::STYLE;
use super::html;
use super::inline::policy_tag;
use super::policy::{Reach, content_security_policy};
use crate::command::link;
use crate::command::project::read_text;
use build_or_buy::Catalog;
use build_or_buy::cost::lines::Line;
use build_or_buy::inputs::link::read;
use build_or_buy::report::{self, method};
use std::path::Path;

/// The page's file in `www`, and on a site.
pub const NAME: &str = "method.html";
/// The fewest draws: no example shows odds.
const DRAWS: u32 = 100;

/// The page with its examples worked out at the catalog's prices; `None` where `www` has no such page.
///
/// Errors: it cannot be read, or a line has no place in it or no example.
pub fn filled(www: &Path, catalog: &Catalog) -> Result<Option<String>, String> {
    let place = www.join(NAME);
    if !place.is_file() {
        return Ok(None);
    }
    let mut page = read_text(&place)?;
    let examples: Vec<_> = method::EXAMPLES
        .iter()
        .map(|text| report::answer(&read(&link::pairs(text), catalog), catalog, DRAWS))
        .collect();
    for line in Line::ALL {
        let worked = method::worked(*line, &examples).ok_or_else(|| format!("{NAME}: no example has {}", line.id()))?;
        page = html::fill(&page, &format!("#{}", method::place(*line)), &worked)?;
    }
    html::fill(&page, "#worked-laws", &method::laws()).map(Some)
}

/// The filled page as a site has it: with its style by its hashed name, and a policy of its own.
pub fn linked(page: &str, style: &Asset) -> Result<String, String> {
    let sheet =
        format!("<link rel=\"stylesheet\" href=\"{}\" integrity=\"{}\" crossorigin>", style.url, style.integrity);
    let page = html::replace(page, STYLE, &sheet)?;
    let policy = policy_tag(&content_security_policy(Reach::OwnSite, &[], &[]));
    html::insert_after(&page, "meta[charset]", &format!("\n{policy}"))
}

/// What the filled page holds, to stand folded in a page that carries everything inside. Its links are left out: there
/// they would replace the inputs, which that page keeps in its address.
///
/// Errors: the page has no `main`.
pub fn folded(page: &str) -> Result<String, String> {
    let main = page.split_once("<main id=\"method\">").and_then(|(_, rest)| rest.split_once("</main>"));
    let (main, _) = main.ok_or("the page about the method has no main")?;
    // The visitor's own numbers stand in the dialogs there, and the inputs' help beside them.
    let body = html::unwrapped(&html::without(main, "nav, h1, .worked, #laws"), "a");
    let body = body.replace(" id=\"", " id=\"method-");
    Ok(format!(
        "<details id=\"method\" class=\"method\"><summary>How every number is worked out</summary>\n{body}</details>\n"
    ))
}
