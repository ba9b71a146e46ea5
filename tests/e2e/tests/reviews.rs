//! Reviews: what was answered comes back.

use anyhow::Result;
use e2e::{Page, journey};

/// Answers five questions, and comes back to Practice so many days later.
async fn answer_and_come_back(page: &Page, days: i32) -> Result<()> {
    page.answer_five_questions().await?;
    page.shift_clock(days).await?;
    page.visit("/practice").await
}

#[tokio::test]
async fn what_was_answered_comes_back_on_its_day_and_then_later() -> Result<()> {
    journey("/practice", async |page| {
        assert!(
            page.all_by_role("heading", Some("Reviews")).await?.is_empty(),
            "there is nothing to review yet"
        );
        page.answer_five_questions().await?;
        page.visit("/practice").await?;
        page.wait_for_words("status", "Nothing is due today. The next question comes back").await?;
        page.shift_clock(30).await?;
        page.visit("/").await?;
        page.click("link", "Review 5 questions").await?;
        page.wait_for_words("status", "5 questions are due today").await?;
        page.click("button", "Review 5 questions").await?;
        page.by_role("heading", "Question 1 of 5").await?;
        let told = "document.body.innerText.includes('The chance that you know this is put at')";
        page.wait_until("the next days of each answer", told).await?;
        page.answer_question().await?;
        page.wait_until("the next day", "document.body.innerText.includes('This question comes back')")
            .await?;
        page.wait_until_saved().await?;
        // Where it was, also after a reload.
        page.reload().await?;
        page.by_role("heading", "Question 1 of 5").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.finish_quiz().await?;
        page.visit("/practice").await?;
        page.wait_for_words("status", "You have reviewed 5 questions today.").await?;
        page.wait_for_words("status", "Nothing is due today").await
    })
    .await
}

#[tokio::test]
async fn what_comes_due_overnight_is_there_in_the_morning_without_a_reload() -> Result<()> {
    journey("/practice", async |page| {
        page.answer_five_questions().await?;
        page.visit("/practice").await?;
        page.wait_for_words("status", "Nothing is due today. The next question comes back").await?;
        page.let_days_go_by(30).await?;
        page.wait_for_words("status", "5 questions are due today").await
    })
    .await
}

#[tokio::test]
async fn a_backlog_is_spread_by_the_daily_limit_and_the_limit_is_remembered() -> Result<()> {
    journey("/practice", async |page| {
        answer_and_come_back(page, 200).await?;
        page.by_role("button", "Review 5 questions").await?;
        unfold(page).await?;
        page.fill("spinbutton", "Reviews a day, at most", "0").await?;
        page.wait_for_words("alert", "from 1 to 200").await?;
        let at_field = "document.querySelector('#review-a-day-complaint').textContent";
        let stays = format!("{at_field}.includes('Until then it stays at 30')");
        page.wait_until("what stays to be said at the field", &stays).await?;
        page.fill("spinbutton", "Reviews a day, at most", "2").await?;
        page.wait_until("it to be cleared", &format!("{at_field} === ''")).await?;
        page.by_role("button", "Review 2 questions").await?;
        page.wait_for_words("status", "3 more questions had come due as well").await?;
        page.wait_for_words("status", "the last one in 2 days").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.by_role("button", "Review 2 questions").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_day_of_an_exam_is_remembered_and_can_be_taken_back() -> Result<()> {
    journey("/practice", async |page| {
        answer_and_come_back(page, 30).await?;
        page.by_role("button", "Review 5 questions").await?;
        let set = |day: &str| {
            format!(
                "const field = document.querySelector('input[type=date]');
                 field.value = '{day}';
                 field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
            )
        };
        for refused in ["2020-01-01", "9999-12-31"] {
            page.evaluate(&set(refused)).await?;
            let at_field = "document.querySelector('#review-exam-complaint').textContent";
            page.wait_until(
                "the day to be refused",
                &format!("{at_field}.includes('Until then none is set')"),
            )
            .await?;
        }
        let next_year = "return new Date(Date.now() + 400 * 86400000).toISOString().slice(0, 10)";
        let next_year = page.evaluate(next_year).await?;
        for day in [next_year.as_str().unwrap_or_default(), ""] {
            page.evaluate(&set(day)).await?;
            page.wait_until_saved().await?;
            page.reload().await?;
            page.wait_until(
                "the day",
                &format!("document.querySelector('input[type=date]')?.value === '{day}'"),
            )
            .await?;
        }
        Ok(())
    })
    .await
}

async fn unfold(page: &Page) -> Result<()> {
    let script = "[...document.querySelectorAll('summary')].find((it) => it.textContent.includes('How reviews')).click()";
    page.evaluate(script).await.map(drop)
}
