//! A report: its text in the order of the outline, its figures, what is still to do.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::DateTime;
use official_document::Severity;
use ui::{
    Alert, ButtonLink, Cell as TableCell, Column, DataTable, EmptyState, Errors, Html, Page, Row, Tone,
};
use web::FieldErrors;

use super::{days, load, period_words};
use crate::desk::{Desk, said};
use crate::features::report::content::Section;
use crate::features::report::document::paper;
use crate::features::report::draft::Span;
use crate::features::report::gather::due_days;
use crate::features::report::model::{Phase, Report, ReportId};
use crate::features::report::read::{Opened, late_facts, template_of};
use crate::features::report::sheet::{Cell, Sheet, SheetKind};
use crate::features::report::store;
use crate::features::task;
use crate::policy::{Scope, Verb};

/// Rows of an annex that the page shows; the files have all.
const SHOWN_ROWS: usize = 60;

/// A heading and its text as the page shows it.
struct SectionView {
    key: String,
    level: u8,
    heading: String,
    has_text: bool,
    is_note: bool,
    is_stale: bool,
    edited: Option<(String, DateTime)>,
    groups: Vec<Group>,
}

/// Paragraphs, or the points of one list.
struct Group {
    points: bool,
    lines: Vec<Vec<Span>>,
}

struct Issue {
    number: i32,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "features/report/web/show.html")]
struct ShowPage {
    page: Page,
    report: Report,
    phase: Phase,
    phase_words: String,
    alerts: Vec<Alert>,
    window: String,
    template: &'static str,
    cut_at: DateTime,
    due: String,
    subject: String,
    opening: String,
    closing: String,
    sections: Vec<SectionView>,
    sheets: Vec<(String, DataTable, usize)>,
    signer: Vec<String>,
    remarks: Vec<String>,
    late: Option<DataTable>,
    issues: Vec<Issue>,
    href: String,
    waits_for: String,
    is_frozen: bool,
    is_open: bool,
    is_submitted: bool,
    /// Somebody is reading it; what changed now would take it from them.
    is_waiting: bool,
    is_approved: bool,
    is_newest: bool,
    may_edit: bool,
    may_export: bool,
    number: String,
    issued_on: String,
    reason: String,
    errors: Errors,
}

pub(super) async fn show(desk: Desk, Path(id): Path<ReportId>) -> web::Result<Response> {
    let opened = load(&desk, id).await?;
    web::html(&render(&desk, opened, &Typed::default(), &FieldErrors::new()).await?)
}

/// What was typed into the small forms of the page.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) number: Option<String>,
    pub(super) issued_on: Option<String>,
    pub(super) reason: String,
}

/// The page again because of a wrong form.
pub(super) async fn again(
    desk: &Desk,
    opened: Opened,
    typed: Typed,
    errors: &FieldErrors,
) -> web::Result<Response> {
    web::invalid(&render(desk, opened, &typed, errors).await?)
}

