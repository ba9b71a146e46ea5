//! Packages for Python that a learner adds from files.

use anyhow::{Result, ensure};
use e2e::{Folder, Page, journey, wheel};

const STEP: &str = "/learn/measure-a-queue/how-long-each-waits";
const NAME: &str = "tiny-1.0-py3-none-any.whl";
const USES_IT: &str = "import tiny\nprint(tiny.twice(21))";
const MODULE: &str = "def twice(number):\n    return 2 * number\n";

/// The browser reads the file only afterwards, so its folder has to stay.
async fn add(page: &Page, folder: &Folder, name: &str, bytes: &[u8]) -> Result<()> {
    page.choose_file("Add a package file", &folder.write_bytes(name, bytes)?).await
}

#[tokio::test]
async fn a_package_is_added_used_kept_over_a_reload_and_removed() -> Result<()> {
    journey("/settings", async |page| {
        let folder = Folder::new()?;
        add(page, &folder, NAME, &wheel::wheel("tiny", MODULE, None)).await?;
        page.wait_for_words("status", "tiny 1.0 was added. Programs can import it from the next run on.")
            .await?;
        page.within("list", "Packages that were added").by_role("listitem", NAME).await?;
        page.visit(STEP).await?;
        page.start_python().await?;
        let printed = page.run_program(USES_IT).await?;
        ensure!(printed == "42\n", "{printed:?}");
        page.visit("/settings").await?;
        page.click("button", "Remove tiny").await?;
        page.wait_for_words("status", "tiny was removed.").await?;
        page.visit(STEP).await?;
        page.run_program(USES_IT).await?;
        page.wait_for_words("alert", "No module named 'tiny'").await?;
        page.wait_for_words("alert", "can be added in the settings").await
    })
    .await
}

#[tokio::test]
async fn a_package_that_is_added_while_python_runs_is_there_for_the_next_program() -> Result<()> {
    journey(STEP, async |page| {
        let folder = Folder::new()?;
        page.start_python().await?;
        page.run_program(USES_IT).await?;
        page.wait_for_words("alert", "No module named 'tiny'").await?;
        page.click("link", "Settings").await?;
        add(page, &folder, NAME, &wheel::wheel("tiny", MODULE, None)).await?;
        page.wait_for_words("status", "was added").await?;
        // A newer file takes the older one's place.
        let newer = wheel::wheel("tiny", "def twice(number):\n    return 'newer'\n", None);
        add(page, &folder, "tiny-2.0-py3-none-any.whl", &newer).await?;
        page.wait_for_words("status", "tiny 2.0 was added").await?;
        page.evaluate("history.back()").await?;
        let printed = page.run_program(USES_IT).await?;
        ensure!(printed == "newer\n", "{printed:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_does_not_suit_is_refused_with_the_reason_and_changes_nothing() -> Result<()> {
    journey("/settings", async |page| {
        let folder = Folder::new()?;
        let whole = wheel::wheel("tiny", MODULE, None);
        for (name, bytes, words) in [
            ("tiny-1.0-cp314-cp314-win_amd64.whl", &whole[..], "was built for another platform (win_amd64)"),
            ("tiny-1.0-cp312-cp312-pyemscripten_2026_0_wasm32.whl", &whole, "Here is Python 3.14"),
            ("tiny.whl", &whole, "This is no package file for Python."),
            (NAME, &whole[..whole.len() / 2], "The file is damaged, or did not arrive whole"),
            (NAME, &vec![0; 31 * 1024 * 1024], "The file is larger than 30 MB"),
        ] {
            add(page, &folder, name, bytes).await?;
            page.wait_for_words("status", words).await?;
            page.wait_for_words("status", "Nothing was changed.").await?;
        }
        page.reload().await?;
        let removals = page.all_by_role("button", Some("Remove tiny")).await?;
        ensure!(removals.is_empty(), "a file that was refused is kept");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_package_whose_bytes_are_damaged_is_named_and_programs_run_without_it() -> Result<()> {
    journey("/settings", async |page| {
        let folder = Folder::new()?;
        add(page, &folder, NAME, &wheel::wheel("tiny", MODULE, Some(8))).await?;
        page.wait_for_words("status", "was added").await?;
        page.visit(STEP).await?;
        page.start_python().await?;
        page.wait_for_words("status", "These package files are damaged and could not be opened: tiny-1.0")
            .await?;
        let printed = page.run_program("print('without')").await?;
        ensure!(printed == "without\n", "{printed:?}");
        Ok(())
    })
    .await
}

/// A package is a program as any other: what it does when it is imported is done in the frame that owns nothing.
#[tokio::test]
async fn a_package_reaches_neither_the_page_nor_its_storage() -> Result<()> {
    journey("/settings", async |page| {
        let folder = Folder::new()?;
        let module = "try:\n    import js\n    reached = True\nexcept ImportError:\n    reached = False\n";
        add(page, &folder, NAME, &wheel::wheel("tiny", module, None)).await?;
        page.wait_for_words("status", "was added").await?;
        page.visit(STEP).await?;
        page.start_python().await?;
        let printed = page.run_program("import tiny\nprint(tiny.reached)").await?;
        ensure!(printed == "False\n", "{printed:?}");
        // A package of the name of one of ours, or of Python's, takes the place of none.
        page.visit("/settings").await?;
        add(page, &folder, "plot-1.0-py3-none-any.whl", &wheel::wheel("plot", "print('not ours')", None))
            .await?;
        page.wait_for_words("status", "plot 1.0 was added").await?;
        page.visit(STEP).await?;
        let printed = page.run_program("import plot\nprint('ours')").await?;
        ensure!(printed == "ours\n", "{printed:?}");
        Ok(())
    })
    .await
}
