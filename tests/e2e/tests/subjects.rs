//! Subjects beside the first one: paths, certificates and reviews of their own, and what belongs to no subject's being on.

use anyhow::{Result, ensure};
use e2e::{Page, journey};

async fn turn(page: &Page, subjects: &[&str]) -> Result<()> {
    page.visit("/packs").await?;
    for subject in subjects {
        page.choose("checkbox", &format!("Learn {subject}")).await?;
    }
    page.wait_until_saved().await
}

#[tokio::test]
async fn a_role_in_another_subject_leads_to_its_first_program_and_its_certification() -> Result<()> {
    journey("/welcome", async |page| {
        page.by_role("heading", "What would you like to learn?").await?;
        page.choose("radio", "Anomaly detection").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Who are you?").await?;
        page.choose("radio", "Data scientist").await?;
        page.click("button", "Go on").await?;
        page.choose("radio", "I am starting out").await?;
        page.click("button", "Go on").await?;
        page.click("button", "Show my path").await?;
        let path = "Your path: From a look at the data to a detector that holds";
        page.by_role("heading", path).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", path).await?;
        // It is on, and the first page leads to it although it is not the first subject.
        page.visit("/").await?;
        page.by_role("heading", "Next: What an anomaly is").await?;
        page.click("link", "Go on with it").await?;
        page.click("link", "Start").await?;
        page.by_role("heading", "Three kinds of odd").await?;
        page.click("button", "Done reading, go on").await?;
        page.by_role("heading", "How many deviations away").await?;
        page.by_role("button", "Check").await?;
        page.wait_until_saved().await?;
        page.visit("/learn").await?;
        page.click("link", "To the certification").await?;
        page.by_role("heading", "Certification: From a look at the data").await?;
        page.click("button", "Start the assessment").await?;
        page.by_role("heading", "Question 1 of ").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_was_answered_in_another_subject_comes_back_too() -> Result<()> {
    journey("/", async |page| {
        turn(page, &["Poker"]).await?;
        page.visit("/practice?subject=poker").await?;
        page.answer_five_questions().await?;
        page.wait_until_saved().await?;
        page.shift_clock(30).await?;
        page.visit("/practice?subject=system-design").await?;
        page.by_role("link", "5 questions are due in Poker").await?;
        page.visit("/").await?;
        page.click("link", "Review 5 questions in Poker").await?;
        page.click("button", "Review 5 questions").await?;
        page.by_role("heading", "Question 1 of 5").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn challenges_and_stories_open_whatever_subjects_are_on() -> Result<()> {
    journey("/", async |page| {
        turn(page, &["Poker", "System design"]).await?;
        page.visit("/learn").await?;
        page.wait_until("poker alone", "!document.querySelector('a[href=\"/learn/one-server\"]')").await?;
        page.visit("/studio/challenges").await?;
        let cards = "document.querySelectorAll('a[href^=\"/studio/challenges/\"]').length";
        page.wait_until("the challenges", &format!("{cards} >= 20")).await?;
        let title = page
            .evaluate("return document.querySelector('a[href^=\"/studio/challenges/\"]').innerText")
            .await?;
        let title = title.as_str().unwrap_or_default().to_owned();
        ensure!(!title.is_empty());
        page.click("link", &title).await?;
        page.by_role("link", "Start").await?;
        page.visit("/practice/stories").await?;
        page.by_role("heading", "Your stories cover 0 of").await.map(drop)
    })
    .await
}