async fn render(desk: &Desk, opened: Opened, typed: &Typed, errors: &FieldErrors) -> web::Result<ShowPage> {
    let (db, agency) = (desk.db().read(), desk.agency());
    let say = |key: &str| desk.words().say(key);
    let late = if opened.phase.is_cut() {
        late_facts(db, agency, &opened.content).await?
    } else {
        Vec::new()
    };
    let issues = store::issues(db, agency, opened.report.regime, opened.report.period).await?;
    let newest = issues.last().map(|last| last.id);
    let calendar = task::calendar(db, agency).await?;
    let Opened {
        report,
        phase,
        content,
        imprint,
    } = opened;
    let title = period_words(desk.words(), report.period);
    let page = desk
        .titled(format!("{}: {title}", say(&format!("report-{}", report.regime))))
        .crumb(
            say("report-title"),
            format!("/lam-viec/bao-cao?nam={}", report.period.year),
        );
    let remarks = official_document::check(&paper(&content, &imprint));
    let mut remarks: Vec<String> = remarks
        .iter()
        .filter(|remark| remark.severity == Severity::Error)
        .map(|remark| say(&format!("report-check-{}", remark.rule.code())))
        .collect();
    remarks.dedup();
    let due = due_days(&content.window, &calendar).map(|(due, rolled, best)| {
        if rolled == due {
            page.date(due)
        } else {
            format!(
                "{} ({})",
                page.date(due),
                page.w("report-due-before", "day", page.date(best))
            )
        }
    });
    let href = report.href();
    let late_table = (!late.is_empty()).then(|| {
        DataTable::new(page.tr(), "late", page.t("report-late"))
            .columns([
                Column::new(page.t("report-row-date")),
                Column::new(page.t("report-row-title")),
                Column::new(page.t("report-row-about")),
            ])
            .rows(late.iter().map(|row| {
                Row::new(row.id).cells([
                    TableCell::text(page.date_or_dash(&row.date)),
                    TableCell::link(&row.title, row.href().unwrap_or_default()),
                    TableCell::text(&row.about),
                ])
            }))
            .empty(EmptyState::new("report", page.t("report-none")))
            .dense()
    });
    let details = &content.details;
    let signer = [
        &details.signer_authority,
        &details.signer_position,
        &details.signer_name,
    ];
    let actor = desk.actor();
    Ok(ShowPage {
        phase_words: say(&format!("report-phase-{}", phase.word())),
        alerts: alerts(&page, &report, &phase, &content, late.len()),
        template: template_of(&content.template)?.name.as_str(),
        window: days(content.window.first, content.window.last),
        cut_at: desk.local(content.cut_at),
        due: due.unwrap_or_default(),
        sections: content
            .sections
            .iter()
            .map(|section| view(desk, section))
            .collect(),
        sheets: content
            .sheets
            .iter()
            .map(|sheet| {
                let more = sheet.rows.len().saturating_sub(SHOWN_ROWS);
                (sheet.title.clone(), table(&page, &href, sheet), more)
            })
            .collect(),
        signer: signer
            .into_iter()
            .filter(|line| !line.is_empty())
            .cloned()
            .collect(),
        remarks,
        late: late_table,
        issues: issues
            .iter()
            .map(|issue| Issue {
                number: issue.issue,
                href: issue.href(),
                current: issue.id == report.id,
            })
            .collect(),
        waits_for: match &phase {
            Phase::Submitted(approval) => approval.submitted_by_name.clone(),
            _ => String::new(),
        },
        is_frozen: phase == Phase::Frozen,
        is_waiting: matches!(&phase, Phase::Submitted(_)),
        is_open: !phase.is_cut(),
        is_submitted: matches!(&phase, Phase::Submitted(approval) if approval.waits_for(actor)),
        is_approved: matches!(phase, Phase::Approved(_)),
        is_newest: newest == Some(report.id),
        may_edit: desk.may(Verb::EditReport, Scope::Agency),
        may_export: desk.may(Verb::Export, Scope::Agency),
        number: typed.number.clone().or(report.number.clone()).unwrap_or_default(),
        issued_on: typed
            .issued_on
            .clone()
            .or(report.issued_on.map(ui::date))
            .unwrap_or_default(),
        reason: typed.reason.clone(),
        subject: content.subject,
        opening: content.opening,
        closing: content.closing,
        errors: said(desk.words(), errors),
        href,
        page,
        report,
        phase,
    })
}

fn alerts(
    page: &Page,
    report: &Report,
    phase: &Phase,
    content: &crate::features::report::content::Content,
    late: usize,
) -> Vec<Alert> {
    let mut alerts = Vec::new();
    if report.issue > 1 {
        let title = page.n("report-is-reissue", report.issue);
        alerts.push(Alert::new(title).text(&report.reissue_reason));
    }
    if let Phase::Returned(reason) = phase {
        alerts.push(
            Alert::new(page.t("report-returned"))
                .tone(Tone::Warn)
                .text(reason),
        );
    }
    if !content.is_whole() {
        let text = page.w("report-not-over-hint", "day", page.date(content.window.last));
        alerts.push(Alert::new(page.t("report-not-over")).tone(Tone::Warn).text(text));
    }
    if content.waiting > 0 {
        let link = ButtonLink::new(
            page.t("report-waiting-open"),
            "/lam-viec/minh-chung?status=waiting",
        )
        .small();
        let title = page.n("report-waiting", content.waiting);
        alerts.push(
            Alert::new(title)
                .tone(Tone::Warn)
                .text(page.t("report-waiting-hint"))
                .action(link),
        );
    }
    let stale = content.sections.iter().filter(|section| section.is_stale).count();
    if stale > 0 && !phase.is_cut() {
        let title = page.n("report-stale-count", stale);
        alerts.push(
            Alert::new(title)
                .tone(Tone::Warn)
                .text(page.t("report-stale-hint")),
        );
    }
    if late > 0 {
        let hint = if *phase == Phase::Frozen {
            "report-late-hint"
        } else {
            "report-late-cut-hint"
        };
        let alert = Alert::new(page.n("report-late-count", late)).tone(Tone::Info);
        alerts.push(alert.text(page.t(hint)));
    }
    alerts
}

