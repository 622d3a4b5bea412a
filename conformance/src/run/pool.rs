//! Cases side by side, as many at a time as the target is configured for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use doctract_spec::ir::Method;
use tokio::task::{self, JoinSet};
use tokio::time::Instant;

use super::entities::KnownValues;
use super::outcome::{self, Outcome, Status};
use super::stop::Ending;
use super::{Reporter, Session, mistaken};
use crate::case::{Case, Exchange};
use crate::draft::Slot;
use crate::judge::{Listing, Problem};
use crate::unique::hash;
use crate::wire::{Answer, Lost};

/// After so many cases of a method in a row without an answer its other cases are left out.
const SILENT_METHOD: usize = 3;

/// How many problems of one answer are told: an answer may hold as many as it likes.
const TOLD: usize = 24;

/// Why a case is missing whose scene cannot be set.
const WRONG_BEFORE: &str = "an answer that the case goes on from is wrong, which is a finding of another case";

/// The cases of a run.
pub(super) struct Pool {
    session: Arc<Session>,
    order: std::vec::IntoIter<usize>,
    silent: BTreeMap<String, usize>,
    /// The positions of the cases that were begun, by their tasks.
    tasks: HashMap<task::Id, usize>,
}

/// A case that is done, and whether anything came back.
struct Done {
    outcome: Outcome,
    answered: bool,
}

impl Pool {
    pub(super) fn new(session: Arc<Session>) -> Self {
        let mut order: Vec<usize> = (0..session.plan.cases.len()).collect();
        if session.target.shuffle {
            let seed = session.plan.seed;
            order.sort_by_key(|at| hash(format!("{seed} {}", session.plan.cases[*at].id).as_bytes()));
        }
        order.sort_by_key(|at| (session.plan.cases[*at].alone, !session.plan.cases[*at].resets.is_empty()));
        Self { session, order: order.into_iter(), silent: BTreeMap::new(), tasks: HashMap::new() }
    }

    /// Runs all cases; the outcomes are in the order of the plan.
    pub(super) async fn run(mut self, reporter: &mut dyn Reporter) -> Vec<Outcome> {
        let session = Arc::clone(&self.session);
        let mut running = JoinSet::new();
        let mut outcomes = Vec::new();
        // A time that no clock can tell is no bound.
        let deadline = session.target.max_time.and_then(|time| Some((Instant::now().checked_add(time)?, time)));
        loop {
            if let Some((_, time)) = deadline.filter(|(at, _)| *at <= Instant::now()) {
                session.stop.stop(Ending::OutOfTime(time));
            }
            self.fill(&mut running, &mut outcomes, reporter);
            let done = tokio::select! {
                done = running.join_next() => done,
                () = until(deadline.map(|(at, _)| at)), if session.stop.ending().is_none() => continue,
            };
            let Some(done) = done else { break };
            let outcome = match done {
                Ok(done) => {
                    self.listen(&done);
                    done.outcome
                }
                // A task ends early only if the suite itself has a defect.
                Err(error) => match self.broken(error.id()) {
                    Some(outcome) => outcome,
                    None => continue,
                },
            };
            reporter.case_done(&outcome);
            outcomes.push(outcome);
        }
        self.rest(&mut outcomes, reporter);
        outcomes.sort_by_key(|outcome| outcome.position);
        outcomes
    }

    /// Begins as many cases as may run at a time.
    fn fill(&mut self, running: &mut JoinSet<Done>, outcomes: &mut Vec<Outcome>, reporter: &mut dyn Reporter) {
        let session = &self.session;
        while running.len() < session.target.jobs.max(1) && session.stop.ending().is_none() {
            let alone = |position: &usize| session.plan.cases[*position].alone;
            if !running.is_empty() && self.order.as_slice().first().is_some_and(alone) {
                return;
            }
            let Some(position) = self.order.next() else { return };
            let case = &session.plan.cases[position];
            if self.silent.get(&case.method).is_some_and(|silent| *silent >= SILENT_METHOD) {
                let reason = format!("{} did not answer {SILENT_METHOD} cases in a row", case.method);
                let outcome = Outcome::missing(position, case, reason);
                reporter.case_done(&outcome);
                outcomes.push(outcome);
            } else {
                let task = running.spawn(one(Arc::clone(session), position));
                self.tasks.insert(task.id(), position);
            }
        }
    }

    fn listen(&mut self, done: &Done) {
        let Some(case) = self.session.plan.cases.get(done.outcome.position) else { return };
        if done.answered {
            self.silent.remove(&case.method);
        } else {
            *self.silent.entry(case.method.clone()).or_default() += 1;
        }
    }

    /// The outcome of a case whose task ended without one.
    fn broken(&self, task: task::Id) -> Option<Outcome> {
        let position = *self.tasks.get(&task)?;
        let id = self.session.plan.cases.get(position)?.id.clone();
        Some(Outcome { position, id, status: Status::Broken, retries: 0 })
    }

    /// The cases that have no outcome, because the run ended before.
    fn rest(&self, outcomes: &mut Vec<Outcome>, reporter: &mut dyn Reporter) {
        let ran: BTreeSet<usize> = outcomes.iter().map(|outcome| outcome.position).collect();
        let ending = self.session.stop.ending();
        let status = ending.map_or(Status::Broken, |ending| Status::Missing(ending.to_string()));
        for (position, case) in self.session.plan.cases.iter().enumerate().filter(|(at, _)| !ran.contains(at)) {
            let outcome = Outcome { position, id: case.id.clone(), status: status.clone(), retries: 0 };
            reporter.case_done(&outcome);
            outcomes.push(outcome);
        }
    }
}

