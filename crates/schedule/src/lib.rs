//! Vietnamese time phrases as windows, with working days and holidays.
