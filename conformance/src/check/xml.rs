//! Where the documents offer XML beside JSON, the XML answer says the same as the JSON answer would.

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::plan::{Context, Detail, Effect, Sink};

/// See the module.
pub struct Xml;

impl Check for Xml {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.xml", "responses.content_types"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let Some(convention) = &cx.api.conventions.xml else {
            return;
        };
        let offers = |content_types: &[String]| content_types.iter().any(|offered| offered == &convention.content_type);
        for method in cx
            .api
            .methods
            .iter()
            .filter(|method| method.responses.iter().any(|response| offers(&response.content_types)))
        {
            let id = format!("{}/xml", method.name);
            let built = cx.call(method, &id, Detail::Minimal, Effect::Takes);
            let Some(built) = sink.made(&id, method, built) else {
                continue;
            };
            let mut call = built.call;
            call.xml = true;
            let exchange = Exchange { request: call.request(), expect: vec![Outcome::AcceptedXml] };
            let case = sink.whole(self.name(), method, "xml", "asks for XML", vec![exchange]);
            let offered = method.responses.iter().find(|response| offers(&response.content_types));
            if let Some(response) = offered {
                case.sentence.text = format!("{}: {}", convention.content_type, response.description);
                case.sentence.source = response.source.clone();
            }
        }
    }
}
