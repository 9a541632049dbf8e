//! Scripts and styles as they are published: each page's modules as one, shrunk by esbuild.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes one file of a script or stylesheet and all that it imports.
pub trait Bundler {
    /// A module with what it imports, as one module.
    fn module(&self, file: &Path) -> Result<String, String>;
    /// A script that imports nothing, for pages that load it as a classic script or as a module.
    fn script(&self, file: &Path) -> Result<String, String>;
    /// A stylesheet.
    fn style(&self, file: &Path) -> Result<String, String>;
}

/// esbuild, in the version that `tests/browser/package.json` pins.
pub struct Esbuild {
    program: PathBuf,
}

impl Esbuild {
    /// Where npm put it. Errors: one sentence that says what to install.
    pub fn of(root: &Path) -> Result<Self, String> {
        let places = ["esbuild", "esbuild.cmd"].map(|name| root.join("tests/browser/node_modules/.bin").join(name));
        let program = places.into_iter().find(|program| program.is_file()).ok_or(
            "publishing needs esbuild: install Node 20 or later and run `npm ci --prefix tests/browser` (serving the page \
             with `cargo run` needs neither, and releases hold the ready site)",
        )?;
        Ok(Self { program })
    }

    fn run(&self, arguments: &[&str], file: &Path) -> Result<String, String> {
        let ran = Command::new(&self.program)
            .args(["--minify", "--charset=utf8", "--legal-comments=inline", "--log-level=warning"])
            .args(arguments)
            .arg(file)
            .output()
            .map_err(|error| format!("{} cannot be started: {error}", self.program.display()))?;
        if !ran.status.success() {
            return Err(format!("{}: {}", file.display(), String::from_utf8_lossy(&ran.stderr).trim()));
        }
        let text = String::from_utf8(ran.stdout).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(text.trim_end().to_owned())
    }
}

impl Bundler for Esbuild {
    fn module(&self, file: &Path) -> Result<String, String> {
        self.run(&["--bundle", "--format=esm", "--target=es2022"], file)
    }

    fn script(&self, file: &Path) -> Result<String, String> {
        self.run(&["--target=es2022"], file)
    }

    fn style(&self, file: &Path) -> Result<String, String> {
        self.run(&[], file)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::command::project::read_text;

    /// Leaves every file as it is: what a site does with its parts is tested without npm.
    pub struct AsWritten;

    impl Bundler for AsWritten {
        fn module(&self, file: &Path) -> Result<String, String> {
            read_text(file)
        }
        fn script(&self, file: &Path) -> Result<String, String> {
            read_text(file)
        }
        fn style(&self, file: &Path) -> Result<String, String> {
            read_text(file)
        }
    }

    #[test]
    fn without_npm_one_sentence_says_what_to_install() {
        let refused = Esbuild::of(Path::new("no/such/folder")).err().expect("nothing is there");
        assert!(refused.contains("npm ci --prefix tests/browser") && !refused.contains('\n'), "{refused}");
    }
}
