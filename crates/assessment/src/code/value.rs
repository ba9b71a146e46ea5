//! Values of Python, as authors and the harness write them.

use serde_json::Value as Json;

/// A value with the name of its class in Python.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub class: String,
    pub data: Data,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    Nothing,
    Flag(bool),
    /// Decimal digits with an optional minus: Python's whole numbers have no end.
    Whole(String),
    /// May be infinite or not a number.
    Fraction(f64),
    Text(String),
    /// A list, a tuple, or what derives from one.
    List(Vec<Value>),
    Set(Vec<Value>),
    Dict(Vec<(Value, Value)>),
    /// An object of another class.
    Other,
    /// Too large or too deep to be read whole.
    Cut,
}

/// How near is near enough.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Closeness {
    /// `None`: whole numbers exactly, others within [`USUAL_TOLERANCE`].
    pub(super) tolerance: Option<f64>,
    /// Whether the order of the outermost list does not count.
    pub(super) any_order: bool,
}

/// Of the larger of 1 and the expected number.
const USUAL_TOLERANCE: f64 = 1e-9;
const LONGEST_SHOWN: usize = 160;

impl Value {
    fn new(class: &str, data: Data) -> Value {
        Value { class: class.to_owned(), data }
    }

    /// `None` where this is no value; `docs/formats/code.md` says how values are written.
    pub fn from_json(json: &Json) -> Option<Value> {
        Some(match json {
            Json::Null => Value::new("none", Data::Nothing),
            Json::Bool(flag) => Value::new("bool", Data::Flag(*flag)),
            Json::Number(number) => match number.as_i64() {
                Some(whole) => Value::new("int", Data::Whole(whole.to_string())),
                None => Value::new("float", Data::Fraction(number.as_f64()?)),
            },
            Json::String(text) => Value::new("str", Data::Text(text.clone())),
            Json::Array(members) => Value::new("list", Data::List(list_of(members)?)),
            Json::Object(table) => {
                let value = tagged(table).unwrap_or_else(|| plain_table(table))?;
                match table.get("is").and_then(Json::as_str) {
                    Some(class) if is_tagged(table) => Value { class: class.to_owned(), ..value },
                    _ => value,
                }
            }
        })
    }

    /// Whether a value that was found is the expected one, `self`.
    pub(super) fn equals(&self, found: &Value, closeness: Closeness) -> bool {
        let within = Closeness { any_order: false, ..closeness };
        match (&self.data, &found.data) {
            (Data::Nothing, Data::Nothing) => true,
            (Data::Flag(one), Data::Flag(other)) => one == other,
            (Data::Text(one), Data::Text(other)) => one == other,
            (Data::List(one), Data::List(other)) if closeness.any_order => same_members(one, other, within),
            (Data::List(one), Data::List(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| one.equals(other, within))
            }
            (Data::Set(one) | Data::List(one), Data::Set(other)) => same_members(one, other, within),
            (Data::Dict(one), Data::Dict(other)) => {
                one.len() == other.len()
                    && one.iter().all(|(key, value)| {
                        other.iter().any(|(other_key, other)| {
                            key.equals(other_key, Closeness::default()) && value.equals(other, within)
                        })
                    })
            }
            (Data::Whole(one), Data::Whole(other)) if closeness.tolerance.is_none() => one == other,
            _ => match (self.number(), found.number()) {
                (Some(expected), Some(found)) => near(expected, found, closeness.tolerance),
                _ => false,
            },
        }
    }

    /// Of whole numbers and others; `true` is none.
    pub fn number(&self) -> Option<f64> {
        match &self.data {
            Data::Whole(digits) => digits.parse().ok(),
            Data::Fraction(number) => Some(*number),
            _ => None,
        }
    }

    /// Of text (in characters), lists, sets and dictionaries.
    pub fn length(&self) -> Option<usize> {
        match &self.data {
            Data::Text(text) => Some(text.chars().count()),
            Data::List(members) | Data::Set(members) => Some(members.len()),
            Data::Dict(pairs) => Some(pairs.len()),
            _ => None,
        }
    }

    /// Rows and columns of a list of lists of one length.
    pub(super) fn shape(&self) -> Option<[usize; 2]> {
        let Data::List(rows) = &self.data else { return None };
        let columns = |row: &Value| match &row.data {
            Data::List(members) => Some(members.len()),
            _ => None,
        };
        let first = columns(rows.first()?)?;
        rows.iter().all(|row| columns(row) == Some(first)).then_some([rows.len(), first])
    }

    /// Much as Python's `repr`, cut where it gets long.
    pub fn in_words(&self) -> String {
        let mut words = String::new();
        self.write(&mut words);
        shortened(&words)
    }

