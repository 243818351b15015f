//! Places the cells of a row that has fewer cells than its table, by what they hold.

use std::sync::LazyLock;

use regex::Regex;

use super::columns::{Column, Columns, is_number};
use crate::text::{fold, pattern};

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(nam|thang|quy|tuan|ngay)\b|thuong xuyen|\b(hang|hang|moi)\b|20\d\d|\d{1,2}/\d|dinh ky|khi co|theo (yeu cau|ke hoach|tien do)|giai doan",
    )
});
static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(cac |toan the )?(so|bo|ubnd|uy ban|van phong|phong|ban|trung tam|cong an|doan|hoi|don vi|co quan|chi cuc|cuc|vu|vien|truong|thanh tra|",
        r"mat tran|dai|bao|ngan hang|kho bac|thue|bao hiem|lien doan|tinh doan|dang uy|hdnd|hoi dong|to|lanh dao|doanh nghiep|chi bo|chi doan|cong doan)\b"
    ))
});

pub(super) fn is_time(text: &str) -> bool {
    text.chars().count() <= 90 && TIME.is_match(&fold(text))
}

pub(super) fn is_unit(text: &str) -> bool {
    UNIT.is_match(fold(text).trim_start_matches(['-', '+', ' ']))
}

/// The column for each cell, from left to right.
pub(super) fn place(cells: &[&str], columns: &Columns) -> Vec<u32> {
    let roles: Vec<Column> = columns.roles.iter().map(|(role, _)| *role).collect();
    if cells.len() >= roles.len() {
        return (0u32..).take(cells.len()).collect();
    }
    // best[i][j]: the best score when the first i cells stand in the first j columns.
    let low = f32::NEG_INFINITY;
    let mut best = vec![vec![low; roles.len() + 1]; cells.len() + 1];
    if let Some(first) = best.first_mut() {
        first.fill(0.0);
    }
    for i in 1..=cells.len() {
        for j in i..=roles.len() {
            let score = cells
                .get(i - 1)
                .zip(roles.get(j - 1))
                .map_or(low, |(cell, role)| fit(cell, *role));
            let value = best[i][j - 1].max(best[i - 1][j - 1] + score);
            best[i][j] = value;
        }
    }
    let mut places = vec![0; cells.len()];
    let (mut i, mut j) = (cells.len(), roles.len());
    while i > 0 && j > 0 {
        if best[i][j] > best[i][j - 1] || j == i {
            if let Some(place) = places.get_mut(i - 1) {
                *place = u32::try_from(j - 1).unwrap_or(u32::MAX);
            }
            i -= 1;
        }
        j -= 1;
    }
    places
}

fn fit(cell: &str, role: Column) -> f32 {
    let empty = cell.trim().is_empty();
    let (number, time, unit) = (is_number(cell), is_time(cell), is_unit(cell));
    match role {
        _ if empty => 0.0,
        Column::No => {
            if number {
                4.0
            } else {
                -6.0
            }
        }
        Column::Time | Column::TimeMark => {
            if time && !number {
                3.0
            } else {
                -3.0
            }
        }
        Column::Lead | Column::Units => {
            if unit {
                2.1
            } else {
                -1.5
            }
        }
        Column::Coordinators => {
            if unit {
                2.0
            } else {
                -1.5
            }
        }
        Column::Content | Column::Group => {
            if number {
                -3.0
            } else if unit || time {
                -0.5
            } else {
                1.5
            }
        }
        _ => -0.4,
    }
}
