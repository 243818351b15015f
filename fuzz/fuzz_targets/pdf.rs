//! PDF files. The parser below may panic: the reader catches that, so here a caught panic must not end the run.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |data: &[u8]| loa_fuzz::read(data, "a.pdf")
);
