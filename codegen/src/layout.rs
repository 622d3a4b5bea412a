//! The text of tokens, for the parts of generated code that are tables: a row is one line, however long its words are.
//!
//! `prettyplease` writes everything else. It leaves the input of macros as one run of tokens, and breaks rows that are longer than a
//! narrow page; the tables of this crate are the input of macros, and are read row by row. What is written here is simple: `<` and `>`
//! are always brackets, never comparisons.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Operators of several characters.
const JOINED: &[&str] = &["::", "->", "=>", "==", "!=", "&&", "||"];

/// Operators with a space on either side.
const SPACED: &[&str] = &["=", "->", "=>", "==", "!=", "&&", "||", "+"];

/// Words after which a bracket is no call.
const KEYWORDS: &[&str] =
    &["as", "fn", "for", "if", "impl", "in", "let", "match", "mut", "pub", "return", "static", "where"];

/// What a line begins with for each block that it stands in.
const INDENT: &str = "    ";

/// How wide a list in square brackets may be on one line.
const WIDE: usize = 100;

/// The text of items.
pub(crate) fn text(tokens: TokenStream) -> String {
    text_within(tokens, 0)
}

/// The text of items that stand so many blocks deep.
pub(crate) fn text_within(tokens: TokenStream, depth: usize) -> String {
    let mut printer = Printer { depth, ..Printer::default() };
    printer.block(tokens);
    printer.text
}

/// How deep in blocks a line stands.
pub(crate) fn depth(line: &str) -> usize {
    (line.len() - line.trim_start().len()) / INDENT.len()
}

/// What was written last, as far as spacing depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// Nothing on this line, or an opening bracket.
    #[default]
    Open,
    Word,
    Keyword,
    Close,
    /// An operator with spaces around it, or a separator.
    Apart,
    /// What the next token sticks to.
    Stuck,
    /// A closing angle bracket.
    Angle,
}

#[derive(Debug, Default)]
struct Printer {
    text: String,
    depth: usize,
    last: Last,
    /// How many angle brackets are open.
    angles: usize,
    /// Whether the parameters of a closure are being written.
    bars: bool,
}

