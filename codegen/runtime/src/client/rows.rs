//! A list as a stream, page by page.

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::Error;

/// The rows of a page, and where the next one begins; `None` after the last.
type Page<R> = (Vec<R>, Option<i64>);
type Pending<R, E> = Pin<Box<dyn Future<Output = Result<Page<R>, Error<E>>> + Send>>;

/// The rows of a list. A page is asked for when the rows before it are used up; after an error there are no more.
pub struct Rows<R, E> {
    fetch: Box<dyn FnMut(i64) -> Pending<R, E> + Send>,
    next: Option<i64>,
    pending: Option<Pending<R, E>>,
    ready: VecDeque<R>,
}

impl<R, E> Rows<R, E> {
    /// Rows that `fetch` gets: it is called with the place of a page, and gives its rows and the place of the next.
    pub fn new<F>(first: i64, mut fetch: impl FnMut(i64) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Page<R>, Error<E>>> + Send + 'static,
    {
        Self {
            fetch: Box::new(move |place| Box::pin(fetch(place))),
            next: Some(first),
            pending: None,
            ready: VecDeque::new(),
        }
    }

    /// The next row; `None` after the last.
    ///
    /// # Errors
    /// What asking for a page answers.
    pub async fn next(&mut self) -> Option<Result<R, Error<E>>>
    where
        R: Unpin,
    {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// Where the page after this one begins, for lists that count rows: after the last row, unless this page shows that there are no more.
pub(super) fn after(offset: i64, rows: usize, limit: Option<i64>, total: Option<i64>) -> Option<i64> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let next = offset.saturating_add(rows);
    let last = rows == 0 || limit.is_some_and(|limit| rows < limit) || total.is_some_and(|total| next >= total);
    (!last).then_some(next)
}

/// The page after this one, for lists that count pages: none after one without rows, or after the last where their number is told.
#[doc(hidden)]
pub fn next_page(page: i64, rows: usize, pages: Option<i64>) -> Option<i64> {
    (rows > 0 && pages.is_none_or(|pages| page < pages)).then(|| page.saturating_add(1))
}

/// A count, however the documents type it: as an integer or a number, required or not.
#[doc(hidden)]
pub fn count(value: &impl serde::Serialize) -> Option<i64> {
    serde_json::to_value(value).ok()?.as_i64()
}

impl<R: Unpin, E> Stream for Rows<R, E> {
    type Item = Result<R, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(row)));
            }
            if self.pending.is_none() {
                let Some(place) = self.next.take() else { return Poll::Ready(None) };
                let pending = (self.fetch)(place);
                self.pending = Some(pending);
            }
            let Some(pending) = &mut self.pending else { return Poll::Ready(None) };
            let page = ready!(pending.as_mut().poll(context));
            self.pending = None;
            match page {
                Ok((rows, next)) => {
                    self.ready = rows.into();
                    self.next = next;
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl<R, E> fmt::Debug for Rows<R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("ready", &self.ready.len()).field("next", &self.next).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Rows, after};

    #[test]
    fn knows_the_last_page() {
        assert_eq!(after(0, 10, Some(10), None), Some(10));
        assert_eq!(after(0, 9, Some(10), None), None);
        assert_eq!(after(10, 10, Some(10), Some(20)), None);
        assert_eq!(after(0, 0, None, None), None);
        assert_eq!(after(0, 5, None, Some(7)), Some(5));
    }

    #[tokio::test]
    async fn goes_on_until_there_is_no_next_page() {
        let mut rows = Rows::<i64, String>::new(0, |place| async move {
            Ok((vec![place, place + 1], (place < 4).then_some(place + 2)))
        });
        let mut seen = Vec::new();
        while let Some(row) = rows.next().await {
            seen.push(row.unwrap());
        }
        assert_eq!(seen, [0, 1, 2, 3, 4, 5]);
    }

    #[tokio::test]
    async fn ends_after_an_error() {
        let mut rows = Rows::<i64, String>::new(0, |_| async { Err(Error::Api("no".to_owned())) });
        assert!(matches!(rows.next().await, Some(Err(Error::Api(_)))));
        assert!(rows.next().await.is_none());
    }
}
