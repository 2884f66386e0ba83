//! How far a target goes from where things stand, in a word.

use crate::tags::{Change, Target};

/// The word before the value of `target`: none for a level to reach; what is built is 新增, a rate 提高 or 下降, an amount 增加 or 减少.
pub fn change(target: &Target) -> &'static str {
    let is_work = target.rule.starts_with("target:work");
    let unit = target.unit.as_deref().unwrap_or_default();
    let is_rate =
        unit.is_empty() || unit.contains(['%', '‰', '/']) || unit.ends_with(['点', '倍', '番']);
    match (target.change, is_work, is_rate) {
        (Change::To, ..) => "",
        (Change::IncreaseBy, true, _) => "新增",
        (Change::IncreaseBy, false, true) => "提高",
        (Change::IncreaseBy, false, false) => "增加",
        (Change::DecreaseBy, false, true) => "下降",
        (Change::DecreaseBy, ..) => "减少",
    }
}
