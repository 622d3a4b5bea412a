//! People who do not exist.

/// The names of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) first: &'static str,
    pub(super) patronymic: &'static str,
    pub(super) last: String,
}

const WOMEN: [&str; 11] =
    ["Anna", "Daria", "Elena", "Galina", "Irina", "Ksenia", "Maria", "Nina", "Olga", "Sofia", "Vera"];

const MEN: [&str; 11] =
    ["Andrei", "Boris", "Denis", "Egor", "Gleb", "Ivan", "Kirill", "Maxim", "Oleg", "Pavel", "Roman"];

/// The fathers' names, for a daughter and for a son.
const FATHERS: [(&str, &str); 5] = [
    ("Alekseevna", "Alekseevich"),
    ("Borisovna", "Borisovich"),
    ("Igorevna", "Igorevich"),
    ("Petrovna", "Petrovich"),
    ("Sergeevna", "Sergeevich"),
];

const FAMILIES: [&str; 17] = [
    "Abramov", "Belov", "Volkov", "Gusev", "Demidov", "Ershov", "Zhukov", "Zaitsev", "Ivanov", "Komarov", "Lebedev",
    "Medvedev", "Nikitin", "Orlov", "Petrov", "Sokolov", "Titov",
];

/// The person with this number. Numbers that are close give names that are not.
pub(super) fn name(number: usize) -> Name {
    let family = FAMILIES[number * 5 % FAMILIES.len()];
    let (daughter, son) = FATHERS[number / 3 % FATHERS.len()];
    let first = number * 7 / 2 % WOMEN.len();
    if number.is_multiple_of(2) {
        Name { first: WOMEN[first], patronymic: daughter, last: format!("{family}a") }
    } else {
        Name { first: MEN[first], patronymic: son, last: family.to_owned() }
    }
}

/// An address of a person, which reaches nobody (RFC 2606, section 3).
pub(super) fn email(name: &Name, number: usize) -> String {
    format!("{}.{}.{number}@example.com", name.first, name.last).to_lowercase()
}

/// A number of a person.
pub(super) fn phone(area: u32, number: usize) -> String {
    format!("7{area:03}555{number:04}")
}

/// What companies are called.
pub(super) fn company(number: usize) -> String {
    const KINDS: [&str; 5] = ["Bakery", "Garage", "Press", "Pharmacy", "Nursery"];
    const NAMES: [&str; 12] =
        ["Aster", "Birch", "Cedar", "Dahlia", "Elm", "Fern", "Hazel", "Iris", "Juniper", "Lily", "Maple", "Rose"];
    format!("{} {}", NAMES[number % NAMES.len()], KINDS[number / NAMES.len() % KINDS.len()])
}
