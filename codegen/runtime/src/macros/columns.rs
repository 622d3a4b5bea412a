//! The columns of lists.

/// The columns of a list: each with its constant, its name on the wire, its type, and the kind of column that tells what the documents
/// allow to do with it. A column that rows hold only when a caller asks for it is marked so.
#[macro_export]
macro_rules! columns {
    (@by_default) => { true };
    (@by_default on_request) => { false };
    ($(#[$meta:meta])* $name:ident($row:path, $operator:ty) { $(
        $constant:ident: $variant:ident = $wire:literal, $kind:expr, $column:ty $(, $on_request:ident)?;
    )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $wire, "`.")] $variant,)*
        }

        impl $crate::Column for $name {
            type Operator = $operator;
            const ALL: &'static [(Self, $crate::ColumnInfo)] = &[
                $((Self::$variant, $crate::ColumnInfo {
                    name: $wire,
                    kind: $kind,
                    filterable: <$column>::FILTERABLE,
                    sortable: <$column>::SORTABLE,
                    by_default: $crate::columns!(@by_default $($on_request)?),
                }),)*
            ];
            fn index(self) -> usize {
                self as usize
            }
        }

        $(
            #[doc = concat!("The column of [`", stringify!($constant), "`](", stringify!($row), "::", stringify!($constant), ").")]
            #[allow(non_upper_case_globals, reason = "it is used like a member: `contacts::last_name`")]
            pub const $constant: $column = <$column>::of($name::$variant);
        )*
    };
}
