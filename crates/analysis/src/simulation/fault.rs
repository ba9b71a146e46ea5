use std::fmt;
use std::str::FromStr;

use diagram::{ComponentId, ConnectionId, GroupId};

use super::error::FaultError;

/// Something that goes wrong while a simulation runs, from a time on and perhaps until another.
///
/// As a word, on a command line: `replica:ID@30+10` from second 30 on, for 10 seconds. Without `@` it starts at once,
/// without `+` it lasts to the end. Seconds count from the start of the run, the warm-up included.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub kind: FaultKind,
    pub start_seconds: f64,
    /// How long it lasts; `None` to the end.
    pub seconds: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// `replica:ID`: one replica of a component is lost, and the requests on it with it.
    Replica(ComponentId),
    /// `zone:GROUP`: all that stands in an availability zone is lost.
    Zone(GroupId),
    /// `region:GROUP`: all that stands in a region is lost.
    Region(GroupId),
    /// `slow:IDx5`: service begun at a component takes this many times as long.
    Slow(ComponentId, f64),
    /// `packets:0.1`, `packets:CONNECTION:0.1`: this share of messages is lost on the way, along one connection or
    /// along all of them.
    Packets(Option<ConnectionId>, f64),
    /// `spike:x4`, `spike:IDx4`: this many times the requests, of one client or of all.
    Spike(Option<ComponentId>, f64),
    /// `flush:ID`: a cache loses its copies. Happens at once.
    Flush(ComponentId),
    /// `gone:ID`: all replicas of a component are lost, as when a third party goes away.
    Gone(ComponentId),
}

/// Nobody means a later time.
const LATEST_SECONDS: f64 = 1e6;
const MOST_TIMES: f64 = 1e4;

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(word: &str) -> Result<Self, FaultError> {
        let (what, times) = word.rsplit_once('@').map_or((word, None), |(what, times)| (what, Some(times)));
        let (start_seconds, seconds) = match times {
            Some(times) => span(times).ok_or_else(|| FaultError::Time(word.to_owned()))?,
            None => (0.0, None),
        };
        let kind = kind(what).ok_or_else(|| FaultError::Word(word.to_owned()))??;
        if matches!(kind, FaultKind::Flush(_)) && seconds.is_some() {
            return Err(FaultError::FlushWithLength(word.to_owned()));
        }
        Ok(Self { kind, start_seconds, seconds })
    }
}

/// `30`, `30+10`
fn span(times: &str) -> Option<(f64, Option<f64>)> {
    let (start, length) =
        times.split_once('+').map_or((times, None), |(start, length)| (start, Some(length)));
    let seconds = |text: &str| number(text).filter(|number| *number <= LATEST_SECONDS);
    let length = match length {
        Some(length) => Some(seconds(length).filter(|length| *length > 0.0)?),
        None => None,
    };
    Some((seconds(start)?, length))
}

/// At least 0.
fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

/// `None` where the word before the colon is none that is known.
fn kind(what: &str) -> Option<Result<FaultKind, FaultError>> {
    let (word, target) = what.split_once(':')?;
    let component = || ComponentId(target.to_owned());
    let group = || GroupId(target.to_owned());
    let kind = match word {
        "replica" => Ok(FaultKind::Replica(component())),
        "zone" => Ok(FaultKind::Zone(group())),
        "region" => Ok(FaultKind::Region(group())),
        "flush" => Ok(FaultKind::Flush(component())),
        "gone" => Ok(FaultKind::Gone(component())),
        "slow" => with_times(what, target)
            .and_then(|(id, times)| Ok(FaultKind::Slow(id.ok_or_else(|| no_target(what))?, times))),
        "spike" => with_times(what, target).map(|(id, times)| FaultKind::Spike(id, times)),
        "packets" => packets(what, target),
        _ => return None,
    };
    Some(if target.is_empty() { Err(no_target(what)) } else { kind })
}

fn no_target(what: &str) -> FaultError {
    FaultError::NoTarget(what.to_owned())
}

