//! The columns of a list.

use doctract_spec::ir::Param;
use proc_macro2::Ident;

use super::Ty;

/// One column.
#[derive(Debug)]
pub(crate) struct ColumnModel<'a> {
    /// Its constant.
    pub(crate) constant: Ident,
    pub(crate) variant: Ident,
    pub(crate) ty: Ty,
    pub(crate) param: &'a Param,
}

/// The columns of a list method.
#[derive(Debug)]
pub(crate) struct Columns<'a> {
    /// The module that holds them.
    pub(crate) module: Ident,
    pub(crate) columns: Vec<ColumnModel<'a>>,
}
