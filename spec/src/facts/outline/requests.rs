//! What a request line begins: a method, an example of one, one more line of the same method.

use std::collections::BTreeSet;

use super::Cutter;
use crate::dialect::SectionRole;
use crate::document::{Block, Text, Wording};
use crate::facts::part::{Part, SectionBlocks};
use crate::facts::request_line::{self, RequestLine};
use crate::facts::{http_message, http_method, items};

/// How many blocks of examples may stand between the heading of a method and its request line.
const MAX_EXAMPLES: usize = 32;

/// Whether code shows more of a message than its request line.
fn shows_body(block: &Block) -> bool {
    matches!(block, Block::Code(code) if code.text.trim().contains('\n'))
}

/// Lines, each with those that it stands for without the optional parts of its path.
fn with_shorter(lines: Vec<RequestLine>) -> impl Iterator<Item = RequestLine> {
    lines.into_iter().flat_map(|mut line| {
        let shorter = std::mem::take(&mut line.shorter);
        std::iter::once(line).chain(shorter)
    })
}

impl<'a> Cutter<'a> {
    /// Takes in a request line, or a command that holds one. Tells how many blocks were used.
    pub(super) fn request(&mut self, block: &'a Block, at: usize) -> Option<usize> {
        let verb = self.parts.last().filter(|part| self.waiting.is_empty() && part.awaits_address());
        let verb = verb.and_then(|part| part.capture("verb"));
        if let Some((line, used)) = request_line::at(self.dialect, &self.blocks[at..], verb) {
            return self.line(line, block, at).then_some(used);
        }
        if let Block::Code(code) = block
            && let Some(line) = request_line::in_curl(self.dialect, code)
            && self.lacks_request()
        {
            // The command is an example of the method, too.
            self.found_request(line, block);
            self.add(block);
            return Some(1);
        }
        self.is_unread_request(block).then(|| self.found_unread(block))
    }

    /// Takes in a request line; whether it is no mere content of the open section.
    fn line(&mut self, line: RequestLine, block: &'a Block, at: usize) -> bool {
        let several = !line.more.is_empty();
        let listed = several && !self.expects_request(at);
        if listed && !self.may_begin() {
            self.mention(line);
            return false;
        }
        if self.repeats(&line, block) {
            self.add_query(line);
            return true;
        }
        if self.is_example(&line, block) || (self.waiting.is_empty() && self.is_message_of_open(&line, block)) {
            return false;
        }
        self.found_request(line, block);
        if let Some(part) = self.parts.last_mut().filter(|_| listed) {
            part.listed = true;
        }
        if shows_body(block) && !several {
            self.add(block);
        }
        true
    }

    /// Whether a method may begin here, where nothing but several request lines says so: right under a heading, or where no method
    /// and no section is open.
    fn may_begin(&self) -> bool {
        let free = self.parts.last().is_some_and(Part::is_shared) && self.open_role().is_none();
        free || self.waiting.iter().any(|block| matches!(block, Block::Heading(..)))
    }

    /// Notes request lines that stand where no method begins: those of methods that are described somewhere, or of none.
    fn mention(&mut self, mut line: RequestLine) {
        let more = std::mem::take(&mut line.more);
        let shows = self.open_role().is_some();
        if let Some(part) = self.parts.last_mut().filter(|_| !shows) {
            part.mentioned.push(std::iter::once(line).chain(more).collect());
        }
    }

    /// Whether code is a message to the open method, with values in its path, which what the paths of all methods begin with may
    /// stand ahead of.
    fn is_message_of_open(&self, line: &RequestLine, block: &Block) -> bool {
        let Block::Code(code) = block else { return false };
        let known = self.parts.last().and_then(|part| part.request.as_ref());
        http_message::is_whole(&code.text)
            && known.is_some_and(|known| known.verb == line.verb && known.shows_below(&line.path))
    }

    /// Whether a message to the open method stands here.
    pub(super) fn message_follows(&self, at: usize) -> bool {
        let Some(block) = self.blocks.get(at).filter(|_| self.waiting.is_empty()) else { return false };
        request_line::at(self.dialect, &self.blocks[at..], None)
            .is_some_and(|(line, _)| self.is_message_of_open(&line, block))
    }

