//! Programs that learners write, run by Python in a worker of a frame that owns nothing: its origin is nobody's, so the
//! journal, the storage and the network are out of a program's reach (`python/host`).
//!
//! There is one Python for the page. Stop, the time limit and a failure end its worker at once; the next one is started
//! without being asked for.

mod files;
mod frame;
mod messages;
pub mod packages;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::frame::{Frame, Port};
use self::messages::Said;
use super::clock;

pub use self::files::{first_start_megabytes, is_kept};

pub const TIME_LIMIT_SECONDS: u32 = 10;
pub const MEMORY_LIMIT_MEGABYTES: u32 = 512;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PythonError {
    #[error(
        "Python is not on this device yet, and could not be fetched. It needs the network once; after that it runs without one."
    )]
    NotFetched,
    #[error("The browser did not start Python. It may be too old, or out of memory. It said: {0}")]
    NotStarted(String),
}

/// What Python is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Off,
    Fetching,
    Starting,
    Ready,
    Running,
    /// The program waits for a line from the learner.
    Asking,
    Broken(PythonError),
}

/// A program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub source: String,
    /// What is asked about it (`assessment::code::probes`), where it is to be judged.
    pub probes: Option<String>,
    /// What `input()` is given before the learner is asked.
    pub lines: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Wrote {
        text: String,
        is_error: bool,
    },
    Finished(Finished),
    Ended {
        ending: Ending,
        /// What is known of the program where it came to its end itself and the asking about it did not.
        ran: Option<Finished>,
    },
}

/// A program came to its end, by itself or by an error of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finished {
    /// What the harness says, for `assessment::code`.
    pub outcome: String,
    pub uses: String,
    pub answers: String,
    /// Whether some of the output was left away, and how many lines.
    pub is_cut: bool,
    pub lines_cut: u32,
}

/// A program was ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Stopped,
    TimeLimit,
    Failed(Failure),
}

/// Python itself came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Calls within calls, deeper than the engine can hold.
    Depth,
    /// The program asked for it, past Python's own way of ending a program.
    Exit,
    /// Anything else, in the engine's words.
    Crash(String),
    NotStarted(PythonError),
}

type Listener = Rc<dyn Fn(Event)>;

struct Running {
    /// Until it was sent.
    run: Option<Run>,
    listener: Listener,
    ran: Option<Finished>,
    limit: Option<TimeoutHandle>,
    left_millis: f64,
    counted_since_millis: f64,
}

#[derive(Default)]
struct Host {
    frame: Option<Frame>,
    port: Option<Port>,
    running: Option<Running>,
}

thread_local! {
    static HOST: RefCell<Host> = RefCell::default();
    static STAGE: ArcRwSignal<Stage> = ArcRwSignal::new(Stage::Off);
    static UNOPENED: ArcRwSignal<Vec<String>> = ArcRwSignal::new(Vec::new());
}

/// What Python is doing; reading it in a view follows it.
pub fn stage() -> ArcRwSignal<Stage> {
    STAGE.with(Clone::clone)
}

/// The package files that could not be opened at Python's last start.
pub fn unopened_packages() -> ArcRwSignal<Vec<String>> {
    UNOPENED.with(Clone::clone)
}

/// Whether `input()` can ask in the page. Where the engine cannot wait for that, lines are written before the run.
pub fn can_ask() -> bool {
    js_sys::Reflect::get(&js_sys::global(), &"WebAssembly".into())
        .and_then(|wasm| js_sys::Reflect::has(&wasm, &"Suspending".into()))
        .unwrap_or(false)
}

/// Fetches Python and starts it, where that has not been done.
pub fn start() {
    if !matches!(stage().get_untracked(), Stage::Off | Stage::Broken(_)) {
        return;
    }
    set_stage(Stage::Fetching);
    spawn_local(async {
        let is_open = HOST.with_borrow(|host| host.frame.is_some());
        if !is_open {
            match Frame::open(|reason| failed(Failure::Crash(reason))).await {
                Ok(frame) => HOST.with_borrow_mut(|host| host.frame = Some(frame)),
                Err(error) => return broken(error),
            }
        }
        start_worker();
    });
}

/// Runs a program as soon as Python is there. The one before, if it still runs, is stopped.
pub fn run(run: Run, listener: impl Fn(Event) + 'static) {
    stop();
    let running = Running {
        run: Some(run),
        listener: Rc::new(listener),
        ran: None,
        limit: None,
        left_millis: f64::from(TIME_LIMIT_SECONDS) * 1000.0,
        counted_since_millis: 0.0,
    };
    HOST.with_borrow_mut(|host| host.running = Some(running));
    match stage().get_untracked() {
        Stage::Ready => send_waiting(),
        _ => start(),
    }
}

