//! Constructors and setters.

/// The constructor of a request or a part of one, its setters, and what holds for members that are absent.
///
/// `new` takes what is required. In `set` each line is a setter with the value that the member gets; in `push` a member that is a list
/// grows; in `reset` a member of a partial update is emptied; in `default` stands what holds when a member is absent; in `unset` the
/// members that have no setter.
#[macro_export]
macro_rules! builder {
    ($type:ident {
        new { $($given:ident: $given_type:ty = $given_value:expr;)* }
        $(set { $($field:ident: $field_type:ty = $field_value:expr;)* })?
        $(push { $($list:ident: $item_type:ty;)* })?
        $(reset { $($reset:ident: $reset_field:ident;)* })?
        $(default { $($default:ident: $default_type:ty = $default_field:ident $(.$by:ident())? or $default_value:expr;)* })?
        $(unset { $($unset:ident;)* })?
    }) => {
        impl $type {
            /// With what is required.
            #[allow(clippy::too_many_arguments, reason = "the documents require so many")]
            pub fn new($($given: $given_type),*) -> Self {
                Self {
                    $($given: $given_value,)*
                    $($($field: ::core::default::Default::default(),)*)?
                    $($($list: ::core::default::Default::default(),)*)?
                    $($($unset: ::core::default::Default::default(),)*)?
                }
            }
            $($(
                #[doc = concat!("Sets `", stringify!($field), "`.")]
                #[must_use]
                pub fn $field(mut self, $field: $field_type) -> Self {
                    self.$field = $field_value;
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Adds to `", stringify!($list), "`, after those named before.")]
                #[must_use]
                pub fn $list(mut self, by: $item_type) -> Self {
                    self.$list.get_or_insert_default().push(by);
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Empties `", stringify!($reset_field), "`: what is stored there goes.")]
                #[must_use]
                pub fn $reset(mut self) -> Self {
                    self.$reset_field = $crate::Patch::Null;
                    self
                }
            )*)?
            $($(
                #[doc = concat!("`", stringify!($default_field), "`, or what the documents say to hold when it is absent.")]
                pub fn $default(&self) -> $default_type {
                    self.$default_field$(.$by())?.unwrap_or($default_value)
                }
            )*)?
        }
    };
}
