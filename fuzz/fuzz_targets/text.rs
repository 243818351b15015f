//! Plain text and Markdown; the first byte tells which.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((first, rest)) = data.split_first() {
        loa_fuzz::read(rest, if first % 2 == 0 { "a.txt" } else { "a.md" });
    }
});
