//! The server process.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::{App, Config, router, runner};

/// Serves until told to stop; requests under way are finished.
///
/// # Errors
/// When the data cannot be opened or the address is taken.
pub async fn serve(config: Config, data_dir: &Path) -> anyhow::Result<()> {
    start_log(&config);
    let listen = config.server.listen.clone();
    let app = App::open(config, data_dir).await?;
    let listener = TcpListener::bind(&listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    tracing::info!("Loa serves http://{listen} from {}", data_dir.display());
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let clock = app.clock().clone();
    let jobs = tokio::spawn(runner(&app).run(Arc::new(move || clock.now()), until(stopped.clone())));
    axum::serve(
        listener,
        router(app).into_make_service_with_connect_info::<std::net::SocketAddr>(),
    )
    .with_graceful_shutdown(stop_signal())
    .await?;
    let _ = stop.send(true);
    jobs.await?;
    Ok(())
}

fn start_log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Colours are for a terminal; in a file or a journal they are noise.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first log.
    let _ = if config.log.format == "json" {
        log.json().try_init()
    } else {
        log.try_init()
    };
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

async fn until(mut stopped: tokio::sync::watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
