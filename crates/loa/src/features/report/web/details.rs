//! What a person decides about the paper, and the figures that no data give.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use ui::{Errors, Page};
use web::{Error, FieldErrors, Form};

use super::{clean, load_to_edit, period_words, refused};
use crate::desk::{Desk, said};
use crate::features::report::change;
use crate::features::report::document::authority;
use crate::features::report::model::{Answer, Details, Phase, ReportId};
use crate::features::report::read::{Opened, template_of};
use crate::features::report::template::{Source, library};

const MAX_LINES: usize = 40;
const MAX_LINE: usize = 300;

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct DetailsInput {
    addressees: String,
    recipients: String,
    signer_authority: String,
    signer_position: String,
    signer_name: String,
}

impl DetailsInput {
    fn of(details: &Details) -> Self {
        Self {
            addressees: details.addressees.join("\n"),
            recipients: details.recipients.join("\n"),
            signer_authority: details.signer_authority.clone(),
            signer_position: details.signer_position.clone(),
            signer_name: details.signer_name.clone(),
        }
    }

    fn parse(&self) -> Result<Details, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut lines = |field: &str, text: &str| -> Vec<String> {
            let lines: Vec<String> = text
                .lines()
                .map(|line| line.trim().trim_start_matches(['-', '–']).trim())
                .map(|line| clean(line.trim_end_matches([';', '.']), MAX_LINE + 1))
                .filter(|line| !line.is_empty())
                .take(MAX_LINES + 1)
                .collect();
            if lines.len() > MAX_LINES || lines.iter().any(|line| line.chars().count() > MAX_LINE) {
                errors.add(field, "report-lines-long");
            }
            lines
        };
        let (addressees, recipients) = (
            lines("addressees", &self.addressees),
            lines("recipients", &self.recipients),
        );
        let details = Details {
            addressees,
            recipients,
            signer_authority: clean(&self.signer_authority, MAX_LINE),
            signer_position: clean(&self.signer_position, MAX_LINE),
            signer_name: clean(&self.signer_name, MAX_LINE),
        };
        if !details.signer_authority.is_empty() && authority(&details.signer_authority).is_none() {
            errors.add("signer_authority", "report-authority-wrong");
        }
        errors.or(details)
    }
}

#[derive(Template)]
#[template(path = "features/report/web/details.html")]
struct DetailsPage {
    page: Page,
    href: String,
    input: DetailsInput,
    voids: bool,
    errors: Errors,
}

fn voids(opened: &Opened) -> bool {
    matches!(opened.phase, Phase::Submitted(_) | Phase::Approved(_))
}

fn framed(desk: &Desk, opened: &Opened, title: &str) -> Page {
    let report = &opened.report;
    desk.page(title)
        .crumb(desk.words().say("report-title"), "/lam-viec/bao-cao")
        .crumb(period_words(desk.words(), report.period), report.href())
}

/// The report, unless it is frozen.
async fn load_open(desk: &Desk, id: ReportId) -> web::Result<Opened> {
    let opened = load_to_edit(desk, id).await?;
    if opened.phase == Phase::Frozen {
        return Err(Error::Conflict);
    }
    Ok(opened)
}

pub(super) async fn form(desk: Desk, Path(id): Path<ReportId>) -> web::Result<Response> {
    let opened = load_open(&desk, id).await?;
    web::html(&DetailsPage {
        page: framed(&desk, &opened, "report-details"),
        href: opened.report.href(),
        input: DetailsInput::of(&opened.report.details),
        voids: voids(&opened),
        errors: Errors::default(),
    })
}

pub(super) async fn save(
    desk: Desk,
    Path(id): Path<ReportId>,
    Form(input): Form<DetailsInput>,
) -> web::Result<Response> {
    let opened = load_open(&desk, id).await?;
    match input.parse() {
        Err(errors) => web::invalid(&DetailsPage {
            page: framed(&desk, &opened, "report-details"),
            href: opened.report.href(),
            input,
            voids: voids(&opened),
            errors: said(desk.words(), &errors),
        }),
        Ok(details) => {
            if details != opened.report.details {
                let tx = desk.db().begin().await?;
                change::set_details(&tx, desk.actor(), id, details, desk.now())
                    .await
                    .map_err(refused)?;
                tx.commit().await?;
            }
            Ok(web::see_other(&opened.report.href()))
        }
    }
}

