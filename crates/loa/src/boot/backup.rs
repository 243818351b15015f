//! Backups: one moment of the database, every file it names, and a manifest; good only once restored and compared.
//!
//! The database is always written as a SQLite file, whatever it came from, so a backup of a province opens on a
//! laptop. Files are copied after the moment was taken: bytes are stored before the row that names them, so every
//! row of that moment finds its bytes.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use db::{Db, Instant, TableSum, migrate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{App, instance, migrations};

const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "loa.db";
const FILES: &str = "files";

/// What a backup holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The program that wrote it.
    pub version: String,
    /// The moment of the database.
    pub taken_at: Instant,
    /// Its tables.
    pub tables: Vec<TableSum>,
    /// Its files: hash and size.
    pub files: Vec<(String, u64)>,
}

/// Called with what is being done and how far it is.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64);

/// Writes a backup into an empty folder, restores it into a scratch folder beside it and compares; only then it is good.
///
/// # Errors
/// When the folder is not empty, a disk or database fails, or the restored copy differs.
pub async fn back_up(app: &App, folder: &Path, progress: Progress<'_>) -> anyhow::Result<Manifest> {
    make_empty(folder)?;
    let now = app.clock().now();
    let moment = app.db().snapshot().await?;
    let copy = new_database(&folder.join(DATABASE), now).await?;
    let tables = moment.copy_to(&copy, |table, rows| progress(table, rows)).await?;
    copy.close().await;
    let files = copy_files(app, &folder.join(FILES), progress).await?;
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at: now,
        tables,
        files,
    };
    let text = serde_json::to_vec_pretty(&manifest)?;
    write_durably(&folder.join(MANIFEST), &text)?;
    if let Ok(key) = std::fs::read(app.data_dir().join("secret.key")) {
        write_durably(&folder.join("secret.key"), &key)?;
    }

    let scratch = tempfile::tempdir_in(folder.parent().unwrap_or(folder))?;
    progress("compare", 0);
    restore_files(folder, &manifest, &scratch.path().join(FILES))?;
    let restored = scratch.path().join(DATABASE);
    std::fs::copy(folder.join(DATABASE), &restored)?;
    let restored = Db::connect(&format!("sqlite:{}", restored.display())).await?;
    let sums = restored.snapshot().await?.sums().await?;
    restored.close().await;
    ensure!(
        sums == manifest.tables,
        "the restored copy differs from the database: this backup is not good"
    );
    Ok(manifest)
}

/// Fills an installation that has no data from a backup, and fences it: nothing is sent until a person has looked.
///
/// # Errors
/// When the backup is damaged, the target has data, or a disk or database fails.
pub async fn restore(app: &App, folder: &Path, progress: Progress<'_>) -> anyhow::Result<Manifest> {
    let manifest = read_manifest(folder)?;
    let scratch = tempfile::tempdir()?;
    let working = scratch.path().join(DATABASE);
    std::fs::copy(folder.join(DATABASE), &working).context("the backup's database")?;
    let source = Db::connect(&format!("sqlite:{}", working.display())).await?;
    let moment = source.snapshot().await?;
    ensure!(
        moment.sums().await? == manifest.tables,
        "the backup's database was damaged or changed"
    );
    for (hash, _) in &manifest.files {
        let file = folder.join(FILES).join(hash);
        ensure!(
            hash_of(&file)? == *hash,
            "the backup's file {hash} was damaged or changed"
        );
        app.files().keep(hash, &file).await?;
        progress(FILES, 1);
    }
    let key = folder.join("secret.key");
    if key.exists() {
        std::fs::copy(key, app.data_dir().join("secret.key"))?;
    }
    let copied = moment
        .copy_to(app.db(), |table, rows| progress(table, rows))
        .await?;
    ensure!(copied == manifest.tables, "not everything was copied");
    let tx = app.db().begin().await?;
    instance::put_fence(&tx, "restored", app.clock().now()).await?;
    tx.commit().await?;
    // Closing waits for every connection, also for the one that holds the moment.
    drop(moment);
    source.close().await;
    Ok(manifest)
}

/// Copies one database into another, empty one: from SQLite to PostgreSQL when an office grows, or back.
///
/// # Errors
/// When the target has data or a database fails.
pub async fn copy_database(
    from: &str,
    to: &str,
    now: Instant,
    progress: Progress<'_>,
) -> anyhow::Result<Vec<TableSum>> {
    let (from, to) = (Db::connect(from).await?, Db::connect(to).await?);
    migrate(&to, &migrations(), now).await?;
    let copied = from
        .snapshot()
        .await?
        .copy_to(&to, |table, rows| progress(table, rows))
        .await?;
    ensure!(
        to.snapshot().await?.sums().await? == copied,
        "the copy differs from its source"
    );
    to.close().await;
    Ok(copied)
}