fn view(desk: &Desk, section: &Section) -> SectionView {
    let mut groups: Vec<Group> = Vec::new();
    for line in &section.lines {
        match groups.last_mut() {
            Some(group) if group.points == line.point => group.lines.push(line.spans.clone()),
            _ => groups.push(Group {
                points: line.point,
                lines: vec![line.spans.clone()],
            }),
        }
    }
    SectionView {
        key: section.key.clone(),
        level: section.level,
        heading: section.heading.clone(),
        has_text: section.has_text,
        is_note: section.is_note,
        is_stale: section.is_stale,
        edited: section
            .edited
            .as_ref()
            .map(|(by, at)| (by.clone(), desk.local(*at))),
        groups,
    }
}

/// An annex on the page: what a row is about comes first and wide, with what belongs to it in small below.
fn table(page: &Page, href: &str, sheet: &Sheet) -> DataTable {
    let (title, below, others): (usize, &[usize], &[usize]) = match sheet.kind {
        SheetKind::Statistics => (1, &[], &[2, 3, 4]),
        SheetKind::Progress => (1, &[2, 3], &[4, 5, 6]),
        SheetKind::Links => (3, &[2, 5], &[1, 4]),
    };
    let words = |row: &[Cell], at: usize| match row.get(at) {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Number(number)) => page.number(number),
        Some(Cell::Day(day)) => page.date(*day),
        None => String::new(),
    };
    let columns = std::iter::once(title).chain(others.iter().copied());
    let columns = columns.filter_map(|at| sheet.headings.get(at)).map(Column::new);
    let rows = sheet.rows.iter().take(SHOWN_ROWS).enumerate().map(|(nth, row)| {
        let figure = sheet.figures.get(nth).and_then(Option::as_ref);
        let below: Vec<String> = below
            .iter()
            .map(|at| words(row, *at))
            .filter(|text| !text.is_empty())
            .collect();
        let number = match words(row, 0) {
            number if number.is_empty() => number,
            number => format!("{number}. "),
        };
        let first = TableCell::text(format!("{number}{}", words(row, title))).note(below.join("; "));
        let rest = others.iter().map(|at| match (figure, words(row, *at)) {
            (Some(key), text) if *at == 3 && !text.is_empty() => {
                TableCell::link(text, format!("{href}/so-lieu/{key}"))
            }
            (_, text) => TableCell::text(text),
        });
        Row::new(nth).cells(std::iter::once(first).chain(rest))
    });
    DataTable::new(page.tr(), sheet.kind, &sheet.title)
        .columns(columns)
        .rows(rows)
        .empty(EmptyState::new("report", page.t("report-none")))
        .dense()
}

impl ShowPage {
    fn line(&self, spans: &[Span]) -> Html {
        Html::join(spans.iter().map(|span| {
            match &span.figure {
                Some(key) => Html::trusted(
                    FigureLink {
                        href: &self.href,
                        key,
                        text: &span.text,
                    }
                    .render()
                    .unwrap_or_default(),
                ),
                None => Html::text(&span.text),
            }
        }))
    }
}

/// A number that opens the rows behind it.
#[derive(Template)]
#[template(
    source = r#"<a class="figure" href="{{ href }}/so-lieu/{{ key }}">{{ text }}</a>"#,
    ext = "html"
)]
struct FigureLink<'a> {
    href: &'a str,
    key: &'a str,
    text: &'a str,
}
