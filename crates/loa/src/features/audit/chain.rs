//! Hash chains: each link's hash covers its content and the hash before it, so that nothing can be changed,
//! dropped or put in between without every later hash failing.

use sea_orm::{ConnectionTrait, DbErr, Statement};
use sha2::{Digest, Sha256};

use crate::features::agency::AgencyId;

/// A new link of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// Its hash, hexadecimal.
    pub hash: String,
}

/// The hash of a link.
#[must_use]
pub fn link_hash(previous: &str, seq: i64, content: &[u8]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(content);
    hex::encode(hasher.finalize())
}

/// Takes the next link of an agency's chain. The head's row is locked until the transaction ends, so links
/// have no gaps and no twins.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn append(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    chain: &str,
    content: &[u8],
) -> Result<Link, DbErr> {
    let backend = tx.get_database_backend();
    let sql =
        "INSERT INTO chain_head (agency_id, chain, seq, hash) VALUES ($1, $2, 0, '') ON CONFLICT DO NOTHING";
    tx.execute_raw(Statement::from_sql_and_values(
        backend,
        sql,
        [agency.into(), chain.into()],
    ))
    .await?;
    let sql = "UPDATE chain_head SET seq = seq + 1 WHERE agency_id = $1 AND chain = $2 RETURNING seq, hash";
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            backend,
            sql,
            [agency.into(), chain.into()],
        ))
        .await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("chain head".to_owned()))?;
    let (seq, previous): (i64, String) = (row.try_get("", "seq")?, row.try_get("", "hash")?);
    let hash = link_hash(&previous, seq, content);
    let sql = "UPDATE chain_head SET hash = $3 WHERE agency_id = $1 AND chain = $2";
    let values = [agency.into(), chain.into(), hash.clone().into()];
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    Ok(Link { seq, hash })
}

/// The head of a chain: its last number and hash; zero and empty when nothing was written yet.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn head(db: &impl ConnectionTrait, agency: AgencyId, chain: &str) -> Result<Link, DbErr> {
    let sql = "SELECT seq, hash FROM chain_head WHERE agency_id = $1 AND chain = $2";
    let statement =
        Statement::from_sql_and_values(db.get_database_backend(), sql, [agency.into(), chain.into()]);
    Ok(match db.query_one_raw(statement).await? {
        Some(row) => Link {
            seq: row.try_get("", "seq")?,
            hash: row.try_get("", "hash")?,
        },
        None => Link {
            seq: 0,
            hash: String::new(),
        },
    })
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A number is missing, doubled or out of order.
    #[error("entry {expected} is missing")]
    Missing {
        /// The number that should have come.
        expected: i64,
    },
    /// The content of an entry does not give its hash.
    #[error("entry {seq} was changed")]
    Changed {
        /// Its number.
        seq: i64,
    },
    /// The last entries are gone: the head knows of more.
    #[error("entries after {last} are missing")]
    CutOff {
        /// The last number that is there.
        last: i64,
    },
}

/// Checks a chain link by link; give the links in order, then [`Verifier::finish`] with the head.
#[derive(Debug, Default)]
pub struct Verifier {
    last: i64,
    hash: String,
}

impl Verifier {
    /// The next link.
    ///
    /// # Errors
    /// [`Broken`] at the first link that does not fit.
    pub fn check(&mut self, seq: i64, content: &[u8], hash: &str) -> Result<(), Broken> {
        if seq != self.last + 1 {
            return Err(Broken::Missing {
                expected: self.last + 1,
            });
        }
        if link_hash(&self.hash, seq, content) != hash {
            return Err(Broken::Changed { seq });
        }
        self.last = seq;
        hash.clone_into(&mut self.hash);
        Ok(())
    }

    /// The number of links checked, when the head agrees.
    ///
    /// # Errors
    /// [`Broken::CutOff`] when the head knows of more.
    pub fn finish(self, head: &Link) -> Result<i64, Broken> {
        if head.seq == self.last && head.hash == self.hash {
            Ok(self.last)
        } else {
            Err(Broken::CutOff { last: self.last })
        }
    }
}
