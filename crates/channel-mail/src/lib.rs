//! Sends one e-mail and says precisely what became of it.
