//! Which crate each function of a wasm file comes from, told from its name.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{ImportSectionReader, KnownCustom, Name, NameSectionReader, Parser, Payload, TypeRef};

const UNNAMED: &str = "(no name)";
const WITHOUT_CRATE: &str = "(without a crate)";
const OTHER: &str = "(smaller ones)";
/// Crates below this share of the code are shown as one line.
const SMALLEST_SHARE: f64 = 0.004;

/// Bytes of code by crate, over one or several wasm files. Where the names were stripped, all is under one heading.
#[derive(Default)]
pub struct ByCrate(BTreeMap<String, usize>);

impl ByCrate {
    pub fn add(&mut self, wasm: &[u8]) -> Result<()> {
        let mut imported_functions = 0;
        let mut body_bytes = Vec::new();
        let mut names = BTreeMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => imported_functions = count_functions(imports)?,
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    body_bytes.push((range.end - range.start) as usize);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(sections) = section.as_known() {
                        names = function_names(sections)?;
                    }
                }
                _ => {}
            }
        }
        for (index, bytes) in (imported_functions..).zip(body_bytes) {
            let name = names.get(&index).map_or_else(|| UNNAMED.to_owned(), |name| crate_of(name));
            *self.0.entry(name).or_default() += bytes;
        }
        Ok(())
    }

    /// Small ones as one line.
    pub fn largest_first(self) -> Vec<(String, usize)> {
        let total: usize = self.0.values().sum();
        let is_large = |bytes: usize| bytes as f64 >= total as f64 * SMALLEST_SHARE;
        let (mut large, small): (Vec<_>, Vec<_>) =
            self.0.into_iter().partition(|(_, bytes)| is_large(*bytes));
        large.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        let rest: usize = small.iter().map(|(_, bytes)| bytes).sum();
        if rest > 0 {
            large.push((OTHER.to_owned(), rest));
        }
        large
    }
}

fn count_functions(imports: ImportSectionReader<'_>) -> Result<u32> {
    let mut count = 0;
    for import in imports.into_imports() {
        count += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
    }
    Ok(count)
}

fn function_names<'wasm>(sections: NameSectionReader<'wasm>) -> Result<BTreeMap<u32, &'wasm str>> {
    let mut names = BTreeMap::new();
    for section in sections {
        if let Name::Function(map) = section? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index, naming.name);
            }
        }
    }
    Ok(names)
}

/// `<leptos::View as core::ops::Drop>::drop` belongs to `leptos`: the first path in the demangled name. Where a type has
/// no path, as in `<T as wasm_bindgen::Convert>::convert`, it is the trait's.
fn crate_of(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let Some((first, _)) = name.split_once("::") else { return WITHOUT_CRATE.to_owned() };
    // Some names carry the compiler's number of the crate: `core[c5930c85a12de822]`.
    let first =
        first.strip_suffix(']').and_then(|first| first.rsplit_once('[')).map_or(first, |(first, _)| first);
    let start = first.rfind(|letter: char| !letter.is_alphanumeric() && letter != '_').map_or(0, |at| at + 1);
    match &first[start..] {
        "" => WITHOUT_CRATE.to_owned(),
        krate => krate.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_in_its_name() {
        assert_eq!(crate_of("<leptos::View as core::ops::drop::Drop>::drop"), "leptos");
        assert_eq!(crate_of("core::fmt::write"), "core");
        assert_eq!(
            crate_of("<&mut serde_json::de::Deserializer<R> as serde::Deserializer>::x"),
            "serde_json"
        );
        assert_eq!(crate_of("<T as wasm_bindgen::convert::ReturnWasmAbi>::return_abi"), "wasm_bindgen");
        assert_eq!(crate_of("<core[c5930c85a12de822]::fmt::Formatter>::pad"), "core");
        assert_eq!(crate_of("_RNvMsa_NtCsgXGp5Oqx2Ny_4core3fmtNtB5_9Formatter3pad"), "core");
        assert_eq!(crate_of("memcpy"), "(without a crate)");
    }
}
