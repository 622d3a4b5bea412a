//! Documented errors.

/// The enum of the errors that methods of a JSON-RPC API document. Each has its variant, its constructor (with `at` for one that is
/// about a parameter), its mnemonic, its code and its wording.
#[macro_export]
macro_rules! errors {
    ($(#[$meta:meta])* $name:ident { $(
        $(#[$doc:meta])*
        $variant:ident = $constructor:ident($($at:ident)?), $mnemonic:expr, $code:expr, $message:literal;
    )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$doc])* $variant($crate::Detail),)*
            /// An error that the documents do not list.
            Undocumented($crate::Undocumented),
        }

        impl $name {
            $($crate::errors!(@constructor $variant $constructor $($at)?);)*
            /// The method is documented, and this server does not have it yet.
            pub fn not_implemented() -> Self {
                Self::Undocumented($crate::Undocumented::not_implemented())
            }
        }

        impl $crate::ApiError for $name {
            const VARIANTS: &'static [$crate::Documented<Self>] = &[
                $(($crate::ErrorSpec::new($mnemonic, $code, ::core::option::Option::None, $message), Self::$variant),)*
            ];
            fn documented(&self) -> ::core::result::Result<(&'static $crate::ErrorSpec, &$crate::Detail), &$crate::Undocumented> {
                match self {
                    $(Self::$variant(detail) => {
                        static SPEC: $crate::ErrorSpec =
                            $crate::ErrorSpec::new($mnemonic, $code, ::core::option::Option::None, $message);
                        ::core::result::Result::Ok((&SPEC, detail))
                    })*
                    Self::Undocumented(error) => ::core::result::Result::Err(error),
                }
            }
            fn undocumented(error: $crate::Undocumented) -> Self {
                Self::Undocumented(error)
            }
        }
        $crate::errors!(@error $name ApiError);
    };
    (@constructor $variant:ident $constructor:ident at) => {
        #[doc = concat!("[`Self::", stringify!($variant), "`], about a parameter and its value.")]
        pub fn $constructor(
            field: impl ::core::convert::Into<::std::string::String>,
            value: impl $crate::reexport::serde::Serialize,
        ) -> Self {
            Self::$variant($crate::Detail::new(field, value))
        }
    };
    (@constructor $variant:ident $constructor:ident) => {
        #[doc = concat!("[`Self::", stringify!($variant), "`].")]
        pub fn $constructor() -> Self {
            Self::$variant($crate::Detail::default())
        }
    };
    (@error $name:ident $trait:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::$trait::describe(self, f)
            }
        }

        impl ::core::error::Error for $name {}
    };
}
