#![allow(clippy::all)]
use content::compile::compile_folder;
use diagram::format;
#[test]
fn scratch() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/system-design");
    let pack = compile_folder(&folder).unwrap();
    let c = pack.challenge("url-shortener").unwrap();
    for file in std::env::var("DESIGNS").unwrap().split(',') {
        let d = format::read(&std::fs::read_to_string(file).unwrap()).unwrap().diagram;
        let g = c.grade(&d, &[]);
        println!("{file}: {} {}", g.passed, g.verdict);
        for r in &g.requirements { println!("  {} {} | {} | {}", r.passed, r.text, r.expected, r.found); }
        for r in &g.dimensions { println!("  {:?} {}", r.dimension, r.score); }
        println!("{:?} {:?}", g.imposed, g.figures);
    }
}
