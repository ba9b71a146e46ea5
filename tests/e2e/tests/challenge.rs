//! Challenges: tried, graded, compared.

use anyhow::{Context, Result, ensure};
use e2e::thirtyfour::Key;
use e2e::{Page, journey};

const FOLLOWERS: &str = "People who follow links";
const AUTHORS: &str = "People who shorten links";

/// From wherever the keyboard is, to one of the tabs beside the canvas.
async fn go_to_tab(page: &Page, name: &str) -> Result<()> {
    let all = page.all_by_role("tab", None).await?;
    let mut here = None;
    for tab in &all {
        if tab.element.attr("aria-selected").await?.as_deref() == Some("true") {
            here = Some(tab.element.clone());
        }
    }
    page.tab_back_to(&here.context("no tab is selected")?).await?;
    for _ in 0..all.len() {
        let now = page.evaluate("return document.activeElement.textContent.trim()").await?;
        if now == name {
            return Ok(());
        }
        page.press_key(Key::Right).await?;
    }
    anyhow::bail!("there is no tab `{name}`")
}

/// Encrypts the connections of the outline that are called so, each by the keyboard.
async fn encrypt(page: &Page, line: &str, from: &str) -> Result<()> {
    let lines = page.outline().all_by_role("button", None).await?;
    let place = lines.iter().position(|one| one.name.starts_with(from)).context("nobody of this name")?;
    let connection = lines.get(place + 1).filter(|one| one.name == line).context("no such connection")?;
    page.tab_to(&connection.element).await?;
    page.press("p").await?;
    let box_of_it = page.by_role("checkbox", "Encrypted (TLS)").await?;
    page.tab_to(&box_of_it).await?;
    page.press_key(Key::Space).await?;
    page.wait_for_announcement(&format!("Connection from {from} to Load balancer changed")).await?;
    page.press_key(Key::Escape).await?;
    page.wait_for_canvas_focus().await
}

#[tokio::test]
async fn a_challenge_is_solved_and_compared_with_the_keyboard_alone() -> Result<()> {
    journey("/studio/challenges", async |page| {
        page.press_enter_on("link", "URL shortener").await?;
        page.press_enter_on("link", "Start").await?;
        page.by_role("application", "Design canvas").await?;
        page.wait_for_outline(&[FOLLOWERS, AUTHORS]).await?;
        for (search, kind) in [("load", "Load balancer"), ("service", "Service"), ("nosql", "NoSQL database")]
        {
            page.search_and_place(search, kind).await?;
            page.wait_for_canvas_focus().await?;
        }
        page.connect_by_keys(FOLLOWERS, "Load balancer").await?;
        page.connect_by_keys(AUTHORS, "Load balancer").await?;
        page.connect_by_keys("Load balancer", "Service").await?;
        page.connect_by_keys("Service", "NoSQL database").await?;
        page.select_by_tab("Service").await?;
        page.set_by_keys("Replicas", "6", "Service has 6 replicas").await?;

        // The first grade comes after a guess, with the figures out of sight until then.
        go_to_tab(page, "Grade").await?;
        page.press_enter_on("button", "Grade my design").await?;
        page.by_role("form", "First, a guess").await?;
        ensure!(page.figure("Cost").await.is_err(), "the figures can be seen while one is asked for");
        page.press("100").await?;
        page.press_key(Key::Enter).await?;
        page.wait_for_words("status", "p99: you guessed 100 ms, and it is").await?;
        page.wait_for_words("status", "Not passed.").await?;
        page.figure("Cost").await?;
        page.by_role("listitem", "Not met: There is room for five years of links").await?;

        let canvas = page.by_role("application", "Design canvas").await?;
        page.tab_to(&canvas).await?;
        page.select_by_tab("Load balancer").await?;
        page.set_by_keys("Replicas", "2", "Load balancer has 2 replicas").await?;
        page.select_by_tab("NoSQL database").await?;
        page.set_by_keys("Replicas", "2", "NoSQL database has 2 replicas").await?;
        page.select_by_tab("NoSQL database").await?;
        page.set_by_keys("Data stored", "3200", "set to 3200 GB").await?;
        encrypt(page, "to Load balancer", FOLLOWERS).await?;
        encrypt(page, "to Load balancer", AUTHORS).await?;

        go_to_tab(page, "Rationale").await?;
        let rationale = page.by_role("textbox", "Rationale, in Markdown").await?;
        page.tab_to(&rationale).await?;
        page.press(RATIONALE).await?;
        page.press_key(Key::Tab).await?;
        page.wait_for_announcement("Rationale changed").await?;
        go_to_tab(page, "Grade").await?;
        page.press_enter_on("button", "Grade it again").await?;
        page.wait_for_words("status", "Passed. Every requirement is met").await?;
        page.press_enter_on("link", "Compare with our solution").await?;
        page.by_role("heading", "Our solution: URL shortener").await?;
        page.by_role("listitem", "The reference has Popular links; yours has no such Cache.").await?;

        page.wait_until_saved().await?;
        page.press_enter_on("link", "Your attempt").await?;
        page.by_role("heading", "Passed").await?;
        page.reload().await?;
        page.by_role("heading", "Passed").await?;
        page.wait_for_outline(&[
            FOLLOWERS,
            "to Load balancer",
            AUTHORS,
            "to Load balancer",
            "Load balancer, 2 replicas",
            "to Service",
            "Service, 6 replicas",
            "to NoSQL database",
            "NoSQL database, 2 replicas",
        ])
        .await?;
        page.press_enter_on("link", "URL shortener").await?;
        page.wait_for_words("row", "Passed").await?;
        page.by_role("row", "100 ms").await.map(drop)
    })
    .await
}

