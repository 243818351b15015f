//! Loa: the yearly communications plan of a public agency, from Word file to report.
