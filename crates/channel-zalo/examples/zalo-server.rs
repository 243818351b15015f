//! The contract server for tests of another process: prints `{"zalo":"http://127.0.0.1:…"}` and stays.

use std::error::Error;

use channel_zalo::Clock;
use channel_zalo::contract::{Server, stand_alone};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the process under test looks for articles by real time"
    )]
    let clock = Clock::new(jiff::Timestamp::now);
    let server = Server::start(clock).await?;
    stand_alone("zalo", server.running()).await?;
    Ok(())
}
