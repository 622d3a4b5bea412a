//! The query of a request to a double.

/// The value of a member of a query.
pub fn asked<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A number from 1 to `most` in a query, or `or` where there is none. The error is the status that refuses another value.
pub fn number(query: &str, name: &str, or: usize, most: usize) -> Result<usize, u16> {
    match asked(query, name).map(str::parse) {
        None => Ok(or),
        Some(Ok(number)) if (1..=most).contains(&number) => Ok(number),
        Some(_) => Err(422),
    }
}
