//! A stand-in for the axis: carries messages between the folders of agencies, answers 01 for each, and misbehaves as
//! told.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use jiff::civil::DateTime;

use crate::{Folder, Limits, Message, Organ, Status, StatusCode, read};

/// What goes wrong with the next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misbehaviour {
    /// It never arrives.
    Lose,
    /// It arrives twice, under two names.
    Twice,
    /// Half of it arrives.
    Cut,
    /// It arrives, but no status comes back.
    Silent,
}

/// The axis.
#[derive(Debug, Default)]
pub struct Axis {
    members: BTreeMap<String, Folder>,
    coming: Vec<Misbehaviour>,
    carried: usize,
}

impl Axis {
    /// Lets an agency take part.
    ///
    /// # Errors
    /// When its folder cannot be made.
    pub fn join(&mut self, organ_id: &str, root: impl AsRef<Path>) -> io::Result<Folder> {
        let folder = Folder::open(root)?;
        self.members.insert(organ_id.to_owned(), folder.clone());
        Ok(folder)
    }

    /// The next messages go wrong, in this order.
    pub fn misbehave(&mut self, how: impl IntoIterator<Item = Misbehaviour>) {
        self.coming.extend(how);
    }

    /// Documents that were taken from an outbox, each time counted.
    #[must_use]
    pub fn carried(&self) -> usize {
        self.carried
    }

    /// Empties all outboxes into inboxes. Statuses bear the time `at`.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn carry(&mut self, at: DateTime) -> io::Result<()> {
        for folder in self.members.clone().into_values() {
            let mut files: Vec<_> = fs::read_dir(folder.path(false))?.collect::<Result<_, _>>()?;
            files.sort_by_key(fs::DirEntry::file_name);
            for file in files {
                let name = file.file_name().to_string_lossy().into_owned();
                if !name.starts_with('.') {
                    let bytes = fs::read(file.path())?;
                    self.bring(&name, &bytes, at)?;
                    fs::remove_file(file.path())?;
                }
            }
        }
        Ok(())
    }

    fn bring(&mut self, name: &str, bytes: &[u8], at: DateTime) -> io::Result<()> {
        match read(bytes, &Limits::default()) {
            Ok(Message::Document(document)) => {
                self.carried += 1;
                let how = if self.coming.is_empty() {
                    None
                } else {
                    Some(self.coming.remove(0))
                };
                for to in &document.to {
                    match how {
                        Some(Misbehaviour::Lose) => continue,
                        Some(Misbehaviour::Cut) => {
                            let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
                            self.lay_in(&to.id, name, half)?;
                            continue;
                        }
                        Some(Misbehaviour::Twice) => self.lay_in(&to.id, &format!("2-{name}"), bytes)?,
                        _ => {}
                    }
                    self.lay_in(&to.id, name, bytes)?;
                    if how != Some(Misbehaviour::Silent) && self.members.contains_key(&to.id) {
                        let from = Organ {
                            id: to.id.clone(),
                            name: to.name.clone(),
                            ..Organ::default()
                        };
                        let status = Status::of(&document, from, StatusCode::Arrived, at);
                        let status = status.to_xml().map_err(io::Error::other)?;
                        self.lay_in(&document.from.id, &format!("{name}-{}.edxml", to.id), &status)?;
                    }
                }
                Ok(())
            }
            Ok(Message::Status(status)) => self.lay_in(&status.response_for.organ_id, name, bytes),
            Err(error) => Err(io::Error::other(error)),
        }
    }

    fn lay_in(&self, organ_id: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
        match self.members.get(organ_id) {
            Some(folder) => fs::write(folder.path(true).join(name), bytes),
            None => Ok(()),
        }
    }
}
