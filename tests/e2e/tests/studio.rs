//! Drawing designs, with the pointer and with the keyboard.

use std::fs;

use anyhow::Result;
use e2e::thirtyfour::Key;
use e2e::{Folder, Page, Spot, journey};

const CLIENT: Spot = (100.0, 180.0);
const SERVICE: Spot = (340.0, 180.0);
const DATABASE: Spot = (576.0, 180.0);

/// Client, service and database, wired, at the three places above.
async fn draw_three(page: &Page) -> Result<()> {
    page.drag_from_library("Client", CLIENT).await?;
    page.drag_from_library("Service", SERVICE).await?;
    page.drag_from_library("SQL database", DATABASE).await?;
    page.connect_by_port(CLIENT, SERVICE).await?;
    page.connect_by_clicks(SERVICE, DATABASE).await?;
    page.wait_for_outline(&["Client", "to Service", "Service", "to SQL database", "SQL database"]).await
}

/// By Tab, past everything that stands before it.
async fn reach_canvas(page: &Page) -> Result<()> {
    let canvas = page.by_role("application", "Design canvas").await?;
    page.tab_to(&canvas).await
}

/// Connects the selected component to the one that the arrows lead to.
async fn aim_and_connect(page: &Page, arrows: &[Key], from: &str, to: &str) -> Result<()> {
    page.press("c").await?;
    page.wait_for_announcement(&format!("Connecting from {from}.")).await?;
    for arrow in arrows {
        page.press(arrow.value().to_string()).await?;
    }
    page.wait_for_announcement(&format!("From {from} to {to}. Enter connects them.")).await?;
    page.press_key(Key::Enter).await?;
    page.wait_for_announcement(&format!("{from} connected to {to}")).await
}

/// Connects a component to the one right of it, which is selected before and afterwards.
async fn connect_back(page: &Page, from: &str, selected: &str) -> Result<()> {
    page.press_with(&[Key::Alt], Key::Left.value()).await?;
    page.wait_for_announcement(&format!("{from}, ")).await?;
    aim_and_connect(page, &[Key::Right], from, selected).await?;
    page.press_with(&[Key::Alt], Key::Right.value()).await?;
    page.wait_for_announcement(&format!("{selected}, ")).await
}

#[tokio::test]
async fn components_dragged_onto_the_canvas_and_connected_are_measured_listed_and_kept() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        draw_three(page).await?;
        let before = page.latency_millis("p99 from Client").await?;
        assert!(before > 0.0);
        page.wait_for_figure("Single points of failure", |lines| {
            lines.iter().any(|line| line.contains("Service"))
        })
        .await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.wait_for_outline(&["Client", "to Service", "Service", "to SQL database", "SQL database"])
            .await?;
        assert_eq!(page.latency_millis("p99 from Client").await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_figure_opens_the_formula_that_it_comes_from() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_three(page).await?;
        page.click("button", "Why this number: p99 from Client").await?;
        let dialog = page.by_role("dialog", "Why this number: p99 from Client").await?;
        assert!(dialog.text().await?.contains("What is assumed"));
        page.within("dialog", "Why this number").click("button", "Close").await?;
        page.wait_until_gone("dialog", "Why this number").await
    })
    .await
}

#[tokio::test]
async fn a_design_is_drawn_connected_undone_and_redone_with_the_keyboard_alone() -> Result<()> {
    journey("/studio/new", async |page| {
        reach_canvas(page).await?;
        page.add_by_search("client", "Client").await?;
        page.wait_for_canvas_focus().await?;
        page.add_by_search("service", "Service").await?;
        page.wait_for_canvas_focus().await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        // The new one stands to the right of the one that was selected.
        page.press_with(&[Key::Alt], Key::Left.value()).await?;
        page.wait_for_announcement("Client, 1 of 2.").await?;
        aim_and_connect(page, &[Key::Right], "Client", "Service").await?;
        page.wait_for_announcement("Client connected to Service. Estimated p99 is").await?;
        page.wait_for_outline(&["Client", "to Service", "Service"]).await?;
        page.press_with(&[Key::Control], 'z').await?;
        page.wait_for_announcement("Undone: Client connected to Service").await?;
        page.wait_for_outline(&["Client", "Service"]).await?;
        page.press_with(&[Key::Control, Key::Shift], 'z').await?;
        page.wait_for_announcement("Done again: Client connected to Service").await?;
        page.wait_for_outline(&["Client", "to Service", "Service"]).await
    })
    .await
}

