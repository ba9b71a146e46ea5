//! Whose work is in a bundle, and under which terms: shipped beside it, as the licences ask.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::files;

/// Packages that only the build uses.
const NOT_SHIPPED: [&str; 3] = ["esbuild", "@esbuild/", "@types/"];

/// Names, terms and sources of the packages under `node_modules`, each with its licence's text where it brings one.
pub fn text(node_modules: &Path) -> Result<String> {
    let mut text = String::new();
    for manifest in files::under(node_modules)? {
        let path = files::relative(node_modules, &manifest);
        let Some(name) = path.strip_suffix("/package.json").filter(|name| is_package(name)) else { continue };
        if NOT_SHIPPED.iter().any(|not| name.starts_with(not)) {
            continue;
        }
        let about: Value = serde_json::from_str(&fs::read_to_string(&manifest)?)
            .with_context(|| format!("{} cannot be read", manifest.display()))?;
        let field = |pointer: &str| about.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let source = [field("/repository/url"), field("/repository")].concat();
        text += &format!("{name} {}\n{}\n{source}\n\n", field("/version"), field("/license"));
        let licence = fs::read_to_string(manifest.with_file_name("LICENSE"));
        if let Ok(licence) = licence {
            text += &format!("{}\n\n", licence.trim());
        }
        text += "----\n\n";
    }
    Ok(text)
}

/// `style-mod` or `@codemirror/view`, and no folder inside of a package.
fn is_package(path: &str) -> bool {
    path.split('/').count() == if path.starts_with('@') { 2 } else { 1 }
}
