//! Whole processes: how long they take and how much memory, commands in turn so that a machine that slows down slows all.

use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use crate::Result;

/// One process from its start to its end.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Seconds.
    pub wall: f64,
    /// The most memory it held, in bytes.
    pub peak: u64,
}

/// Runs `command` to its end; that it fails is an error.
pub fn run(command: &mut Command) -> Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !ended.status.success() {
        return Err(format!("{command:?}: {}", ended.status).into());
    }
    Ok(Run { wall, peak: ended.rusage.maxrss })
}

/// Runs `command` to its end, started by a small process: it begins as a copy of the one that starts it, and the system counts that as
/// its memory.
pub fn weighed(command: &Command) -> Result<Run> {
    let mut small = Command::new(std::env::current_exe()?);
    small.arg("weigh").arg(command.get_program()).args(command.get_args());
    small.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let printed = String::from_utf8(small.output()?.stdout)?;
    let (wall, peak) = printed.trim().split_once(' ').ok_or("the process could not be weighed")?;
    Ok(Run { wall: wall.parse()?, peak: peak.parse()? })
}

/// Of runs of the same the one in the middle, of two the faster, with the most memory of all: a short run may fall into a moment in which
/// the machine does nothing else, and a long one never does.
pub fn typical(mut runs: Vec<Run>) -> Option<Run> {
    runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    let middle = runs.get(runs.len().checked_sub(1)? / 2)?.wall;
    Some(Run { wall: middle, peak: runs.iter().map(|run| run.peak).max()? })
}

/// Runs `commands` in turn, `rounds` times after two that do not count; gives the runs of each.
pub fn in_turn(commands: &mut [Command], rounds: usize) -> Result<Vec<Vec<Run>>> {
    let mut runs = vec![Vec::new(); commands.len()];
    for round in 0..rounds + 2 {
        for (command, runs) in commands.iter_mut().zip(&mut runs) {
            let run = run(command)?;
            if round >= 2 {
                runs.push(run);
            }
        }
    }
    Ok(runs)
}

/// The median of the ratios of two commands that ran in turn, round by round.
pub fn ratio(of: &[Run], to: &[Run]) -> f64 {
    median(of.iter().zip(to).map(|(a, b)| a.wall / b.wall).collect())
}

/// The median seconds.
pub fn wall(runs: &[Run]) -> f64 {
    median(runs.iter().map(|run| run.wall).collect())
}

/// The value in the middle.
pub fn median(values: Vec<f64>) -> f64 {
    quantile(values, 0.5)
}

/// The value below which `part` of `values` lie.
pub fn quantile(mut values: Vec<f64>, part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (part * values.len() as f64) as usize;
    values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or_default()
}
