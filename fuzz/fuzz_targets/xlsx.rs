//! Workbooks: raw packages, or XML parts put into one. The reader catches panics of the parser below.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| loa_fuzz::read(&loa_fuzz::workbook(data), "a.xlsx")
);