    /// Whether the heading that waits stands no deeper than that of the open method: what follows it is no part of the method.
    fn waits_beside_open(&self) -> bool {
        self.waiting.iter().any(|block| self.is_heading_beside_open(block))
    }

    /// Whether a request line shows the open method at work: it stands in an example, or it has values for the parameters
    /// of the method's path.
    pub(super) fn is_example(&self, line: &RequestLine, block: &Block) -> bool {
        let Some(part) = self.parts.last() else { return false };
        let section = part.sections.last().and_then(SectionBlocks::role);
        let shows = part.request.as_ref().is_some_and(|known| known.verb == line.verb && known.shows(&line.path));
        // What has parameters in its path, or stands in a heading or under one, shows no method: it begins one.
        let begins = matches!(block, Block::Heading(..)) || line.path.contains('{') || !self.waiting.is_empty();
        // The same line once more under a heading of its own, or `/users/me` behind `/users/{id}`, tells another method.
        let another = |known: &RequestLine| {
            let same = known.path == line.path && known.query == line.query;
            same || known.shows_words(&line.path)
        };
        let is_heading = self.is_heading_beside_open(block);
        let beside = is_heading || self.waits_beside_open() && !shows_body(block);
        if shows && beside && part.request.as_ref().is_some_and(another) {
            return false;
        }
        // What is headed as an example of a request may be all that tells the request line.
        let example = |role: SectionRole| role == SectionRole::Example || (part.request.is_some() && role.is_example());
        shows || (section.is_some_and(example) && !begins)
    }

    /// Whether a block is a heading that stands no deeper than that of the open method.
    fn is_heading_beside_open(&self, block: &Block) -> bool {
        let end = self.parts.last().and_then(|part| part.end);
        matches!(block, Block::Heading(level, _) if end.is_some_and(|end| *level <= end))
    }

    /// Whether a line of text says once more what the open method is.
    pub(super) fn repeats(&self, line: &RequestLine, block: &Block) -> bool {
        let known = self.parts.last().filter(|part| part.is_open()).and_then(|part| part.request.as_ref());
        matches!(block, Block::Paragraph(_))
            && self.waiting.is_empty()
            && known.is_some_and(|known| known.verb == line.verb && known.path == line.path)
    }

    /// The same request line once more may name other parameters of its query.
    fn add_query(&mut self, line: RequestLine) {
        if let Some(known) = self.parts.last_mut().and_then(|part| part.request.as_mut()) {
            known.query.extend(line.query);
            let mut seen = BTreeSet::new();
            known.query.retain(|name| seen.insert(name.clone()));
        }
    }

    /// Whether the request line of the heading that waits follows behind examples, ahead of the next heading. One in a list only
    /// mentions its method.
    pub(super) fn request_follows_examples(&self, at: usize, role: Option<SectionRole>) -> bool {
        let waits = self.waiting.iter().any(|block| matches!(block, Block::Heading(..)));
        let shows = matches!(role, Some(SectionRole::Example | SectionRole::Ignore));
        let here = self.blocks.iter().enumerate().skip(at).take(MAX_EXAMPLES);
        let mut here = here.take_while(|(_, block)| !matches!(block, Block::Heading(..)));
        let listed = |block: &Block| block.line().is_some_and(|text| items::depth(text) > 0);
        let begins = |at: usize| request_line::at(self.dialect, &self.blocks[at..], None).is_some();
        waits && shows && here.any(|(at, block)| !listed(block) && begins(at))
    }

    /// Whether the heading that waits, beside that of the open method or where none is open, heads one whose request line stands below its sections.
    pub(super) fn request_follows_sections(&self, at: usize) -> bool {
        let free = self.parts.last().is_none_or(Part::is_shared);
        let level = self.waiting.iter().find_map(|block| match block {
            Block::Heading(level, _) if free || self.is_heading_beside_open(block) => Some(*level),
            _ => None,
        });
        let Some(level) = level else { return false };
        let here = self.blocks.iter().enumerate().skip(at).take(MAX_EXAMPLES);
        let mut here = here.take_while(|(_, block)| !matches!(block, Block::Heading(other, _) if *other <= level));
        let open = self.parts.last().and_then(|part| part.request.as_ref());
        let begins = |at: usize| {
            let line = request_line::at(self.dialect, &self.blocks[at..], None);
            line.is_some_and(|(line, _)| !open.is_some_and(|open| open.verb == line.verb && open.shows(&line.path)))
        };
        here.any(|(at, block)| matches!(block, Block::Paragraph(_)) && begins(at))
    }

