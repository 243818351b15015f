//! Tasks as orders in whole sentences: "Giao Sở A chủ trì, phối hợp với Sở B xây dựng …, hoàn thành trước ngày …".

use std::sync::LazyLock;

use regex::Regex;

use super::build::{self, Words};
use super::labels::value;
use super::place;
use crate::plan::Task;
use crate::plan::lines::Line;
use crate::plan::outline::Node;
use crate::text::pattern;

/// Who is ordered, up to the word that says how.
static ORDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:giao|phan cong|yeu cau|de nghi)\s*:?\s+(?:cho\s+)?"));
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r",?\s+(?:lam (?:co quan|don vi) |la (?:co quan|don vi) )?chu tri\s*(?:[,;]?\s*(?:va )?phoi hop(?: chat che)?(?: voi| cung)\s*:?\s*|,?\s+)",
    )
});
/// The first word of what is to be done.
static ACTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[,:]?\s+(?:de\s+)?(tham muu|to chuc|xay dung|trien khai|ra soat|ban hanh|thuc hien|huong dan|tong hop|theo doi|don doc|kiem tra|bao cao|",
        r"cung cap|bo tri|de xuat|nghien cuu|dang tai|van hanh|tham dinh|cap nhat|cong bo|niem yet|hoan thien|hoan thanh|bien soan|tap huan|",
        r"tuyen truyen|khao sat|thanh lap|kien toan|day manh|chuan bi|thiet lap|ket noi|so hoa|mua sam|dau tu|lap|trinh|mo|phat dong|danh gia|quan ly|duy tri|nang cap)\b"
    ))
});
/// The time at the end of the sentence.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[,;(]?\s+(?:(?:bao dam |dam bao |phai )?(?:hoan thanh|xong|thuc hien|thoi gian|thoi han)(?: hoan thanh| thuc hien)?:?\s+)?",
        r"((?:truoc|cham nhat|trong|den|vao|xong|tu)\s+(?:het\s+|dau\s+|cuoi\s+|la\s+)?(?:ngay|thang|quy|nam|tuan|\d{1,2}/)[^,;:]{0,60}?|thuong xuyen|dinh ky[^,;:]{0,60}?|hang (?:thang|quy|nam|tuan)[^,;:]{0,40}?)\)?\s*[./]*$"
    ))
});

/// The orders among the numbered and bulleted clauses; one alone makes no plan, nor do orders without any time.
pub(super) fn read(lines: &[Line], nodes: &[Node]) -> Vec<Task> {
    let end = nodes.iter().map(|node| node.end).max().unwrap_or(lines.len());
    let body = lines.iter().take(end);
    let mut tasks: Vec<Task> = body.filter_map(order).collect();
    let timed = tasks.iter().filter(|task| task.time_text.is_some()).count();
    if tasks.len() < 2 || timed * 2 < tasks.len() {
        return Vec::new();
    }
    for task in &mut tasks {
        build::finish(task);
    }
    tasks
}

/// The order that a clause gives.
fn order(line: &Line) -> Option<Task> {
    let label = line.label.as_ref()?;
    let ascii = line.ascii();
    let ordered = ORDER.find(ascii).map(|found| found.end());
    let from = ordered.unwrap_or(0);
    let leads = LEADS
        .find_at(ascii, from)
        .filter(|found| found.start() - from < 160);
    if ordered.is_none() && leads.is_none() {
        return None;
    }
    let after = leads.map_or(from, |found| found.end());
    // The action may begin right behind "chủ trì ".
    let action = ACTION
        .captures_at(ascii, after.saturating_sub(1))?
        .get(1)?
        .start();
    let lead_end = leads.map_or(action, |found| found.start());
    let lead = value(line, from, lead_end);
    if !place::is_unit(&lead.text) || lead.text.chars().count() > 200 {
        return None;
    }
    let time = TIME
        .captures_at(ascii, action)
        .and_then(|found| Some((found.get(0)?.start(), found.get(1)?)));
    let content_end = time.as_ref().map_or(ascii.len(), |(start, _)| *start);
    let content = value(line, action, content_end);
    if content.text.split(' ').count() < 3 {
        return None;
    }
    let mut task = Task {
        content: Words {
            text: vietnamese::capitalise(&content.text),
            ..content
        }
        .field(0.8),
        ..Task::default()
    };
    if !label.is_bullet() {
        let source = line.sources(0, 0);
        task.no = Some(crate::Field::new(label.number().to_owned(), source, 0.9));
    }
    build::add_leads(&mut task, &lead, false);
    if leads.is_some() && after < action {
        let others = value(line, after, action);
        if !others.text.is_empty() {
            build::add_coordinators(&mut task, &others);
        }
    }
    if let Some((_, time)) = time {
        build::join(&mut task.time_text, &value(line, time.start(), time.end()));
    }
    (!task.leads.is_empty()).then_some(task)
}
