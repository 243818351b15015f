//! Tells the demo year, day by day.

use std::collections::HashMap;

use anyhow::{Context, anyhow};
use bytes::Bytes;
use db::Instant;
use jiff::civil::{Date, date};

use super::year::{PLAN, Person, Said, Work, Year};
use crate::boot::App;
use crate::features::account::{self, Role};
use crate::features::agency::{self, AgencyId, NewPerson, UnitId};
use crate::features::approval;
use crate::features::audit::Subject;
use crate::features::evidence::{self, Kind, NewEvidence, Verdict};
use crate::features::file;
use crate::features::plan::upload::{Stored, keep, read};
use crate::features::plan::{self, NewTargetValue};
use crate::features::report;
use crate::features::setup::{FirstRun, set_up};
use crate::features::task::{self, Report, TaskId};
use crate::policy::Actor;

/// Whom a visitor can sign in as.
#[derive(Debug)]
pub struct Told {
    /// People with their role.
    pub people: Vec<Person>,
    /// Everyone's password.
    pub password: String,
}

/// Fills an empty installation with the demo year.
///
/// # Errors
/// When the installation has data, or a use case refuses, which a test keeps from being released.
pub async fn tell(app: &App) -> anyhow::Result<Told> {
    let year = Year::embedded()?;
    let story = Story::begin(app, &year).await?;
    story.plan().await.context("the plan")?;
    let tasks = story.tasks().await?;
    for work in &year.done {
        story
            .prove(&tasks, work)
            .await
            .with_context(|| work.title.clone())?;
        story
            .tick(&tasks, work)
            .await
            .with_context(|| work.title.clone())?;
    }
    for work in &year.shown {
        story
            .prove(&tasks, work)
            .await
            .with_context(|| work.title.clone())?;
        if work.occurrence.is_some() {
            story
                .tick(&tasks, work)
                .await
                .with_context(|| work.title.clone())?;
        }
    }
    story.targets(&year).await.context("targets")?;
    for said in &year.difficulties {
        story.difficulty(&tasks, said).await?;
    }
    for said in &year.comments {
        story.comment(&tasks, said).await?;
    }
    story
        .first_quarter()
        .await
        .context("the first quarter's report")?;
    Ok(Told {
        people: year.people,
        password: year.password,
    })
}

struct Story<'a> {
    app: &'a App,
    year: &'a Year,
    agency: AgencyId,
    people: HashMap<&'a str, Actor>,
}

impl<'a> Story<'a> {
    async fn begin(app: &'a App, year: &'a Year) -> anyhow::Result<Self> {
        let first = year
            .people
            .iter()
            .find(|person| person.role == Role::Administrator)
            .context("an administrator")?;
        let input = FirstRun {
            name: year.agency.name.clone(),
            short_name: year.agency.short_name.clone(),
            symbol: year.agency.symbol.clone(),
            place: year.agency.place.clone(),
            parent: year.agency.parent.clone(),
            units: year.agency.units.join("\n"),
            person: first.name.clone(),
            title: first.title.clone(),
            email: first.email.clone(),
            password: year.password.clone(),
        };
        let agency = set_up(app, &input).await?;
        let units = agency::units(app.db().read(), agency).await?;
        let unit_of = |name: &str| units.iter().find(|unit| unit.name == name).map(|unit| unit.id);
        let hash = account::hash_password(&year.password).await?;
        let mut people = HashMap::new();
        for person in &year.people {
            let unit = unit_of(&person.unit).with_context(|| person.unit.clone())?;
            let actor = add_person(app, agency, person, unit, &hash).await?;
            people.insert(person.email.as_str(), actor);
        }
        Ok(Self {
            app,
            year,
            agency,
            people,
        })
    }

    fn actor(&self, email: &str) -> anyhow::Result<&Actor> {
        self.people.get(email).ok_or_else(|| anyhow!("nobody is {email}"))
    }

    fn with_role(&self, role: Role) -> anyhow::Result<&Actor> {
        let found = self.year.people.iter().find(|person| person.role == role);
        self.actor(&found.with_context(|| format!("nobody is {role}"))?.email)
    }

    /// Nine in the morning where the agency is.
    fn at(&self, day: Date) -> anyhow::Result<Instant> {
        Ok(self.app.clock().zone().to_timestamp(day.at(9, 0, 0, 0))?.into())
    }

