//! Departments: strings of a cell to paths from the top.

mod join;
mod name;
mod path;
mod token;

pub use join::join_departments;
pub use path::{beside_departments, department_likeness, departments};