    /// Whether a method begins here in a form that the dialect does not know: a heading tells it, or the line under one.
    pub(super) fn is_unread_request(&self, block: &Block) -> bool {
        let text = match block {
            Block::Heading(_, text) => text,
            Block::Paragraph(text) if matches!(self.waiting.last(), Some(Block::Heading(..))) => text,
            Block::Paragraph(text) if self.waits_for_line(text) => text,
            _ => return false,
        };
        !self.dialect.request_lines.is_empty()
            && request_line::resembles(&text.folded())
            && self.section(block, &Wording::new(text), None).is_none()
            && !self.is_example_of_open(text)
    }

    /// Whether a line that is nothing but an HTTP method and a path stands under a heading, behind what introduces it.
    fn waits_for_line(&self, text: &Text) -> bool {
        let line = text.folded();
        let mut words = line.trim_start_matches(['`', '"']).split_whitespace();
        let begins =
            words.next().is_some_and(|word| http_method(word.trim_matches('`')) == Some(word.trim_matches('`')));
        begins && words.count() == 1 && self.waiting.iter().any(|block| matches!(block, Block::Heading(..)))
    }

    /// Whether a line that looks like a request line shows the open method, whose own line was read.
    pub(super) fn is_example_of_open(&self, text: &Text) -> bool {
        let request = self.parts.last().and_then(|part| part.request.as_ref());
        request.is_some_and(|request| {
            let is_path = |word: &str| word.trim_matches(['`', '"', '.', ',']) == request.path;
            text.folded().split_whitespace().any(is_path)
        })
    }

    /// Whether what stands here is meant to be a request line, so that several of them are no mere list of methods.
    pub(super) fn expects_request(&self, at: usize) -> bool {
        let open = self.parts.last().and_then(|part| part.sections.last());
        self.expected == Some(at)
            || self.lacks_request()
            || open.and_then(SectionBlocks::role) == Some(SectionRole::Request)
    }

    /// A request line belongs to the method of the open heading, goes on with those right ahead of it, or begins a method.
    pub(super) fn found_request(&mut self, mut line: RequestLine, block: &'a Block) {
        let more = with_shorter(std::mem::take(&mut line.more));
        let shorter = std::mem::take(&mut line.shorter);
        if !self.is_heading_beside_open(block) && (self.lacks_request() || self.is_template(&line)) {
            self.give_back();
            if let Some(part) = self.parts.last_mut() {
                part.request = Some(line);
            }
        } else if !matches!(block, Block::Heading(..)) && self.goes_on_with_requests() {
            if let Some(part) = self.parts.last_mut() {
                part.more.push(line);
            }
        } else if let Block::Heading(level, text) = block {
            // The headings above it are those of a chapter.
            self.give_back();
            self.parts.push(Part { request: Some(line), title: Some(text), end: Some(*level), ..Part::shared() });
        } else {
            self.begin(Part { request: Some(line), ..Part::shared() });
        }
        let in_list = matches!(block, Block::Paragraph(text) if items::depth(text) > 0);
        if let Some(part) = self.parts.last_mut() {
            part.in_list |= in_list;
            part.more.extend(shorter.into_iter().chain(more));
        }
    }

    /// Whether a line has parameters where that of the open method, of which nothing else is known yet, has values: what was taken
    /// for the request line of the method was an example of it.
    pub(super) fn is_template(&self, line: &RequestLine) -> bool {
        let open = self.parts.last().filter(|part| self.waiting.is_empty() && part.shows_only());
        let known = open.and_then(|part| part.request.as_ref());
        known.is_some_and(|known| {
            known.verb == line.verb && known.path != line.path && !known.path.contains('{') && line.shows(&known.path)
        })
    }

    /// Whether a request line stands right behind that of the open method.
    pub(super) fn goes_on_with_requests(&self) -> bool {
        let open = self.parts.last().filter(|part| self.waiting.is_empty() && part.request.is_some());
        open.is_some_and(Part::ends_with_request)
    }
}
