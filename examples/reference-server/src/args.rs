//! The command line.

use std::{convert::Infallible, path::PathBuf, time::Duration};

use clap::Parser;

use crate::{
    api::{Orgs, OverlappingOrgs},
    limits::Quota,
    storage::{Given, Location},
    tokens::Api,
};

/// Serves the documented APIs, with the data in a database.
///
/// The credential that callers must present comes from the environment (`UIS_TOKEN`, `YANDEX_TOKEN`, `ONLYOFFICE_TOKEN`) or
/// from the file of --tokens. An API without one is not served.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Args {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// The port to listen on; 0 picks a free one.
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// The file that holds the data, created when it is absent; `:memory:` keeps nothing.
    #[arg(long, value_name = "FILE", default_value = ":memory:", value_parser = location)]
    pub(crate) db: Location,
    /// A TOML file with the credentials, as `uis = "…"`, `yandex360 = "…"`, `onlyoffice = "…"`; the environment comes first.
    #[arg(long, value_name = "FILE")]
    pub(crate) tokens: Option<PathBuf>,
    /// An API to serve, for several repeat it [default: each that has a token].
    #[arg(long, value_name = "NAME")]
    pub(crate) api: Vec<Api>,
    /// An organization that the owner of the Yandex 360 token may work with, for several repeat it.
    #[arg(long, value_name = "ID")]
    org: Vec<i64>,
    /// An organization that exists, and that the owner of the Yandex 360 token may not work with.
    #[arg(long, value_name = "ID")]
    forbidden_org: Vec<i64>,
    /// A schedule that employees may have, for several repeat it.
    #[arg(long, value_name = "ID=NAME", value_parser = named)]
    schedule: Vec<(i64, String)>,
    /// A site that operators may answer for, for several repeat it.
    #[arg(long, value_name = "ID=DOMAIN", value_parser = named)]
    site: Vec<(i64, String)>,
    /// A contact of the ONLYOFFICE CRM, which nothing but a deletion reaches; for several repeat it.
    #[arg(long, value_name = "ID=NAME", value_parser = named)]
    crm_contact: Vec<(i64, String)>,
    /// Fill an empty store with data to look at, for all APIs; without --org, organization 1 is open.
    #[arg(long)]
    pub(crate) demo: bool,
    /// How many calls of UIS methods a day allows.
    #[arg(long, value_name = "POINTS", default_value_t = 10_000_000, value_parser = clap::value_parser!(i64).range(0..))]
    day_limit: i64,
    /// How many calls of UIS methods a minute allows.
    #[arg(long, value_name = "POINTS", default_value_t = 100_000, value_parser = clap::value_parser!(i64).range(0..))]
    minute_limit: i64,
    /// How many seconds a request may take, from its first line to the answer.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    request_timeout: u64,
    /// Log each request as well, and why it was refused.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

impl Args {
    /// The organizations of the Yandex 360 API.
    ///
    /// # Errors
    /// One is both open and forbidden.
    pub(crate) fn orgs(&self) -> Result<Orgs, OverlappingOrgs> {
        Orgs::new(self.open_orgs(), self.forbidden_org.iter().copied())
    }

    /// The organizations that the owner of the Yandex 360 token may work with.
    pub(crate) fn open_orgs(&self) -> Vec<i64> {
        if self.demo && self.org.is_empty() { vec![1] } else { self.org.clone() }
    }

    /// How long a request may take.
    pub(crate) fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout)
    }

    /// What no method makes.
    pub(crate) fn given(&self) -> Given {
        let (schedules, sites) = (self.schedule.clone(), self.site.clone());
        Given { schedules, sites, crm_contacts: self.crm_contact.clone() }
    }

    /// The points that UIS methods may use up.
    pub(crate) fn quota(&self) -> Quota {
        Quota { day: self.day_limit, minute: self.minute_limit }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "clap calls it and wants a result")]
fn location(text: &str) -> Result<Location, Infallible> {
    Ok(if text == ":memory:" { Location::Memory } else { Location::File(text.into()) })
}

/// An id and a name, with `=` between them.
fn named(text: &str) -> Result<(i64, String), String> {
    let wrong = || format!("`{text}` is not an id and a name with `=` between them, as in `1=Day shift`");
    let (id, name) = text.split_once('=').ok_or_else(wrong)?;
    Ok((id.parse().map_err(|_| wrong())?, name.to_owned()))
}
