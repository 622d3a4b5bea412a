//! What a base URL must be.

use anyhow::{Result, bail};

/// Refuses a base URL with a user name or a password (RFC 3986, section 3.2.1): it would stand in reports, commands and state files.
pub(crate) fn check(url: &str) -> Result<()> {
    let parts = url
        .split_once("://")
        .filter(|(scheme, _)| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    let Some((scheme, rest)) = parts else {
        bail!("a base URL begins with http:// or https://, as http://127.0.0.1:8080 does, and this one does not");
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    if let Some((_, host)) = rest[..end].rsplit_once('@') {
        bail!(
            "the base URL of {scheme}://{host} holds a user name or a password; take it out, and let an environment variable hold the credential (`token_env`, --token-env)"
        );
    }
    if end == 0 || rest.contains(['?', '#']) {
        bail!("a base URL is a scheme, a host and a path: the paths of the documents are put behind it");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_refused_and_not_told() {
        let told = check("https://user:pass@word@host:1/a").unwrap_err().to_string();
        assert!(told.contains("https://host:1 holds") && !told.contains("pass@") && !told.contains("user:"), "{told}");
        for wrong in ["127.0.0.1:1", "ftp://host", "http:///a", "http://host?key=1", ""] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
        for fine in ["http://127.0.0.1:1", "https://host/a@b"] {
            assert!(check(fine).is_ok(), "{fine}");
        }
    }
}
