//! Workbooks: raw packages, or XML parts put into one.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| loa_fuzz::read(&loa_fuzz::workbook(data), "a.xlsx"));
