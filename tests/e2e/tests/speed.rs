//! Measurements of a release build, for `cargo nextest run -p e2e --test speed --run-ignored all --no-capture`.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use e2e::journey;

/// 800 items with ten reviews each, remembered by chance, sent to the program that plans reviews; answers in milliseconds how
/// long the first plan took, with the weights fitted, and how long the second, with the weights known.
const FIT: &str = r#"
    const done = arguments[arguments.length - 1];
    let state = 1;
    const random = () => {
      state = (state + 0x6D2B79F5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const today = 20000;
    const items = Array.from({ length: 800 }, (_, index) => {
      const reviews = [];
      let day = today - 900 + Math.floor(random() * 100);
      let wait = 2;
      for (let review = 0; review < 10; review += 1) {
        const isKnown = random() < 0.85;
        reviews.push([day, isKnown ? 3 : 1]);
        wait = isKnown ? Math.min(120, Math.ceil(wait * (1.5 + random()))) : 1;
        day += wait + Math.floor(random() * 3);
      }
      return { subject: "system-design", item: `item-${index}`, is_here: true, reviews };
    });
    const request = (number) => JSON.stringify({
      number, today, desired_retention: 0.9, daily_limit: 30, exam_day: null, items,
    });
    const worker = new Worker("/reviewer/start.js", { type: "module" });
    const millis = [];
    let began = 0;
    worker.onerror = () => done({ error: "the program did not start" });
    worker.onmessage = (event) => {
      if (event.data !== "ready") {
        millis.push(performance.now() - began);
        const heard = JSON.parse(event.data);
        if (millis.length === 2) return done({ millis, weights: heard.weights, error: heard.sentence });
      }
      const line = request(millis.length);
      began = performance.now();
      worker.postMessage(line);
    };
"#;

#[tokio::test]
#[ignore = "a measurement, of a release build"]
async fn weights_are_fitted_to_eight_thousand_reviews_within_half_a_second() -> Result<()> {
    journey("/practice", async |page| {
        let told = page.execute_async(FIT, Vec::new()).await?.json().clone();
        let millis = told["millis"].as_array().with_context(|| format!("{told}"))?;
        println!("fit and plan, plan alone, in ms: {millis:?}; {}", told["weights"]);
        ensure!(told["weights"]["fitted"]["reviews"].as_u64() > Some(7000), "nothing was fitted: {told}");
        let fitted = millis.first().and_then(serde_json::Value::as_f64).context("no time")?;
        ensure!(fitted < 500.0, "it took {fitted} ms");
        Ok(())
    })
    .await
}

/// Presses a button and answers in milliseconds how long it took until what is wanted was painted.
const UNTIL_PAINTED: &str = r#"
    const [name, wanted, done] = arguments;
    const button = [...document.querySelectorAll("button")].find((it) => it.textContent.trim().startsWith(name));
    const began = performance.now();
    const look = () => {
      if (!document.querySelector(wanted)) return requestAnimationFrame(look);
      // The frame after this one has it on the screen.
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
    };
    button.click();
    requestAnimationFrame(look);
"#;

#[tokio::test]
#[ignore = "a measurement, of a release build"]
async fn the_next_question_is_on_the_screen_within_fifty_milliseconds() -> Result<()> {
    journey("/practice", async |page| {
        page.choose("radio", "30 questions").await?;
        page.start_quiz().await?;
        let mut millis = Vec::new();
        for _ in 0..15 {
            page.click("button", "Skip").await?;
            page.by_role("button", "Go on").await?;
            let arguments = vec!["Go on".into(), "form.question".into()];
            let took = page.execute_async(UNTIL_PAINTED, arguments).await?.json().as_f64();
            millis.push(took.context("no time was told")?);
        }
        millis.sort_by(f64::total_cmp);
        let median = millis.get(millis.len() / 2).copied().unwrap_or(f64::NAN);
        println!("next question on the screen, in ms: median {median:.1}, all {millis:.1?}");
        ensure!(median < 50.0, "it took {median} ms");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "a measurement, of a release build"]
async fn the_first_program_ends_within_six_seconds_of_starting_python_and_a_later_one_within_150_milliseconds()
-> Result<()> {
    journey("/learn/measure-a-queue/how-long-each-waits", async |page| {
        let began = Instant::now();
        page.start_python().await?;
        page.run_program("print(6 * 7)").await?;
        let first = began.elapsed().as_millis();
        let mut later = Vec::new();
        for turn in 0..5 {
            let began = Instant::now();
            page.run_program(&format!("print(sum(range({turn})))")).await?;
            later.push(began.elapsed().as_millis());
        }
        println!("first program from the press on Start, in ms: {first}; later ones, typing them in included: {later:?}");
        ensure!(first < 6_000, "the first took {first} ms");
        Ok(())
    })
    .await
}
