//! Packs that the learner installed, beside those of the app: their challenges, other tabs, and turning them on.

use anyhow::{Result, ensure};
use e2e::{Folder, Page, journey, sailing};
use serde_json::{Value, json};

/// The pack on sailing with a challenge of the app, under the same id.
async fn with_challenge(page: &Page) -> Result<Value> {
    let script = "const pack = await (await fetch('/packs/system-design.json')).json();
        return pack.challenges.find(it => it.id === 'url-shortener')";
    let mut challenge = page.evaluate(script).await?;
    challenge["title"] = json!("Links at sea");
    challenge["topics"] = json!(["sails"]);
    let mut pack = sailing("1.0.0", &["one", "two"]);
    pack["challenges"] = json!([challenge]);
    Ok(pack)
}

/// What the card of a challenge says of how the learner stands.
fn stands(address: &str) -> String {
    format!(
        "document.querySelector('a[href=\"{address}\"]')?.closest('.card').querySelector('.tag').innerText"
    )
}

#[tokio::test]
async fn a_challenge_of_another_pack_is_listed_tried_and_graded_beside_one_of_the_same_id() -> Result<()> {
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        let pack = with_challenge(page).await?;
        page.install_pack(&folder, &pack, "Install").await?;
        page.visit("/studio/challenges").await?;
        page.by_role("heading", "System design").await?;
        page.by_role("heading", "Sailing").await?;
        let looks = page.looks(&[]).await?;
        looks.at("challenges of two subjects").await?;
        looks.expect_none()?;
        page.click("link", "Links at sea").await?;
        page.click("link", "Start").await?;
        page.by_role("application", "Design canvas").await?;
        page.wait_until(
            "the address of that pack",
            "location.pathname.startsWith('/studio/challenges/sailing~url-shortener/')",
        )
        .await?;
        // What was given is no try; with a component there is something to guess and to grade.
        page.click("tab", "Grade").await?;
        page.click("button", "Grade my design").await?;
        page.wait_for_words("status", "this does not count as a try").await?;
        ensure!(page.all_by_role("link", Some("Compare with our solution")).await?.is_empty());
        page.add_by_search("service", "Service").await?;
        page.click("button", "Grade my design").await?;
        page.by_role("form", "First, a guess").await?;
        page.click("button", "Skip it").await?;
        page.wait_for_words("status", "Not passed.").await?;
        page.wait_until_saved().await?;
        page.click("link", "Compare with our solution").await?;
        page.by_role("heading", "Our solution: Links at sea").await?;

        for _ in 0..2 {
            page.visit("/studio/challenges").await?;
            let sea = stands("/studio/challenges/sailing~url-shortener");
            page.wait_until("the grade of one", &format!("{sea}?.includes('not passed yet')")).await?;
            let land = stands("/studio/challenges/url-shortener");
            page.wait_until("no grade of the other", &format!("{land} === 'Not tried yet'")).await?;
            page.reload().await?;
        }
        page.visit("/studio/challenges/sailing~url-shortener").await?;
        page.by_role("link", "Start another attempt").await?;
        page.visit("/studio/challenges/url-shortener").await?;
        page.by_role("link", "Start").await?;
        ensure!(page.all_by_role("link", Some("Start another attempt")).await?.is_empty());
        page.visit("/studio/challenges/sailing~ferry").await?;
        page.by_role("heading", "There is no such challenge").await.map(drop)
    })
    .await
}

async fn chosen_options(page: &Page) -> Result<usize> {
    let count = page.evaluate("return document.querySelectorAll('input:checked').length").await?;
    Ok(count.as_u64().unwrap_or_default() as usize)
}

