//! The difficulty of a question follows the learner's own answers once there are enough.

use std::fs;

use anyhow::{Context, Result};
use e2e::{Folder, journey, served_file};
use journal::{
    Answered, BackupCounts, BackupEntry, BackupWriter, Body, DeviceId, Event, Moment, QuestionShown,
    QuizFinished, QuizMode, QuizStarted, Response,
};
use serde_json::Value;

const SUBJECT: &str = "system-design";
const TOPIC: &str = "caching-strategies";
const ATTEMPTS: u32 = 12;

/// Every question of a topic, asked in each of twelve attempts and never known.
fn attempts(items: &[&Value]) -> Result<Vec<Body>> {
    let word = |item: &Value, field: &str| {
        Ok::<_, anyhow::Error>(
            item[field].as_str().with_context(|| format!("no {field}: {item}"))?.to_owned(),
        )
    };
    let mut bodies = Vec::new();
    for number in 0..ATTEMPTS {
        let attempt = format!("attempt-{number}");
        bodies.push(Body::QuizStarted(QuizStarted {
            attempt: attempt.clone(),
            subject: SUBJECT.to_owned(),
            mode: QuizMode::Adaptive,
            topics: vec![TOPIC.to_owned()],
            length: u32::try_from(items.len())?,
            seed: 1,
            prior_mean: 0.0,
            prior_sd: 1.0,
            pool: Vec::new(),
            recently_seen: Vec::new(),
            limit_millis: None,
            sections: Vec::new(),
            until_standard_error: None,
            until_information: None,
            until_decided: None,
        }));
        for (position, item) in items.iter().enumerate() {
            let parameters =
                ["a", "b", "c", "d"].map(|name| item["parameters"][name].as_f64().unwrap_or(1.0));
            let id = word(item, "id")?;
            bodies.push(Body::QuestionShown(QuestionShown {
                attempt: attempt.clone(),
                item: id.clone(),
                position: u32::try_from(position)?,
                parameters,
            }));
            bodies.push(Body::Answered(Answered {
                attempt: attempt.clone(),
                subject: SUBJECT.to_owned(),
                item: id,
                topic: TOPIC.to_owned(),
                skill: word(item, "skill")?,
                response: Response::Chosen(vec![0]),
                correctness: 0.0,
                credit: 0.0,
                elapsed_millis: 30_000,
                expected_millis: 60_000,
                hints: 0,
                confidence: None,
                parameters,
            }));
        }
        bodies.push(Body::QuizFinished(QuizFinished {
            attempt,
            ability: -2.0,
            standard_error: 0.5,
            answered: u32::try_from(items.len())?,
            score: 0.0,
        }));
    }
    Ok(bodies)
}

fn backup(bodies: &[Body]) -> Result<String> {
    let at = Moment::new(1_767_225_600_000, 0, "UTC")?;
    let device = DeviceId::new("another-device");
    let mut events: Vec<Event> = Vec::new();
    for body in bodies {
        let tip = events.last().map(Event::tip);
        events.push(Event::next(tip.as_ref(), device.clone(), at.clone(), body)?);
    }
    let counts = BackupCounts { events: events.len() as u64, designs: 0, settings: 0, packs: 0 };
    let entries = events.iter().map(|event| BackupEntry::Event(event.to_line()));
    Ok(BackupWriter::new(at, counts, entries).collect())
}

#[tokio::test]
async fn twelve_answers_to_a_question_are_where_its_difficulty_comes_from() -> Result<()> {
    let pack: Value = serde_json::from_str(&fs::read_to_string(served_file("packs/system-design.json"))?)?;
    let items = pack["items"].as_array().context("the pack has no items")?;
    let items: Vec<&Value> = items.iter().filter(|item| item["topic"] == TOPIC).collect();
    let text = backup(&attempts(&items)?)?;
    journey("/settings", async |page| {
        let folder = Folder::new()?;
        page.choose_file("Restore from a backup", &folder.write("answers.jsonl", &text)?).await?;
        page.wait_for_words("status", "Added from the backup").await?;
        page.visit(&format!("/practice?topic={TOPIC}")).await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })").await?;
        let told = "document.body.innerText.includes('Its difficulty was calibrated from 12 answers.')";
        page.wait_until("where the difficulty comes from", told).await
    })
    .await
}
