//! Web pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut page = b"<html>".to_vec();
    page.extend_from_slice(data);
    loa_fuzz::read(&page, "a.html");
});
