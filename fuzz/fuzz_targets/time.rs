//! Time phrases: reading, saying the window again, its occurrences.
#![no_main]

use jiff::civil::date;
use schedule::{Context, phrase, read};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let contexts = [
        Context::default(),
        Context {
            year: Some(2026),
            period: Some((date(2026, 1, 15), date(2026, 12, 31))),
        },
    ];
    for context in contexts {
        let reading = read(&text, &context);
        assert!(
            (0.0..=1.0).contains(&reading.confidence),
            "a confidence out of bounds"
        );
        assert!(
            reading.span.start <= reading.span.end,
            "a span that ends before it begins"
        );
        let _ = reading.window.flat();
        let occurrences = reading.window.occurrences(date(2025, 1, 1), date(2027, 12, 31));
        assert!(occurrences.len() <= 1100, "more occurrences than days");
        let again = phrase(&reading.window);
        let _ = read(&again, &context);
    }
});
