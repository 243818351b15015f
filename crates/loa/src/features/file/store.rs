//! The file store and its rows.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use db::Instant;
use futures::TryStreamExt;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use tokio::io::AsyncReadExt;

use super::sniff;
use crate::features::agency::{AgencyId, PersonId};

db::id!(
    /// A file of an agency.
    pub FileId
);

mod file_row {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FileId,
        pub agency_id: AgencyId,
        pub hash: String,
        pub name: String,
        pub media_type: String,
        pub size: i64,
        pub preview_hash: Option<String>,
        pub added_by: Option<PersonId>,
        pub added_at: Instant,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A file that an agency keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
    /// The name it came with.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Hash of its preview picture, if it has one.
    pub preview_hash: Option<String>,
    /// Who handed it in.
    pub added_by: Option<PersonId>,
    /// When.
    pub added_at: Instant,
}

impl From<file_row::Model> for File {
    fn from(row: file_row::Model) -> Self {
        Self {
            id: row.id,
            hash: row.hash,
            name: row.name,
            media_type: row.media_type,
            size: u64::try_from(row.size).unwrap_or_default(),
            preview_hash: row.preview_hash,
            added_by: row.added_by,
            added_at: row.added_at,
        }
    }
}

/// Why bytes could not be kept or had.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The file store failed.
    #[error(transparent)]
    Store(#[from] object_store::Error),
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

/// Where the bytes are: a local folder, or S3 by configuration.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// A local folder, made when absent.
    ///
    /// # Errors
    /// [`FilesError`] when the folder cannot be made.
    pub fn local(folder: &Path) -> Result<Self, FilesError> {
        std::fs::create_dir_all(folder)?;
        let store = object_store::local::LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
        })
    }

    /// Keeps what is in a temporary file under its hash.
    ///
    /// # Errors
    /// [`FilesError`] when the store fails.
    pub async fn keep(&self, hash: &str, from: &Path) -> Result<(), FilesError> {
        let path = object_path(hash);
        if self.store.head(&path).await.is_ok() {
            return Ok(());
        }
        let mut file = tokio::fs::File::open(from).await?;
        let mut write = WriteMultipart::new(self.store.put_multipart(&path).await?);
        let mut buffer = vec![0; 1 << 20];
        loop {
            let count = file.read(&mut buffer).await?;
            if count == 0 {
                break;
            }
            write.write(buffer.get(..count).unwrap_or_default());
            write.wait_for_capacity(4).await?;
        }
        write.finish().await?;
        Ok(())
    }

    /// Keeps bytes made by Loa itself; their hash.
    ///
    /// # Errors
    /// [`FilesError`] when the store fails.
    pub async fn keep_bytes(&self, bytes: Bytes) -> Result<String, FilesError> {
        use sha2::{Digest, Sha256};
        let hash = hex::encode(Sha256::digest(&bytes));
        let path = object_path(&hash);
        if self.store.head(&path).await.is_err() {
            self.store.put(&path, bytes.into()).await?;
        }
        Ok(hash)
    }

    /// The bytes of a hash, whole: for files known to be small.
    ///
    /// # Errors
    /// [`FilesError`] when they are not there.
    pub async fn bytes(&self, hash: &str) -> Result<Bytes, FilesError> {
        Ok(self.store.get(&object_path(hash)).await?.bytes().await?)
    }

    /// Writes and removes an object, as a health check must.
    ///
    /// # Errors
    /// [`FilesError`] when the store does not take a write.
    pub async fn check_writable(&self) -> Result<(), FilesError> {
        let path = ObjectPath::from("check-writable");
        self.store.put(&path, Bytes::from_static(b"ok").into()).await?;
        Ok(self.store.delete(&path).await?)
    }

    /// The hashes of all files in the store, in order.
    ///
    /// # Errors
    /// [`FilesError`] when the store fails.
    pub async fn all(&self) -> Result<Vec<String>, FilesError> {
        let found: Vec<_> = self.store.list(None).try_collect().await?;
        let names = found.iter().filter_map(|object| object.location.filename());
        let mut hashes: Vec<String> = names.filter(|name| name.len() == 64).map(str::to_owned).collect();
        hashes.sort_unstable();
        Ok(hashes)
    }

    /// The bytes of a hash as a body that streams.
    ///
    /// # Errors
    /// [`FilesError`] when they are not there.
    pub async fn body(&self, hash: &str) -> Result<axum::body::Body, FilesError> {
        let stream = self.store.get(&object_path(hash)).await?.into_stream();
        Ok(axum::body::Body::from_stream(stream))
    }
}

/// Two levels of folders, so that none grows large.
fn object_path(hash: &str) -> ObjectPath {
    let (first, second) = (hash.get(..2).unwrap_or("00"), hash.get(2..4).unwrap_or("00"));
    ObjectPath::from_iter([first, second, hash])
}

/// A keeping in the agency's books; the bytes must be in the store already.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn add(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    (hash, size, head): (&str, u64, &[u8]),
    name: &str,
    preview: Option<&str>,
    by: Option<PersonId>,
    now: Instant,
) -> Result<FileId, DbErr> {
    let id = FileId::new();
    let row = file_row::ActiveModel {
        id: Set(id),
        agency_id: Set(agency),
        hash: Set(hash.to_owned()),
        name: Set(vietnamese::nfc(name).into_owned()),
        media_type: Set(sniff(head).to_owned()),
        size: Set(i64::try_from(size).unwrap_or(i64::MAX)),
        preview_hash: Set(preview.map(str::to_owned)),
        added_by: Set(by),
        added_at: Set(now),
    };
    file_row::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// The first bytes of a file on disk, as far as [`sniff`] wants them.
///
/// # Errors
/// When the disk fails.
pub async fn head_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    tokio::fs::File::open(path)
        .await?
        .take(8192)
        .read_to_end(&mut head)
        .await?;
    Ok(head)
}

/// A file of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn find(db: &impl ConnectionTrait, agency: AgencyId, id: FileId) -> Result<Option<File>, DbErr> {
    let found = file_row::Entity::find_by_id(id)
        .filter(file_row::Column::AgencyId.eq(agency))
        .one(db)
        .await?;
    Ok(found.map(File::from))
}

/// The hashes of files of the agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn hashes(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    ids: &[FileId],
) -> Result<HashMap<FileId, String>, DbErr> {
    let rows = file_row::Entity::find()
        .filter(file_row::Column::AgencyId.eq(agency))
        .filter(file_row::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.hash)).collect())
}
