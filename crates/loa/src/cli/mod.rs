//! The command line: stable, because people and scripts rely on it.
//!
//! Results go to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration,
//! 3 checked and found wrong (`audit verify`, `config check`, `doctor`).

mod agency;
mod audit;
mod backup;
mod config;
mod demo;
mod doctor;
mod init;
mod plan;
mod read;
mod report;
mod serve;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::boot::config::ConfigError;
use crate::boot::{App, Config};

/// Loa runs the yearly communications plan of a public agency.
#[derive(Debug, Parser)]
#[command(name = "loa", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the data is; the same flags on every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// Folder with database, files, keys and loa.toml
    #[arg(long, global = true, env = "LOA_DATA_DIR", default_value = "loa-data")]
    data_dir: PathBuf,
    /// Configuration file; by default loa.toml in the data folder
    #[arg(long, global = true, env = "LOA_CONFIG")]
    config: Option<PathBuf>,
}

impl Place {
    fn config(&self) -> Result<Config, ConfigError> {
        Config::load(&self.config_file(), std::env::vars())
    }

    fn config_file(&self) -> PathBuf {
        self.config
            .clone()
            .unwrap_or_else(|| self.data_dir.join("loa.toml"))
    }

    async fn open(&self) -> anyhow::Result<App> {
        Ok(App::open(self.config()?, &self.data_dir).await?)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the workspace and the portal
    Serve(serve::Serve),
    /// Load the demo year of an invented department into an empty data folder
    Demo(demo::Demo),
    /// Set up an empty installation in the terminal
    Init(init::Init),
    /// Show or check the configuration
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Read, import and export plans
    #[command(subcommand)]
    Plan(plan::PlanCommand),
    /// Read time phrases
    #[command(subcommand)]
    Schedule(read::ScheduleCommand),
    /// Read lists of units
    #[command(subcommand)]
    Units(read::UnitsCommand),
    /// Write reports
    #[command(subcommand)]
    Report(report::ReportCommand),
    /// Check the audit log
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Write a backup, restore it into a scratch folder and compare
    Backup(backup::Backup),
    /// Fill an empty data folder from a backup; nothing is sent until `loa fence lift`
    Restore(backup::Restore),
    /// Move data between databases
    #[command(subcommand)]
    Db(backup::DbCommand),
    /// See or lift the fence that keeps a restored server from sending
    #[command(subcommand)]
    Fence(backup::FenceCommand),
    /// Look at configuration, data, disk and chains, and say what to mend
    Doctor(doctor::Doctor),
    /// Add, reset and list people
    #[command(subcommand)]
    User(user::UserCommand),
    /// Add and list agencies
    #[command(subcommand)]
    Agency(agency::AgencyCommand),
    /// Print the version
    Version,
}

/// What a command found, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    FoundWrong,
}

/// Runs the command given to this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(execute(cli)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FoundWrong) => ExitCode::from(3),
        Err(error) => fail(&error),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("loa: {error:#}");
    if error.is::<ConfigError>() {
        ExitCode::from(2)
    } else {
        ExitCode::FAILURE
    }
}

async fn execute(cli: Cli) -> anyhow::Result<Outcome> {
    let place = cli.place;
    match cli.command {
        Command::Serve(command) => command.run(&place).await,
        Command::Demo(command) => command.run(&place).await,
        Command::Init(command) => command.run(&place).await,
        Command::Config(command) => command.run(&place),
        Command::Plan(command) => command.run(&place).await,
        Command::Schedule(command) => command.run(),
        Command::Units(command) => command.run(),
        Command::Report(command) => command.run(&place).await,
        Command::Audit(command) => command.run(&place).await,
        Command::Backup(command) => command.run(&place).await,
        Command::Restore(command) => command.run(&place).await,
        Command::Db(command) => command.run(&place).await,
        Command::Fence(command) => command.run(&place).await,
        Command::Doctor(command) => command.run(&place).await,
        Command::User(command) => command.run(&place).await,
        Command::Agency(command) => command.run(&place).await,
        Command::Version => {
            out(env!("CARGO_PKG_VERSION"))?;
            Ok(Outcome::Done)
        }
    }
}

/// A line of result. A closed pipe is not a failure worth a panic.
fn out(line: &str) -> anyhow::Result<()> {
    use std::io::Write;
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}
