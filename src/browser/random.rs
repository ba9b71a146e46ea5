//! Chance, for ids and seeds.

/// 64 random bits. Falls back to the clock where the browser refuses randomness, which no current one does.
pub fn bits() -> u64 {
    let mut bytes = [0u8; 8];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if filled { u64::from_le_bytes(bytes) } else { js_sys::Date::now().to_bits() }
}

/// 16 hexadecimal digits.
pub fn id() -> String {
    format!("{:016x}", bits())
}
