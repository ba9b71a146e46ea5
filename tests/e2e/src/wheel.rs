//! Package files for Python, made for a test.

/// A package that has one module of its own name. `damage` is done to a byte of the module, past the checksum.
pub fn wheel(package: &str, module: &str, damage: Option<usize>) -> Vec<u8> {
    let about = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
    let metadata = format!("Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n");
    archive(
        &[
            (format!("{package}/__init__.py"), module.as_bytes().to_vec()),
            (format!("{package}-1.0.dist-info/METADATA"), metadata.into_bytes()),
            (format!("{package}-1.0.dist-info/WHEEL"), about.as_bytes().to_vec()),
            (format!("{package}-1.0.dist-info/RECORD"), Vec::new()),
        ],
        damage,
    )
}

/// Files that are stored as they are, and the table of contents.
fn archive(contents: &[(String, Vec<u8>)], damage: Option<usize>) -> Vec<u8> {
    let (mut files, mut table) = (Vec::new(), Vec::new());
    for (name, bytes) in contents {
        let starts_at = files.len() as u32;
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        for number in [checksum(bytes), bytes.len() as u32, bytes.len() as u32] {
            about.extend(number.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        files.extend(b"PK\x03\x04");
        files.extend(&about);
        files.extend([0; 2]);
        files.extend(name.as_bytes());
        if let (Some(at), 0) = (damage, starts_at) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            files.extend(damaged);
        } else {
            files.extend(bytes);
        }
        table.extend(b"PK\x01\x02\x14\0");
        table.extend(&about);
        table.extend([0; 12]);
        table.extend(starts_at.to_le_bytes());
        table.extend(name.as_bytes());
    }
    let count = (contents.len() as u16).to_le_bytes();
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &(table.len() as u32).to_le_bytes(),
        &(files.len() as u32).to_le_bytes(),
        &[0; 2],
    ];
    [&files[..], &table, &end.concat()].concat()
}

/// CRC-32 as archives have it, a bit at a time.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1));
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
