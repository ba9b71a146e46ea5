use leptos::prelude::*;

/// The app's own line icons, in a square of 24 x 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Mark,
    Home,
    Studio,
    Practice,
    Learn,
    Progress,
    Settings,
    Add,
    Bin,
    Copy,
    Download,
    Upload,
    Undo,
    Redo,
    Fit,
    Plus,
    Minus,
    Pointer,
    Several,
    Connect,
    Hand,
    Play,
    Stop,
    Search,
    Check,
    Cross,
    Hint,
    ArrowRight,
    ArrowUp,
    ArrowDown,
    Keyboard,
    Frame,
    Note,
    Layout,
    More,
    Clock,
    Pencil,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Glyph::Mark => {
                "M3 9.5a1.5 1.5 0 0 1 1.5-1.5h4A1.5 1.5 0 0 1 10 9.5v5A1.5 1.5 0 0 1 8.5 16h-4A1.5 1.5 0 0 1 3 14.5zM15.5 3.5h4A1.5 1.5 0 0 1 21 5v3a1.5 1.5 0 0 1-1.5 1.5h-4A1.5 1.5 0 0 1 14 8V5a1.5 1.5 0 0 1 1.5-1.5zM15.5 14.5h4A1.5 1.5 0 0 1 21 16v3a1.5 1.5 0 0 1-1.5 1.5h-4A1.5 1.5 0 0 1 14 19v-3a1.5 1.5 0 0 1 1.5-1.5zM10 12h1.5c2 0 .5-5.5 2.5-5.5M11.5 12c2 0 .5 5.5 2.5 5.5"
            }
            Glyph::Home => "M4 11l8-7 8 7M6 9.5V20h4.5v-5.5h3V20H18V9.5",
            Glyph::Studio => "M4 5h6v5H4zM14 14h6v5h-6zM10 7.5h3a4 4 0 0 1 4 4V14",
            Glyph::Practice => {
                "M9.5 9.200a2.600 2.600 0 1 1 3.7 2.400c-.8.4-1.200 1-1.200 1.900M12 17h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z"
            }
            Glyph::Learn => {
                "M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5v13"
            }
            Glyph::Progress => "M4 20h16M6 16v-4M11 16V8M16 16V4.5",
            Glyph::Settings => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Glyph::Add | Glyph::Plus => "M12 5v14M5 12h14",
            Glyph::Minus => "M5 12h14",
            Glyph::Bin => "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.400L17 7M10 11v5M14 11v5",
            Glyph::Copy => "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
            Glyph::Download => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
            Glyph::Upload => "M12 16V5M7.5 9L12 4.5 16.5 9M5 20h14",
            Glyph::Undo => "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
            Glyph::Redo => "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
            Glyph::Fit => "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
            Glyph::Pointer => "M6 4l12.5 7.5-5.5 1.5-2.5 5.5z",
            Glyph::Several => "M4 4h9v9H4zM16 8h4v12H8v-4M6.5 8.500l1.500 1.500 3-3.500",
            Glyph::Connect => "M5 19l14-14M12 5h7v7",
            Glyph::Hand => {
                "M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6-4a1.5 1.5 0 0 1 3 0v7c0 4-2.5 6.5-6 6.5-3 0-4.5-1.5-6-4.5L4 13.5c.8-1 2-1 3 0L8 15z"
            }
            Glyph::Play => "M7.5 5.2v13.6l11-6.8z",
            Glyph::Stop => "M6.500 6.500h11v11h-11z",
            Glyph::Search => "M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM16 16l4.5 4.5",
            Glyph::Check => "M5 12.5l4.5 4.5L19 7.5",
            Glyph::Cross => "M6 6l12 12M18 6L6 18",
            Glyph::Hint => {
                "M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.5 10.900c.7.5 1 1.100 1 1.900v.2h5v-.2c0-.8.3-1.400 1-1.900A6 6 0 0 0 12 3z"
            }
            Glyph::ArrowRight => "M5 12h14M13 6l6 6-6 6",
            Glyph::ArrowUp => "M12 19V5M6 11l6-6 6 6",
            Glyph::ArrowDown => "M12 5v14M6 13l6 6 6-6",
            Glyph::Frame => "M4 6.5h7M4 6.5v11.5h16v-11.5h-9M8 12h3v3H8zM14 12h3v3h-3z",
            Glyph::Note => "M5 4.5h14v10l-5 5H5zM19 14.5h-5v5M8.5 9h7M8.5 12.5h4",
            Glyph::Layout => {
                "M4 9.5h5v5H4zM15 4h5v5h-5zM15 15h5v5h-5zM9 12h3M15 6.5h-1.500a1.500 1.500 0 0 0-1.500 1.500v8a1.500 1.500 0 0 0 1.500 1.500H15"
            }
            Glyph::More => {
                "M4.500 11.500h1.500v1h-1.500zM11.250 11.500h1.500v1h-1.500zM18 11.500h1.500v1h-1.500z"
            }
            Glyph::Clock => "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2",
            Glyph::Pencil => "M5 19l1-4L16 5l3 3L9 18z",
            Glyph::Keyboard => "M3.5 7h17v10h-17zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17 10.5h.01M8 14h8",
        }
    }
}

/// Drawn only: what it means is said in words beside it.
#[component]
pub fn Icon(glyph: Glyph, #[prop(optional)] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}") viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
