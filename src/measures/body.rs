//! What is the name of a body, by how it ends: 省财政厅, 各区、市政府, 市妇联.

/// How the names of bodies end.
const BODIES: [&str; 47] = [
    "委",
    "厅",
    "局",
    "部",
    "办",
    "室",
    "院",
    "会",
    "社",
    "署",
    "司",
    "处",
    "科",
    "行",
    "组",
    "政府",
    "公司",
    "集团",
    "中心",
    "单位",
    "部门",
    "机构",
    "海关",
    "妇联",
    "残联",
    "文联",
    "科协",
    "专班",
    "企业",
    "区",
    "市",
    "县",
    "州",
    "镇",
    "乡",
    "街道",
    "地方",
    "队",
    "站",
    "校",
    "所",
    "厂",
    "大学",
    "管委",
    "团",
    "街道）",
    "公署",
];
/// Verbs that make what follows them no name.
const VERBS: [&str; 9] = ["鼓励", "支持", "引导", "推动", "动员", "组织", "依托", "指导", "督促"];
/// Remarks that stand among the names.
const REMARKS: [&str; 14] = [
    "以下",
    "不再",
    "下同",
    "持续推进",
    "长期坚持",
    "长期推进",
    "完成",
    "全年",
    "排在",
    "排第一",
    "列第一",
    "列首位",
    "首位",
    "的为牵头单位",
];

/// Whether `words` are a remark among the names: 下同, a time.
pub fn is_remark(words: &str) -> bool {
    let year = words.contains('年') && words.contains(|c: char| c.is_ascii_digit());
    let all = ["均需", "均由", "均涉及"].iter().any(|r| words.contains(r));
    let said = REMARKS.iter().any(|r| words.starts_with(r) || words.ends_with(r));
    words.is_empty() || year || all || said
}

fn is_short_name(words: &str) -> bool {
    let odd = |c: char| c.is_ascii_digit() || "％%《》？".contains(c);
    words.chars().count() <= 30 && !words.contains(odd)
}

/// Whether `words` can be a name: none of several lines unless it is surely that of a body, and no sentence.
pub fn is_name(words: &str) -> bool {
    let whole = !words.contains('\n') || is_body(words);
    let bare = ["单位", "部门", "社会"].contains(&words);
    let acts = VERBS.iter().any(|v| words.starts_with(v));
    !words.is_empty() && !bare && is_short_name(words) && whole && !acts
}

/// Whether `words` end as the names of bodies do.
pub fn is_body(words: &str) -> bool {
    let ends = BODIES.iter().any(|b| words.ends_with(b)) && !words.ends_with("社会");
    ends && is_short_name(words) && !VERBS.iter().any(|v| words.starts_with(v))
}

/// Whether `words` name a body of the state beyond doubt, as they must where nothing else says that a list is one of duties.
pub fn is_surely_body(words: &str) -> bool {
    const SURE: [&str; 20] = [
        "委",
        "厅",
        "局",
        "部",
        "办",
        "办公室",
        "政府",
        "管委会",
        "妇联",
        "残联",
        "总工会",
        "检察院",
        "法院",
        "银行",
        "分行",
        "支行",
        "总社",
        "供销社",
        "工商联",
        "科协",
    ];
    let ends = SURE.iter().any(|b| words.ends_with(b));
    ends && is_body(words) && words.chars().count() >= 3
}
