//! What a base URL must be.

use anyhow::{Result, bail};

/// Refuses a base URL with a user name or a password (RFC 3986, section 3.2.1): it would stand in reports, commands and state files.
pub(crate) fn check(url: &str) -> Result<()> {
    let Some((scheme, rest)) = url.split_once("://") else {
        bail!("`{url}` is no base URL; write it with its scheme, as in http://127.0.0.1:8080");
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    if let Some((_, host)) = rest[..end].rsplit_once('@') {
        bail!(
            "the base URL of {scheme}://{host} holds a user name or a password; take it out, and let an environment variable hold the credential (`token_env`, --token-env)"
        );
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
        assert!(check("127.0.0.1:1").is_err());
        for fine in ["http://127.0.0.1:1", "http://host/a@b", "http://host?x=a@b"] {
            assert!(check(fine).is_ok(), "{fine}");
        }
    }
}
