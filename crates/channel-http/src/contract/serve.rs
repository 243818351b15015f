use std::io::{self, Write};
use std::net::SocketAddr;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::{Base, BaseError};

/// A server that ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same as the address of a service.
    ///
    /// # Errors
    /// Not for an address of this machine.
    pub fn base(&self) -> Result<Base, BaseError> {
        Base::parse(&format!("http://{}", self.address))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves routes on a free port of this machine.
///
/// # Errors
/// When no port can be had.
pub async fn serve(router: Router) -> io::Result<Running> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = router.layer(DefaultBodyLimit::max(64 << 20));
    let task = tokio::spawn(async move {
        // It ends with the task.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Running { address, task })
}

/// Prints `{"<name>":"http://…"}` and stays until it is told to end: for tests of another process.
///
/// # Errors
/// When nothing can be printed.
pub async fn stand_alone(name: &str, running: &Running) -> io::Result<()> {
    let line = serde_json::json!({ name: format!("http://{}", running.address()) });
    let mut out = io::stdout();
    writeln!(out, "{line}")?;
    out.flush()?;
    tokio::signal::ctrl_c().await
}
