//! The app without a network.

use anyhow::{Result, ensure};
use e2e::{Page, journey};

/// Waits until a release build is kept; a development build keeps nothing, which is said at once.
///
/// The page gets the worker that answers for the network with its second load.
async fn keep_the_build(page: &Page) -> Result<()> {
    let worker = "const worker = await fetch('/service-worker.js'); return await worker.text();";
    let worker = page.evaluate(worker).await?;
    let keeps_files = worker.as_str().is_some_and(|worker| !worker.contains("/*PRECACHE*/[]"));
    ensure!(
        keeps_files,
        "this is no release build: its service worker keeps no files. Run `cargo xtask build` first"
    );
    page.evaluate("window.kept = false; navigator.serviceWorker.ready.then(() => { window.kept = true; })")
        .await?;
    page.wait_until("the build to be kept", "window.kept").await?;
    page.reload().await?;
    page.wait_until("the worker to take over", "navigator.serviceWorker.controller !== null").await
}

#[tokio::test]
async fn after_the_first_visit_everything_works_without_a_network() -> Result<()> {
    journey("/", async |page| {
        keep_the_build(page).await?;
        page.expect_healthy().await?;
        page.site().stop();
        page.visit("/practice").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("button", "Go on").await?;
        page.visit("/studio/new").await?;
        page.drag_from_library("Client", (200.0, 200.0)).await?;
        page.wait_for_outline(&["Client"]).await?;
        page.visit("/learn/first-cache/why-caches-work").await?;
        page.by_role("heading", "Why caches work").await?;
        // The browser looks for a newer worker, which cannot be had.
        let others: Vec<String> = page
            .console_errors()
            .await?
            .into_iter()
            .filter(|error| !error.contains("service-worker.js"))
            .collect();
        ensure!(others.is_empty(), "{others:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_of_last_resort_opens_where_the_app_is_kept_and_leads_back_to_it() -> Result<()> {
    journey("/settings", async |page| {
        keep_the_build(page).await?;
        page.site().stop();
        page.goto(format!("{}/recovery.html", page.origin())).await?;
        page.by_role("heading", "Systemcraft stopped").await?;
        page.by_role("button", "Save a copy of everything").await?;
        page.click("link", "Start again").await?;
        page.by_role("link", "Practice").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_learner_on_a_path_comes_back_without_a_network_to_where_they_were() -> Result<()> {
    journey("/", async |page| {
        keep_the_build(page).await?;
        page.visit("/welcome?subject=system-design").await?;
        page.choose("radio", "Backend engineer").await?;
        page.click("button", "Go on").await?;
        page.choose("radio", "I am starting out").await?;
        page.click("button", "Go on").await?;
        page.click("button", "Show my path").await?;
        page.by_role("heading", "Your path: ").await?;
        page.visit("/learn/one-server").await?;
        page.click("link", "Start").await?;
        page.click("button", "Done reading, go on").await?;
        page.wait_until_saved().await?;
        page.site().stop();
        page.visit("/").await?;
        page.by_role("heading", "Next: One server and what it can carry").await?;
        page.click("link", "Go on with it").await?;
        // The second step, for the first is done.
        page.wait_until("the second step", "document.body.innerText.includes('step 2 of')").await?;
        page.visit("/learn").await?;
        page.by_role("heading", "Your path: ").await?;
        page.visit("/certificate/system-design/backend-engineer").await?;
        page.click("button", "Start the assessment").await?;
        page.by_role("button", "Answer").await?;
        page.wait_until_saved().await?;
        let errors = page.console_errors().await?;
        let others: Vec<&String> =
            errors.iter().filter(|error| !error.contains("service-worker.js")).collect();
        ensure!(others.is_empty(), "{others:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn programs_run_without_a_network_once_python_was_started() -> Result<()> {
    journey("/learn/measure-a-queue/how-long-each-waits", async |page| {
        keep_the_build(page).await?;
        page.start_python().await?;
        let printed = page.run_program("print('with')").await?;
        ensure!(printed == "with\n", "{printed:?}");
        page.expect_healthy().await?;
        page.site().stop();
        page.reload().await?;
        let printed = page.run_program("print('without')").await?;
        ensure!(printed == "without\n", "{printed:?}");
        // The browser looks for a newer worker, which cannot be had.
        page.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn without_a_network_python_that_was_never_started_says_so() -> Result<()> {
    journey("/learn/measure-a-queue/how-long-each-waits", async |page| {
        keep_the_build(page).await?;
        page.site().stop();
        page.click("button", "Start Python (about 14 MB, once)").await?;
        page.wait_for_words("status", "could not be fetched. It needs the network once").await?;
        page.by_role("button", "Try again").await?;
        page.console_errors().await.map(drop)
    })
    .await
}
