//! `loa user add`, `reset`, `list`

use anyhow::{Context, bail};
use clap::Subcommand;
use serde::Serialize;
use ui::Lang;

use super::{Outcome, Place, out};
use crate::boot::{App, catalogue};
use crate::features::account::{self, Link, Role};
use crate::features::admin::{self, PersonInput, SaveError};
use crate::features::agency::{self, Agency, Unit};

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add a person and print the invitation link
    Add {
        /// Full name, family name first
        #[arg(long)]
        name: String,
        /// The address to sign in with
        #[arg(long)]
        email: String,
        /// administrator, leader, office, unit-head, staff or auditor
        #[arg(long)]
        role: Role,
        /// Position
        #[arg(long, default_value = "")]
        title: String,
        /// Unit, by name or short name; needed for a unit head
        #[arg(long)]
        unit: Option<String>,
        /// Agency, by symbol or name; needed when there are several
        #[arg(long)]
        agency: Option<String>,
    },
    /// Print a link to choose a new password, and unlock the account
    Reset {
        /// The address that the person signs in with
        email: String,
        /// Drop two-step sign-in too, for a lost phone
        #[arg(long)]
        totp: bool,
    },
    /// List people with their accounts and roles
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Agency, by symbol or name; all when left out
        #[arg(long)]
        agency: Option<String>,
    },
}

impl UserCommand {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let app = place.open().await?;
        match self {
            Self::Add {
                name,
                email,
                role,
                title,
                unit,
                agency,
            } => {
                let home = one_agency(&app, agency.as_deref()).await?;
                let units = agency::units_on(app.db().read(), home.id, app.clock().today()).await?;
                let unit = unit.as_deref().map(|name| one_unit(&units, name)).transpose()?;
                if role == Role::UnitHead && unit.is_none() {
                    bail!("a unit head needs --unit");
                }
                let heads = unit.filter(|_| role == Role::UnitHead);
                let input = PersonInput {
                    name,
                    title,
                    unit,
                    email,
                    roles: vec![role],
                    heads: heads.into_iter().collect(),
                };
                add(&app, &home, &input).await
            }
            Self::Reset { email, totp } => reset(&app, &email, totp).await,
            Self::List { json, agency } => list(&app, agency.as_deref(), json).await,
        }
    }
}

async fn one_agency(app: &App, asked: Option<&str>) -> anyhow::Result<Agency> {
    let all = agency::agencies(app.db().read()).await?;
    let mut fitting = all.into_iter().filter(|home| {
        home.hosted
            && asked.is_none_or(|asked| {
                [&home.symbol, &home.name, &home.short_name]
                    .iter()
                    .any(|name| vietnamese::fold(name) == vietnamese::fold(asked))
            })
    });
    match (fitting.next(), fitting.next()) {
        (Some(home), None) => Ok(home),
        (None, _) => bail!("no such agency; see loa agency list"),
        (Some(_), Some(_)) => bail!("there are several agencies; choose one with --agency SYMBOL"),
    }
}

fn one_unit(units: &[Unit], asked: &str) -> anyhow::Result<agency::UnitId> {
    let folded = vietnamese::fold(asked);
    let found = units
        .iter()
        .find(|unit| vietnamese::fold(&unit.name) == folded || vietnamese::fold(&unit.short_name) == folded);
    found
        .map(|unit| unit.id)
        .with_context(|| format!("the agency has no unit called {asked}"))
}

pub(super) fn print_link(app: &App, link: &Link) -> anyhow::Result<()> {
    let until = app.clock().local(link.expires_at);
    eprintln!("Good once, until {}:", ui::date_time(until));
    out(&app.config().public_address(&link.path))
}

async fn add(app: &App, home: &Agency, input: &PersonInput) -> anyhow::Result<Outcome> {
    let tx = app.db().begin().await?;
    let when = (app.clock().today(), app.clock().now());
    match admin::add_person(&tx, home.id, None, input, when).await {
        Ok((_, link)) => {
            tx.commit().await?;
            if let Some(link) = link {
                print_link(app, &link)?;
            }
            Ok(Outcome::Done)
        }
        Err(SaveError::Fields(errors)) => {
            let words = catalogue().translator(Lang::En);
            let said: Vec<String> = errors
                .iter()
                .map(|(field, key)| format!("{field}: {}", words.say(key)))
                .collect();
            bail!("nothing was added; {}", said.join("; "))
        }
        Err(SaveError::Database(error)) => Err(error.into()),
    }
}

async fn reset(app: &App, email: &str, totp: bool) -> anyhow::Result<Outcome> {
    let found = account::by_email(app.db().read(), email).await?;
    let account = found.with_context(|| format!("nobody signs in with {email}"))?;
    if account.disabled {
        bail!("the account of {email} has ended");
    }
    let now = app.clock().now();
    let tx = app.db().begin().await?;
    account::unlock(&tx, &account).await?;
    if totp && account.has_totp {
        account::drop_second_factor(&tx, &account, None, "account-second-factor-reset", now).await?;
    }
    let link = account::make_link(&tx, &account, None, now).await?;
    tx.commit().await?;
    print_link(app, &link)?;
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct Listed {
    agency: String,
    name: String,
    title: String,
    email: Option<String>,
    roles: Vec<Role>,
    invited: bool,
    ended: bool,
    second_factor: bool,
}

async fn list(app: &App, asked: Option<&str>, json: bool) -> anyhow::Result<Outcome> {
    let db = app.db().read();
    let homes = match asked {
        Some(_) => vec![one_agency(app, asked).await?],
        None => agency::agencies(db)
            .await?
            .into_iter()
            .filter(|home| home.hosted)
            .collect(),
    };
    for home in homes {
        let accounts = account::accounts(db, home.id).await?;
        let mut roles = account::roles_of_all(db, home.id).await?;
        for person in agency::everyone(db, home.id).await? {
            let account = accounts.iter().find(|account| account.person == person.id);
            let held = roles.remove(&person.id).unwrap_or_default();
            let listed = Listed {
                agency: home.symbol.clone(),
                name: person.full_name,
                title: person.title,
                email: account.map(|account| account.email.clone()),
                roles: held.into_iter().map(|(role, _)| role).collect(),
                invited: account.is_some_and(|account| account.password_hash.is_none()),
                ended: person.valid_to.is_some() || account.is_some_and(|account| account.disabled),
                second_factor: account.is_some_and(|account| account.has_totp),
            };
            if json {
                out(&serde_json::to_string(&listed)?)?;
            } else {
                let roles: Vec<&str> = listed.roles.iter().map(|role| role.word()).collect();
                let email = listed.email.as_deref().unwrap_or("-");
                out(&format!(
                    "{}\t{}\t{email}\t{}",
                    listed.agency,
                    listed.name,
                    roles.join(",")
                ))?;
            }
        }
    }
    Ok(Outcome::Done)
}
