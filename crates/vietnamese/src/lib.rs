//! Vietnamese text: folding for search, collation, names, numerals and legacy encodings.
