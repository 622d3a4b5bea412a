//! Operators of filters, and the kinds of columns that they apply to.

/// The operators of a filter language, each with its word on the wire and the types of columns that it applies to.
#[macro_export]
macro_rules! operators {
    ($(#[$meta:meta])* $name:ident {}) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {}

        impl $crate::Operator for $name {
            const ALL: &'static [(Self, $crate::filter::OperatorInfo)] = &[];
            fn index(self) -> usize {
                match self {}
            }
        }
    };
    ($(#[$meta:meta])* $name:ident { $(
        $(#[$doc:meta])*
        $variant:ident = $word:literal, [$($kind:ident)*];
    )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $crate::Operator for $name {
            const ALL: &'static [(Self, $crate::filter::OperatorInfo)] = &[
                $((Self::$variant, $crate::filter::OperatorInfo {
                    name: $word,
                    applies: |kind| matches!(kind, $crate::ColumnType::Any $(| $crate::ColumnType::$kind { .. })*),
                }),)+
            ];
            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

/// A kind of columns, with a method for each operator that applies to it: those that take one value, those that take a list, and the
/// comparisons with nothing.
#[macro_export]
macro_rules! column_kind {
    ($name:ident($value:ty => $owned:ty): $operators:ident {
        $(one { $($one:ident: $one_operator:ident;)* })?
        $(list { $($list:ident: $list_operator:ident;)* })?
        $(empty { $($empty:ident: $empty_operator:ident;)* })?
    }) => {
        /// A column of the kind that its name says; `FILTER` and `SORT` tell what the documents allow to do with it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<C, const FILTER: bool, const SORT: bool>(C);

        impl<C: $crate::Column<Operator = $operators>, const SORT: bool> $name<C, true, SORT> {
            $($(
                #[doc = concat!("Compares by [`", stringify!($operators), "::", stringify!($one_operator), "`].")]
                pub fn $one(self, value: $value) -> $crate::Filter<C> {
                    let value: $owned = value.into();
                    $crate::Filter::leaf(self.0, $operators::$one_operator, value)
                }
            )*)?
            $($(
                #[doc = concat!("Compares by [`", stringify!($operators), "::", stringify!($list_operator), "`].")]
                pub fn $list(self, values: impl IntoIterator<Item = $value>) -> $crate::Filter<C> {
                    let values: ::std::vec::Vec<$owned> = values.into_iter().map(::core::convert::Into::into).collect();
                    $crate::Filter::leaf(self.0, $operators::$list_operator, values)
                }
            )*)?
            $($(
                #[doc = concat!("Compares with `null` by [`", stringify!($operators), "::", stringify!($empty_operator), "`].")]
                pub fn $empty(self) -> $crate::Filter<C> {
                    $crate::Filter::leaf(self.0, $operators::$empty_operator, $crate::reexport::serde_json::Value::Null)
                }
            )*)?
        }

        impl<C: $crate::Column, const FILTER: bool> $name<C, FILTER, true> {
            /// Upwards by this column.
            pub fn asc(self) -> $crate::Sort<C> {
                $crate::Sort { column: self.0, order: $crate::Order::Asc }
            }

            /// Downwards by this column.
            pub fn desc(self) -> $crate::Sort<C> {
                $crate::Sort { column: self.0, order: $crate::Order::Desc }
            }
        }

        impl<C: $crate::Column, const FILTER: bool, const SORT: bool> $name<C, FILTER, SORT> {
            pub(crate) const FILTERABLE: bool = FILTER;
            pub(crate) const SORTABLE: bool = SORT;

            pub(crate) const fn of(column: C) -> Self {
                Self(column)
            }

            /// The column itself.
            pub fn column(self) -> C {
                self.0
            }
        }
    };
}
