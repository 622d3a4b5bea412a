//! What holding a request to all its rules costs, beside reading it with `serde_json`. The goal is a quarter at most.
//!
//! `cargo bench -p doctract-codegen --bench validation`

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]

#[path = "shared/clock.rs"]
mod clock;

use std::hint::black_box;

use doctract_runtime::Method;

const CONTACT: &str = r#"{"access_token":"let-me-in","first_name":"Anna","last_name":"Ivanova","patronymic":"Petrovna",
    "emails":["anna@example.com","ivanova@example.org","a.ivanova@mail.example.net"],
    "phone_numbers":[74951234567,"74951234568",74951234569],"personal_manager_id":17,"organization_id":5,"groups":[1,2,3]}"#;

const EMPLOYEE: &str = r#"{"access_token":"let-me-in","first_name":"Anna","last_name":"Ivanova","email":"anna@example.com",
    "phone_numbers":[{"phone_number":74951234567,"channels_count":3,"dial_time":30,"status":"active"},
    {"phone_number":74951234568,"channels_count":1,"dial_time":60,"status":"active"}],
    "coach":{"coach_id":4,"coach_always_enabled":true},
    "extension":{"extension_phone_number":"1234","extension_voice_mail_enabled":true},"groups":[1,2,3]}"#;

const LIST: &str = r#"{"access_token":"let-me-in","limit":100,"offset":200,"fields":["id","last_name","emails"],
    "filter":{"filters":[{"field":"last_name","operator":"like","value":"Iva%"},{"field":"id","operator":">","value":10}],
    "condition":"and"},"sort":[{"field":"last_name","order":"asc"}]}"#;

fn measure<M: Method>(text: &str) {
    let params: M = serde_json::from_str(text).unwrap();
    params.validate().unwrap();
    let mut parse = || drop(black_box(serde_json::from_slice::<M>(black_box(text.as_bytes())).unwrap()));
    let mut validate = || black_box(&params).validate().unwrap();
    let times = clock::least(5_000, &mut [&mut parse, &mut validate]);
    let part = clock::ratio(times[1], times[0]);
    println!("{:<18} parse {:>9.1?}  validate {:>9.1?}  ratio {part:.3}", M::NAME, times[0], times[1]);
}

fn main() {
    measure::<uis::CreateContacts>(CONTACT);
    measure::<uis::CreateEmployees>(EMPLOYEE);
    measure::<uis::GetContacts>(LIST);
}
