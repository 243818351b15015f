use std::io;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use bytes::Bytes;
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncSeekExt};

/// The bytes of a video. After a break they are read again from where the service has stopped.
#[async_trait]
pub trait Source: Send + Sync {
    /// How many there are.
    fn length(&self) -> u64;

    /// Reads from a place on.
    ///
    /// # Errors
    /// As the source has them.
    async fn open(&self, offset: u64) -> io::Result<Box<dyn AsyncRead + Send + Unpin>>;
}

/// A file.
#[derive(Debug, Clone)]
pub struct FileSource {
    path: PathBuf,
    length: u64,
}

impl FileSource {
    /// A file that must not change until it is sent.
    ///
    /// # Errors
    /// When it cannot be found.
    pub async fn new(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let length = tokio::fs::metadata(&path).await?.len();
        Ok(Self { path, length })
    }
}

#[async_trait]
impl Source for FileSource {
    fn length(&self) -> u64 {
        self.length
    }

    async fn open(&self, offset: u64) -> io::Result<Box<dyn AsyncRead + Send + Unpin>> {
        let mut file = File::open(&self.path).await?;
        file.seek(io::SeekFrom::Start(offset)).await?;
        Ok(Box::new(file))
    }
}

/// Bytes in memory, for short videos.
#[derive(Debug, Clone)]
pub struct MemorySource(pub Bytes);

#[async_trait]
impl Source for MemorySource {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    async fn open(&self, offset: u64) -> io::Result<Box<dyn AsyncRead + Send + Unpin>> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        Ok(Box::new(io::Cursor::new(self.0.slice(from..))))
    }
}

/// Reads chunk after chunk, and opens the source anew only when the place is another.
pub(crate) struct Chunks<'a> {
    source: &'a dyn Source,
    open: Option<(u64, Box<dyn AsyncRead + Send + Unpin>)>,
}

impl<'a> Chunks<'a> {
    pub(crate) fn new(source: &'a dyn Source) -> Self {
        Self { source, open: None }
    }

    /// Exactly `length` bytes from `offset` on.
    pub(crate) async fn read(&mut self, offset: u64, length: usize) -> io::Result<Bytes> {
        let (at, mut reader) = match self.open.take() {
            Some((at, reader)) if at == offset => (at, reader),
            _ => (offset, self.source.open(offset).await?),
        };
        let mut chunk = vec![0; length];
        reader.read_exact(&mut chunk).await?;
        self.open = Some((at + length as u64, reader));
        Ok(chunk.into())
    }
}
