//! Pictures made at build time: the icons of the installed page, and the card that a shared link shows.

use super::Output;
use super::html::text_of as text;
use crate::command::project::read_text;
use resvg::{tiny_skia, usvg};
use std::fmt::Write as _;
use std::path::Path;

/// Width and height of a link picture, the size the networks ask for.
pub const CARD: (u32, u32) = (1200, 630);

/// Where the bars begin and how long the longest is: room is left behind it for its amount.
const LEFT: f64 = 270.0;
const WIDE: f64 = 560.0;

/// What a link picture says.
pub struct Card {
    /// Small, above: whose situation it is.
    pub title: String,
    /// Large: the verdict in one sentence.
    pub sentence: String,
    /// A bar each: what it is, its amount as text, its length as a share of the longest (0 to 1), its color.
    pub bars: Vec<(String, String, f64, &'static str)>,
    /// Small, below: the date of the prices and who made it.
    pub foot: String,
}

/// Draws the card as PNG. Errors: the drawing cannot be made.
pub fn card(card: &Card) -> Result<Vec<u8>, String> {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        CARD.0, CARD.1
    );
    let mut write = |x: f64, y: f64, size: u32, font: &str, color: &str, words: &str| {
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-family=\"{font}\" fill=\"{color}\">{}</text>",
            text(words)
        );
    };
    write(60.0, 88.0, 28, "DejaVu Sans", "#555", &card.title);
    let lines = wrapped(&card.sentence, 40, 4);
    for (line, y) in lines.iter().zip([158.0, 220.0, 282.0, 344.0]) {
        write(60.0, y, 50, "DejaVu Serif", "#111", line);
    }
    write(60.0, 590.0, 24, "DejaVu Sans", "#555", &card.foot);
    for ((name, amount, share, _), y) in card.bars.iter().zip([406.0, 461.0, 516.0]) {
        write(60.0, y, 26, "DejaVu Sans", "#111", name);
        write(LEFT + WIDE * share.clamp(0.0, 1.0) + 16.0, y, 26, "DejaVu Sans", "#111", amount);
    }
    for ((_, _, share, color), y) in card.bars.iter().zip([384.0, 439.0, 494.0]) {
        let width = WIDE * share.clamp(0.0, 1.0);
        let _ = write!(svg, "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{width}\" height=\"26\" fill=\"{color}\"/>");
    }
    svg.push_str("</svg>");
    png(&svg, CARD)
}

/// The icons that a manifest needs as pixels, and the manifest that lists them.
pub fn put_icons(www: &Path, output: &mut Output) -> Result<(), String> {
    let (Ok(svg), Ok(manifest)) = (read_text(&www.join("icon.svg")), read_text(&www.join("manifest.webmanifest")))
    else {
        return Ok(());
    };
    let mut manifest: serde_json::Value =
        serde_json::from_str(&manifest).map_err(|error| format!("manifest.webmanifest: {error}"))?;
    for (name, size, maskable) in
        [("icon-192.png", 192, false), ("icon-512.png", 512, false), ("icon-maskable.png", 512, true)]
    {
        output.put(name, &icon(&svg, size, maskable)?)?;
        let purpose = if maskable { "maskable" } else { "any" };
        let entry = serde_json::json!({
            "src": name, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose,
        });
        manifest["icons"].as_array_mut().ok_or("manifest.webmanifest: icons is not a list")?.push(entry);
    }
    output.put("manifest.webmanifest", format!("{manifest:#}\n").as_bytes())
}

/// The icon at `size` pixels square; a maskable one keeps it inside the circle that every platform shows.
fn icon(svg: &str, size: u32, maskable: bool) -> Result<Vec<u8>, String> {
    if !maskable {
        return png(svg, (size, size));
    }
    let inner = svg.replacen("<svg ", "<svg x=\"10\" y=\"10\" width=\"44\" height=\"44\" ", 1);
    let whole = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" fill=\"#fff\"/>";
    png(&format!("{whole}{inner}</svg>"), (size, size))
}

fn png(svg: &str, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::serif::regular().to_vec());
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| format!("a picture cannot be drawn: {error}"))?;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("a picture has no size")?;
    let size = tree.size();
    let scale = tiny_skia::Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| format!("a picture cannot be written: {error}"))
}

/// Lines of at most `width` characters, broken at blanks; what does not fit into `lines` ends in an ellipsis.
fn wrapped(words: &str, width: usize, lines: usize) -> Vec<String> {
    let mut all: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        let line = all.last_mut().expect("never empty");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            all.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if all.len() > lines {
        all.truncate(lines);
        if let Some(last) = all.last_mut() {
            last.push('…');
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(png: &[u8]) -> (u32, u32) {
        // A PNG's IHDR: width and height, big-endian, at bytes 16 and 20.
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        assert_eq!(&png[1..4], b"PNG");
        (number(16), number(20))
    }

    #[test]
    fn a_card_is_drawn_with_its_text() {
        let with = |sentence: &str| {
            let bars = vec![("Hosted".to_owned(), "$3,000".to_owned(), 0.2, "#0072B2")];
            let title = "A <title> & more".to_owned();
            card(&Card { title, sentence: sentence.to_owned(), bars, foot: "2026-11-23".to_owned() }).expect("draws")
        };
        let long = "Buy: hosted costs about $3,000 a month and self-hosting would cost 13 times as much at this volume";
        assert_eq!(size(&with(long)), CARD);
        assert_ne!(with(long), with("Build"), "the words are drawn, so a font was found");
    }

    #[test]
    fn icons_have_the_asked_size() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><path d=\"M0 0h64v64z\"/></svg>";
        assert_eq!(size(&icon(svg, 192, false).expect("draws")), (192, 192));
        assert_eq!(size(&icon(svg, 512, true).expect("draws")), (512, 512));
    }

    #[test]
    fn text_wraps_at_blanks_and_ends_in_an_ellipsis() {
        assert_eq!(wrapped("aa bb cc", 5, 4), ["aa bb", "cc"]);
        assert_eq!(wrapped("aa bb cc dd", 2, 2), ["aa", "bb…"]);
    }
}
