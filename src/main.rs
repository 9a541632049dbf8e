//! The command: `cargo run` opens the calculator, the subcommands report, publish and measure.

#[cfg(not(target_arch = "wasm32"))]
mod command;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command::main()
}

/// `cargo test` for the wasm target builds every target of the package; the command is none of its business.
#[cfg(target_arch = "wasm32")]
fn main() {}
