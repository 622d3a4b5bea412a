//! The way from the name of a method to its function.

/// The endpoint of a JSON-RPC API: for each method its name on the wire, its function and its parameters, with the parameter that
/// selects the members of rows where there is one, and `anyone` where a caller need not be known.
#[macro_export]
macro_rules! rpc_routes {
    ($service:ident, $spec:path { $($name:literal => $function:ident($params:ty) $([$fields:ident])? $($access:ident)?;)* }) => {
        struct Endpoint<S>(S);

        impl<S: $service> $crate::server::rpc::Service for Endpoint<S> {
            const SPEC: &'static $crate::ApiSpec = &$spec;

            async fn dispatch(
                &self,
                call: &mut $crate::server::Call,
                params: ::core::option::Option<&$crate::reexport::serde_json::value::RawValue>,
            ) -> ::core::result::Result<::std::vec::Vec<u8>, $crate::server::Failure> {
                match call.method() {
                    $($name => {
                        let access = $crate::rpc_routes!(@access $($access)?);
                        let reading = $crate::server::rpc::read::<$params>(&$spec, call, params, access)?;
                        $crate::rpc_routes!(@authenticate self, call $(, $access)?);
                        let params = reading.checked()?;
                        $crate::rpc_routes!(@answer self, $function, call, params $(, $fields)?)
                    })*
                    _ => ::core::result::Result::Err($crate::Violation::new($crate::Kind::MethodNotFound, "").into()),
                }
            }

            fn violated(&self, call: &$crate::server::Call, violation: &$crate::Violation) {
                self.0.violated(call, violation);
            }

            fn error_metadata(
                &self,
                call: &$crate::server::Call,
            ) -> ::core::option::Option<$crate::reexport::serde_json::Value> {
                self.0.error_metadata(call)
            }
        }
    };
    (@access) => { $crate::server::rpc::Access::Known };
    (@access anyone) => { $crate::server::rpc::Access::Anyone };
    (@authenticate $self:ident, $call:ident) => { $self.0.authenticate($call).await? };
    (@authenticate $self:ident, $call:ident, anyone) => { () };
    (@answer $self:ident, $function:ident, $call:ident, $params:ident) => {
        $crate::server::rpc::result($call, $self.0.$function($call, $params).await)
    };
    (@answer $self:ident, $function:ident, $call:ident, $params:ident, $fields:ident) => {{
        let names = $crate::filter::names(&$params.$fields);
        let result = $self.0.$function($call, $params).await;
        $crate::server::rpc::result($call, result.map(|list| list.select(names.as_deref())))
    }};
}
