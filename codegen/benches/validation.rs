//! What holding a request to all its rules costs, beside reading it with `serde_json`, for every method of the bundled documents. The
//! goal is a quarter at most.
//!
//! `cargo bench -p doctract-codegen --bench validation [-- METHOD parse|validate CALLS]`: with the latter, one of the two alone, for a
//! profiler.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]

#[path = "shared/clock.rs"]
mod clock;

use std::hint::black_box;

use doctract_runtime::Method;
use serde_json::{Map, Value};

/// A request of each method, by its name.
const REQUESTS: &str = include_str!("validation/requests.json");

/// Measures a method and gives back the part that holding a request to its rules takes of reading it.
fn measure<M: Method>(requests: &Map<String, Value>) -> f64 {
    let text = requests[M::NAME].to_string();
    let params: M = serde_json::from_str(&text).unwrap();
    params.validate().unwrap();
    let mut parse = || drop(black_box(serde_json::from_slice::<M>(black_box(text.as_bytes())).unwrap()));
    let mut validate = || black_box(&params).validate().unwrap();
    if clock::alone(M::NAME, &mut [("parse", &mut parse), ("validate", &mut validate)]) {
        return 0.0;
    }
    let times = clock::least(2_000, &mut [&mut parse, &mut validate]);
    let part = clock::ratio(times[1], times[0]);
    println!("{:<50} parse {:>9.1?}  validate {:>9.1?}  ratio {part:.3}", M::NAME, times[0], times[1]);
    part
}

/// Measures methods and gives back the greatest part.
macro_rules! measure_all {
    ($requests:expr; $($krate:ident { $($params:ident)* })*) => {
        [$($(measure::<$krate::$params>($requests),)*)*].into_iter().fold(0.0, f64::max)
    };
}

fn main() {
    let requests: Map<String, Value> = serde_json::from_str(REQUESTS).unwrap();
    let most = measure_all! { &requests;
        uis {
            GetContacts DeleteContacts CreateContacts UpdateContacts
            CreateGroupContacts DeleteGroupContacts UpdateGroupContacts GetGroupContacts
            GetContactOrganizations CreateContactOrganizations UpdateContactOrganizations DeleteContactOrganizations
            GetEmployees CreateEmployees DeleteEmployees UpdateEmployees
            CreateGroupEmployees DeleteGroupEmployees UpdateGroupEmployees GetGroupEmployees UpdateGroupEmployeesNumbers
            GetEmployeePositions CreateEmployeePositions UpdateEmployeePositions DeleteEmployeePositions
        }
        onlyoffice { PutContact }
        yandex360 { GetExternalContacts PostExternalContacts }
    };
    println!("the most: {most:.3}");
}
