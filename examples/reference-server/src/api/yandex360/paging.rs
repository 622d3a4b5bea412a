//! Pages. The documents give them neither bounds nor defaults: they count from 1 here.

/// How many contacts a page has unless the caller says.
const DEFAULT_PER_PAGE: i64 = 10;

/// How many contacts a page has at most. Who asks for more gets so many, and is told so by `perPage` in the answer.
const MAX_PER_PAGE: i64 = 1000;

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paging {
    /// The page, from 1.
    pub(super) page: i64,
    /// How many rows it has.
    pub(super) per_page: i64,
}

impl Paging {
    /// What the caller asks for.
    ///
    /// # Errors
    /// A sentence for the caller when there can be no such page.
    pub(super) fn new(page: Option<i64>, per_page: Option<i64>) -> Result<Self, &'static str> {
        let (page, per_page) = (page.unwrap_or(1), per_page.unwrap_or(DEFAULT_PER_PAGE));
        match (page, per_page) {
            (..=0, _) => Err("`page`: pages are counted from 1"),
            (_, ..=0) => Err("`perPage`: a page has at least 1 contact"),
            _ => Ok(Self { page, per_page: per_page.min(MAX_PER_PAGE) }),
        }
    }

    /// How many rows come before the page.
    pub(super) fn offset(self) -> i64 {
        (self.page - 1).saturating_mul(self.per_page)
    }

    /// How many pages so many rows fill.
    pub(super) fn pages(self, total: i64) -> i64 {
        total / self.per_page + i64::from(total % self.per_page != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Paging;

    #[test]
    fn counts_pages() {
        let paging = Paging::new(Some(3), Some(2)).unwrap();
        assert_eq!(paging.offset(), 4);
        assert_eq!([0, 1, 2, 3].map(|total| paging.pages(total)), [0, 1, 1, 2]);
        assert_eq!(Paging::new(Some(i64::MAX), Some(i64::MAX)).unwrap().offset(), i64::MAX);
        assert!(Paging::new(Some(0), None).is_err());
        assert!(Paging::new(None, Some(-1)).is_err());
    }
}