#[tokio::test]
async fn components_are_framed_copied_and_freed_again_with_the_keyboard_alone() -> Result<()> {
    journey("/studio/new", async |page| {
        reach_canvas(page).await?;
        page.add_by_search("client", "Client").await?;
        page.wait_for_canvas_focus().await?;
        page.add_by_search("service", "Service").await?;
        page.wait_for_canvas_focus().await?;
        page.press_with(&[Key::Alt, Key::Shift], Key::Left.value()).await?;
        page.wait_for_announcement("Client as well, 2 selected.").await?;
        page.press("g").await?;
        page.wait_for_announcement("Frame added around 2 components").await?;
        page.wait_for_outline(&["Frame", "Client", "Service"]).await?;
        page.press_with(&[Key::Control], 'd').await?;
        page.wait_for_announcement("3 things pasted").await?;
        page.press_with(&[Key::Shift], 'g').await?;
        page.wait_for_announcement("Frame ungrouped").await?;
        page.wait_for_outline(&["Frame", "Client", "Service", "Client", "Service"]).await?;
        page.press_with(&[Key::Control], 'z').await?;
        page.press_with(&[Key::Control], 'z').await?;
        page.wait_for_outline(&["Frame", "Client", "Service"]).await
    })
    .await
}

#[tokio::test]
async fn a_component_searched_for_from_the_outline_leaves_the_keyboard_on_the_canvas() -> Result<()> {
    journey("/studio/new", async |page| {
        page.drag_from_library("Service", SERVICE).await?;
        page.outline_line("Service").await?.click().await?;
        page.search_and_place("cache", "Cache").await?;
        page.wait_for_canvas_focus().await?;
        page.press("c").await?;
        page.wait_for_announcement("Connecting from Cache.").await
    })
    .await
}

#[tokio::test]
async fn a_cache_before_a_busy_database_lets_the_p99_fall_and_that_is_said() -> Result<()> {
    journey("/studio/new", async |page| {
        reach_canvas(page).await?;
        page.add_by_search("client", "Client").await?;
        page.add_by_search("service", "Service").await?;
        connect_back(page, "Client", "Service").await?;
        page.add_by_search("sql", "SQL database").await?;
        connect_back(page, "Service", "SQL database").await?;
        page.fill("textbox", "Work on one request", "60").await?;
        page.wait_for_announcement("Service time of SQL database changed").await?;
        let slow = page.latency_millis("p99 from Client").await?;

        reach_canvas(page).await?;
        page.press_with(&[Key::Alt], Key::Left.value()).await?;
        page.wait_for_announcement("Service, ").await?;
        // Beside the service there is the database already, so the cache goes behind that.
        page.add_by_search("cache", "Cache").await?;
        aim_and_connect(page, &[Key::Left], "Cache", "SQL database").await?;
        page.press_with(&[Key::Alt], Key::Left.value()).await?;
        page.press_with(&[Key::Alt], Key::Left.value()).await?;
        page.wait_for_announcement("Service, ").await?;
        aim_and_connect(page, &[Key::Right, Key::Right], "Service", "Cache").await?;
        page.outline_line("to SQL database").await?.click().await?;
        page.click("button", "Delete what is selected").await?;
        page.wait_for_announcement("1 connection deleted. Estimated p99 fell from").await?;
        assert!(page.latency_millis("p99 from Client").await? < slow);
        page.wait_for_outline(&[
            "Client",
            "to Service",
            "Service",
            "to Cache",
            "SQL database",
            "Cache",
            "to SQL database",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn the_shortcuts_are_a_question_mark_away() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.press("?").await?;
        page.by_role("dialog", "Keyboard shortcuts").await?;
        page.press_key(Key::Escape).await?;
        page.wait_until_gone("dialog", "Keyboard shortcuts").await
    })
    .await
}

#[tokio::test]
async fn the_clipboard_keys_mean_the_design_only_where_it_has_the_keyboard() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_three(page).await?;
        let whole = ["Client", "to Service", "Service", "to SQL database", "SQL database"];
        let canvas = page.by_role("application", "Design canvas").await?;
        canvas.focus().await?;
        page.press_with(&[Key::Control], 'a').await?;
        page.press_with(&[Key::Control], 'c').await?;
        page.wait_for_announcement("3 things copied.").await?;
        let clipboard = async || {
            for key in ['x', 'v', 'c'] {
                page.press_with(&[Key::Control], key).await?;
            }
            page.wait_for_outline(&whole).await
        };

        page.press("?").await?;
        page.by_role("dialog", "Keyboard shortcuts").await?;
        clipboard().await?;
        page.press("/").await?;
        page.press_key(Key::Escape).await?;
        page.wait_until_gone("dialog", "Keyboard shortcuts").await?;
        assert!(page.all_by_role("combobox", Some("Component to add")).await?.is_empty());

        let why = page.by_role("button", "Why this number: p99 from Client").await?;
        why.focus().await?;
        clipboard().await?;
        why.click().await?;
        page.by_role("dialog", "Why this number: p99 from Client").await?;
        clipboard().await?;
        page.press_key(Key::Escape).await?;
        page.wait_until_gone("dialog", "Why this number").await?;

        canvas.focus().await?;
        page.press_with(&[Key::Control], 'x').await?;
        page.wait_for_outline(&[]).await?;
        page.press_with(&[Key::Control], 'v').await?;
        page.wait_for_outline(&whole).await?;
        page.outline_line("Service").await?.click().await?;
        page.press_with(&[Key::Control], 'x').await?;
        page.wait_for_outline(&["Client", "SQL database"]).await
    })
    .await
}

