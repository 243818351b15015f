//! Rows of plans. SeaORM stops in this folder.

mod plans;
mod rows;
mod target_values;
mod uploads;
mod versions;

pub(super) use plans::{NewPlan, add_plan, find_plan, plan_in_force, plans, set_plan_status, set_plan_title};
pub(super) use rows::{
    add_row, copy_rows, find_row, move_row, open_rows, remove_row, row_below, row_count, rows, rows_page,
    save_row, write_rows,
};
pub(super) use target_values::{add_target_value, target_values_of};
pub(super) use uploads::{add_upload, find_upload, finish_upload, kept_uploads, plan_of_upload, set_upload};
pub(super) use versions::{
    NewVersion, add_version, draft_of, find_version, lock_version, save_items, set_version_status,
    version_in_force, versions,
};
