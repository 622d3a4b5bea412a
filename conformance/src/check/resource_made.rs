//! What was sent to make a resource is answered, and read back from its own path; what was left out has its documented default.

use doctract_spec::ir::{Location, Method, Param};

use super::Check;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, Resource, Sink, accepted};

/// See the module.
pub struct ResourceMade;

/// How many unlike resources are made with everything.
const VARIANTS: usize = 3;

impl Check for ResourceMade {
    fn name(&self) -> &'static str {
        "resource_made"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "default"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for resource in Resource::all(cx) {
            self.read_back(cx, sink, &resource, "read-back/minimal", Detail::Minimal, 1);
            for variant in 1..=VARIANTS {
                self.read_back(cx, sink, &resource, &format!("read-back/full-{variant}"), Detail::Full, variant);
            }
            self.answered(cx, sink, &resource);
        }
    }
}

impl ResourceMade {
    fn read_back<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        resource: &Resource<'a>,
        kind: &str,
        detail: Detail,
        variant: usize,
    ) {
        let id = format!("{}/{kind}", resource.create.name);
        let built = || {
            let made = resource.own(cx, &id, detail, variant)?;
            let read = accepted(&resource.call(cx, resource.get, &id, &made.slot)?);
            Ok((made, read))
        };
        let Some((made, read)) = sink.made(&id, resource.create, built()) else { return };
        let case = sink.whole(self.name(), resource.create, kind, "makes a resource, then reads it", vec![read]);
        let mut fields = resource.shown(resource.create, &made.args);
        fields.extend(defaults(resource, &made.args));
        let promise = Promise::Row(resource.subject(&made.slot), fields);
        case.claims.push(Claim { exchange: 0, promise });
    }

    fn answered<'a>(&self, cx: &Context<'a>, sink: &mut Sink, resource: &Resource<'a>) {
        let id = format!("{}/answered", resource.create.name);
        let Some(built) = sink.made(&id, resource.create, cx.call(resource.create, &id, Detail::Full, Effect::Takes))
        else {
            return;
        };
        let fields = super::answered(resource.create, &built.call.args);
        if fields.is_empty() {
            return;
        }
        let exchanges = vec![accepted(&built.call)];
        sink.whole(self.name(), resource.create, "answered", "makes a resource with everything", exchanges);
        sink.claim(0, Promise::Says(fields));
    }
}

/// The documented defaults of what the arguments leave out.
pub(super) fn defaults(resource: &Resource<'_>, args: &Draft) -> Vec<(Path, Draft)> {
    defaults_of(resource, resource.create, args)
}

/// The same for another method that writes the whole.
pub(super) fn defaults_of(resource: &Resource<'_>, method: &Method, args: &Draft) -> Vec<(Path, Draft)> {
    let absent = |path: &Path| args.clone().at_mut(&path.0).is_none();
    let own = |name: &str| resource.fields.iter().any(|field| field.name == name);
    let params = method.params.iter().filter(|param| param.location == Some(Location::Body));
    let default = |param: &Param| Some((Path::top(&param.name), Draft::Known(param.default.clone()?)));
    params.filter(|param| own(&param.name)).filter_map(default).filter(|(path, _)| absent(path)).collect()
}
