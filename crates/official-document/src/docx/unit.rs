//! The units of Word files, all whole numbers.

/// Millimetres to twentieths of a point.
pub(super) fn twips(millimetres: f32) -> i32 {
    round(millimetres * 1440.0 / 25.4)
}

/// Points to twentieths of a point.
pub(super) fn point_twips(points: f32) -> i32 {
    round(points * 20.0)
}

/// Points to half points, the unit of letter sizes.
pub(super) fn half_points(points: f32) -> i32 {
    round(points * 2.0)
}

/// Millimetres to the unit of drawings.
pub(super) fn emu(millimetres: f32) -> i32 {
    round(millimetres * 36_000.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "measures are checked before anything is written, and a cast of a float saturates"
)]
fn round(value: f32) -> i32 {
    value.round() as i32
}
