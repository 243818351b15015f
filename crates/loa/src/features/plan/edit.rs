//! Corrections by hand: every one is audited with the words before and after, and the reading stays beside it.

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use super::item::{About, Answer, Detail, Hint, Item, ItemKind};
use super::model::{ItemId, Plan, PlanId, RowId, Version, VersionStatus};
use super::next::in_next_year;
use super::parties::Roster;
use super::reading::MOST_ROWS;
use super::row::{Party, Row, RowField};
use super::store;
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::{self, Subject};

/// Why a correction was not made.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The agency has no such plan, or the plan no such entry or row.
    #[error("no such plan, entry or row")]
    NotFound,
    /// The plan has no draft to be changed.
    #[error("there is no draft to change")]
    NoDraft,
    /// The plan has as many rows as a plan may have.
    #[error("too many rows")]
    TooMany,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// A row as a person wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowEdit {
    /// Number.
    pub no: String,
    /// Group.
    pub section: String,
    /// What is to be done.
    pub content: String,
    /// Who leads.
    pub leads: Vec<Party>,
    /// Who takes part.
    pub coordinators: Vec<Party>,
    /// When, as the plan writes it.
    pub time_text: String,
    /// Product.
    pub product: String,
    /// The parts of which one is enough; none when it is not split.
    pub alternatives: Vec<String>,
}

/// What can be done to a whole row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAct {
    /// It is right as it stands.
    Check,
    /// One up.
    Up,
    /// One down.
    Down,
    /// Away.
    Remove,
    /// Together with the row below.
    Merge,
    /// Take the alternatives that are offered.
    Split,
    /// One task again.
    Unsplit,
}

/// A draft that is open for corrections in a transaction.
#[derive(Debug)]
pub struct Editor<'a, C> {
    tx: &'a C,
    agency: AgencyId,
    /// The plan.
    pub plan: Plan,
    /// The version that is changed.
    pub version: Version,
    by: (PersonId, &'a str),
    now: Instant,
}

