//! What a plan says of itself at its front: title, issuers, region, years, number.

use gangyao::lexicon::Lexicon;
use gangyao::plan::{Depth, Origin, Plan};
use gangyao::source::Format;
use gangyao::{outline, source};

#[test]
fn what_a_plan_says_of_itself() {
    crate::cases::check("identity", |input| {
        let source = source::plain(input.to_owned());
        let lexicon = Lexicon::shipped();
        let identity = outline::identity(&source, &outline::read(&source, &lexicon), &lexicon);
        let period = identity.period.map(|(from, to)| format!("{from}-{to}")).unwrap_or_default();
        [
            format!("title {}", identity.title),
            format!("issuers {}", identity.issuers.join("、")),
            format!("region {}", identity.region.unwrap_or_default()),
            format!("period {period}"),
            format!("number {}", identity.number.unwrap_or_default()),
        ]
        .map(|line| line.trim_end().to_owned())
        .join("\n")
    });
}

#[test]
fn what_a_plan_rests_on() {
    crate::cases::check("basis", |input| {
        let source = source::plain(input.to_owned());
        let lexicon = Lexicon::shipped();
        let identity = outline::identity(&source, &outline::read(&source, &lexicon), &lexicon);
        let line = |based: &outline::Based| match &based.number {
            Some(number) => format!("{} {number}\n", based.title),
            None => format!("{}\n", based.title),
        };
        identity.based_on.iter().map(line).collect()
    });
}

#[test]
fn a_plan_below_its_notice_is_issued_with_it() {
    let read = |notice: &str, plan: &str| {
        let text = format!(
            "甲市人民政府办公室关于{notice}\n各区人民政府：\n一、压实责任\n加强领导。\n二、加强督办\n定期通报。\n\
             甲市人民政府办公室\n2020年1月17日\n{plan}\n一、主要目标\n1.新建学校50所。\n"
        );
        let origin = Origin { path: "a".to_owned(), format: Format::Text, sha256: String::new() };
        let source = source::plain(text);
        let plans = Plan::read_all("a", &origin, &source, Depth::Measures, &Lexicon::shipped());
        plans.into_iter().map(|plan| plan.identity.issuers.join("、")).collect::<Vec<_>>()
    };
    let issuer = "甲市人民政府办公室";
    assert_eq!(read("印发2020年任务分解方案的通知", "2020年任务分解方案"), [issuer, issuer]);
    assert_eq!(read("分解落实工作任务的通知", "2020年任务分解表"), [issuer, issuer]);
    assert_eq!(read("加强消防工作的意见", "2020年绿化工作方案"), [issuer, ""]);
    // Another notice stands between.
    let other = "二、保障\n加强领导。\n乙市人民政府办公室关于开展绿化工作的通知\n各县人民政府：\n一、压实责任\n加强领导。\n\
                 二、加强督办\n定期通报。\n乙市人民政府办公室\n2021年1月17日\n2021年绿化工作方案";
    let plan = format!("2020年任务分解表\n一、主要目标\n1.新建学校50所。\n{other}");
    let plans = read("分解落实工作任务的通知", &plan);
    assert_eq!(plans, [issuer, "乙市人民政府办公室", ""]);
}
