//! How large a pack may be: checked before anything is parsed, since packs come from strangers.

use crate::PackError;

/// Of the compiled file, and of all the files of an author's folder together.
pub const MAX_PACK_BYTES: usize = 32 * 1024 * 1024;
/// Of one file of an author's folder.
pub const MAX_FILE_BYTES: usize = 1024 * 1024;
pub const MAX_FILES: usize = 2_000;
/// Objects and lists within one another.
pub const MAX_DEPTH: usize = 64;
/// Values of all sorts: they take more room in memory than in the file.
pub const MAX_VALUES: usize = 2_000_000;
pub const MAX_ITEMS: usize = 20_000;
pub const MAX_TOPICS: usize = 2_000;
pub const MAX_TUTORIALS: usize = 2_000;
pub const MAX_STEPS: usize = 200;
pub const MAX_CHALLENGES: usize = 500;
pub const MAX_REQUIREMENTS: usize = 100;
pub const MAX_TASKS: usize = 2_000;
pub const MAX_PRINCIPLES: usize = 200;
pub const MAX_PROMPTS: usize = 2_000;
pub const MAX_RUBRICS: usize = 100;
pub const MAX_STORIES: usize = 500;
pub const MAX_PATHS: usize = 50;
pub const MAX_GOALS: usize = 20;
pub const MAX_PATH_TUTORIALS: usize = 200;
pub const MAX_TIERS: usize = 10;
/// Branches of a tier, and skills of a branch.
pub const MAX_BRANCHES: usize = 20;
/// Options, steps, pairs, gaps, ideas or lines of a rubric of one question; and answers that one gap accepts.
pub const MAX_PARTS: usize = 50;
/// Of one text of markdown.
pub const MAX_TEXT_BYTES: usize = 128 * 1024;
/// Lists and quotations within one another.
pub const MAX_MARKDOWN_DEPTH: usize = 24;
pub const MAX_PICTURES: usize = 500;
/// Of one picture, as a file.
pub const MAX_PICTURE_BYTES: usize = 512 * 1024;
/// Across, and down.
pub const MAX_PICTURE_PIXELS: u32 = 4096;
pub const MAX_KINDS: usize = 50;
/// Properties of one kind.
pub const MAX_PROPERTIES: usize = 40;
/// Ports, limits in words, or options of one property of a kind.
pub const MAX_KIND_WORDS: usize = 30;
/// Volumes from which on sending costs less.
pub const MAX_PRICE_TIERS: usize = 10;
/// Characters of a name, an option or a unit.
pub const MAX_NAME_LENGTH: usize = 60;
/// Characters of a port, a limit in words, a help text, the basis of a price, or of whom a level is for.
pub const MAX_PHRASE_LENGTH: usize = 300;
/// Characters of the explanation of a kind.
pub const MAX_EXPLANATION_LENGTH: usize = 1_500;
/// Of the path data of an icon.
pub const MAX_ICON_BYTES: usize = 2_000;
pub const MAX_MOCK_TESTS: usize = 100;
pub const MAX_SECTIONS: usize = 20;
/// Of one section of a mock test.
pub const MAX_SECTION_MINUTES: u32 = 600;
/// Characters of a title, a name, a version or a licence: what stands in lists.
pub const MAX_TITLE_LENGTH: usize = 200;
/// Characters of a summary.
pub const MAX_SUMMARY_LENGTH: usize = 1_000;
/// Characters of any other plain text.
pub const MAX_PLAIN_LENGTH: usize = 4_000;
/// How large a number is that a question asks for.
pub const MAX_ANSWER: f64 = 1e18;
/// Characters of an id.
pub const MAX_ID_LENGTH: usize = 80;

/// Size, depth and number of values of a JSON text, by one look at its bytes.
pub(crate) fn check_json_text(json: &str) -> Result<(), PackError> {
    if json.len() > MAX_PACK_BYTES {
        return Err(PackError::TooLarge { bytes: json.len() });
    }
    let (mut depth, mut values, mut in_string, mut escaped) = (0_usize, 1_usize, false, false);
    for byte in json.bytes() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                depth += 1;
                values += 1;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(PackError::TooDeep);
        }
        if values > MAX_VALUES {
            return Err(PackError::TooManyValues);
        }
    }
    Ok(())
}
