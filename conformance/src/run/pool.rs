//! Cases side by side, as many at a time as the target is configured for.

use std::sync::Arc;

use tokio::task::JoinSet;

use super::outcome::{self, Outcome, Status};
use super::{Reporter, Session, mistaken};
use crate::case::{Case, Exchange};
use crate::judge::Problem;
use crate::wire::{Answer, Lost};

/// After so many cases in a row without an answer the target is given up: a run ends, whatever the target does.
const GIVEN_UP: usize = 8;

/// The cases of a run.
pub(super) struct Pool {
    session: Arc<Session>,
    next: usize,
    silent: usize,
}

/// A case that is done, and whether anything came back.
struct Done {
    outcome: Outcome,
    answered: bool,
}

impl Pool {
    pub(super) fn new(session: Arc<Session>) -> Self {
        Self { session, next: 0, silent: 0 }
    }

    /// Runs all cases; the outcomes are in the order of the plan.
    pub(super) async fn run(mut self, reporter: &mut dyn Reporter) -> Vec<Outcome> {
        let mut running = JoinSet::new();
        let mut outcomes = Vec::new();
        loop {
            while running.len() < self.session.target.jobs.max(1)
                && self.silent < GIVEN_UP
                && self.next < self.session.plan.cases.len()
            {
                running.spawn(one(Arc::clone(&self.session), self.next));
                self.next += 1;
            }
            let Some(done) = running.join_next().await else {
                break;
            };
            // A task ends early only if the suite itself has a defect; the case then counts as not tested below.
            let Ok(done) = done else { continue };
            self.silent = if done.answered { 0 } else { self.silent + 1 };
            reporter.case_done(&done.outcome);
            outcomes.push(done.outcome);
        }
        let reason = format!("the target was given up after {GIVEN_UP} cases in a row without an answer");
        while let Some(outcome) = outcome::never_begun(&self.session.plan, self.next, &reason) {
            reporter.case_done(&outcome);
            outcomes.push(outcome);
            self.next += 1;
        }
        outcomes.sort_by_key(|outcome| outcome.position);
        outcomes
    }
}

async fn one(session: Arc<Session>, position: usize) -> Done {
    let case = &session.plan.cases[position];
    for slot in &case.after {
        // The case has its own finding if this fails, and can do without.
        let _ = session.ensure(slot).await;
    }
    let mut failures = Vec::new();
    let mut answered = true;
    for exchange in &case.exchanges {
        let known = match session.known_for(&exchange.request).await {
            Ok(known) => known,
            Err(reason) => {
                return Done { outcome: Outcome::missing(position, case, reason), answered: true };
            }
        };
        let answer = match session.send(&exchange.request, &known).await {
            Ok(answer) => answer,
            Err(reason) => {
                return Done { outcome: Outcome::missing(position, case, reason), answered: true };
            }
        };
        answered = answer.is_ok();
        let problems = problems(&session, case, exchange, &answer);
        if problems.is_empty() {
            continue;
        }
        if let Some(reason) = session.mistake(case, exchange, &known) {
            return Done { outcome: Outcome::missing(position, case, reason), answered };
        }
        let down = |problem| outcome::failure(&session.target, &exchange.request, &known, problem, &answer);
        failures.extend(problems.into_iter().map(down));
    }
    let status = if failures.is_empty() { Status::Passed } else { Status::Failed(failures) };
    Done { outcome: Outcome { position, id: case.id.clone(), status }, answered }
}

fn problems(session: &Session, held: &Case, exchange: &Exchange, answer: &Result<Answer, Lost>) -> Vec<Problem> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(lost) => {
            let cause = match lost {
                Lost::TimedOut(_) => "answers that do not come",
                Lost::TooLong(_) => "answers without end",
                Lost::Unreachable(_) | Lost::Broken(_) => "answers that are no HTTP",
                Lost::Unsendable(_) => "requests that cannot be sent",
            };
            return vec![Problem { cause: cause.to_owned(), expected: "an answer".to_owned(), got: lost.to_string() }];
        }
    };
    session.created(&held.method, answer);
    let Some(method) = session.plan.api.methods.iter().find(|method| method.name == held.method) else {
        return Vec::new();
    };
    session.judge().judge(held, method, exchange, answer)
}

impl Session {
    /// Reads back what was sent, before the target is accused.
    fn mistake(&self, case: &Case, exchange: &Exchange, known: &super::entities::Known) -> Option<String> {
        let sent = exchange.request.render(known).ok()?;
        let method = self.plan.api.methods.iter().find(|method| method.name == case.method)?;
        mistaken(&self.plan.api, &self.loose, method, exchange, &sent)
    }
}
