//! Cells that name units, in every role.
#![no_main]

use plan_reader::units::{Role, read};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    for role in [Role::Lead, Role::Coordinator, Role::Any] {
        for unit in read(&text, role) {
            assert!(!unit.name.trim().is_empty(), "a unit without a name");
            assert!(text.get(unit.span.clone()).is_some(), "a span outside the cell");
        }
    }
});
