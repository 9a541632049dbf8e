//! The command.

#[cfg(not(target_arch = "wasm32"))]
mod command {
    pub mod capacity;
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["capacity", "check", file] => command::capacity::check(file.as_ref(), None),
        ["capacity", "check", file, "--out", out] => command::capacity::check(file.as_ref(), Some(out.as_ref())),
        ["capacity", "fit", file] => command::capacity::fit(file.as_ref()),
        _ => Err("usage: capacity check <csv> [--out <csv>] | capacity fit <csv>".into()),
    };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
