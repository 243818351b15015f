//! The contract server for tests of another process: prints `{"facebook":"http://127.0.0.1:…"}` and stays.

use std::error::Error;

use channel_facebook::Clock;
use channel_facebook::contract::{Server, stand_alone};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the process under test looks for posts by real time"
    )]
    let clock = Clock::new(jiff::Timestamp::now);
    let server = Server::start(clock).await?;
    stand_alone("facebook", server.running()).await?;
    Ok(())
}
