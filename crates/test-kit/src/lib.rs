//! Real servers for tests: PostgreSQL, SMTP; and small helpers to question HTML.
