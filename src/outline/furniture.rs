//! The lines of a page that stand around a text and are no part of it: 来源：…, 打印本页, 上一篇：….

use super::issuer::is_date;
use super::mark;
use super::paragraph::Paragraph;
use super::unnumbered::CLOSING;
use crate::ground::is_han;
use crate::source::Look;

/// What such lines open with: who wrote and who published, what may be done with the page, where it leads.
const OPENINGS: [&str; 53] = [
    "上一条",
    "上一篇",
    "下一条",
    "下一篇",
    "作者：",
    "信息来源：",
    "关怀版",
    "关闭本页",
    "关闭窗口",
    "当前位置",
    "您现在所在的位置",
    "您现在的位置",
    "您的位置",
    "所在位置",
    "推荐文章",
    "推荐阅读",
    "无障碍",
    "无障碍浏览",
    "无障碍阅读",
    "无障碍模式",
    "长者专区",
    "长者模式",
    "长者版",
    "长辈版",
    "分享到",
    "分享至",
    "发布日期：",
    "发布时间：",
    "字体：",
    "字号：",
    "微信扫",
    "扫一扫",
    "打印本页",
    "打印此页",
    "文章来源：",
    "来源：",
    "浏览次数",
    "浏览量",
    "版权所有",
    "相关文章",
    "相关新闻",
    "相关链接",
    "相关阅读",
    "稿件来源：",
    "网站地图",
    "编辑：",
    "责任编辑",
    "责编：",
    "返回顶部",
    "附件下载",
    "【关闭",
    "【字体",
    "【打印",
];

/// Those of them behind which letters may follow at once: 微信扫一扫, 版权所有某某网.
const GO_ON: [&str; 6] = ["微信扫", "扫一扫", "版权所有", "【关闭", "【字体", "【打印"];

/// What a page says of a document above its text, each behind such a label.
const DATA: [&str; 20] = [
    "主题分类",
    "主题词",
    "信息分类",
    "公开属性",
    "公开方式",
    "公开日期",
    "公开期限",
    "公开目录",
    "公开类型",
    "公开形式",
    "公开范围",
    "公开责任部门",
    "发布机构",
    "发文字号",
    "发文机关",
    "成文日期",
    "文号",
    "有效性",
    "生成日期",
    "索引号",
];

/// Whether a line gives what a page says of a document above its text: 索 引 号：…, | 发文机关 | 某市人民政府 |.
pub fn is_page_data(words: &str) -> bool {
    let words =
        words.trim_start_matches(|c: char| matches!(c, '•' | '-' | '|') || c.is_whitespace());
    let may = words.starts_with(['主', '信', '公', '发', '成', '文', '有', '生', '索']);
    let label = || words.chars().filter(|c| !c.is_whitespace()).take_while(|c| is_han(*c));
    may && !words.contains('。')
        && DATA.iter().any(|data| {
            let whole = words.strip_prefix(data).is_some_and(|rest| !rest.starts_with(is_han));
            whole || label().eq(data.chars())
        })
}

/// Whether a line is one of those that stand around a text.
pub fn is_furniture(words: &str) -> bool {
    const LONGEST: usize = 80;
    let words = words.trim_start_matches(['•', ' ']);
    // Most lines open otherwise: nothing more of them need be looked at.
    let may = words
        .starts_with(|c| "上下作信关分发字当微您所打扫推文无来浏版相稿网编责返长附【".contains(c));
    may && words.chars().take(LONGEST + 1).count() <= LONGEST
        && !words.ends_with(['。', '；'])
        && OPENINGS.iter().any(|opening| begins(words, opening))
}

/// Whether `words` begin with `opening`, whose colon may be a half one.
fn begins(words: &str, opening: &str) -> bool {
    let label = opening.trim_end_matches('：');
    let rest = words.strip_prefix(label);
    rest.is_some_and(|rest| match label == opening {
        // 分享到户 goes on.
        true => GO_ON.contains(&opening) || !rest.starts_with(is_han),
        false => rest.trim_start().starts_with(['：', ':']),
    })
}

/// The most lines that stand below a text on the page it was taken from.
const FOOTER: usize = 40;

/// Where the lines begin that stand below the end of a text and are no part of it: below its date, or from the first line on that
/// is known by its words.
pub fn footer(text: &str, paragraphs: &[Paragraph]) -> usize {
    let words = |p: &Paragraph| p.span.of(text);
    let stray = |p: &&Paragraph| {
        let words = words(p);
        let opens = mark::mark(words).is_some() || words.starts_with('附') || words.contains('\t');
        let short = words.chars().take(2 * CLOSING).count() < 2 * CLOSING;
        let bare = !opens && short && !words.ends_with(['。', '；', '：']);
        p.look == Look::Plain && (bare || is_furniture(words))
    };
    let last = paragraphs.iter().rev().take(FOOTER).take_while(stray).count();
    let below = paragraphs.len() - last;
    let from = below.saturating_sub(1).max(1);
    let date = (from..paragraphs.len()).find(|&at| is_date(words(&paragraphs[at])));
    let known = (below..paragraphs.len()).find(|&at| is_furniture(words(&paragraphs[at])));
    date.map(|date| date + 1).into_iter().chain(known).min().unwrap_or(paragraphs.len())
}
