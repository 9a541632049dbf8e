//! Standard output.

use std::io::{ErrorKind, Write as _, stdout};

/// Prints what a command has to say.
///
/// # Errors
/// Standard output cannot be written to.
pub fn show(out: &str) -> Result<(), String> {
    printed(stdout().lock().write_all(out.as_bytes()))
}

/// The outcome of printing. A reader that has seen enough and closed the pipe, as `head` does, is no error.
///
/// # Errors
/// Standard output cannot be written to.
pub fn printed(outcome: std::io::Result<()>) -> Result<(), String> {
    match outcome {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("the report cannot be printed: {error}")),
        _ => Ok(()),
    }
}
