//! Strings out of closed lists.

/// An enum of the strings that a value may be, each with its variant. The first one is the default.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $first:ident = $first_wire:literal $(, $variant:ident = $wire:literal)* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            #[doc = concat!("`", $first_wire, "`.")]
            #[default]
            $first,
            $(#[doc = concat!("`", $wire, "`.")] $variant,)*
        }

        impl $name {
            /// The value on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_wire,
                    $(Self::$variant => $wire,)*
                }
            }
        }

        impl $crate::Word for $name {
            const ALL: &'static [(&'static str, Self)] = &[($first_wire, Self::$first) $(, ($wire, Self::$variant))*];
        }

        impl $crate::check::Says for $name {
            fn is(&self, word: &str) -> ::core::option::Option<bool> {
                ::core::option::Option::Some(self.as_str() == word)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(word: $name) -> Self {
                word.as_str().into()
            }
        }

        impl $crate::reexport::serde::Serialize for $name {
            fn serialize<S: $crate::reexport::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::read_word(deserializer)
            }
        }
    };
}
