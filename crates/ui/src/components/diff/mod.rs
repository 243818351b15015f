mod compare;

use askama::Template;

use crate::Translator;
use crate::gallery::{Example, Sample};
use compare::{Change, Line};

/// What changed from one text to another: by line, and within a changed line by word.
///
/// ```
/// use ui::{DiffView, Lang, words};
/// let t = words::own().translator(Lang::Vi);
/// let html = DiffView::new(t, "Hạn: quý I", "Hạn: quý II").to_string();
/// assert!(html.contains("<del>I</del>") && html.contains("<ins>II</ins>"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/diff/diff.html")]
pub struct DiffView {
    t: Translator,
    lines: Vec<Line>,
}

impl DiffView {
    /// Compares the text before with the text after.
    pub fn new(t: Translator, before: &str, after: &str) -> Self {
        let lines = compare::lines(before, after);
        Self { t, lines }
    }

    fn is_same(&self) -> bool {
        self.lines.iter().all(|line| line.change == Change::Same)
    }

    fn words(&self, change: Change) -> String {
        match change {
            Change::Same => String::new(),
            Change::Removed => self.t.say("ui-diff-removed"),
            Change::Added => self.t.say("ui-diff-added"),
        }
    }
}

components!(DiffView);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let before =
        "1. Tổ chức tọa đàm trong quý I năm 2025.\n2. Đăng tin bài hằng tháng.\n3. Báo cáo trước ngày 15/12.";
    let after = "1. Tổ chức tọa đàm, hội nghị trong quý II năm 2025.\n2. Đăng tin bài hằng tháng.\n2a. Mở chuyên mục hỏi đáp.\n3. Báo cáo trước ngày 15/12.";
    vec![
        Example::new(
            "changed, added, unchanged",
            DiffView::new(s.t, s.w(before), s.w(after)),
        ),
        Example::new(
            "hostile words stand here too",
            DiffView::new(s.t, s.w("Trước"), "Sau"),
        ),
        Example::new(
            "nothing changed",
            DiffView::new(s.t, s.w("Như cũ"), s.w("Như cũ")),
        ),
    ]
}