const RATIONALE: &str = "The Service asks the NoSQL database for every click, because each access is by one key and joins \
    would never be used. Random keys instead of a counter, so that 40 new links a second cannot be guessed.";

#[tokio::test]
async fn a_naive_design_is_graded_as_not_passing_and_our_solution_waits_for_a_try() -> Result<()> {
    journey("/studio/challenges/url-shortener/first/solution", async |page| {
        page.by_role("heading", "Try it yourself first").await?;
        page.visit("/studio/challenges/url-shortener").await?;
        let question = "Ask me for a guess before a design is first graded";
        page.choose("checkbox", question).await?;
        page.wait_until_saved().await?;
        page.visit("/studio/challenges/url-shortener/first").await?;
        page.outline_line(FOLLOWERS).await?.click().await?;
        page.add_by_search("service", "Service").await?;
        page.outline_line(FOLLOWERS).await?.click().await?;
        page.connect_selected(FOLLOWERS, "Service").await?;
        page.click("tab", "Grade").await?;
        page.click("button", "Grade my design").await?;
        page.by_role("heading", "Not passed").await?;
        page.by_role("listitem", "Not met: Every new link is kept where it is not lost").await?;
        page.click("button", "Why this number: Links work 99.99 % of the time").await?;
        page.by_role("dialog", "Why this number: Links work 99.99 % of the time").await?;
        page.press_key(Key::Escape).await?;
        page.wait_until_saved().await?;
        page.visit("/studio/challenges").await?;
        page.wait_for_words("listitem", "not passed yet").await?;
        page.visit("/studio/challenges/url-shortener/first/solution").await?;
        page.click("button", "Open our solution as a design of mine").await?;
        page.wait_until(
            "the design to open",
            "document.querySelector('.toolbar__name')?.value === 'URL shortener, our solution'",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn on_a_phone_the_drawing_opens_at_a_size_at_which_the_design_is_seen() -> Result<()> {
    journey("/", async |page| {
        page.hold_as_phone().await?;
        page.visit("/studio/challenges/url-shortener/first").await?;
        page.click("tab", "Drawing").await?;
        page.by_role("application", "Design canvas").await?;
        // Two clients with room around them: they fit at full size.
        let zoom = "document.querySelector('.toolbar__zoom').textContent === '100 %'";
        page.wait_until("the whole design at full size", zoom).await?;
        page.add_by_search("service", "Service").await?;
        // Behind another tab it keeps its place and size.
        page.click("tab", "Brief").await?;
        page.click("tab", "Drawing").await?;
        page.wait_until("the same size", zoom).await
    })
    .await
}

#[tokio::test]
async fn before_a_first_draft_that_cannot_keep_up_is_graded_a_figure_that_it_has_is_asked_for() -> Result<()>
{
    journey("/studio/challenges/url-shortener/first", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.click("tab", "Grade").await?;
        page.click("button", "Guess a figure").await?;
        page.wait_for_words("status", "There is no figure to guess yet").await?;
        page.click("button", "Grade my design").await?;
        page.wait_for_words("status", "this does not count as a try").await?;
        page.add_by_search("service", "Service").await?;
        page.outline_line(FOLLOWERS).await?.click().await?;
        page.connect_selected(FOLLOWERS, "Service").await?;
        page.click("button", "Grade my design").await?;
        page.by_role("form", "First, a guess").await?;
        let figures = page.all_by_role("radio", None).await?;
        let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
        ensure!(!names.contains(&"p99") && names.contains(&"Cost"), "{names:?} can be guessed");
        page.choose("radio", "Cost").await?;
        page.fill("textbox", "What does it cost a month", "100").await?;
        page.click("button", "That is my guess").await?;
        page.wait_for_words("status", "Cost: you guessed 100 USD").await?;
        page.wait_for_words("status", "Not passed.").await
    })
    .await
}

#[tokio::test]
async fn the_other_end_of_a_connection_is_found_by_typing_its_name() -> Result<()> {
    journey("/studio/challenges/url-shortener/first", async |page| {
        page.by_role("application", "Design canvas").await?;
        for (search, kind) in
            [("nosql", "NoSQL database"), ("load bal", "Load balancer"), ("service", "Service")]
        {
            page.add_by_search(search, kind).await?;
        }
        page.select_by_tab(AUTHORS).await?;
        page.press("c").await?;
        page.wait_for_announcement("type its name").await?;
        page.press("load").await?;
        page.wait_for_announcement(&format!("From {AUTHORS} to Load balancer. Enter connects them.")).await?;
        page.press_key(Key::Enter).await?;
        page.wait_for_announcement(&format!("{AUTHORS} connected to Load balancer")).await
    })
    .await
}