/// Returns at this time; never where there is none.
async fn until(time: Option<Instant>) {
    match time {
        Some(time) => tokio::time::sleep_until(time).await,
        None => std::future::pending().await,
    }
}

/// So few entities are made one after the other, for which of them is the newest may matter.
const FEW: usize = 3;

/// Makes what a case wants to be there; of many, as much at a time as there are jobs.
async fn make(session: &Arc<Session>, entities: &[Slot]) {
    let mut making = JoinSet::new();
    let at_once = if entities.len() > FEW { session.target.jobs.max(1) } else { 1 };
    for entity in entities {
        if making.len() >= at_once {
            making.join_next().await;
        }
        let (session, entity) = (Arc::clone(session), entity.clone());
        // The case has its own finding if this fails, and can do without.
        making.spawn(async move { session.ensure(&entity).await.is_ok() });
    }
    while making.join_next().await.is_some() {}
}

async fn one(session: Arc<Session>, position: usize) -> Done {
    let case = &session.plan.cases[position];
    make(&session, &case.after).await;
    session.prepare_rows(case).await;
    let mut course = Course::default();
    let mut cut = None;
    for step in 0..case.exchanges.len() {
        if let Err(reason) = course.exchange(&session, case, step).await {
            cut = Some(reason);
            break;
        }
    }
    // What was found before a case could not go on is no less true.
    let status = match (course.failures.is_empty(), cut) {
        (false, _) => Status::Failed(course.failures),
        (true, Some(reason)) => Status::Missing(reason),
        (true, None) => Status::Passed,
    };
    let outcome = Outcome { position, id: case.id.clone(), status, retries: course.retries };
    Done { outcome, answered: !course.silent }
}

/// What a case has met so far.
#[derive(Default)]
struct Course {
    failures: Vec<outcome::Failure>,
    answers: Vec<Answer>,
    retries: usize,
    /// The rows of the account that a promise asked to be remembered.
    remembered: Option<Listing>,
    /// Whether nothing came back from the last exchange.
    silent: bool,
}

impl Course {
    /// Sends one request and judges its answer. The error is why the case cannot go on.
    async fn exchange(&mut self, session: &Session, case: &Case, step: usize) -> Result<(), String> {
        let exchange = &case.exchanges[step];
        if case.resets.contains(&step) {
            session.reset().await.map_err(|error| error.to_string())?;
        }
        let known = session.known_for(&exchange.request).await?;
        let answer = session.send(&exchange.request, &known).await?;
        if answer == Err(Lost::Stopped) {
            return Err(session.stop.ending().map_or_else(String::new, Ending::to_string));
        }
        self.silent = answer.is_err();
        self.retries += answer.as_ref().map_or(0, |answer| answer.retries);
        let mut problems = problems(session, case, exchange, &known, &answer);
        self.answers.extend(answer.as_ref().ok().cloned());
        if problems.is_empty() && self.answers.len() > step {
            problems = session.claimed(case, step, &known, &self.answers, &mut self.remembered).await?;
        }
        let on = step + 1 < case.exchanges.len();
        let refused = answer.as_ref().is_ok_and(|answer| session.judge().refuses(exchange, answer));
        if problems.is_empty() {
            if on && refused {
                return Err("the target refused, as the documents let it, what the case goes on from".to_owned());
            }
            return Ok(());
        }
        if step < case.setting {
            return Err(case.unfit.unwrap_or(WRONG_BEFORE).to_owned());
        }
        let conflict = || session.shows_conflict(case, step, &known, answer.as_ref().ok()?);
        if let Some(reason) = session.mistake(case, exchange, &known).or_else(conflict) {
            return Err(reason);
        }
        let down = |problem| outcome::failure(&session.target, &exchange.request, &known, problem, &answer);
        self.failures.extend(problems.into_iter().take(TOLD).map(down));
        // What was to follow from a request that was refused would be wrong for this reason alone.
        if on && refused { Err("the target refused what the case goes on from".to_owned()) } else { Ok(()) }
    }
}

fn problems(
    session: &Session,
    held: &Case,
    exchange: &Exchange,
    known: &KnownValues,
    answer: &Result<Answer, Lost>,
) -> Vec<Problem> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(lost) => {
            let cause = match lost {
                Lost::TimedOut(_) | Lost::Unreachable(_) | Lost::Reset(_) | Lost::Stopped => {
                    "the target does not answer"
                }
                Lost::TooLong(_) => "answers without end",
                Lost::Broken(_) => "answers that are no HTTP",
                Lost::Unsendable(_) => "requests that cannot be sent",
            };
            return vec![Problem {
                cause: cause.to_owned(),
                expected: "an answer".to_owned(),
                got: lost.to_string(),
                symptom: None,
            }];
        }
    };
    let Some(method) = session.method_of(held, exchange) else {
        return Vec::new();
    };
    session.created(&method.name, &exchange.request, known, answer);
    session.judge().judge(held, method, exchange, answer)
}

impl Session {
    /// The method that an exchange calls.
    pub(super) fn method_of(&self, case: &Case, exchange: &Exchange) -> Option<&Method> {
        let under_test = || self.plan.api.methods.iter().find(|method| method.name == case.method);
        exchange.request.calls(&self.plan.api).or_else(under_test)
    }

    /// Reads back what was sent, before the target is accused.
    fn mistake(&self, case: &Case, exchange: &Exchange, known: &KnownValues) -> Option<String> {
        let sent = exchange.request.render(known).ok()?;
        let method = self.method_of(case, exchange)?;
        mistaken(&self.plan.api, &self.loose, method, exchange, &sent)
    }
}
