//! Suspected typing errors.

use super::Plan;
use crate::Document;

pub(crate) fn read(_plan: &mut Plan, _document: &Document) {}
