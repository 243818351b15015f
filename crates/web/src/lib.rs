//! What every page needs: errors, forms, sessions, pagination.
