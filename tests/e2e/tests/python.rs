//! Programs in the page: what they can do, and what they cannot.

use anyhow::{Result, ensure};
use e2e::thirtyfour::Key;
use e2e::{Page, journey};

const STEP: &str = "/learn/measure-a-queue/how-long-each-waits";

/// Opens a step with a program, with Python started.
async fn with_python(steps: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    journey(STEP, async |page| {
        page.start_python().await?;
        steps(page).await
    })
    .await
}

/// The page answers, and the next program runs.
async fn expect_alive(page: &Page) -> Result<()> {
    let printed = page.run_program("print('still', 6 * 7)").await?;
    ensure!(printed == "still 42\n", "the next program printed {printed:?}");
    Ok(())
}

#[tokio::test]
async fn the_size_is_said_before_python_is_fetched_and_nothing_runs_until_then() -> Result<()> {
    journey(STEP, async |page| {
        page.by_role("button", "Start Python (about 14 MB, once)").await?;
        ensure!(!page.by_role("button", "Run").await?.is_enabled().await?, "Run can be pressed");
        let fetched =
            "return performance.getEntriesByType('resource').some((one) => one.name.endsWith('asm.wasm'))";
        ensure!(page.evaluate(fetched).await? == false, "Python was fetched without being asked for");
        page.start_python().await?;
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn each_program_starts_with_fresh_names() -> Result<()> {
    with_python(async |page| {
        page.run_program("left = 1\nimport builtins, math\nmath.pi = 3\nbuiltins.len = None").await?;
        let printed =
            page.run_program("import math\nprint('left' in globals(), math.pi > 3, len('abc'))").await?;
        ensure!(printed == "False True 3\n", "{printed:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_endless_loop_is_ended_after_the_time_limit() -> Result<()> {
    with_python(async |page| {
        page.write_program("print('begun')\nwhile True:\n    pass").await?;
        page.click("button", "Run").await?;
        // The page goes on meanwhile.
        page.wait_for_words("status", "Running").await?;
        page.click("button", "Show a hint").await?;
        page.wait_for_program("ran for 10 seconds and was ended").await?;
        ensure!(page.printed().await? == "begun\n", "what was printed before is lost");
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn stop_ends_a_program_at_once() -> Result<()> {
    with_python(async |page| {
        page.write_program("while True:\n    pass").await?;
        page.click("button", "Run").await?;
        page.wait_for_words("status", "Running").await?;
        page.click("button", "Stop").await?;
        page.wait_for_words("status", "You stopped the program.").await?;
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn a_program_that_takes_all_memory_gets_an_error() -> Result<()> {
    with_python(async |page| {
        page.run_program("held = []\nwhile True:\n    held.append(bytearray(50_000_000))").await?;
        page.wait_for_words("alert", "MemoryError").await?;
        expect_alive(page).await
    })
    .await
}

/// Python itself comes to its end; the page says why, keeps what was printed, and the next program runs.
async fn breaks_python(program: &str, words: &str) -> Result<()> {
    with_python(async |page| {
        let printed = page.run_program(&format!("print('begun')\n{program}")).await?;
        page.wait_for_program(words).await?;
        ensure!(printed.starts_with("begun\n"), "what was printed before is lost: {printed:?}");
        expect_alive(page).await?;
        // Python writes its last words there.
        page.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_recursion_without_an_end_and_without_a_limit_is_told_as_that() -> Result<()> {
    let deep = "import sys\nsys.setrecursionlimit(10**8)\ndef deeper():\n    return deeper() + 1\ndeeper()";
    breaks_python(deep, "Look for a recursion that never comes to its end. Python was started anew.").await
}

#[tokio::test]
async fn a_recursion_through_the_interpreter_is_told_as_that() -> Result<()> {
    let deep = "import sys\nsys.setrecursionlimit(10**8)
class Endless:
    def __repr__(self):
        return repr(self)
repr(Endless())";
    breaks_python(deep, "Look for a recursion that never comes to its end. Python was started anew.").await
}

#[tokio::test]
async fn a_program_that_ends_python_is_told_so() -> Result<()> {
    breaks_python("import os\nos._exit(3)", "ended Python itself, as os._exit() does").await
}

#[tokio::test]
async fn an_abort_is_told_and_the_next_program_runs() -> Result<()> {
    breaks_python("import os\nos.abort()", "Python itself broke off").await
}

#[tokio::test]
async fn reading_past_the_memory_is_told_and_the_next_program_runs() -> Result<()> {
    let reaching = "import ctypes\nctypes.string_at(0xfffffff0, 100)";
    breaks_python(reaching, "It said: RuntimeError: memory access out of bounds").await
}

#[tokio::test]
async fn a_call_of_what_is_no_function_is_told_and_the_next_program_runs() -> Result<()> {
    breaks_python("import ctypes\nctypes.CFUNCTYPE(None)(1)()", "Python itself broke off").await
}

#[tokio::test]
async fn an_import_that_does_not_exist_says_what_is_there() -> Result<()> {
    with_python(async |page| {
        page.run_program("import pandas").await?;
        page.wait_for_words("alert", "ModuleNotFoundError: No module named 'pandas'").await?;
        page.wait_for_words("alert", "Nothing is fetched from the network.").await?;
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn a_syntax_error_leads_to_its_line() -> Result<()> {
    with_python(async |page| {
        page.run_program("count = 1\nprint(count").await?;
        page.wait_for_words("alert", "SyntaxError").await?;
        page.click("button", "Go to line 2").await?;
        page.wait_until(
            "the cursor to be in the second line",
            "document.querySelector('program-editor').shadowRoot.querySelector('.cm-activeLine')?.textContent.startsWith('print(count')
                && document.activeElement === document.querySelector('program-editor')",
        )
        .await?;
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn a_million_lines_are_cut_with_a_word() -> Result<()> {
    with_python(async |page| {
        // Whether the time limit comes first is the machine's business.
        page.run_program("for number in range(1_000_000):\n    print(number)").await?;
        let printed = page.printed().await?;
        ensure!(printed.lines().count() == 2_000, "{} lines are shown", printed.lines().count());
        page.wait_until(
            "the word about it",
            "/the output is cut|ran for 10 seconds/.test(document.body.innerText)",
        )
        .await?;
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn input_asks_in_the_page() -> Result<()> {
    with_python(async |page| {
        page.write_program("name = input('Who? ')\nprint('Good day,', name)").await?;
        page.click("button", "Run").await?;
        page.wait_for_words("status", "waits for a line from you").await?;
        page.wait_until(
            "the field to have the keyboard",
            "document.activeElement.ariaLabel === 'A line for the program'",
        )
        .await?;
        page.press("Ada").await?;
        page.press_key(Key::Enter).await?;
        page.wait_for_program("The program ended.").await?;
        let printed = page.printed().await?;
        ensure!(printed == "Who? Ada\nGood day, Ada\n", "{printed:?}");
        expect_alive(page).await
    })
    .await
}

#[tokio::test]
async fn input_takes_the_lines_that_were_written_before() -> Result<()> {
    with_python(async |page| {
        page.write_program("print(int(input()) + int(input()))").await?;
        page.wait_until(
            "the box",
            "document.querySelector('#program-lines')?.closest('details').checkVisibility()",
        )
        .await?;
        page.evaluate("document.querySelector('#program-lines').closest('details').open = true").await?;
        page.by_role("textbox", "Lines").await?.send_keys("20\n22").await?;
        page.click("button", "Run").await?;
        page.wait_for_program("The program ended.").await?;
        ensure!(page.printed().await?.ends_with("42\n"), "{:?}", page.printed().await?);
        Ok(())
    })
    .await
}

/// Digs for a door to JavaScript, and tries what lies behind it.
const DIGGING: &str = "
import gc, sys
doors = [one for one in gc.get_objects() if 'Js' in type(one).__name__]
for cell in [one for one in gc.get_objects() if type(one).__name__ == 'cell']:
    try:
        if 'Js' in type(cell.cell_contents).__name__:
            doors.append(cell.cell_contents)
    except ValueError:
        pass
reached = []
for door in doors:
    try:
        reached.append(str(door.constructor('return self.indexedDB')()))
    except BaseException as error:
        pass
    for name in ['indexedDB', 'caches', 'localStorage', 'parent', 'document']:
        try:
            reached.append(name + str(getattr(door, name)))
        except BaseException:
            pass
print('reached', reached)
";

#[tokio::test]
async fn a_program_reaches_neither_the_page_nor_its_storage() -> Result<()> {
    with_python(async |page| {
        for door in ["import js", "import pyodide_js", "from pyodide.code import run_js; run_js('self')"] {
            page.run_program(&format!("{door}\nprint('open')")).await?;
            page.wait_for_words("alert", "Error").await?;
            ensure!(page.printed().await?.is_empty(), "`{door}` is open");
        }
        let printed = page.run_program(DIGGING).await?;
        ensure!(printed == "reached []\n", "{printed}");
        let tried = "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:1/')";
        page.run_program(tried).await?;
        page.wait_for_words("alert", "Error").await?;
        expect_alive(page).await?;
        // The browser writes down what the policy refused.
        page.console_errors().await.map(drop)
    })
    .await
}

/// What the frame itself can reach, which is more than a program can.
const REACHES: &str = "
    const reached = [];
    const attempt = async (name, act) => { try { await act(); reached.push(name); } catch { /* refused, as it should */ } };
    await attempt('indexedDB', () => new Promise((resolve, reject) => {
        const opening = indexedDB.open('systemcraft');
        opening.onsuccess = resolve;
        opening.onerror = reject;
    }));
    await attempt('localStorage', () => localStorage.length);
    await attempt('caches', () => caches.open('systemcraft-later'));
    await attempt('parent', () => parent.document.title);
    await attempt('network', () => fetch(arguments[0] + '/index.html', { mode: 'no-cors' }));
    // A program is text for Python alone: the worker that it runs in makes no JavaScript of any text.
    const inWorker = (origin) => {
        let evaluates = 'eval ';
        try { new Function('return 1')(); } catch { evaluates = ''; }
        fetch(origin).then(() => postMessage(evaluates + 'network'), () => postMessage(evaluates + 'nothing'));
    };
    const blob = URL.createObjectURL(new Blob([`(${inWorker})(${JSON.stringify(arguments[0])})`]));
    const worker = new Worker(blob);
    reached.push(await new Promise((resolve) => { worker.onmessage = (event) => resolve(event.data); }));
    worker.terminate();
    return reached.join();
";

#[tokio::test]
async fn the_frame_of_python_owns_nothing() -> Result<()> {
    with_python(async |page| {
        let sandbox = page
            .evaluate("return document.querySelector('iframe[title=Python]').getAttribute('sandbox')")
            .await?;
        ensure!(sandbox == "allow-scripts", "{sandbox}");
        let origin = page.origin();
        page.enter_frame(0).await?;
        let reached = page.execute(REACHES, vec![origin.into()]).await?.json().clone();
        page.enter_default_frame().await?;
        ensure!(reached == "nothing", "the frame reaches {reached}");
        page.console_errors().await.map(drop)
    })
    .await
}
