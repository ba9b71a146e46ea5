//! Subjects: chosen, installed from files, updated and removed; and packs that mean harm.

use anyhow::{Result, ensure};
use content::Picture;
use e2e::{Folder, Page, journey, sailing as pack};
use serde_json::{Value, json};

const OPEN: &str = "Open a pack file";

async fn look_at(page: &Page, folder: &Folder, name: &str, text: &str) -> Result<()> {
    let path = folder.write(name, text)?;
    page.choose_file(OPEN, &path).await
}

#[tokio::test]
async fn a_pack_is_installed_answered_updated_removed_and_installed_again_with_its_history() -> Result<()> {
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        look_at(page, &folder, "sailing.json", &pack("1.0.0", &["one", "two", "three"]).to_string()).await?;
        page.wait_for_words("status", "3 questions, 1 tutorial, 1 picture").await?;
        page.wait_for_words("status", "Version 1.0.0 by Ada. Licence: CC0-1.0").await?;
        page.click("button", "Install").await?;
        page.wait_for_words("status", "Sailing was installed, version 1.0.0. It is on.").await?;
        page.wait_until_saved().await?;

        // A lesson whose id another subject uses too is a lesson of its own, with its picture.
        page.visit("/learn").await?;
        page.click("link", "Under way").await?;
        page.click("link", "Start").await?;
        page.by_role("heading", "The wind").await?;
        page.wait_until(
            "the drawing to be shown from the pack",
            "[...document.querySelectorAll('img[alt=\"A boat under sail\"]')].some(it => it.src.startsWith('blob:') && it.naturalWidth === 60)",
        )
        .await?;
        page.visit("/learn/first-cache").await?;
        page.by_role("heading", "A first cache").await?;
        page.by_role("link", "Start").await?;
        page.visit("/learn/sailing~first-cache").await?;
        page.by_role("link", "Continue").await?;

        page.visit("/practice?subject=sailing").await?;
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.click("button", "Go on").await?;
        page.by_role("heading", "Question 2 of 5").await?;
        page.wait_until_saved().await?;
        let quiz = page.evaluate("return location.pathname").await?;
        let quiz = quiz.as_str().unwrap_or_default().to_owned();
        let open = page.evaluate("return document.body.innerText.match(/Question (one|two|three):/)[1]").await?;
        let open = open.as_str().unwrap_or_default().to_owned();

        // The new version has no such question any more.
        let mut left = vec!["one", "two", "three", "four"];
        left.retain(|id| *id != open);
        page.visit("/packs").await?;
        look_at(page, &folder, "sailing-2.json", &pack("2.0.0", &left).to_string()).await?;
        page.wait_for_words("status", "It takes the place of version 1.0.0.").await?;
        page.wait_for_words("status", "Questions: 1 new, 0 changed, 1 gone").await?;
        page.click("button", "Update").await?;
        page.wait_for_words("status", "Sailing was updated to version 2.0.0.").await?;
        page.visit(&quiz).await?;
        for _ in 0..2 {
            page.answer_question().await?;
            page.click("button", "Go on").await?;
        }
        page.by_role("heading", "Your report").await?;
        page.wait_until_saved().await?;
        page.visit("/practice?subject=sailing").await?;
        page.wait_for_words("table", "Sailing").await?;

        page.visit("/packs").await?;
        page.click("button", "Remove Sailing").await?;
        page.click("button", "Remove it").await?;
        page.wait_until_gone("heading", "Sailing").await?;
        page.visit(&quiz).await?;
        page.wait_until("the removal to be told", "document.body.innerText.includes('is not installed')").await?;
        page.click("link", "See the subjects").await?;
        look_at(page, &folder, "sailing-2.json", &pack("2.0.0", &left).to_string()).await?;
        page.click("button", "Install").await?;
        page.wait_for_words("status", "Sailing was installed").await?;
        page.visit(&quiz).await?;
        page.by_role("heading", "Your report").await?;
        page.reload().await?;
        page.by_role("heading", "Your report").await.map(drop)
    })
    .await
}

/// Packs that the page has asked for since it was loaded.
async fn fetched(page: &Page) -> Result<Value> {
    let script = "return performance.getEntriesByType('resource').map(it => new URL(it.name).pathname).filter(it => it.startsWith('/packs/')).sort()";
    page.evaluate(script).await
}

