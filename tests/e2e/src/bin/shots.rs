//! Pictures of pages, wide and narrow, in light and dark: `shots /practice /progress` writes `target/screenshots/`.

use std::env;
use std::time::Duration;

use anyhow::Result;
use e2e::Page;
use serde_json::json;

/// Width and height in CSS pixels.
const SCREENS: [(u32, u32); 2] = [(1280, 900), (390, 844)];
const SCHEMES: [&str; 2] = ["light", "dark"];
/// A page longer than this is cut.
const TALLEST: u64 = 6000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut routes: Vec<String> = env::args().skip(1).collect();
    if routes.is_empty() {
        routes.push("/".into());
    }
    let page = Page::open().await?;
    for route in &routes {
        for scheme in SCHEMES {
            for (width, height) in SCREENS {
                prefer(&page, scheme).await?;
                resize(&page, width, u64::from(height)).await?;
                page.visit(route).await?;
                // Entrance animations and the first painting of a canvas are short.
                tokio::time::sleep(Duration::from_millis(400)).await;
                let tall = page.evaluate("return document.documentElement.scrollHeight").await?;
                resize(&page, width, tall.as_u64().unwrap_or_default().clamp(u64::from(height), TALLEST))
                    .await?;
                let file = page.screenshot(&format!("{}-{width}-{scheme}", file_name(route))).await?;
                println!("{}", file.display());
            }
        }
    }
    page.close().await
}

async fn prefer(page: &Page, scheme: &str) -> Result<()> {
    let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
    page.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
    Ok(())
}

async fn resize(page: &Page, width: u32, height: u64) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
    page.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
    Ok(())
}

/// `/practice/quiz?topic=caching` becomes `practice-quiz-topic-caching`.
fn file_name(route: &str) -> String {
    let words: Vec<&str> =
        route.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "home".into() } else { words.join("-") }
}
