//! [`Identity`]: what a plan says of itself: title, issuers, region, period, number, what it is based on.

use serde::{Deserialize, Serialize};

/// What a plan is, by its own words or by the catalogue's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// 美丽吉林建设规划纲要（2024—2035年）; empty where no line looks like a title.
    pub title: String,
    /// Who issued it.
    pub issuers: Vec<String>,
    /// The province, city or county it is for.
    pub region: Option<String>,
    /// The years it covers, first and last.
    pub period: Option<(u16, u16)>,
    /// Its document number: 国发〔2021〕23号.
    pub number: Option<String>,
    /// The documents it says it rests on.
    pub based_on: Vec<Based>,
}

/// A document that a plan says it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Based {
    /// Its title.
    pub title: String,
    /// Its number, if printed.
    pub number: Option<String>,
}