#[tokio::test]
async fn another_tab_takes_in_a_pack_without_a_reload_and_loses_nothing_that_is_open() -> Result<()> {
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        page.by_role("heading", "Subjects").await?;
        let packs = page.window().await?;
        let other = page.new_tab().await?;
        page.switch_to_window(other.clone()).await?;
        page.visit("/learn").await?;
        page.by_role("heading", "Learn").await?;
        page.evaluate("window.neverReloaded = true").await?;

        page.switch_to_window(packs.clone()).await?;
        page.install_pack(&folder, &sailing("1.0.0", &["one", "two", "three"]), "Install").await?;
        page.switch_to_window(other.clone()).await?;
        page.by_role("heading", "Sailing").await?;
        page.by_role("link", "Under way").await?;
        page.click("link", "Practice").await?;
        page.choose("radio", "Sailing").await?;
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        let open =
            page.evaluate("return document.body.innerText.match(/Question (one|two|three):/)[1]").await?;
        let open = open.as_str().unwrap_or_default().to_owned();
        page.press("1").await?;
        page.eventually("an option to be chosen", async || Ok(chosen_options(page).await? == 1)).await?;
        page.wait_until_saved().await?;

        // The new version has no such question any more, and its lesson has another name.
        let mut left = vec!["one", "two", "three", "four"];
        left.retain(|id| *id != open);
        let mut second = sailing("2.0.0", &left);
        second["tutorials"][0]["title"] = json!("Under way again");
        page.switch_to_window(packs.clone()).await?;
        page.install_pack(&folder, &second, "Update").await?;
        page.switch_to_window(other.clone()).await?;
        // The list beside has it; what is open stays, with what was chosen.
        page.wait_until(
            "the same question",
            &format!("document.body.innerText.includes('Question {open}:')"),
        )
        .await?;
        ensure!(chosen_options(page).await? == 1, "the choice is gone");
        page.click("button", "Answer").await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Question 2 of").await?;
        page.wait_until_saved().await?;
        page.click("link", "Learn").await?;
        page.by_role("link", "Under way again").await?;

        page.switch_to_window(packs).await?;
        page.click("button", "Remove Sailing").await?;
        page.click("button", "Remove it").await?;
        page.wait_until_gone("heading", "Sailing").await?;
        page.switch_to_window(other).await?;
        page.wait_until_gone("heading", "Sailing").await?;
        page.by_role("heading", "Learn").await?;
        ensure!(page.evaluate("return window.neverReloaded").await? == json!(true), "the tab was reloaded");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn subjects_turned_on_by_quick_presses_are_all_on_and_the_last_one_stays() -> Result<()> {
    journey("/packs", async |page| {
        page.by_role("checkbox", "Learn Poker").await?;
        let press = async |subjects: &[&str]| {
            let clicks = subjects.iter().map(|it| format!("document.querySelector('[aria-label^=\"Learn {it}\"]').click();"));
            page.evaluate(&clicks.collect::<String>()).await
        };
        let on = "[...document.querySelectorAll('input[aria-label^=\"Learn \"]')].filter(it => it.checked).map(it => it.ariaLabel.slice(6).split(':')[0]).sort().join()";
        press(&["Poker", "Anomaly detection", "Poker", "Poker"]).await?;
        let three = format!("{on} === 'Anomaly detection,Poker,System design'");
        page.wait_until("three subjects", &three).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_until("three subjects after a reload", &three).await?;
        press(&["Poker", "System design", "Anomaly detection"]).await?;
        let one = format!("{on} === 'Anomaly detection'");
        page.wait_until("the last one to stay", &one).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_until("the last one after a reload", &one).await
    })
    .await
}

#[tokio::test]
async fn a_pack_that_is_older_than_the_installed_one_says_so_before_it_takes_its_place() -> Result<()> {
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        page.by_role("heading", "Subjects").await?;
        page.install_pack(&folder, &sailing("0.9.0", &["one"]), "Install").await?;
        page.install_pack(&folder, &sailing("0.10.0", &["one", "two"]), "Update").await?;
        let older = folder.write("older.json", &sailing("0.9.0", &["one"]).to_string())?;
        page.choose_file("Open a pack file", &older).await?;
        page.wait_for_words(
            "status",
            "Version 0.9.0 is older than the one installed, which is version 0.10.0.",
        )
        .await?;
        ensure!(page.all_by_role("button", Some("Update")).await?.is_empty(), "it is still called an update");
        page.click("button", "Go back to 0.9.0").await?;
        page.wait_for_words("status", "Sailing went back to version 0.9.0. It is on.").await?;
        page.wait_until_saved().await
    })
    .await
}

#[tokio::test]
async fn a_subject_without_tutorials_has_no_link_to_them() -> Result<()> {
    journey("/packs", async |page| {
        let mut with_link = Vec::new();
        for subject in ["Learn Behavioural interviews", "Learn Poker"] {
            page.click("checkbox", subject).await?;
        }
        for heading in ["Behavioural interviews", "Poker"] {
            let links = format!(
                "return [...document.querySelectorAll('.pack-list > li')].find((one) => one.innerText.includes('{heading}'))
                    .innerText.includes('Tutorials')"
            );
            with_link.push(page.evaluate(&links).await?);
        }
        ensure!(with_link == [false, true], "{with_link:?}");
        Ok(())
    })
    .await
}