impl Printer {
    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
        }
        self.last = Last::Open;
    }

    /// Writes a piece, with a space ahead where one is due.
    fn piece(&mut self, piece: &str, spaced: bool, last: Last) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.text.push_str(&INDENT.repeat(self.depth));
        } else if spaced && self.last != Last::Open && self.last != Last::Stuck {
            self.text.push(' ');
        }
        self.text.push_str(piece);
        self.last = last;
    }

    /// Items, members or rows: each on lines of its own. Where rows end with semicolons, commas are within them.
    fn block(&mut self, tokens: TokenStream) {
        let is_end = |token: TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
        let end = if tokens.clone().into_iter().any(is_end) { ';' } else { ',' };
        let (angles, bars) = (std::mem::take(&mut self.angles), std::mem::take(&mut self.bars));
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            if let TokenTree::Punct(punct) = &token
                && punct.as_char() == '#'
                && self.last == Last::Open
                && let Some(TokenTree::Group(group)) = tokens
                    .next_if(|next| matches!(next, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket))
            {
                self.attribute(&group);
                continue;
            }
            let ends = match &token {
                TokenTree::Punct(punct) if self.angles == 0 && !self.bars => punct.as_char() == end,
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !self.text.ends_with("::") => {
                    !matches!(tokens.peek(), Some(TokenTree::Punct(next)) if ",;.?)".contains(next.as_char()))
                        && !matches!(tokens.peek(), Some(TokenTree::Ident(next)) if next == "else")
                }
                _ => false,
            };
            self.token(token);
            if ends {
                self.line();
            }
        }
        self.line();
        (self.angles, self.bars) = (angles, bars);
    }

    /// An attribute on a line of its own, and one that holds documentation as a comment.
    fn attribute(&mut self, group: &Group) {
        let mut inner = group.stream().into_iter();
        let is_doc = matches!(inner.next(), Some(TokenTree::Ident(word)) if word == "doc");
        let text = match (is_doc, inner.nth(1)) {
            (true, Some(TokenTree::Literal(literal))) => syn::parse_str::<syn::LitStr>(&literal.to_string()).ok(),
            _ => None,
        };
        match text {
            Some(text) => self.piece(&format!("///{}", text.value()), false, Last::Open),
            None => {
                self.piece("#", false, Last::Stuck);
                self.token(TokenTree::Group(group.clone()));
            }
        }
        self.line();
    }

    /// Tokens on one line.
    fn inline(&mut self, tokens: TokenStream) {
        for token in tokens {
            self.token(token);
        }
    }

    fn token(&mut self, token: TokenTree) {
        match token {
            TokenTree::Group(group) => self.group(&group),
            TokenTree::Ident(word) => {
                let word = word.to_string();
                let last = if KEYWORDS.contains(&word.as_str()) { Last::Keyword } else { Last::Word };
                self.piece(&word, true, last);
            }
            TokenTree::Literal(literal) => self.piece(&literal.to_string(), true, Last::Word),
            TokenTree::Punct(punct) => self.punct(punct.as_char(), punct.spacing()),
        }
    }

    fn punct(&mut self, c: char, spacing: Spacing) {
        // The second character of an operator goes to the first.
        let first = self.text.chars().next_back().filter(|_| self.last == Last::Apart || self.last == Last::Stuck);
        if let Some(first) = first
            && JOINED.contains(&format!("{first}{c}").as_str())
        {
            self.text.push(c);
            self.last = if c == ':' { Last::Stuck } else { Last::Apart };
            return;
        }
        let text = c.to_string();
        match c {
            // The first half of `->`, which is no minus.
            '-' if spacing == Spacing::Joint => self.piece(&text, true, Last::Apart),
            ':' if spacing == Spacing::Joint => self.piece(&text, false, Last::Stuck),
            ',' | ';' | ':' => self.piece(&text, false, Last::Apart),
            '.' | '?' => self.piece(&text, false, if c == '.' { Last::Stuck } else { Last::Word }),
            '<' => {
                self.angles += 1;
                self.piece(&text, matches!(self.last, Last::Apart), Last::Stuck);
            }
            '>' => {
                self.angles = self.angles.saturating_sub(1);
                self.piece(&text, false, Last::Angle);
            }
            '|' => {
                self.bars = !self.bars;
                self.piece(&text, self.bars, if self.bars { Last::Stuck } else { Last::Apart });
            }
            '!' if spacing == Spacing::Alone => self.piece(&text, self.last != Last::Word, Last::Stuck),
            _ if SPACED.contains(&text.as_str()) || c == '!' => self.piece(&text, true, Last::Apart),
            // `&`, `#`, `'`, `-`: they belong to what follows.
            _ => self.piece(&text, true, Last::Stuck),
        }
    }

    fn group(&mut self, group: &Group) {
        match group.delimiter() {
            Delimiter::None => self.inline(group.stream()),
            Delimiter::Parenthesis => {
                let call = matches!(self.last, Last::Word | Last::Angle | Last::Close);
                self.bracketed(group, "(", ")", !call);
            }
            Delimiter::Bracket => {
                let index = matches!(self.last, Last::Word | Last::Close);
                self.bracketed(group, "[", "]", !index);
            }
            Delimiter::Brace if group.stream().is_empty() => {
                // It is a block, also after what the next token would stick to.
                self.last = if self.last == Last::Stuck { Last::Apart } else { self.last };
                self.piece("{}", true, Last::Close);
            }
            Delimiter::Brace => {
                let listed = self.text.ends_with("::");
                if !listed {
                    self.last = if self.last == Last::Stuck { Last::Apart } else { self.last };
                }
                self.piece("{", !listed, Last::Open);
                if listed {
                    self.inline(group.stream());
                } else {
                    self.rows(group.stream());
                }
                self.piece("}", false, Last::Close);
            }
        }
    }

    fn rows(&mut self, tokens: TokenStream) {
        self.line();
        self.depth += 1;
        self.block(tokens);
        self.depth -= 1;
    }

    fn bracketed(&mut self, group: &Group, open: &str, close: &str, spaced: bool) {
        let (angles, bars) = (std::mem::take(&mut self.angles), std::mem::take(&mut self.bars));
        self.piece(open, spaced, Last::Open);
        let mut one_line = Self::default();
        one_line.inline(group.stream());
        if open == "[" && (one_line.text.len() > WIDE || one_line.text.contains('\n')) {
            self.rows(group.stream());
        } else {
            self.inline(group.stream());
        }
        self.piece(close, false, Last::Close);
        (self.angles, self.bars) = (angles, bars);
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::text;

    #[test]
    fn a_row_is_a_line() {
        let long = "so long that it would not stand on a line of its own with all that is around it, were it not a row";
        let tokens = quote! {
            /// Words.
            /// More of them.
            pub fn call(&self, params: crate::Params) -> Answer<crate::Params> { self.transport.call(params).await }
            rt::errors! {
                /// The errors.
                Errors {
                    /// It is gone.
                    Gone = gone(at), Some("gone"), Some(-5), "It is gone";
                    Late = late(), None, None, "";
                }
            }
            impl rt::Rules for A {
                const RULES: &'static [rt::Check<Self>] = &[
                    rt::Check::new("a", |it, at| at.requires(it.a.value() == Some(&true), it.b != rt::Patch::Null), #long, "a:1"),
                    rt::Check::new("b", |it, at| at.nested(&it.b), "", "a:2"),
                ];
            }
            rt::builder! { A { new { a: impl Into<String> = a.into(); } set { b: impl IntoIterator<Item = impl Into<X>> = Some(b.into_iter().collect()); } } }
            fn list() -> Vec<(i64, String)> { Client { transport, other: other.into() }.list() }
            use a::{b, c};
            static NONE: &[i64] = &[];
            struct S<T: 'static>(T);
        };
        insta::assert_snapshot!(text(tokens));
    }
}
