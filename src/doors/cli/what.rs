//! [`What`]: which of the tables, the same for every command that has `--what`.

use clap::ValueEnum;

use crate::views::sheets;

/// `--what`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 任务分解表.
    Measures,
    /// 指标表.
    Targets,
    /// 专栏项目清单.
    Projects,
    /// 地点索引.
    Places,
}

impl What {
    /// The table.
    pub fn table(self) -> sheets::What {
        match self {
            What::Measures => sheets::What::Measures,
            What::Targets => sheets::What::Targets,
            What::Projects => sheets::What::Projects,
            What::Places => sheets::What::Places,
        }
    }
}