/// `IDx5`, `x5`
fn with_times(what: &str, target: &str) -> Result<(Option<ComponentId>, f64), FaultError> {
    let (id, times) = target
        .rsplit_once('x')
        .and_then(|(id, times)| Some((id, number(times).filter(|times| *times <= MOST_TIMES)?)))
        .ok_or_else(|| FaultError::Times(what.to_owned()))?;
    Ok(((!id.is_empty()).then(|| ComponentId(id.to_owned())), times))
}

/// `0.1`, `CONNECTION:0.1`
fn packets(what: &str, target: &str) -> Result<FaultKind, FaultError> {
    let (id, share) = target.rsplit_once(':').map_or((None, target), |(id, share)| (Some(id), share));
    let share =
        number(share).filter(|share| *share <= 1.0).ok_or_else(|| FaultError::Share(what.to_owned()))?;
    Ok(FaultKind::Packets(id.map(|id| ConnectionId(id.to_owned())), share))
}

impl fmt::Display for Fault {
    /// The word that it is read from.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::Replica(id) => write!(formatter, "replica:{}", id.0)?,
            FaultKind::Zone(id) => write!(formatter, "zone:{}", id.0)?,
            FaultKind::Region(id) => write!(formatter, "region:{}", id.0)?,
            FaultKind::Slow(id, times) => write!(formatter, "slow:{}x{times}", id.0)?,
            FaultKind::Packets(Some(id), share) => write!(formatter, "packets:{}:{share}", id.0)?,
            FaultKind::Packets(None, share) => write!(formatter, "packets:{share}")?,
            FaultKind::Spike(Some(id), times) => write!(formatter, "spike:{}x{times}", id.0)?,
            FaultKind::Spike(None, times) => write!(formatter, "spike:x{times}")?,
            FaultKind::Flush(id) => write!(formatter, "flush:{}", id.0)?,
            FaultKind::Gone(id) => write!(formatter, "gone:{}", id.0)?,
        }
        write!(formatter, "@{}", self.start_seconds)?;
        self.seconds.map_or(Ok(()), |seconds| write!(formatter, "+{seconds}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str) -> Fault {
        word.parse().unwrap()
    }

    #[test]
    fn s14_every_kind_of_fault_is_a_word_that_is_written_as_it_is_read() {
        let words = [
            "replica:api@30+10",
            "zone:z1@30",
            "region:eu@0",
            "slow:dbx5@10+20",
            "packets:0.1@5",
            "packets:wire:0.25@5+1.5",
            "spike:x4@10+30",
            "spike:clientx2.5@10",
            "flush:cache@20",
            "gone:mail@10",
        ];
        for word in words {
            assert_eq!(read(word).to_string(), word);
        }
        assert_eq!(read("gone:mail"), read("gone:mail@0"));
    }

    #[test]
    fn s14_ids_may_hold_the_signs_of_the_word() {
        assert_eq!(read("slow:boxx2x5").kind, FaultKind::Slow(ComponentId("boxx2".to_owned()), 5.0));
        assert_eq!(read("gone:a:b@c@7").kind, FaultKind::Gone(ComponentId("a:b@c".to_owned())));
        let connection = Some(ConnectionId("a:b".to_owned()));
        assert_eq!(read("packets:a:b:0.5").kind, FaultKind::Packets(connection, 0.5));
    }

    #[test]
    fn s14_a_word_that_is_wrong_is_told_what_was_expected() {
        let told = |word: &str, part: &str| {
            let sentence = word.parse::<Fault>().unwrap_err().to_string();
            assert!(sentence.contains(part) && sentence.ends_with('.'), "{word}: {sentence}");
        };
        told("fire:db@3", "replica:ID");
        told("db", "replica:ID");
        told("gone:db@soon", "seconds");
        told("gone:db@3+0", "seconds");
        told("gone:db@-3", "seconds");
        told("gone:@3", "names nothing");
        told("slow:x5@3", "names nothing");
        told("slow:db@3", "x5");
        told("spike:xmany@3", "x5");
        told("spike:xinf", "x5");
        told("packets:2@3", "from 0 to 1");
        told("packets:NaN@3", "from 0 to 1");
        told("flush:cache@3+4", "at once");
    }
}
