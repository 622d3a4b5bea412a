//! Methods.

/// What the parameters of a method are: its name on the wire, its result, its errors, and the member that holds the credential, where
/// it travels in one.
#[macro_export]
macro_rules! method {
    ($name:literal: $params:ident => $output:ty, $error:ty $(, $credential:ident)?) => {
        impl $crate::Method for $params {
            const NAME: &'static str = $name;
            type Output = $output;
            type Error = $error;
            $(fn credential(&mut self) -> ::core::option::Option<&mut ::core::option::Option<$crate::Credential>> {
                ::core::option::Option::Some(&mut self.$credential)
            })?
        }
    };
}
