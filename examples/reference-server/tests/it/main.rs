//! The server as its callers meet it: a process, HTTP, and a real database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod contact_groups;
mod contacts;
mod demo;
mod durability;
mod employee_groups;
mod employee_refusals;
mod employees;
mod faults;
mod filters;
mod generated_clients;
mod injection;
mod limits;
mod lists;
mod onlyoffice;
mod operation;
mod organizations;
mod paging;
mod positions;
mod process;
mod refusals;
mod server;
mod yandex360;
