//! Office documents of Vietnamese agencies as structured plans, every field linked to its source.