fn read_manifest(folder: &Path) -> anyhow::Result<Manifest> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read(&path).with_context(|| format!("{} is not a backup", folder.display()))?;
    serde_json::from_slice(&text).with_context(|| path.display().to_string())
}

async fn new_database(path: &Path, now: Instant) -> anyhow::Result<Db> {
    let db = Db::connect(&format!("sqlite:{}", path.display())).await?;
    migrate(&db, &migrations(), now).await?;
    Ok(db)
}

/// A folder that nobody else on the machine can look into: secrets lie in it.
pub(super) fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

fn make_empty(folder: &Path) -> anyhow::Result<()> {
    make_private(folder).with_context(|| folder.display().to_string())?;
    if std::fs::read_dir(folder)?.next().is_some() {
        bail!(
            "{} is not empty; give each backup a folder of its own",
            folder.display()
        );
    }
    Ok(())
}

async fn copy_files(app: &App, to: &Path, progress: Progress<'_>) -> anyhow::Result<Vec<(String, u64)>> {
    std::fs::create_dir_all(to)?;
    let mut files = Vec::new();
    for hash in app.files().all().await? {
        let bytes = app.files().bytes(&hash).await?;
        ensure!(
            hex::encode(Sha256::digest(&bytes)) == hash,
            "the stored file {hash} is damaged"
        );
        write_durably(&to.join(&hash), &bytes)?;
        files.push((hash, bytes.len() as u64));
        progress(FILES, files.len() as u64);
    }
    Ok(files)
}

fn restore_files(folder: &Path, manifest: &Manifest, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for (hash, _) in &manifest.files {
        let copy: PathBuf = to.join(hash);
        std::fs::copy(folder.join(FILES).join(hash), &copy)?;
        ensure!(hash_of(&copy)? == *hash, "the restored file {hash} differs");
    }
    Ok(())
}

fn hash_of(path: &Path) -> anyhow::Result<String> {
    let mut file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hasher.update(buffer.get(..count).unwrap_or_default());
    }
    Ok(hex::encode(hasher.finalize()))
}

fn write_durably(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use db::Backend::{self, Postgres, Sqlite};
    use rstest::rstest;

    use super::*;
    use crate::boot::instance::fence;
    use crate::testing::TestApp;

    #[rstest]
    #[tokio::test]
    async fn what_was_backed_up_comes_back_fenced(
        #[values(Sqlite, Postgres)] from: Backend,
        #[values(Sqlite, Postgres)] to: Backend,
    ) {
        let (source, target) = (TestApp::new(from).await, TestApp::empty(to).await);
        source.people().await;
        let hash = source
            .app
            .files()
            .keep_bytes("nội dung".as_bytes().to_vec().into())
            .await
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("backup");
        back_up(&source.app, &place, &mut |_, _| {}).await.unwrap();
        assert!(
            back_up(&source.app, &place, &mut |_, _| {}).await.is_err(),
            "a backup is never overwritten"
        );

        restore(&target.app, &place, &mut |_, _| {}).await.unwrap();
        assert_eq!(
            target.app.files().bytes(&hash).await.unwrap(),
            "nội dung".as_bytes()
        );
        assert_eq!(
            fence(target.app.db().read()).await.unwrap().as_deref(),
            Some("restored")
        );
        assert_eq!(fence(source.app.db().read()).await.unwrap(), None);
        let sums = async |app: &App| app.db().snapshot().await.unwrap().sums().await.unwrap();
        let without_fence = |sums: Vec<TableSum>| {
            sums.into_iter()
                .filter(|sum| sum.table != "instance")
                .collect::<Vec<_>>()
        };
        assert_eq!(
            without_fence(sums(&source.app).await),
            without_fence(sums(&target.app).await)
        );
    }

    #[tokio::test]
    async fn a_damaged_backup_is_refused() {
        let (source, target) = (TestApp::new(Sqlite).await, TestApp::empty(Sqlite).await);
        let hash = source
            .app
            .files()
            .keep_bytes("nội dung".as_bytes().to_vec().into())
            .await
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("backup");
        back_up(&source.app, &place, &mut |_, _| {}).await.unwrap();
        std::fs::write(place.join(FILES).join(hash), "đã sửa").unwrap();
        let error = restore(&target.app, &place, &mut |_, _| {}).await.unwrap_err();
        assert!(error.to_string().contains("damaged"), "{error}");
    }
}
