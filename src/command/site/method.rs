//! The page about the method, in every language: its words stand in `www/method.html`, its examples come from the engine.

use super::Asset;
use super::bundle::STYLE;
use super::html;
use super::inline::policy_tag;
use super::policy::{Reach, content_security_policy};
use super::tongue::Tongue;
use crate::command::link;
use crate::command::project::read_text;
use build_or_buy::Catalog;
use build_or_buy::cost::lines::Line;
use build_or_buy::inputs::link::read;
use build_or_buy::report::method::{English, Writing};
use build_or_buy::report::{self, Report, method};
use std::path::Path;

/// The page's file in `www`, and on a site.
pub const NAME: &str = "method.html";
/// The fewest draws: no example shows odds.
const DRAWS: u32 = 100;

/// The page's name on a site in a language: `method.de.html`.
pub fn name_in(tag: &str) -> String {
    format!("method.{tag}.html")
}

/// The companies whose lines are worked out as examples, at the catalog's prices: the same for every language.
pub fn examples(catalog: &Catalog) -> Vec<Report> {
    let answer = |text: &&str| report::answer(&read(&link::pairs(text), catalog), catalog, DRAWS);
    method::EXAMPLES.iter().map(answer).collect()
}

/// The page with its examples, in another language where one is given; `None` where `www` has no such page.
///
/// Errors: it cannot be read, or a line has no place in it or no example.
pub fn filled(www: &Path, examples: &[Report], tongue: Option<&Tongue>) -> Result<Option<String>, String> {
    let place = www.join(NAME);
    if !place.is_file() {
        return Ok(None);
    }
    let writing: &dyn Writing = tongue.map_or(&English, |tongue| tongue);
    let mut page = read_text(&place)?;
    if let Some(tongue) = tongue {
        page = tongue.page(&page);
    }
    for line in Line::ALL {
        let worked =
            method::worked(*line, examples, writing).ok_or_else(|| format!("{NAME}: no example has {}", line.id()))?;
        page = html::fill(&page, &format!("#{}", method::place(*line)), &worked)?;
    }
    html::fill(&page, "#worked-laws", &method::laws(writing)).map(Some)
}

/// A paragraph of links to the page in the other languages, named as each says it; empty where there is none.
pub fn in_languages(tongues: &[Tongue], own: Option<&Tongue>) -> String {
    let own = own.map_or("en", |tongue| tongue.tag.as_str());
    let all = std::iter::once(("en", NAME.to_owned(), "In English".to_owned()))
        .chain(tongues.iter().map(|one| (one.tag.as_str(), name_in(&one.tag), one.words("In English"))));
    let others = all.filter(|(tag, ..)| *tag != own);
    let links: Vec<String> = others
        .map(|(tag, name, said)| format!("<a href=\"{name}\" hreflang=\"{tag}\" lang=\"{tag}\">{said}</a>"))
        .collect();
    if links.is_empty() { links.concat() } else { format!("<p class=\"note\">{}</p>\n", links.join(" · ")) }
}

/// The filled page as a site has it: with its style by its hashed name, a policy of its own and the links to other
/// languages.
///
/// Errors: it holds not exactly one title (`h1`) and one stylesheet.
pub fn linked(page: &str, style: &Asset, others: &str) -> Result<String, String> {
    let page = &html::insert_after(page, "h1", others)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><meta charset=\"utf-8\"><link rel=\"stylesheet\" href=\"style.css\"></head><body>\
        <main id=\"method\"><h1>T</h1><nav><a href=\"#a\">a</a></nav><h3 id=\"a\">A</h3><p>See <a href=\"#b\">b</a>.</p>\
        <div class=\"worked\" id=\"worked-a\"><a href=\"./?x=1\">x</a></div><section id=\"laws\">L</section></main></body></html>";

    #[test]
    fn folded_it_has_no_link_and_no_id_of_the_page_around_it() {
        let folded = folded(PAGE).expect("a main");
        assert!(folded.contains("<h3 id=\"method-a\">A</h3><p>See b.</p>"), "{folded}");
        assert!(!folded.contains("<a ") && !folded.contains("<nav") && !folded.contains("laws"), "{folded}");
        assert_eq!(folded.matches("<details id=\"method\"").count(), 1);
    }

    #[test]
    fn on_a_site_its_style_is_checked_and_it_has_a_policy() {
        let style = Asset { url: "style.0123.css".to_owned(), integrity: "sha256-AAAA=".to_owned() };
        let page = linked(PAGE, &style, "<p>Auf Deutsch</p>").expect("one style");
        assert!(page.contains("</h1><p>Auf Deutsch</p>"), "{page}");
        assert!(page.contains("href=\"style.0123.css\" integrity=\"sha256-AAAA=\""), "{page}");
        let policy = page.find("Content-Security-Policy").expect("a policy");
        assert!(policy < page.find("stylesheet").expect("a style"), "{page}");
    }
}
