//! An element of a page that a program renders, by its tag: `<Field name="id" type="string">`. Its attributes hold what other pages
//! have in the columns of a table.

use super::Text;

/// The start tag of a component.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// The names of its attributes with their values, in order; one without a value has the empty text.
    pub attributes: Vec<(String, String)>,
    /// The tag as it is written, white space folded. Its style tells how deep the component stands.
    pub text: Text,
}
