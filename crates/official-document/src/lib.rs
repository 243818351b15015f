//! One typed description of a Decree 30 document, written as Word and PDF.
