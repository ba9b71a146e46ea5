//! What a new learner does, from the first page to the backup.

use std::fs;

use anyhow::{Result, ensure};
use e2e::{Folder, Page, Spot, journey};
use serde_json::Value;

const CLIENT: Spot = (100.0, 120.0);
const BALANCER: Spot = (340.0, 120.0);
const SERVICE: Spot = (576.0, 120.0);
const QUESTIONS: u32 = 10;

#[tokio::test]
async fn a_new_learner_designs_answers_learns_and_takes_everything_along() -> Result<()> {
    journey("/", async |page| {
        page.by_role("heading", "Learn to design systems by building them").await?;
        page.click("link", "Draw your first design").await?;
        design(page).await?;
        page.click("link", "Today").await?;
        page.by_role("heading", "Your latest designs").await?;
        answer_ten(page).await?;
        page.visit("/learn/first-cache/put-a-cache-between").await?;
        pass_a_step(page).await?;
        page.click("link", "Progress").await?;
        see_progress(page).await?;
        page.click("link", "Settings").await?;
        take_along(page).await
    })
    .await
}

/// The first three by dragging, the others with the keyboard.
async fn design(page: &Page) -> Result<()> {
    page.drag_from_library("Client", CLIENT).await?;
    page.drag_from_library("Load balancer", BALANCER).await?;
    page.drag_from_library("Service", SERVICE).await?;
    page.connect_by_port(CLIENT, BALANCER).await?;
    let alone = page.latency_millis("p99 from Client").await?;
    page.connect_by_clicks(BALANCER, SERVICE).await?;
    page.wait_for_figure("p99 from Client", |lines| e2e::latency_in(lines).is_some_and(|now| now > alone))
        .await?;
    page.outline_line("Service").await?.click().await?;
    page.add_by_search("cache", "Cache").await?;
    page.add_by_search("sql", "SQL database").await?;
    page.outline_line("Service").await?.click().await?;
    page.connect_selected("Service", "Cache").await?;
    page.outline_line("Cache").await?.click().await?;
    page.connect_selected("Cache", "SQL database").await?;
    page.wait_for_figure("Cost", |lines| lines.iter().any(|line| line.contains("a month"))).await?;
    page.fill("textbox", "Name of the design", "Short links").await?;
    page.wait_for_announcement("Design renamed to Short links").await?;
    page.wait_until_saved().await?;
    let before = page.latency_millis("p99 from Client").await?;
    page.reload().await?;
    let all = [
        "Client",
        "to Load balancer",
        "Load balancer",
        "to Service",
        "Service",
        "to Cache",
        "Cache",
        "to SQL database",
        "SQL database",
    ];
    page.wait_for_outline(&all).await?;
    assert_eq!(page.latency_millis("p99 from Client").await?, before);
    Ok(())
}

async fn answer_ten(page: &Page) -> Result<()> {
    page.click("link", "Practice").await?;
    page.start_quiz().await?;
    for question in 1..=QUESTIONS {
        page.by_role("heading", &format!("Question {question} of {QUESTIONS}")).await?;
        page.answer_question().await?;
        if question == QUESTIONS / 2 {
            page.wait_until_saved().await?;
            page.reload().await?;
        }
        page.click("button", "Go on").await?;
    }
    page.by_role("heading", "Your report").await?;
    page.by_role("heading", "How the estimate moved").await.map(drop)
}

async fn pass_a_step(page: &Page) -> Result<()> {
    page.put_a_cache_between().await?;
    page.click("button", "Check my design").await?;
    page.wait_for_words("status", "This step is completed.").await
}

async fn see_progress(page: &Page) -> Result<()> {
    page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "10"))
        .await?;
    page.wait_for_figure("Tutorial steps", |lines| lines.first().is_some_and(|count| count == "1")).await?;
    let timeline = page.by_role("img", "10 answers on").await?;
    assert!(page.is_painted(&timeline).await?, "the chart of the answers is drawn");
    Ok(())
}

async fn take_along(page: &Page) -> Result<()> {
    let folder = Folder::new()?;
    let text = fs::read_to_string(page.download("Export everything", &folder).await?)?;
    let lines: Vec<Value> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let events: Vec<String> =
        lines.iter().filter_map(|line| line.get("event")).map(Value::to_string).collect();
    let about = |word: &str| events.iter().filter(|event| event.contains(word)).count();
    ensure!(about("\"answered\"") >= 10, "the answers are in the backup: {text}");
    ensure!(about("\"tutorial_step_completed\"") == 1, "the step is in the backup: {text}");
    let designs: Vec<&str> =
        lines.iter().filter_map(|line| line.get("design")?.get("name")?.as_str()).collect();
    ensure!(designs.contains(&"Short links"), "the design is in the backup: {designs:?}");
    Ok(())
}