#[tokio::test]
async fn the_studio_fetches_no_subject_before_a_page_wants_one() -> Result<()> {
    journey("/studio", async |page| {
        page.by_role("heading", "An empty drawing board").await?;
        assert_eq!(fetched(page).await?, json!(["/packs/index.json"]));
        page.click("link", "Learn").await?;
        page.by_role("heading", "System design").await?;
        assert_eq!(fetched(page).await?, json!(["/packs/index.json", "/packs/system-design.json"]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn subjects_are_fetched_when_they_are_wanted_and_chosen_ones_stay() -> Result<()> {
    journey("/", async |page| {
        assert_eq!(fetched(page).await?, json!(["/packs/index.json", "/packs/system-design.json"]));
        page.visit("/packs").await?;
        page.choose("checkbox", "Learn Poker").await?;
        page.wait_until_saved().await?;
        page.visit("/learn").await?;
        page.by_role("heading", "System design").await?;
        let lessons = "document.querySelectorAll('a[href^=\"/learn/poker~\"]').length";
        page.wait_until("the six lessons of poker", &format!("{lessons} === 6")).await?;
        page.reload().await?;
        page.wait_until("the six lessons of poker", &format!("{lessons} === 6")).await?;
        page.visit("/practice").await?;
        page.choose("radio", "Poker").await?;
        page.choose("checkbox", "Pot odds").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        page.visit("/packs").await?;
        page.choose("checkbox", "Learn Poker").await?;
        let is_locked = "document.querySelector('[aria-label=\"Learn System design\"]').disabled";
        page.wait_until("the last subject to be locked", is_locked).await?;
        page.choose("checkbox", "Learn System design").await?;
        page.eventually("the last subject to stay on", async || {
            Ok(page.by_role("checkbox", "Learn System design").await?.is_selected().await?)
        })
        .await
    })
    .await
}

/// What a script of a pack would set, and addresses that the page has asked for and that are no files of the app's own.
async fn traces(page: &Page) -> Result<Value> {
    let script = "return [window.hit ?? null, performance.getEntriesByType('resource').map(it => it.name)
        .filter(it => !/^http:\\/\\/127\\.0\\.0\\.1:\\d+\\/(packs|inspector|fonts|app-|systemcraft|tokens|base|layout|widgets|home|studio|practice|learn|progress|icon|manifest)/.test(it) && !it.endsWith('.css'))]";
    page.evaluate(script).await
}

#[tokio::test]
async fn packs_that_mean_harm_are_refused_run_nothing_and_ask_for_nothing() -> Result<()> {
    let folder = Folder::new()?;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut pack = pack("1.0.0", &["one", "two"]);
        change(&mut pack);
        pack.to_string()
    };
    let text = |text: &str| with(&|pack| pack["items"][0]["explanation"] = json!(text));
    let drawing = |drawing: &str| {
        with(&|pack| pack["pictures"][0] = json!(Picture::of_bytes("images/boat.svg", drawing.as_bytes())))
    };
    let step = |text: &str| with(&|pack| pack["tutorials"][0]["steps"][0]["content"] = json!(text));
    let deep = format!("{{\"format\":1,\"x\":{}", "[".repeat(1_000_000));
    let samples: Vec<(&str, String, &str)> = vec![
        (
            "script",
            text("<script>window.hit = 1</script>"),
            "items[0].explanation, line 1 of the text: raw HTML",
        ),
        (
            "handler",
            step("fine\n\n<img src=/evil.png onerror='window.hit = 1'>"),
            "line 3 of the text: raw HTML",
        ),
        (
            "javascript",
            text("[press](javascript:window.hit=1)"),
            "the link \"javascript:window.hit=1\" leads nowhere",
        ),
        ("data", text("[press](data:text/html,<script>1</script>)"), "leads nowhere"),
        ("remote", text("![A picture](https://example.org/evil.png)"), "is not in the pack"),
        ("own", text("![A picture](/evil.png)"), "is not in the pack"),
        (
            "svg",
            drawing("<svg xmlns='http://www.w3.org/2000/svg' onload='window.hit=1'/>"),
            "would run a script",
        ),
        (
            "path",
            with(&|pack| pack["pictures"][0]["name"] = json!("images/../../evil.svg")),
            "is no name of a picture",
        ),
        ("twice", with(&|pack| pack["items"][1]["id"] = json!("one")), "the item \"one\" stands twice"),
        ("circle", with(&|pack| pack["tutorials"][0]["prerequisites"] = json!(["first-cache"])), "circle"),
        ("id", with(&|pack| pack["id"] = json!("../poker")), "is no id"),
        (
            "taken",
            with(&|pack| pack["id"] = json!("poker")),
            "The app brings a subject with the id \"poker\" itself",
        ),
        ("deep", deep, "nested more than 64 levels deep"),
        ("quotations", step(&">".repeat(100_000)), "within one another"),
        ("newer", "{\"format\": 9}".to_owned(), "format 9, which is newer"),
        ("archive", "PK\u{3}\u{4}../../evil".to_owned(), "This is an archive"),
        ("nonsense", "{\n\"format\": 1,\n".to_owned(), "At line"),
        ("empty", String::new(), "not a compiled pack"),
    ];
    journey("/packs", async |page| {
        for (name, text, reason) in &samples {
            let name = format!("{name}.json");
            look_at(page, &folder, &name, text).await?;
            page.wait_for_words("status", &format!("{name} was not installed.")).await?;
            page.wait_for_words("status", reason).await?;
            page.wait_for_words("status", "Nothing was changed.").await?;
        }
        let mut bytes = b"{\n\"format\": 1, \"id\": \"".to_vec();
        bytes.push(0xff);
        let invalid = folder.write("invalid.json", "")?;
        std::fs::write(&invalid, bytes)?;
        page.choose_file(OPEN, &invalid).await?;
        page.wait_for_words("status", "Line 2 is not text in UTF-8").await?;

        std::fs::write(&invalid, vec![b'['; 100_000_000])?;
        page.choose_file(OPEN, &invalid).await?;
        page.wait_for_words("status", "This pack has 100000000 bytes").await?;
        let found = traces(page).await?;
        ensure!(found == json!([null, []]), "{found}");
        page.reload().await?;
        ensure!(page.all_by_role("heading", Some("Sailing")).await?.is_empty(), "something was installed");
        let cards = "const open = await new Promise(done => { const it = indexedDB.open('systemcraft'); it.onsuccess = () => done(it.result) });
            const count = await new Promise(done => { const it = open.transaction('packs').objectStore('packs').count(); it.onsuccess = () => done(it.result) });
            open.close(); return count";
        assert_eq!(page.evaluate(cards).await?, json!(0));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_stays_alive_while_a_large_pack_is_looked_at_and_the_look_can_be_stopped() -> Result<()> {
    let folder = Folder::new()?;
    let mut large = pack("1.0.0", &["one"]);
    let words = "The wind turns, and the sail has to follow it. ".repeat(40);
    let step = |number: usize| json!({ "id": format!("s{number}"), "title": "A step", "content": words, "minutes": 1, "objectives": ["o"], "kind": { "type": "conceptual" } });
    let tutorial = |number: usize| {
        json!({
            "id": format!("t{number}"), "title": "A lesson", "summary": "One.", "difficulty": "beginner", "minutes": 5,
            "objectives": [{ "id": "o", "title": "Set a sail", "skills": ["set-sails"] }],
            "steps": (0..100).map(step).collect::<Vec<_>>(),
        })
    };
    large["tutorials"] = (0..120).map(tutorial).collect();
    let text = large.to_string();
    ensure!(text.len() > 20_000_000, "{} bytes", text.len());
    journey("/packs", async |page| {
        page.evaluate(
            "window.longest = 0; let last = performance.now();
             (function look() { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; setTimeout(look, 10); })()",
        )
        .await?;
        look_at(page, &folder, "large.json", &text).await?;
        page.wait_for_words("status", "Checking large.json").await?;
        page.click("button", "Stop").await?;
        page.wait_until_gone("button", "Stop").await?;
        let longest = page.evaluate("return window.longest").await?.as_f64().unwrap_or_default();
        println!("the longest pause of the page: {longest} ms over {} bytes", text.len());
        ensure!(longest < 3_000.0, "the page stood still for {longest} ms");
        look_at(page, &folder, "sailing.json", &pack("1.0.0", &["one"]).to_string()).await?;
        page.by_role("button", "Install").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_pack_can_be_dropped_on_the_page() -> Result<()> {
    journey("/packs", async |page| {
        let text = serde_json::to_string(&pack("1.0.0", &["one"]).to_string())?;
        page.by_role("heading", "Subjects").await?;
        page.evaluate(&format!(
            "const data = new DataTransfer(); data.items.add(new File([{text}], 'dropped.json'));
             document.querySelector('.drop-zone').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}))"
        ))
        .await?;
        page.wait_for_words("status", "1 question, 1 tutorial, 1 picture").await?;
        page.click("button", "Leave it").await?;
        page.wait_until_gone("button", "Install").await
    })
    .await
}

/// Puts everything that is stored into a database as the first version of the app made it.
const BACK_TO_VERSION_ONE: &str = "
    const names = ['events', 'tips', 'designs', 'design_cards', 'profile'];
    const done = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const now = await done(indexedDB.open('systemcraft'));
    const kept = {};
    for (const name of names) {
        const store = now.transaction(name).objectStore(name);
        const [keys, values] = [await done(store.getAllKeys()), await done(now.transaction(name).objectStore(name).getAll())];
        kept[name] = keys.map((key, index) => [key, values[index]]);
    }
    now.close();
    await done(indexedDB.deleteDatabase('systemcraft'));
    const request = indexedDB.open('systemcraft', 1);
    request.onupgradeneeded = () => names.forEach(name => request.result.createObjectStore(name));
    const old = await done(request);
    for (const name of names) for (const [key, value] of kept[name]) await done(old.transaction(name, 'readwrite').objectStore(name).put(value, key));
    old.close();
    return kept.events.length";

#[tokio::test]
async fn storage_of_the_version_before_keeps_everything_and_takes_packs() -> Result<()> {
    let folder = Folder::new()?;
    journey("/practice", async |page| {
        page.choose("radio", "5 questions").await?;
        page.start_quiz().await?;
        page.answer_question().await?;
        page.wait_until_saved().await?;
        // A page of the same origin without the app, so that nothing holds the database open.
        page.goto(format!("{}/recovery.html", page.origin())).await?;
        let events = page.evaluate(BACK_TO_VERSION_ONE).await?;
        ensure!(events.as_u64().is_some_and(|count| count >= 3), "{events}");
        page.visit("/packs").await?;
        look_at(page, &folder, "sailing.json", &pack("1.0.0", &["one"]).to_string()).await?;
        page.click("button", "Install").await?;
        page.wait_for_words("status", "Sailing was installed").await?;
        page.reload().await?;
        page.by_role("heading", "Sailing").await?;
        page.visit("/practice?subject=system-design").await?;
        page.wait_until("the open quiz", "document.body.innerText.includes('1 of 5 questions answered')")
            .await
    })
    .await
}

#[tokio::test]
async fn all_that_is_wrong_with_a_pack_can_be_read_and_saved() -> Result<()> {
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        let mut bad = pack("1.0.0", &["one"]);
        bad["title"] = json!("Sailing \u{202e}gniliaS");
        bad["topics"][0]["skills"] =
            (0..64).map(|number| json!({ "id": format!("S{number}"), "name": "A skill" })).collect();
        look_at(page, &folder, "bad.json", &bad.to_string()).await?;
        page.wait_for_words("status", "more problems were found").await?;
        page.click("button", "Show the other problems").await?;
        for words in ["\"S63\" is no id", "title: the character U+202E turns the direction"] {
            page.wait_for_words("status", words).await?;
        }
        let downloads = Folder::new()?;
        let saved = page.download("Save all problems as text", &downloads).await?;
        let text = std::fs::read_to_string(saved)?;
        ensure!(text.lines().filter(|line| line.contains("is no id")).count() == 64, "{text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_summary_without_a_space_stays_on_the_page_and_each_subject_says_what_it_holds() -> Result<()> {
    let folder = Folder::new()?;
    journey("/packs", async |page| {
        let mut wide = pack("1.0.0", &["one"]);
        wide["title"] = json!("W".repeat(200));
        wide["summary"] = json!("w".repeat(1_000));
        look_at(page, &folder, "wide.json", &wide.to_string()).await?;
        page.by_role("button", "Install").await?;
        let fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        page.wait_until("the page to be no wider than its window", fits).await?;
        page.click("button", "Install").await?;
        page.wait_for_words("status", "was installed").await?;
        page.wait_until("the page to be no wider than its window", fits).await?;
        page.wait_until(
            "what the behavioural subject holds",
            "document.body.innerText.includes('80 interview prompts, 16 principles, 12 example stories')",
        )
        .await?;
        let off = "[...document.querySelectorAll('.pack-list label')].filter(it => it.innerText.trim() === (it.querySelector('input').checked ? 'On' : 'Off')).length";
        page.wait_until("each box to say how it stands", &format!("{off} === document.querySelectorAll('.pack-list label').length")).await
    })
    .await
}