    fn write(&self, words: &mut String) {
        // What comes after is cut anyway.
        if words.len() > LONGEST_SHOWN * 4 {
            return;
        }
        match &self.data {
            Data::Nothing => words.push_str("None"),
            Data::Flag(flag) => words.push_str(if *flag { "True" } else { "False" }),
            Data::Whole(digits) => words.push_str(digits),
            Data::Fraction(number) => words.push_str(&fraction_in_words(*number)),
            Data::Text(text) => {
                words.push('\'');
                words.push_str(&text.replace('\\', "\\\\").replace('\n', "\\n"));
                words.push('\'');
            }
            Data::List(members) if self.class == "tuple" => {
                let end = if members.len() == 1 { ",)" } else { ")" };
                write_all(words, "(", members, end);
            }
            Data::List(members) => write_all(words, "[", members, "]"),
            Data::Set(members) if members.is_empty() => words.push_str("set()"),
            Data::Set(members) => write_all(words, "{", members, "}"),
            Data::Dict(pairs) => {
                words.push('{');
                for (index, (key, value)) in pairs.iter().enumerate() {
                    words.push_str(if index > 0 { ", " } else { "" });
                    key.write(words);
                    words.push_str(": ");
                    value.write(words);
                }
                words.push('}');
            }
            Data::Other => {
                words.push_str("a value of the class ");
                words.push_str(&self.class);
            }
            Data::Cut => words.push('…'),
        }
    }
}

pub(super) fn fraction_in_words(number: f64) -> String {
    if number.is_nan() {
        "nan".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "inf" } else { "-inf" }.to_owned()
    } else {
        format!("{number:?}")
    }
}

/// At most a line of it.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST_SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn write_all(words: &mut String, begin: &str, members: &[Value], end: &str) {
    words.push_str(begin);
    for (index, member) in members.iter().enumerate() {
        words.push_str(if index > 0 { ", " } else { "" });
        member.write(words);
    }
    words.push_str(end);
}

pub(super) fn near(expected: f64, found: f64, tolerance: Option<f64>) -> bool {
    if expected.is_nan() || found.is_nan() || expected.is_infinite() || found.is_infinite() {
        return expected == found || (expected.is_nan() && found.is_nan());
    }
    let tolerance = tolerance.unwrap_or(USUAL_TOLERANCE * expected.abs().max(1.0));
    // Room for rounding where the tolerance is met to the last digit.
    (expected - found).abs() <= tolerance + 1e-12 * expected.abs()
}

/// Each expected member has one of its own among those found.
fn same_members(expected: &[Value], found: &[Value], closeness: Closeness) -> bool {
    let mut left: Vec<&Value> = found.iter().collect();
    expected.len() == found.len()
        && expected.iter().all(|one| {
            let place = left.iter().position(|other| one.equals(other, closeness));
            place.map(|place| left.swap_remove(place)).is_some()
        })
}

fn list_of(members: &[Json]) -> Option<Vec<Value>> {
    members.iter().map(Value::from_json).collect()
}

const TAGS: [&str; 9] = ["none", "float", "int", "tuple", "list", "set", "dict", "other", "cut"];

/// A table with one of these keys, and with nothing else but `is`, stands for what JSON does not have.
fn is_tagged(table: &serde_json::Map<String, Json>) -> bool {
    let others = table.keys().filter(|key| *key != "is").count();
    others == 1 && table.keys().any(|key| TAGS.contains(&key.as_str()))
}

/// `None` where it is a table of text to values; `Some(None)` where it is neither.
fn tagged(table: &serde_json::Map<String, Json>) -> Option<Option<Value>> {
    let (tag, content) = table.iter().find(|(key, _)| *key != "is").filter(|_| is_tagged(table))?;
    Some(of_tag(tag, content))
}

fn of_tag(tag: &str, content: &Json) -> Option<Value> {
    let class = if tag == "none" { "none" } else { tag };
    let data = match (tag, content) {
        ("none", Json::Bool(true)) => Data::Nothing,
        ("other", _) => Data::Other,
        ("cut", _) => Data::Cut,
        ("float", Json::String(text)) => Data::Fraction(match text.as_str() {
            "nan" => f64::NAN,
            "inf" => f64::INFINITY,
            "-inf" => f64::NEG_INFINITY,
            _ => return None,
        }),
        ("int", Json::String(digits)) => Data::Whole(whole(digits)?),
        ("tuple" | "list", Json::Array(members)) => Data::List(list_of(members)?),
        ("set", Json::Array(members)) => Data::Set(list_of(members)?),
        ("dict", Json::Array(pairs)) => {
            let pair = |pair: &Json| match pair.as_array().map(Vec::as_slice) {
                Some([key, value]) => Some((Value::from_json(key)?, Value::from_json(value)?)),
                _ => None,
            };
            Data::Dict(pairs.iter().map(pair).collect::<Option<_>>()?)
        }
        _ => return None,
    };
    Some(Value::new(class, data))
}

fn whole(digits: &str) -> Option<String> {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let is_whole = !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| digits.to_owned())
}

fn plain_table(table: &serde_json::Map<String, Json>) -> Option<Value> {
    let pair = |(key, value): (&String, &Json)| {
        Some((Value::new("str", Data::Text(key.clone())), Value::from_json(value)?))
    };
    Some(Value::new("dict", Data::Dict(table.iter().map(pair).collect::<Option<_>>()?)))
}
