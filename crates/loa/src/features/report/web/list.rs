//! The reports of a year: what is due, what there is.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use schedule::PeriodWindow;
use serde::Deserialize;
use ui::{Badge, ButtonLink, Cell, Column, DataTable, EmptyState, Html, Link, Page, Row, Tone};
use web::xlsx;

use super::{days, period_words};
use crate::desk::Desk;
use crate::features::report::gather::due_days;
use crate::features::report::model::{Phase, Regime, Report};
use crate::features::report::{read, store};
use crate::features::task;
use crate::policy::{Scope, Verb};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    nam: String,
    #[serde(default)]
    loai: String,
}

/// A period of the year, with its newest issue.
struct Line {
    regime: Regime,
    window: PeriodWindow,
    /// Due, moved off a day off, and the last working day by it.
    due: Option<(Date, Date, Date)>,
    report: Option<(Report, Phase)>,
}

#[derive(Template)]
#[template(path = "features/report/web/list.html")]
struct ListPage {
    page: Page,
    official: DataTable,
    internal: DataTable,
    years: Vec<(i16, bool)>,
    show_official: bool,
    show_internal: bool,
    may_edit: bool,
}

async fn lines(desk: &Desk, year: i16) -> web::Result<Vec<Line>> {
    let db = desk.db().read();
    let calendar = task::calendar(db, desk.agency()).await?;
    let mut reports = Vec::new();
    for report in store::of_year(db, desk.agency(), year).await? {
        let phase = read::phase(db, desk.agency(), &report).await?;
        reports.push((report, phase));
    }
    let lines = Regime::ALL.iter().flat_map(|regime| {
        let windows = regime.rule().windows(year);
        windows.into_iter().map(|window| (*regime, window))
    });
    Ok(lines
        .map(|(regime, window)| Line {
            regime,
            window,
            due: due_days(&window, &calendar),
            report: reports
                .iter()
                .rfind(|(report, _)| report.regime == regime && report.period == window.period)
                .cloned(),
        })
        .collect())
}

fn asked_year(desk: &Desk, asked: &Asked) -> i16 {
    let year = asked.nam.parse().ok().filter(|year| (2000..=2100).contains(year));
    year.unwrap_or_else(|| desk.today().year())
}

pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewReport, Scope::Agency)?;
    let year = asked_year(&desk, &asked);
    let lines = lines(&desk, year).await?;
    let page = desk.page("report-title").lead(desk.words().say("report-lead"));
    let mut years = store::years(desk.db().read(), desk.agency()).await?;
    years.extend([desk.today().year(), year]);
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let may_edit = desk.may(Verb::EditReport, Scope::Agency);
    let of = |regime: Regime, caption: &str| {
        let rows = lines.iter().filter(|line| line.regime == regime);
        let rows: Vec<Row> = rows.map(|line| row(&desk, &page, line, may_edit)).collect();
        let table = DataTable::new(page.tr(), format!("report-{regime}"), page.t(caption))
            .columns([
                Column::new(page.t("report-period")),
                Column::new(page.t("report-window")),
                Column::new(page.t("report-due")),
                Column::new(page.t("report-phase")),
            ])
            .rows(rows)
            .empty(EmptyState::new("report", page.t("report-none")).text(page.t("report-none-hint")));
        if regime == Regime::Official && desk.may(Verb::Export, Scope::Agency) {
            table.export(Link::new("/lam-viec/bao-cao.xlsx").with("nam", year))
        } else {
            table
        }
    };
    let (official, internal) = (
        of(Regime::Official, "report-official"),
        of(Regime::Internal, "report-internal"),
    );
    web::html(&ListPage {
        official,
        internal,
        years: years.into_iter().map(|one| (one, one == year)).collect(),
        show_official: asked.loai != Regime::Internal.word(),
        show_internal: asked.loai != Regime::Official.word(),
        may_edit,
        page,
    })
}

fn row(desk: &Desk, page: &Page, line: &Line, may_edit: bool) -> Row {
    let words = period_words(page.tr(), line.window.period);
    let name = match &line.report {
        Some((report, _)) => {
            let cell = Cell::link(words, report.href());
            if report.issue > 1 {
                cell.note(page.n("report-issue-number", report.issue))
            } else {
                cell
            }
        }
        None => Cell::text(words),
    };
    let due = match line.due {
        None => Cell::text("–"),
        Some((due, rolled, best)) if rolled != due => {
            Cell::text(page.date(due)).note(page.w("report-due-before", "day", page.date(best)))
        }
        Some((due, _, _)) => Cell::text(page.date(due)),
    };
    let row = Row::new(format!("{}-{}", line.regime, line.window.period)).cells([
        name,
        Cell::text(days(line.window.first, line.window.last)),
        due,
        Cell::html(state(desk, page, line)),
    ]);
    let begun = line.window.first <= desk.today();
    match &line.report {
        None if may_edit && begun => row.actions(Html::from(
            ButtonLink::new(
                page.t("report-begin"),
                Link::new("/lam-viec/bao-cao/moi")
                    .with("ky", line.window.period)
                    .with("loai", line.regime),
            )
            .small(),
        )),
        _ => row,
    }
}

fn state(desk: &Desk, page: &Page, line: &Line) -> Html {
    let today = desk.today();
    let badge = match &line.report {
        Some((_, phase)) => Badge::new(page.t(&format!("report-phase-{}", phase.word()))).tone(phase.tone()),
        None if line.window.first > today => Badge::new(page.t("report-phase-not-begun")),
        None if line.due.is_some_and(|(_, rolled, _)| rolled < today) => {
            Badge::new(page.t("report-phase-overdue")).tone(Tone::Bad)
        }
        None if line.window.last < today => Badge::new(page.t("report-phase-missing")).tone(Tone::Warn),
        None => Badge::new(page.t("report-phase-running")).tone(Tone::Info),
    };
    badge.into()
}

/// The same list as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewReport, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let year = asked_year(&desk, &asked);
    let say = |key: &str| desk.words().say(key);
    let columns = [
        ("report-period", 26),
        ("report-kind", 18),
        ("report-first", 12),
        ("report-last", 12),
        ("report-due", 12),
        ("report-phase", 20),
        ("report-issue", 10),
        ("report-number", 14),
        ("report-issued-on", 12),
    ];
    let rows = lines(&desk, year).await?.into_iter().map(|line| {
        let report = line.report.as_ref();
        vec![
            period_words(desk.words(), line.window.period).into(),
            say(&format!("report-{}", line.regime)).into(),
            line.window.first.into(),
            line.window.last.into(),
            line.window.due.into(),
            report
                .map(|(_, phase)| say(&format!("report-phase-{}", phase.word())))
                .unwrap_or_default()
                .into(),
            report.map_or_else(|| "".into(), |(report, _)| i64::from(report.issue).into()),
            report
                .and_then(|(report, _)| report.number.clone())
                .unwrap_or_default()
                .into(),
            report.and_then(|(report, _)| report.issued_on).into(),
        ]
    });
    let sheet = xlsx::Sheet {
        name: format!("{} {year}", say("report-title")),
        above: Vec::new(),
        columns: columns.iter().map(|(key, width)| (say(key), *width)).collect(),
        rows: rows.collect(),
    };
    xlsx::attachment(&format!("bao-cao-{year}.xlsx"), vec![sheet]).await
}
