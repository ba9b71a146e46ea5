//! What a reader of JSON says, without the names that Rust has for things.

/// "a number was expected, not the text \"low\" at line 3 column 9" for "invalid type: string \"low\", expected f64 at line 3
/// column 9". What has another form says what is wrong without such names, and stays.
pub fn plain_words(message: &str) -> String {
    in_plain_words(message).unwrap_or_else(|| message.to_owned())
}

fn in_plain_words(message: &str) -> Option<String> {
    let (message, place) = match message.rfind(" at line ") {
        Some(at) => message.split_at(at),
        None => (message, ""),
    };
    // What was found may hold any words, what was expected does not.
    let (found, wanted) = message.rsplit_once(", expected ")?;
    let found = found_in_words(found)?;
    Some(format!("{} was expected, not {found}{place}", wanted_in_words(wanted)))
}

fn found_in_words(found: &str) -> Option<String> {
    if let Some(length) = found.strip_prefix("invalid length ") {
        return Some(format!("a list of {length}"));
    }
    let found = found.strip_prefix("invalid type: ").or_else(|| found.strip_prefix("invalid value: "))?;
    let named = [
        ("integer", "the number"),
        ("floating point", "the number"),
        ("boolean", ""),
        ("string", "the text"),
    ];
    let named = named.into_iter().find_map(|(theirs, ours)| {
        let value = found.strip_prefix(theirs)?.strip_prefix(' ')?.trim_matches('`');
        Some(format!("{ours} {value}").trim_start().to_owned())
    });
    Some(named.unwrap_or_else(|| match found {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        other => other.to_owned(),
    }))
}

fn wanted_in_words(wanted: &str) -> String {
    let words: Vec<&str> = wanted.split(' ').collect();
    match words.as_slice() {
        ["f32" | "f64"] => "a number".to_owned(),
        ["u8" | "u16" | "u32" | "u64" | "u128" | "usize"] => "a whole number of 0 or more".to_owned(),
        ["i8" | "i16" | "i32" | "i64" | "i128" | "isize"] => "a whole number".to_owned(),
        ["a", "string"] => "a text".to_owned(),
        ["a", "boolean"] => "true or false".to_owned(),
        ["a", "sequence"] => "a list".to_owned(),
        ["a", "map"] | ["struct", ..] | [.., "enum", _] => "an object".to_owned(),
        ["string", "or", "map"] => "a text or an object".to_owned(),
        ["a", "tuple", "of", "size", length] | ["an", "array", "of", "length", length] => {
            format!("a list of {length}")
        }
        _ => wanted.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_expected_and_found_is_said_without_names_of_types() {
        for (theirs, ours) in [
            (
                "invalid type: string \"low, expected f64\", expected f64 at line 3 column 9",
                "a number was expected, not the text \"low, expected f64\" at line 3 column 9",
            ),
            ("invalid type: map, expected f64", "a number was expected, not an object"),
            ("invalid type: null, expected f64", "a number was expected, not null"),
            (
                "invalid type: floating point `1.5`, expected u32",
                "a whole number of 0 or more was expected, not the number 1.5",
            ),
            (
                "invalid value: integer `-1`, expected u8",
                "a whole number of 0 or more was expected, not the number -1",
            ),
            ("invalid type: boolean `true`, expected a sequence", "a list was expected, not true"),
            (
                "invalid type: integer `5`, expected struct Question",
                "an object was expected, not the number 5",
            ),
            (
                "invalid length 2, expected struct Question with 4 elements at line 1 column 2",
                "an object was expected, not a list of 2 at line 1 column 2",
            ),
            ("invalid length 1, expected an array of length 2", "a list of 2 was expected, not a list of 1"),
        ] {
            assert_eq!(plain_words(theirs), ours);
        }
        for plain in [
            "missing field `a` at line 1 column 9",
            "expected value at line 1 column 1",
            "unknown variant `x`, expected one of `eap`, `map`",
        ] {
            assert_eq!(plain_words(plain), plain);
        }
    }
}
