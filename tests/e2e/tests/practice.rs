//! Quizzes: answered, left, taken up again, reported.

use anyhow::Result;
use e2e::journey;
use e2e::thirtyfour::Key;

#[tokio::test]
async fn a_quiz_survives_a_reload_in_the_middle_and_ends_with_a_report() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        for question in 1..=5 {
            page.by_role("heading", &format!("Question {question} of 5")).await?;
            page.answer_question().await?;
            if question == 3 {
                page.wait_until_saved().await?;
                page.reload().await?;
                page.by_role("heading", "Question 3 of 5").await?;
            }
            page.click("button", "Go on").await?;
        }
        page.by_role("heading", "Your report").await?;
        page.wait_for_figure("Ability", |lines| lines.iter().any(|line| line.contains("95 % sure"))).await?;
        page.by_role("heading", "Each question again").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("heading", "Your report").await?;
        page.click("link", "Practise again").await?;
        page.by_role("heading", "Earlier quizzes").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_question_is_answered_skipped_and_helped_with_by_single_keys() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.press("h").await?;
        page.eventually("a hint to open", async || {
            Ok(!page.within("list", "Hints").all_by_role("listitem", None).await?.is_empty())
        })
        .await?;
        page.press("s").await?;
        page.by_role("heading", "Skipped").await?;
        page.press_key(Key::Enter).await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.answer_question().await
    })
    .await
}

#[tokio::test]
async fn a_quiz_that_was_left_can_be_continued_or_put_away() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.visit("/practice").await?;
        page.wait_until(
            "the open quiz to be offered",
            "document.body.innerText.includes('1 of 5 questions answered')",
        )
        .await?;
        page.click("link", "Continue").await?;
        page.by_role("heading", "Question 1 of 5").await?;
        page.click("link", "Practice").await?;
        page.click("button", "Put it away").await?;
        page.wait_until_gone("link", "Continue").await
    })
    .await
}

#[tokio::test]
async fn an_empty_answer_is_refused_with_a_sentence() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("checkbox", "Caching").await?;
        page.start_quiz().await?;
        while !page.all_by_role("button", Some("Move down: ")).await?.is_empty() {
            // An order is always an answer; another question asks for more.
            page.click("button", "Skip").await?;
            page.click("button", "Go on").await?;
            page.by_role("button", "Answer").await?;
        }
        page.click("button", "Answer").await?;
        page.wait_for_words("alert", "or skip the question").await
    })
    .await
}

#[tokio::test]
async fn an_answer_in_one_tab_shows_up_in_the_other() -> Result<()> {
    journey("/practice", async |page| {
        page.start_quiz().await?;
        let quiz = page.window().await?;
        let progress = page.new_tab().await?;
        page.switch_to_window(progress.clone()).await?;
        page.visit("/progress").await?;
        page.by_role("heading", "Nothing to show yet, and that is fine").await?;
        page.switch_to_window(quiz).await?;
        page.answer_question().await?;
        page.switch_to_window(progress).await?;
        page.wait_for_figure("Questions answered", |lines| lines.first().is_some_and(|count| count == "1"))
            .await
            .map(drop)
    })
    .await
}
