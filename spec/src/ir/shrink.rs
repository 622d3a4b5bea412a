//! Gives back the room that lists of parameters took while they grew: a parameter is large, and many are kept.

use super::{Method, Param};

impl Method {
    /// Gives back the room behind the parameters of all its messages.
    pub(crate) fn shrink(&mut self) {
        shrink(&mut self.params);
        self.result.iter_mut().for_each(|result| {
            shrink(&mut result.fields);
            shrink(&mut result.beside);
        });
        self.responses.iter_mut().for_each(|response| shrink(&mut response.fields));
    }
}

fn shrink(params: &mut Vec<Param>) {
    params.shrink_to_fit();
    for param in params {
        let mut schema = &mut param.schema;
        shrink(&mut schema.fields);
        while let Some(items) = &mut schema.items {
            shrink(&mut items.fields);
            schema = items;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Schema;

    #[test]
    fn nothing_is_kept_behind_the_last_parameter() {
        let roomy = |params: &[Param]| {
            let mut list = Vec::with_capacity(100);
            list.extend_from_slice(params);
            list
        };
        let inner = Schema { fields: roomy(&[Param::default()]), ..Schema::default() };
        let schema = Schema { items: Some(Box::new(inner)), ..Schema::default() };
        let mut params = roomy(&[Param { schema, ..Param::default() }]);
        shrink(&mut params);
        let items = params[0].schema.items.as_ref().map_or(usize::MAX, |items| items.fields.capacity());
        assert_eq!((params.capacity(), items), (1, 1));
    }
}
