//! What a plan says of itself at its front: title, issuers, region, years, number.

use gangyao::lexicon::Lexicon;
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
