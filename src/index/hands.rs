//! Work that several threads share: whoever is free takes the next piece.

use std::iter::Enumerate;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::{thread, vec};

/// What is left to be done, each piece with its place among all.
type Left<T> = Mutex<Enumerate<vec::IntoIter<T>>>;

/// What came of a piece, with its place among all.
type Done<A> = (usize, thread::Result<A>);

/// The answers to `tasks`, in their order.
///
/// Who asks takes one task after the other, and threads of the pool take part as soon as they are awake: it is waited for what another
/// has begun, never for one to wake, which may take longer than all the work. A panic in one of them is passed on to who asks.
pub fn shared<T, A, F>(tasks: Vec<T>, answer: F) -> Vec<A>
where
    T: Send + 'static,
    A: Send + 'static,
    F: Fn(T) -> A + Send + Sync + 'static,
{
    let count = tasks.len();
    let work = Arc::new((Mutex::new(tasks.into_iter().enumerate()), answer));
    let (done, answers) = mpsc::channel();
    for _ in 1..count {
        let (work, done) = (Arc::clone(&work), done.clone());
        rayon::spawn(move || take_part(&work.0, &work.1, &done));
    }
    take_part(&work.0, &work.1, &done);
    drop(done);
    let mut answers: Vec<Done<A>> = answers.iter().take(count).collect();
    answers.sort_by_key(|(at, _)| *at);
    let answer = |(_, answer): Done<A>| answer.unwrap_or_else(|panic| resume_unwind(panic));
    answers.into_iter().map(answer).collect()
}

/// Does what is `left`, one piece after the other, until nothing is.
fn take_part<T, A>(left: &Left<T>, answer: &impl Fn(T) -> A, done: &mpsc::Sender<Done<A>>) {
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    while let Some((at, task)) = next() {
        let answer = catch_unwind(AssertUnwindSafe(|| answer(task)));
        // Where nobody waits any more, nobody needs it.
        let _ = done.send((at, answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_tasks() {
        for count in [0, 1, 2, 3, 100] {
            let answers = shared((0..count).collect(), |n| n * n);
            assert_eq!(answers, (0..count).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_reaches_who_asks_and_nothing_is_left_waiting() {
        let ask = || shared(vec![1, 0, 2], |n| 6 / n);
        assert!(catch_unwind(ask).is_err());
        assert_eq!(shared(vec![1, 2, 3], |n| 6 / n), [6, 3, 2]);
    }
}
