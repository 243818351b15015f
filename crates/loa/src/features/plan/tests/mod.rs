//! What people can do with plans, on both databases.

mod in_force;
