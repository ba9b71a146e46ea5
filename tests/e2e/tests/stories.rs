//! Stories of one's own work: written, checked, kept, counted, and examples read.

use anyhow::Result;
use e2e::journey;

const PARTS: [(&str, &str); 4] = [
    (
        "Situation",
        "Our nightly import failed once a week, and 40 shops opened with the prices of the day before.",
    ),
    ("Task", "I had to bring that to less than once a quarter before the sale in May began."),
    (
        "Action",
        "I read the logs of ten failures, and I found that nine had one cause: a file that was still being written. I proposed a marker file, and I built it with the supplier.",
    ),
    (
        "Result",
        "It failed once in the next six months instead of 26 times, and no shop opened with old prices.",
    ),
];

#[tokio::test]
async fn a_story_is_written_checked_kept_and_counted() -> Result<()> {
    journey("/practice", async |page| {
        page.click("link", "Open your stories").await?;
        page.by_role("heading", "Your stories cover 0 of 16 principles").await?;
        page.click("button", "Ownership").await?;
        page.click(
            "link",
            "Write a story: Tell me about a problem that belonged to nobody until you took it.",
        )
        .await?;
        page.by_role("heading", "Tell me about a problem that belonged to nobody until you took it.").await?;
        page.click("button", "Keep this story").await?;
        page.wait_for_words("alert", "Write a few words in one of the four parts first.").await?;
        for (part, words) in PARTS {
            page.by_role("textbox", part).await?.send_keys(words).await?;
        }
        page.wait_until(
            "the result to count as measured",
            "document.body.textContent.includes('Holds: A measured result')",
        )
        .await?;
        // What was typed and not kept survives.
        page.reload().await?;
        page.wait_until(
            "the words to be back",
            "[...document.querySelectorAll('textarea')].some(t => t.value.includes('nightly import'))",
        )
        .await?;
        page.choose("checkbox", "Ownership").await?;
        page.click("button", "Keep this story").await?;
        page.by_role("heading", "Your stories cover 1 of 16 principles").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Your stories cover 1 of 16 principles").await?;
        page.click("button", "Remove: Tell me about a problem that belonged to nobody until you took it.")
            .await?;
        page.by_role("heading", "Your stories cover 0 of 16 principles").await?;
        page.click("button", "Undo").await?;
        page.by_role("heading", "Your stories cover 1 of 16 principles").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_remarks_on_an_example_lead_to_their_places_and_back() -> Result<()> {
    journey("/practice/stories", async |page| {
        page.click("link", "We migrated the database").await?;
        page.by_role("heading", "We migrated the database").await?;
        page.click("button", "Show the remarks").await?;
        page.click("button", "Remark 2, harms the story").await?;
        page.wait_until("the remark to have the focus", "document.activeElement.id === 'remark-1'").await?;
        page.click("button", "Hide the remarks").await?;
        page.wait_until_gone("heading", "Remarks").await
    })
    .await
}