/// A figure that a person fills in.
struct Question {
    key: String,
    value_field: String,
    note_field: String,
    label: String,
    unit: String,
    codes: String,
    value: String,
    note: String,
}

#[derive(Template)]
#[template(path = "features/report/web/answers.html")]
struct AnswersPage {
    page: Page,
    href: String,
    questions: Vec<Question>,
    voids: bool,
    errors: Errors,
}

/// The figures of the report's table that no data give, filled by `typed`.
fn questions(opened: &Opened, typed: impl Fn(&str) -> (String, String)) -> web::Result<Vec<Question>> {
    let template = template_of(&opened.report.template)?;
    let lines = template.statistics.lines.iter();
    let asked = lines.filter_map(|line| {
        let rule = library().figure(line.figure.as_deref()?)?;
        let Source::Hand { codes } = &rule.source else {
            return None;
        };
        let (value, note) = typed(&rule.key);
        let codes: Vec<String> = codes
            .iter()
            .map(|(code, words)| format!("{code}: {words}"))
            .collect();
        Some(Question {
            value_field: format!("value-{}", rule.key),
            note_field: format!("note-{}", rule.key),
            key: rule.key.clone(),
            label: format!("{} {}", line.no, rule.label),
            unit: rule.unit.clone(),
            codes: codes.join("; "),
            value,
            note,
        })
    });
    Ok(asked.collect())
}

pub(super) async fn answers_form(desk: Desk, Path(id): Path<ReportId>) -> web::Result<Response> {
    let opened = load_open(&desk, id).await?;
    let known = |key: &str| {
        let answer = opened.report.answers.get(key).cloned().unwrap_or_default();
        let value = answer.value.map(|value| value.to_string());
        (value.unwrap_or_default(), answer.note)
    };
    web::html(&AnswersPage {
        page: framed(&desk, &opened, "report-answers"),
        href: opened.report.href(),
        questions: questions(&opened, known)?,
        voids: voids(&opened),
        errors: Errors::default(),
    })
}

pub(super) async fn save_answers(
    desk: Desk,
    Path(id): Path<ReportId>,
    Form(input): Form<BTreeMap<String, String>>,
) -> web::Result<Response> {
    let opened = load_open(&desk, id).await?;
    let typed = |key: &str| {
        let of = |field: String| input.get(&field).map(|text| clean(text, 500)).unwrap_or_default();
        (of(format!("value-{key}")), of(format!("note-{key}")))
    };
    let mut errors = FieldErrors::new();
    let mut answers = BTreeMap::new();
    let questions = questions(&opened, typed)?;
    for question in &questions {
        let value = match vietnamese::number::parse_number(&question.value) {
            _ if question.value.is_empty() => None,
            Ok(number) if number.scale == 0 && (0..1_000_000_000).contains(&number.mantissa) => {
                u64::try_from(number.mantissa).ok()
            }
            _ => {
                errors.add(&question.value_field, "report-answer-wrong");
                None
            }
        };
        let code_known = |value: u64| match library().figure(&question.key).map(|rule| &rule.source) {
            Some(Source::Hand { codes }) if !codes.is_empty() => codes.contains_key(&value.to_string()),
            _ => true,
        };
        if value.is_some_and(|value| !code_known(value)) {
            errors.add(&question.value_field, "report-answer-code");
        }
        if value.is_some() || !question.note.is_empty() {
            let note = question.note.replace('\n', " ");
            answers.insert(question.key.clone(), Answer { value, note });
        }
    }
    if !errors.is_empty() {
        return web::invalid(&AnswersPage {
            page: framed(&desk, &opened, "report-answers"),
            href: opened.report.href(),
            questions,
            voids: voids(&opened),
            errors: said(desk.words(), &errors),
        });
    }
    if answers != opened.report.answers {
        let tx = desk.db().begin().await?;
        change::set_answers(&tx, desk.actor(), id, answers, desk.now())
            .await
            .map_err(refused)?;
        tx.commit().await?;
    }
    Ok(web::see_other(&opened.report.href()))
}
