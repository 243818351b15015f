//! What was said about tasks since a time: for those whom it concerns.

use std::collections::HashMap;

use db::Instant;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};

use super::model::{Role, TaskId};
use super::rule::TaskState;
use super::store;
use crate::features::agency::{AgencyId, PersonId, UnitId};

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Comments on a task.
    Comments {
        /// The task.
        task: TaskId,
        /// What it is.
        content: String,
        /// The latest writer.
        by: String,
        /// How many.
        count: usize,
        /// Whom it concerns: those who wrote there before, were given a part, or head a unit that leads.
        to: Vec<PersonId>,
    },
    /// An answer to a difficulty.
    Answer {
        /// The task it is about.
        task: Option<TaskId>,
        /// The difficulty's words.
        content: String,
        /// Who answered.
        by: String,
        /// Who told the difficulty.
        to: PersonId,
    },
}

/// What was said from `since` on and before `until`; answers, which have a day only, from `days.0` to `days.1`.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn news(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    states: &[TaskState],
    heads: &HashMap<UnitId, Vec<PersonId>>,
    (since, until): (Instant, Instant),
    days: (Date, Date),
) -> Result<Vec<News>, DbErr> {
    let mut news = Vec::new();
    let mut seen: HashMap<TaskId, Vec<(PersonId, String)>> = HashMap::new();
    let fresh = store::comments_between(db, agency, since, until).await?;
    for (task, author, name) in fresh {
        seen.entry(task).or_default().push((author, name));
    }
    for state in states {
        let task = &state.known.task;
        let Some(comments) = seen.get(&task.id) else {
            continue;
        };
        let Some((_, by)) = comments.last() else {
            continue;
        };
        let parts = state.known.parts.iter().filter(|part| part.left_on.is_none());
        let mut to: Vec<PersonId> = parts.clone().filter_map(|part| part.assignee).collect();
        let leads = parts.filter(|part| part.role == Role::Lead);
        to.extend(leads.filter_map(|part| heads.get(&part.unit)).flatten());
        to.extend(store::commenters(db, agency, task.id).await?);
        to.sort_unstable();
        to.dedup();
        // Nobody is told of what they wrote themselves.
        to.retain(|person| comments.iter().any(|(author, _)| author != person));
        news.push(News::Comments {
            task: task.id,
            content: task.content.clone(),
            by: by.clone(),
            count: comments.len(),
            to,
        });
    }
    let answers = store::answers_between(db, agency, days).await?;
    news.extend(answers.into_iter().map(|(task, content, by, to)| News::Answer {
        task,
        content,
        by,
        to,
    }));
    Ok(news)
}