impl<'a, C: ConnectionTrait> Editor<'a, C> {
    /// Opens the draft of a plan and keeps other writers away.
    ///
    /// # Errors
    /// [`EditError`] when there is no such plan or no draft of it.
    pub async fn open(
        tx: &'a C,
        agency: AgencyId,
        plan: PlanId,
        by: (PersonId, &'a str),
        now: Instant,
    ) -> Result<Self, EditError> {
        let editor = Self::latest(tx, agency, plan, by, now).await?;
        if editor.version.is_draft() {
            Ok(editor)
        } else {
            Err(EditError::NoDraft)
        }
    }

    /// Opens the draft, or the version in force for what may come later.
    ///
    /// # Errors
    /// [`EditError`] when there is no such plan or neither version of it.
    pub async fn latest(
        tx: &'a C,
        agency: AgencyId,
        plan: PlanId,
        by: (PersonId, &'a str),
        now: Instant,
    ) -> Result<Self, EditError> {
        let plan = store::find_plan(tx, agency, plan)
            .await?
            .ok_or(EditError::NotFound)?;
        let version = match store::draft_of(tx, agency, plan.id).await? {
            Some(draft) => Some(draft),
            None => store::version_in_force(tx, agency, plan.id).await?,
        };
        let id = version.ok_or(EditError::NoDraft)?.id;
        let version = store::lock_version(tx, agency, id)
            .await?
            .ok_or(EditError::NotFound)?;
        Ok(Self {
            tx,
            agency,
            plan,
            version,
            by,
            now,
        })
    }

    async fn note(&self, action: &str, detail: serde_json::Value) -> Result<(), EditError> {
        let subject = Subject::new("plan", self.plan.id.0);
        audit::record(
            self.tx,
            self.agency,
            Some(self.by),
            action,
            subject,
            detail,
            self.now,
        )
        .await?;
        Ok(())
    }

    fn item(&mut self, id: ItemId) -> Result<&mut Item, EditError> {
        let found = self.version.items.iter_mut().find(|item| item.id == id);
        found.ok_or(EditError::NotFound)
    }

    /// Writes entries back; title and year are the plan's too.
    async fn save(&mut self) -> Result<(), EditError> {
        store::save_items(self.tx, self.agency, &self.version).await?;
        let title = self.version.text(ItemKind::Title).unwrap_or(&self.plan.title);
        let year = self
            .version
            .text(ItemKind::Year)
            .and_then(|year| year.parse().ok())
            .unwrap_or(self.plan.year);
        if self.version.is_draft() && (title != self.plan.title || year != self.plan.year) {
            store::set_plan_title(self.tx, self.agency, self.plan.id, title, year).await?;
        }
        Ok(())
    }

    /// Corrects an entry.
    ///
    /// # Errors
    /// [`EditError`] when there is no such entry, or it may not be changed any more.
    pub async fn set_item(
        &mut self,
        id: ItemId,
        text: &str,
        detail: Option<Detail>,
    ) -> Result<(), EditError> {
        let draft = self.version.is_draft();
        let item = self.item(id)?;
        if !draft && !item.kind.may_come_later() {
            return Err(EditError::NoDraft);
        }
        let before = (item.text.clone(), item.detail.clone());
        text.clone_into(&mut item.text);
        if detail.is_some() {
            item.detail = detail;
        }
        item.checked = true;
        let told = json!({
            "item": id, "kind": item.kind, "before": before.0, "after": item.text,
            "parts_changed": before.1 != item.detail, "version": self.version.id,
        });
        self.save().await?;
        self.note("plan-corrected", told).await
    }

    /// Adds an entry at the end of its kind.
    ///
    /// # Errors
    /// [`EditError`] when the plan is in force or the database fails.
    pub async fn add_item(
        &mut self,
        kind: ItemKind,
        text: &str,
        detail: Option<Detail>,
    ) -> Result<ItemId, EditError> {
        let item = Item {
            detail,
            ..Item::written(kind, text)
        };
        let id = item.id;
        let last = self
            .version
            .items
            .iter()
            .rposition(|other| other.kind <= kind)
            .map_or(0, |at| at + 1);
        self.version.items.insert(last, item);
        self.save().await?;
        let told = json!({ "item": id, "kind": kind, "after": text, "version": self.version.id });
        self.note("plan-item-added", told).await?;
        Ok(id)
    }

    /// Takes an entry away; one that every plan has is made blank instead.
    ///
    /// # Errors
    /// [`EditError`] when there is no such entry.
    pub async fn remove_item(&mut self, id: ItemId) -> Result<(), EditError> {
        let item = self.item(id)?.clone();
        if item.kind.is_single() {
            return self.set_item(id, "", None).await;
        }
        self.version.items.retain(|other| other.id != id);
        self.save().await?;
        let told = json!({ "item": id, "kind": item.kind, "before": item.text, "version": self.version.id });
        self.note("plan-item-removed", told).await
    }

    /// Says that an entry is right as it stands.
    ///
    /// # Errors
    /// [`EditError`] when there is no such entry.
    pub async fn check_item(&mut self, id: ItemId) -> Result<(), EditError> {
        self.item(id)?.checked = true;
        self.save().await?;
        let told = json!({ "item": id, "version": self.version.id });
        self.note("plan-checked", told).await
    }

    /// Answers a hint of an entry.
    ///
    /// # Errors
    /// [`EditError`] when there is no such entry or hint, or its suggestion does not fit any more.
    pub async fn answer_item(&mut self, id: ItemId, index: usize, answer: Answer) -> Result<(), EditError> {
        let year = self.plan.year;
        let item = self.item(id)?;
        let hint = item.hints.get_mut(index).ok_or(EditError::NotFound)?;
        let before = item.text.clone();
        if answer == Answer::Used {
            item.text = hint.used_in(&item.text).ok_or(EditError::NotFound)?;
            let about = &hint.about;
            let used = |part: &mut String| {
                let text = match about {
                    About::NewYear { .. } => in_next_year(part, year - 1),
                    About::Reading(_) => Hint {
                        about: about.clone(),
                        answer: None,
                    }
                    .used_in(part),
                };
                if let Some(text) = text {
                    *part = text;
                }
            };
            match &mut item.detail {
                Some(Detail::Target { whom, what, .. }) => [whom, what].into_iter().for_each(used),
                Some(Detail::Duty { by, to, due, .. }) => [by, to, due].into_iter().for_each(used),
                None => {}
            }
        }
        hint.answer = Some(answer);
        let told = json!({
            "item": id, "answer": answer, "before": before, "after": item.text, "version": self.version.id,
        });
        self.save().await?;
        self.note("plan-hint-answered", told).await
    }

    /// Takes note of a hint about the document as a whole.
    ///
    /// # Errors
    /// [`EditError`] when there is no such hint.
    pub async fn answer_version(&mut self, index: usize) -> Result<(), EditError> {
        let hint = self.version.hints.get_mut(index).ok_or(EditError::NotFound)?;
        hint.answer = Some(Answer::Kept);
        self.save().await?;
        let told = json!({ "hint": index, "answer": Answer::Kept, "version": self.version.id });
        self.note("plan-hint-answered", told).await
    }

    async fn row(&self, id: RowId) -> Result<Row, EditError> {
        store::find_row(self.tx, self.agency, self.version.id, id)
            .await?
            .ok_or(EditError::NotFound)
    }

    async fn put_row(&self, before: &Row, row: &Row) -> Result<(), EditError> {
        store::save_row(self.tx, self.agency, self.version.id, row).await?;
        let changed: Vec<_> = RowField::ALL
            .iter()
            .filter(|field| before.text(**field) != row.text(**field))
            .map(|field| json!({ "field": field, "before": before.text(*field), "after": row.text(*field) }))
            .collect();
        let told = json!({ "row": row.id, "changed": changed, "version": self.version.id });
        self.note("plan-row-corrected", told).await
    }

    /// Corrects a row; its time is read anew when its words changed.
    ///
    /// # Errors
    /// [`EditError`] when there is no such row.
    pub async fn set_row(&self, id: RowId, edit: RowEdit) -> Result<(), EditError> {
        let before = self.row(id).await?;
        let mut row = before.clone();
        self.fill(&mut row, edit);
        row.checked = true;
        self.put_row(&before, &row).await
    }

    fn fill(&self, row: &mut Row, edit: RowEdit) {
        if edit.time_text != row.time_text {
            self.retime(row, edit.time_text);
        }
        row.no = edit.no;
        row.section = edit.section;
        row.content = edit.content;
        row.leads = edit.leads;
        row.coordinators = edit.coordinators;
        row.product = edit.product;
        row.alternatives = edit.alternatives;
    }

    fn retime(&self, row: &mut Row, text: String) {
        let reading = schedule::read(&text, &self.plan.context(self.version.period));
        row.window = reading.window;
        row.time_remarks = reading.remarks;
        row.time_text = text;
    }

    /// Adds a row after another or at the end.
    ///
    /// # Errors
    /// [`EditError`] when the plan is full.
    pub async fn add_row(&self, after: Option<RowId>, edit: RowEdit) -> Result<RowId, EditError> {
        let count = store::row_count(self.tx, self.agency, self.version.id).await?;
        if count >= MOST_ROWS as u64 {
            return Err(EditError::TooMany);
        }
        let mut row = Row::empty();
        self.fill(&mut row, edit);
        let id = row.id;
        let told = json!({ "row": id, "content": row.content, "version": self.version.id });
        store::add_row(self.tx, self.agency, self.version.id, after, row).await?;
        self.note("plan-row-added", told).await?;
        Ok(id)
    }

    /// Answers a hint of a row.
    ///
    /// # Errors
    /// [`EditError`] when there is no such row or hint, or its suggestion does not fit any more.
    pub async fn answer_row(
        &self,
        id: RowId,
        index: usize,
        answer: Answer,
        roster: &Roster,
    ) -> Result<(), EditError> {
        let before = self.row(id).await?;
        let mut row = before.clone();
        let hint = row.hints.get(index).cloned().ok_or(EditError::NotFound)?;
        if answer == Answer::Used && !self.use_hint(&mut row, &hint, roster) {
            return Err(EditError::NotFound);
        }
        // The window was moved to the new year already; words that stay in the old one take it back there.
        if answer == Answer::Kept && is_time_of_new_year(&hint) {
            let text = row.time_text.clone();
            self.retime(&mut row, text);
        }
        if let Some(hint) = row.hints.get_mut(index) {
            hint.answer = Some(answer);
        }
        store::save_row(self.tx, self.agency, self.version.id, &row).await?;
        let told = json!({ "row": id, "hint": index, "answer": answer, "version": self.version.id });
        self.note("plan-hint-answered", told).await
    }

    fn use_hint(&self, row: &mut Row, hint: &Hint, roster: &Roster) -> bool {
        if let About::NewYear {
            field: Some(field),
            text,
        } = &hint.about
        {
            match field {
                RowField::Time => self.retime(row, text.clone()),
                RowField::Content => row.content.clone_from(text),
                RowField::Section => row.section.clone_from(text),
                RowField::Product => row.product.clone_from(text),
                RowField::No | RowField::Leads | RowField::Coordinators => return false,
            }
            return true;
        }
        let mut used = false;
        for text in [&mut row.section, &mut row.content, &mut row.product] {
            if let Some(new) = hint.used_in(text).filter(|_| !used) {
                *text = new;
                used = true;
            }
        }
        if !used && let Some(new) = hint.used_in(&row.time_text) {
            self.retime(row, new);
            used = true;
        }
        for party in row.leads.iter_mut().chain(&mut row.coordinators) {
            if let Some(new) = hint.used_in(&party.text).filter(|_| !used) {
                *party = roster.party(&new);
                used = true;
            }
        }
        for text in row.alternatives.iter_mut().chain(&mut row.offered) {
            if let Some(new) = hint.used_in(text) {
                *text = new;
            }
        }
        used
    }

    /// Does something to a whole row.
    ///
    /// # Errors
    /// [`EditError`] when there is no such row, or none below to merge with.
    pub async fn act(&self, id: RowId, act: RowAct) -> Result<(), EditError> {
        let before = self.row(id).await?;
        let (tx, agency, version) = (self.tx, self.agency, self.version.id);
        let mut row = before.clone();
        match act {
            RowAct::Up | RowAct::Down => {
                store::move_row(tx, agency, version, id, act == RowAct::Up).await?;
            }
            RowAct::Remove => store::remove_row(tx, agency, version, id).await?,
            RowAct::Merge => {
                let below = store::row_below(tx, agency, version, id)
                    .await?
                    .ok_or(EditError::NotFound)?;
                self.merge(&mut row, below.clone());
                store::remove_row(tx, agency, version, below.id).await?;
                store::save_row(tx, agency, version, &row).await?;
            }
            RowAct::Check => row.checked = true,
            RowAct::Split => row.alternatives.clone_from(&row.offered),
            RowAct::Unsplit => row.alternatives.clear(),
        }
        if matches!(act, RowAct::Check | RowAct::Split | RowAct::Unsplit) {
            store::save_row(tx, agency, version, &row).await?;
        }
        let word = format!("{act:?}").to_lowercase();
        let told = json!({ "row": id, "act": word, "content": before.content, "version": version });
        self.note("plan-row-changed", told).await
    }

    /// Words are put one under another; units are put together; the time stays that of the upper row, if it has one.
    fn merge(&self, row: &mut Row, below: Row) {
        for (into, from) in [
            (&mut row.content, below.content),
            (&mut row.product, below.product),
        ] {
            if into.is_empty() {
                *into = from;
            } else if !from.is_empty() && *into != from {
                into.push('\n');
                into.push_str(&from);
            }
        }
        for (into, from) in [
            (&mut row.leads, below.leads),
            (&mut row.coordinators, below.coordinators),
        ] {
            for party in from {
                if !into.contains(&party) {
                    into.push(party);
                }
            }
        }
        if row.time_text.is_empty() {
            row.time_text = below.time_text;
            row.window = below.window;
            row.time_remarks = below.time_remarks;
        }
        for (field, read) in below.read {
            row.read.entry(field).or_insert(read);
        }
        row.hints.extend(below.hints);
        row.alternatives.clear();
    }

    /// Says that all that is left is right as it stands.
    ///
    /// # Errors
    /// [`EditError`] when the database fails.
    pub async fn check_all(&mut self) -> Result<(), EditError> {
        for item in &mut self.version.items {
            item.checked = true;
        }
        for hint in &mut self.version.hints {
            hint.answer.get_or_insert(Answer::Kept);
        }
        self.save().await?;
        for mut row in store::rows(self.tx, self.agency, self.version.id).await? {
            if row.needs_look() {
                row.checked = true;
                store::save_row(self.tx, self.agency, self.version.id, &row).await?;
            }
        }
        self.note("plan-all-checked", json!({ "version": self.version.id }))
            .await
    }

    /// Gives the draft up; it stays in the history.
    ///
    /// # Errors
    /// [`EditError`] when the database fails.
    pub async fn drop_draft(&self) -> Result<(), EditError> {
        let id = self.version.id;
        store::set_version_status(self.tx, self.agency, id, VersionStatus::Dropped, None).await?;
        self.note("plan-draft-dropped", json!({ "version": id })).await
    }
}

fn is_time_of_new_year(hint: &Hint) -> bool {
    matches!(
        hint.about,
        About::NewYear {
            field: Some(RowField::Time),
            ..
        }
    )
}
