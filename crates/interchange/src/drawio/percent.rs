/// `%3C` and the like as what they stand for; what is no such code stays.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.first_chunk::<2>().filter(|_| *first == b'%');
        let value = digits.and_then(|[high, low]| Some(digit(*high)? * 16 + digit(*low)?));
        bytes.push(value.unwrap_or(*first));
        rest = value.and_then(|_| after.get(2..)).unwrap_or(after);
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_letters_and_all_else_stays() {
        assert_eq!(decoded("%3Cmx%20a%3D%22%C3%A4%22%3E"), "<mx a=\"ä\">");
        assert_eq!(decoded("50 % of 100%, %zz %4"), "50 % of 100%, %zz %4");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }
}