    async fn plan(&self) -> anyhow::Result<()> {
        let day = date(2025, 2, 5);
        let (clerk, now) = (self.with_role(Role::Office)?, self.at(day)?);
        let by = Some((clerk.person, clerk.name.as_str()));
        let hash = self
            .app
            .files()
            .keep_bytes(Bytes::from_static(PLAN.as_bytes()))
            .await?;
        let stored = Stored {
            hash: &hash,
            size: PLAN.len() as u64,
            head: PLAN.as_bytes(),
            name: "ke-hoach-2025.md",
        };
        let upload = keep(self.app, self.agency, stored, None, by, now).await?;
        let (_, version) = read(self.app, self.agency, upload, by, now).await?;
        let tx = self.app.db().begin().await?;
        task::adopt(&tx, clerk, version, "", day, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Tasks by their number in the plan.
    async fn tasks(&self) -> anyhow::Result<HashMap<String, (TaskId, Vec<UnitId>)>> {
        let today = date(2025, 2, 6);
        let db = self.app.db().read();
        let calendar = task::calendar(db, self.agency).await?;
        let all = task::of_year(db, self.agency, 2025, today, &calendar).await?;
        let numbered = all.into_iter().map(|state| {
            let units = state.known.deciding().map(|part| part.unit).collect();
            (
                state.known.task.no.trim_end_matches('.').to_owned(),
                (state.known.task.id, units),
            )
        });
        Ok(numbered.collect())
    }

    async fn prove(&self, tasks: &HashMap<String, (TaskId, Vec<UnitId>)>, work: &Work) -> anyhow::Result<()> {
        let (task, _) = tasks
            .get(&work.task)
            .with_context(|| format!("task {}", work.task))?;
        let (actor, now) = (self.actor(&work.by)?, self.at(work.on)?);
        let by = (actor.person, actor.name.as_str());
        let photo = if work.photo {
            Some(picture(&work.title)?)
        } else {
            None
        };
        let mut kept = None;
        if let Some(png) = photo {
            let (size, head) = (png.len() as u64, png.get(..64).unwrap_or_default().to_vec());
            let hash = self.app.files().keep_bytes(png.into()).await?;
            kept = Some((hash, size, head));
        }
        let tx = self.app.db().begin().await?;
        let mut files = Vec::new();
        if let Some((hash, size, head)) = kept {
            let about = (hash.as_str(), size, head.as_slice());
            let id = file::add(
                &tx,
                self.agency,
                about,
                "anh-minh-hoa.png",
                Some(&hash),
                Some(by.0),
                now,
            )
            .await?;
            files.push((id, hash));
        }
        let new = NewEvidence {
            unit: actor.unit,
            kind: if work.photo { Kind::Photo } else { Kind::Note },
            form: work.form,
            title: work.title.clone(),
            issuer: String::new(),
            document_number: work.number.clone(),
            document_date: None,
            fact_date: work.on,
            place: String::new(),
            note: String::new(),
            quantity: work.quantity,
            people: work.people,
            url: None,
            snapshot: None,
            snapshot_failure: None,
            files,
        };
        let id = evidence::add(
            &tx,
            self.agency,
            &new,
            &[Subject::new("task", task.0)],
            Some(by),
            now,
        )
        .await?;
        if !work.waiting {
            // Four eyes: the office accepts what others handed in, the leader what the office did.
            let office = self.with_role(Role::Office)?;
            let eyes = if office.person == actor.person {
                self.with_role(Role::Leader)?
            } else {
                office
            };
            evidence::review(
                &tx,
                self.agency,
                id,
                &Verdict::Accept,
                (eyes.person, &eyes.name),
                now,
            )
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn tick(&self, tasks: &HashMap<String, (TaskId, Vec<UnitId>)>, work: &Work) -> anyhow::Result<()> {
        let (task, units) = tasks
            .get(&work.task)
            .with_context(|| format!("task {}", work.task))?;
        let (actor, now) = (self.actor(&work.by)?, self.at(work.on)?);
        let tx = self.app.db().begin().await?;
        for unit in units {
            let report = Report {
                occurrence: work.occurrence,
                ..Report::done(work.on)
            };
            task::tick(&tx, actor, (*task, *unit), report, work.on, now).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn targets(&self, year: &Year) -> anyhow::Result<()> {
        let db = self.app.db().read();
        let in_force = plan::in_force(db, self.agency, 2025)
            .await?
            .context("no plan in force")?;
        let clerk = self.with_role(Role::Office)?;
        for value in &year.targets {
            let is_it = |target: &&plan::Target| {
                target
                    .percent
                    .is_some_and(|percent| i64::from(percent.hundredths()) == value.percent * 100)
            };
            let target = in_force
                .targets
                .iter()
                .find(is_it)
                .with_context(|| format!("target {}", value.percent))?;
            let new = NewTargetValue {
                target: target.id,
                reached: value.reached,
                total: value.total,
                as_of: value.on,
                source: value.source.clone(),
            };
            let (by, now) = ((clerk.person, clerk.name.as_str()), self.at(value.on)?);
            let tx = self.app.db().begin().await?;
            plan::record_target_value(&tx, self.agency, in_force.plan.id, new, by, (value.on, now)).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The official report of the first quarter, approved by the leader and frozen.
    async fn first_quarter(&self) -> anyhow::Result<()> {
        let (clerk, leader) = (self.with_role(Role::Office)?, self.with_role(Role::Leader)?);
        let (written, decided) = (date(2025, 3, 18), date(2025, 3, 19));
        let moment = (written, self.at(written)?);
        let tx = self.app.db().begin().await?;
        let id = report::begin(&tx, clerk, (report::Regime::Official, "2025-Q1".parse()?), moment).await?;
        tx.commit().await?;
        let draft = report::open(self.app.db().read(), self.agency, id, moment)
            .await?
            .context("the draft")?;
        let title = "Báo cáo quý I năm 2025".to_owned();
        let tx = self.app.db().begin().await?;
        report::submit(&tx, clerk, &draft.report, &draft.content, title, moment.1).await?;
        tx.commit().await?;
        let now = self.at(decided)?;
        let waiting = approval::waiting_for(self.app.db().read(), leader).await?;
        let round = waiting.first().context("nothing waits for the leader")?;
        let tx = self.app.db().begin().await?;
        approval::decide(
            &tx,
            self.agency,
            round.id,
            leader,
            (approval::Verdict::Approve, ""),
            now,
        )
        .await?;
        report::freeze(&tx, clerk, id, now).await?;
        report::set_number(&tx, clerk, id, (Some("21".to_owned()), Some(decided)), now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn difficulty(
        &self,
        tasks: &HashMap<String, (TaskId, Vec<UnitId>)>,
        said: &Said,
    ) -> anyhow::Result<()> {
        let (task, _) = tasks
            .get(&said.task)
            .with_context(|| format!("task {}", said.task))?;
        let (actor, now) = (self.actor(&said.by)?, self.at(said.on)?);
        let tx = self.app.db().begin().await?;
        task::raise_difficulty(&tx, actor, (Some(*task), actor.unit), &said.text, said.on, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn comment(
        &self,
        tasks: &HashMap<String, (TaskId, Vec<UnitId>)>,
        said: &Said,
    ) -> anyhow::Result<()> {
        let (task, _) = tasks
            .get(&said.task)
            .with_context(|| format!("task {}", said.task))?;
        let (actor, now) = (self.actor(&said.by)?, self.at(said.on)?);
        let tx = self.app.db().begin().await?;
        task::comment(&tx, actor, *task, &said.text, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn add_person(
    app: &App,
    agency: AgencyId,
    person: &Person,
    unit: UnitId,
    hash: &str,
) -> anyhow::Result<Actor> {
    let now = app.clock().now();
    let from = date(2025, 1, 1);
    let tx = app.db().begin().await?;
    let id = match account::by_email(&tx, &person.email).await? {
        // The administrator was made by the first run, which also gives the work of the office.
        Some(known) => {
            account::replace_roles(&tx, agency, known.person, &[(person.role, None)], now).await?;
            known.person
        }
        None => {
            let new = NewPerson {
                unit: Some(unit),
                full_name: person.name.clone(),
                title: person.title.clone(),
                email: Some(person.email.clone()),
                valid_from: from,
            };
            let id = agency::add_person(&tx, agency, new).await?;
            account::add_account(&tx, agency, id, &person.email, Some(hash.to_owned()), now).await?;
            let narrowed = (person.role == Role::UnitHead).then_some(unit);
            account::grant(&tx, agency, id, person.role, narrowed, now).await?;
            id
        }
    };
    tx.commit().await?;
    let roles = account::roles(app.db().read(), agency, id).await?;
    Ok(Actor {
        person: id,
        agency,
        name: person.name.clone(),
        unit: Some(unit),
        roles,
    })
}

/// A plain picture in the colours of the house: the demo has no photos of real people or places.
fn picture(seed: &str) -> anyhow::Result<Vec<u8>> {
    let shade = seed.bytes().fold(0_u8, u8::wrapping_add);
    let image = image::RgbImage::from_fn(960, 540, |x, y| {
        let band = u8::try_from((x / 96 + y / 90) % 8).unwrap_or_default();
        image::Rgb([
            179_u8.saturating_add(band * 4),
            38_u8.saturating_add(shade / 3),
            30_u8.saturating_add(band * 14),
        ])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png)?;
    Ok(png.into_inner())
}

#[cfg(test)]
mod tests {
    use db::Backend::{self, Postgres, Sqlite};
    use rstest::rstest;

    use super::*;
    use crate::features::agency::UnitKind;
    use crate::testing::TestApp;

    #[rstest]
    #[tokio::test]
    async fn the_year_is_told_to_its_end(#[values(Sqlite, Postgres)] backend: Backend) {
        let test = TestApp::empty(backend).await;
        test.go_to("2025-04-16");
        let told = tell(&test.app).await.unwrap();
        assert!(told.people.iter().any(|person| person.role == Role::Leader));
        let agencies = agency::agencies(test.app.db().read()).await.unwrap();
        let hosted = agencies.iter().find(|agency| agency.hosted).unwrap().id;
        let calendar = task::calendar(test.app.db().read(), hosted).await.unwrap();
        let tasks = task::of_year(test.app.db().read(), hosted, 2025, date(2025, 4, 16), &calendar)
            .await
            .unwrap();
        assert_eq!(tasks.len(), 13);
        assert!(
            tasks
                .iter()
                .all(|state| state.state != schedule::State::Unscheduled),
            "every time is read"
        );
        let units = agency::units(test.app.db().read(), hosted).await.unwrap();
        assert!(units.iter().any(|unit| unit.kind == UnitKind::Center));
        assert!(
            evidence::verify(test.app.db().read(), hosted)
                .await
                .unwrap()
                .is_ok()
        );
        // A second telling finds the house taken.
        assert!(tell(&test.app).await.is_err());
    }
}