/// Ends the program that runs, or that waits for Python to start.
pub fn stop() {
    let was_sent = HOST.with_borrow(|host| host.running.as_ref().map(|running| running.run.is_none()));
    match was_sent {
        Some(true) => end_worker(Ending::Stopped),
        Some(false) => tell_end(Ending::Stopped),
        None => {}
    }
}

/// A line for a program that asks; `None` when there is none.
pub fn answer(line: Option<&str>) {
    if stage().get_untracked() != Stage::Asking {
        return;
    }
    HOST.with_borrow(|host| {
        if let Some(port) = &host.port {
            port.send(&messages::answer(line));
        }
    });
    set_stage(Stage::Running);
    count_time();
}

fn set_stage(stage: Stage) {
    STAGE.with(|signal| signal.set(stage));
}

fn start_worker() {
    set_stage(Stage::Starting);
    HOST.with_borrow_mut(|host| {
        host.port = host.frame.as_ref().and_then(|frame| frame.start_worker(|line| heard(&line)));
    });
}

fn heard(line: &str) {
    match messages::read(line) {
        Some(Said::Ready(unopened)) => {
            files::note_kept();
            UNOPENED.with(|signal| signal.set(unopened));
            set_stage(Stage::Ready);
            send_waiting();
        }
        Some(Said::Wrote { text, is_error }) => tell(Event::Wrote { text, is_error }),
        Some(Said::Asks) => {
            pause_time();
            set_stage(Stage::Asking);
        }
        Some(Said::Ran(ran)) => HOST.with_borrow_mut(|host| {
            if let Some(running) = host.running.as_mut() {
                running.ran = Some(ran);
            }
        }),
        Some(Said::Finished(finished, is_worn)) => {
            pause_time();
            let running = HOST.with_borrow_mut(|host| host.running.take());
            if is_worn {
                start_worker();
            } else {
                set_stage(Stage::Ready);
            }
            if let Some(running) = running {
                (running.listener)(Event::Finished(finished));
            }
        }
        Some(Said::Failed(failure)) => failed(failure),
        None => {}
    }
}

fn send_waiting() {
    let sent = HOST.with_borrow_mut(|host| {
        let run = host.running.as_mut()?.run.take()?;
        host.port.as_ref()?.send(&messages::run(&run));
        Some(())
    });
    if sent.is_some() {
        set_stage(Stage::Running);
        count_time();
    }
}

fn listener() -> Option<Listener> {
    HOST.with_borrow(|host| host.running.as_ref().map(|running| Rc::clone(&running.listener)))
}

fn tell(event: Event) {
    if let Some(listener) = listener() {
        listener(event);
    }
}

fn tell_end(ending: Ending) {
    if let Some(running) = HOST.with_borrow_mut(|host| host.running.take()) {
        (running.listener)(Event::Ended { ending, ran: running.ran });
    }
}

/// The worker is ended, whatever it is doing, and the next one started.
fn end_worker(ending: Ending) {
    pause_time();
    HOST.with_borrow_mut(|host| {
        host.port = None;
        if let Some(frame) = &host.frame {
            frame.end_worker();
        }
    });
    start_worker();
    tell_end(ending);
}

/// Hands over the packages that are kept now, and starts Python with them where it has been started before.
async fn start_anew() {
    let is_open = HOST.with_borrow(|host| host.frame.is_some());
    if !is_open {
        return;
    }
    let packages = packages::all().await;
    HOST.with_borrow(|host| {
        if let Some(frame) = &host.frame {
            frame.hand_packages(&packages);
        }
    });
    end_worker(Ending::Stopped);
}

fn failed(failure: Failure) {
    match stage().get_untracked() {
        Stage::Running | Stage::Asking => end_worker(Ending::Failed(failure)),
        _ => broken(PythonError::NotStarted(match failure {
            Failure::Crash(reason) => reason,
            Failure::Depth => "too much recursion".to_owned(),
            Failure::Exit | Failure::NotStarted(_) => "it ended".to_owned(),
        })),
    }
}

fn broken(error: PythonError) {
    HOST.with_borrow_mut(|host| host.port = None);
    set_stage(Stage::Broken(error.clone()));
    tell_end(Ending::Failed(Failure::NotStarted(error)));
}

/// The time that the learner takes to answer does not count.
fn pause_time() {
    HOST.with_borrow_mut(|host| {
        let Some(running) = host.running.as_mut() else { return };
        if let Some(limit) = running.limit.take() {
            limit.clear();
            running.left_millis -= clock::monotonic_millis() - running.counted_since_millis;
        }
    });
}

fn count_time() {
    HOST.with_borrow_mut(|host| {
        let Some(running) = host.running.as_mut() else { return };
        running.counted_since_millis = clock::monotonic_millis();
        let left = Duration::from_millis(running.left_millis.max(0.0) as u64);
        running.limit = set_timeout_with_handle(|| end_worker(Ending::TimeLimit), left).ok();
    });
}