#[tokio::test]
async fn a_value_that_its_kind_does_not_take_is_told_of_before_the_design_is_opened() -> Result<()> {
    journey("/studio", async |page| {
        let design = "{
            \"format\": \"systemcraft-design\", \"version\": 1, \"name\": \"Crooked\",
            \"components\": [
                {\"id\": \"a\", \"kind\": \"client\", \"name\": \"People\",
                 \"properties\": {\"requests_per_second\": -80, \"daily_shape\": \"Round\"}},
                {\"id\": \"b\", \"kind\": \"service\", \"name\": \"Shop\"}
            ],
            \"connections\": [{\"id\": \"a-b\", \"from\": \"a\", \"to\": \"b\"}]
        }";
        let folder = Folder::new()?;
        page.choose_file("Import a design", &folder.write("crooked.json", design)?).await?;
        let dialog = page.by_role("dialog", "Import").await?;
        let told = dialog.text().await?;
        for words in [
            "\"requests_per_second\" of component \"a\" is -80",
            "\"daily_shape\" of component \"a\" is \"Round\"",
        ] {
            assert!(told.contains(words), "{told}");
        }
        page.click("button", "Open as a new design").await?;
        page.wait_for_outline(&["People", "to Shop", "Shop"]).await?;
        page.outline_line("People").await?.click().await?;
        let field = page.by_role("textbox", "Requests").await?;
        assert_eq!(field.prop("value").await?.as_deref(), Some("-80"), "what the file holds is kept");
        page.wait_until(
            "the panel to say what is used",
            "document.body.textContent.includes('so the default is used: 100.')",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn a_design_that_is_exported_and_imported_is_the_same_design() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_three(page).await?;
        let folder = Folder::new()?;
        page.click("button", "Export the design as a file").await?;
        let file = page.download("Systemcraft design", &folder).await?;
        let text = fs::read_to_string(&file)?;
        assert!(text.contains("\"systemcraft-design\""), "{text}");
        page.visit("/studio").await?;
        page.choose_file("Import a design", &file).await?;
        page.wait_for_outline(&["Client", "to Service", "Service", "to SQL database", "SQL database"]).await
    })
    .await
}

#[tokio::test]
async fn a_damaged_design_file_is_refused_with_a_sentence_and_nothing_changes() -> Result<()> {
    journey("/studio", async |page| {
        let folder = Folder::new()?;
        let cases = [
            ("cut.json", "{\"format\": \"systemcraft-design\", \"comp", "stops being one at line 1"),
            ("other.json", "{\"format\": \"something-else\"}", "the file does not say"),
            (
                "newer.json",
                "{\"format\": \"systemcraft-design\", \"version\": 99}",
                "newer version of Systemcraft",
            ),
        ];
        for (name, text, words) in cases {
            page.choose_file("Import a design", &folder.write(name, text)?).await?;
            page.wait_for_words("alert", words).await?;
            page.click("button", "Close").await?;
            page.by_role("heading", "An empty drawing board").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_design_with_a_kind_from_the_future_opens_with_what_is_known() -> Result<()> {
    journey("/studio", async |page| {
        let design = "{
            \"format\": \"systemcraft-design\", \"version\": 1, \"name\": \"From later\",
            \"components\": [
                {\"id\": \"a\", \"kind\": \"client\", \"name\": \"People\", \"x\": 0, \"y\": 0},
                {\"id\": \"b\", \"kind\": \"quantum_cache\", \"name\": \"Odd one\", \"x\": 240, \"y\": 0}
            ],
            \"connections\": [{\"id\": \"a-b\", \"from\": \"a\", \"to\": \"b\"}]
        }";
        let folder = Folder::new()?;
        page.choose_file("Import a design", &folder.write("later.json", design)?).await?;
        page.wait_for_outline(&["People", "to Odd one", "Odd one, unknown kind"]).await?;
        page.outline_line("Odd one").await?.click().await?;
        page.by_role("heading", "A kind that this version does not know (quantum_cache)").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_deleted_design_can_be_brought_back() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_three(page).await?;
        page.fill("textbox", "Name of the design", "Short links").await?;
        page.wait_for_announcement("Design renamed to Short links").await?;
        page.wait_until_saved().await?;
        page.visit("/studio").await?;
        page.click("button", "Delete Short links").await?;
        page.by_role("heading", "An empty drawing board").await?;
        page.click("button", "Undo").await?;
        page.by_role("link", "Short links").await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.click("link", "Short links").await?;
        page.wait_for_outline(&["Client", "to Service", "Service", "to SQL database", "SQL database"]).await
    })
    .await
}

#[tokio::test]
async fn what_two_tabs_draw_on_one_design_is_all_kept() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.drag_from_library("Client", CLIENT).await?;
        page.wait_until_saved().await?;
        let address = page.current_url().await?;
        let first = page.window().await?;
        let second = page.new_tab().await?;
        page.switch_to_window(second).await?;
        page.visit(address.path()).await?;
        page.wait_for_outline(&["Client"]).await?;
        page.drag_from_library("Service", SERVICE).await?;
        page.wait_until_saved().await?;
        page.switch_to_window(first).await?;
        page.drag_from_library("SQL database", DATABASE).await?;
        page.wait_until_saved().await?;
        page.reload().await?;
        page.eventually("all three components in the outline", async || {
            let lines = page.outline_lines().await?;
            let is_there = |name: &&str| lines.iter().any(|line| line.contains(name));
            Ok(["Client", "Service", "SQL database"].iter().all(is_there))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_subject_that_is_on_offers_its_kinds_of_components_and_they_are_measured_and_kept() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        page.wait_until_gone("button", "Feature store").await?;
        page.visit("/packs").await?;
        page.choose("checkbox", "Learn Anomaly detection").await?;
        page.wait_until_saved().await?;
        page.visit("/studio/new").await?;
        page.library().by_role("heading", "Anomaly detection").await?;
        page.drag_from_library("Client", CLIENT).await?;
        page.drag_from_library("Feature store", SERVICE).await?;
        page.connect_by_port(CLIENT, SERVICE).await?;
        let lines = ["Client", "to Feature store", "Feature store"];
        page.wait_for_outline(&lines).await?;
        let millis = page.latency_millis("p99 from Client").await?;
        assert!(millis > 0.0);
        page.outline_line("Feature store").await?.click().await?;
        page.by_role("heading", "Feature store").await?;
        page.by_role("textbox", "Freshness").await?;
        page.wait_until_saved().await?;
        let address = page.current_url().await?;
        // A design stays what it is when the subject is turned off; the library offers less.
        page.visit("/packs").await?;
        page.choose("checkbox", "Learn Anomaly detection").await?;
        page.wait_until_saved().await?;
        page.goto(address.as_str()).await?;
        page.wait_for_outline(&lines).await?;
        assert_eq!(page.latency_millis("p99 from Client").await?, millis);
        page.wait_until_gone("button", "Model registry").await
    })
    .await
}

#[tokio::test]
async fn beside_an_open_simulation_the_outline_can_still_be_used() -> Result<()> {
    journey("/studio/new", async |page| {
        page.by_role("application", "Design canvas").await?;
        draw_three(page).await?;
        page.click("button", "Simulate").await?;
        page.by_role("region", "Simulation").await?;
        page.outline_line("Service").await?.click().await?;
        page.by_role("textbox", "Replicas").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn several_components_are_chosen_and_deleted_by_taps_alone() -> Result<()> {
    journey("/studio/new", async |page| {
        draw_three(page).await?;
        page.tap(DATABASE).await?;
        page.by_role("heading", "SQL database").await?;
        page.click("button", "Select several").await?;
        page.wait_for_announcement("Select several. Press one thing after another; Escape ends it.").await?;
        page.tap(CLIENT).await?;
        page.wait_for_announcement("Client as well, 2 selected.").await?;
        page.tap(SERVICE).await?;
        page.wait_for_announcement("Service as well, 3 selected.").await?;
        page.tap(CLIENT).await?;
        page.wait_for_announcement("Client no more, 2 selected.").await?;
        page.click("button", "Select several").await?;
        page.wait_for_announcement("Select tool, 2 selected.").await?;
        page.click("button", "Delete what is selected").await?;
        page.wait_for_outline(&["Client"]).await
    })
    .await
}

#[tokio::test]
async fn half_a_replica_is_refused_with_a_sentence_and_changes_nothing() -> Result<()> {
    journey("/studio/new", async |page| {
        page.add_by_search("service", "Service").await?;
        for (written, said) in [("2.5", "a whole number from 1 to 100,000"), ("100001", "from 1 to 100,000")]
        {
            page.fill("textbox", "Replicas", written).await?;
            page.press_key(Key::Tab).await?;
            page.wait_for_words("alert", said).await?;
            page.wait_for_outline(&["Service"]).await?;
            let line = page.outline_lines().await?.join(" ");
            assert!(!line.contains("replicas"), "{line}");
        }
        page.fill("textbox", "Replicas", "100000").await?;
        page.press_key(Key::Tab).await?;
        page.wait_for_outline(&["Service, 100000 replicas"]).await
    })
    .await
}
