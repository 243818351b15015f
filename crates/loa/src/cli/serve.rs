//! `loa serve`

use clap::Args;

use super::{Outcome, Place};
use crate::boot::serve::serve;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address and port to listen on
    #[arg(long)]
    listen: Option<String>,
}

impl Serve {
    pub(super) async fn run(self, place: &Place) -> anyhow::Result<Outcome> {
        let mut config = place.config()?;
        if let Some(listen) = self.listen {
            config.server.listen = listen;
        }
        serve(config, &place.data_dir).await?;
        Ok(Outcome::Done)
    }
}
