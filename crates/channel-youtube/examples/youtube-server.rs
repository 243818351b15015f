//! The contract server for tests of another process: prints `{"youtube":"http://127.0.0.1:…"}` and stays.

use std::error::Error;

use channel_youtube::Clock;
use channel_youtube::contract::{Server, stand_alone};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the process under test looks for videos by real time"
    )]
    let clock = Clock::new(jiff::Timestamp::now);
    let server = Server::start(clock).await?;
    stand_alone("youtube", server.running()).await?;
    Ok(())
}
