//! The gazetteer: that its rows hang together, and that what the world is like is what it says.

use std::collections::{BTreeMap, BTreeSet};

use gangyao::lexicon::{Gazetteer, Lexicon, PlaceKind};

fn number(gazetteer: &Gazetteer, id: &str) -> u32 {
    gazetteer.by_id(id).unwrap_or_else(|| panic!("no place {id}"))
}

#[test]
fn every_cell_names_one_place() {
    let lexicon = Lexicon::shipped();
    assert_eq!(lexicon.gazetteer().notes, []);
}

#[test]
fn every_id_is_its_own() {
    let lexicon = Lexicon::shipped();
    let places: Vec<_> = lexicon.gazetteer().places().collect();
    let ids: BTreeSet<_> = places.iter().map(|p| &*p.id).collect();
    let twice: Vec<_> = places.windows(2).filter(|w| w[0].id == w[1].id).collect();
    assert_eq!(ids.len(), places.len(), "{twice:?}");
}

#[test]
fn no_place_holds_or_feeds_itself() {
    let lexicon = Lexicon::shipped();
    let gazetteer = lexicon.gazetteer();
    for n in 0..gazetteer.len() as u32 {
        let name = &gazetteer.place(n).name;
        assert!(
            gazetteer.holders(n).iter().all(|&up| !gazetteer.holders(up).contains(&n)),
            "{name}"
        );
        assert!(
            gazetteer.drains_into(n).iter().all(|&w| !gazetteer.drains_into(w).contains(&n)),
            "{name}"
        );
    }
}

#[test]
fn every_division_but_the_provinces_lies_in_a_province() {
    let lexicon = Lexicon::shipped();
    let gazetteer = lexicon.gazetteer();
    let kind = |n: u32| gazetteer.place(n).kind;
    let divisions = (0..gazetteer.len() as u32).filter(|&n| kind(n).is_division());
    for n in divisions.filter(|&n| kind(n) != PlaceKind::Province) {
        let provinces =
            gazetteer.holders(n).into_iter().filter(|&up| kind(up) == PlaceKind::Province);
        assert_eq!(provinces.count(), 1, "{}", gazetteer.place(n).name);
    }
}

#[test]
fn every_name_of_two_places_is_ambiguous() {
    let lexicon = Lexicon::shipped();
    let gazetteer = lexicon.gazetteer();
    let ambiguous: BTreeSet<&str> = gazetteer.ambiguous().map(|(name, _)| name).collect();
    let mut bearers = BTreeMap::<&str, BTreeSet<&str>>::new();
    for place in gazetteer.places() {
        for name in place.also.iter().map(String::as_str).chain([&*place.name]) {
            bearers.entry(name).or_default().insert(&place.id);
        }
    }
    for (name, places) in bearers {
        assert_eq!(places.len() > 1, ambiguous.contains(name), "{name}: {places:?}");
    }
    for name in ["朝阳", "吉林", "鼓楼区", "嫩江", "海南"] {
        assert!(ambiguous.contains(name), "{name}");
    }
    assert!(!ambiguous.contains("白城"));
}

#[test]
fn what_holds_what() {
    let lexicon = Lexicon::shipped();
    let gazetteer = lexicon.gazetteer();
    let inside = [
        ("wetland:莫莫格", "220800"),
        ("wetland:向海", "220822"),
        ("lake:查干湖", "220721"),
        ("lake:哈尔淖", "220800"),
        ("220882", "220000"),
        ("222404", "222400"),
    ];
    for (inner, outer) in inside {
        assert!(
            gazetteer.lies_in(number(gazetteer, inner), number(gazetteer, outer)),
            "{inner} in {outer}"
        );
    }
    let crossing =
        ["mountain:长白山", "river:松花江", "river:招苏台河", "national-park:东北虎豹国家公园"];
    for id in crossing {
        assert!(gazetteer.holders(number(gazetteer, id)).is_empty(), "{id}");
    }
}

#[test]
fn what_flows_into_what() {
    let lexicon = Lexicon::shipped();
    let gazetteer = lexicon.gazetteer();
    let names = |id: &str| -> Vec<&str> {
        let waters = gazetteer.drains_into(number(gazetteer, id));
        waters.iter().map(|&n| &*gazetteer.place(n).name).collect()
    };
    assert_eq!(names("river:饮马河"), ["第二松花江", "松花江", "黑龙江"]);
    assert_eq!(names("river:东辽河"), ["辽河"]);
    let basin = gazetteer.twin(number(gazetteer, "river:松花江")).unwrap();
    assert_eq!(gazetteer.place(basin).name, "松花江流域");
}

#[test]
fn a_users_own_row_is_read_and_a_wrong_one_noted() {
    let dir = tempfile::tempdir().unwrap();
    let rows = "name\tkind\twithin\talso\n试验河\triver\t220800\t试河\n错位河\triver\t没有市\n怪湖\tpond\n";
    std::fs::write(dir.path().join("jilin.tsv"), rows).unwrap();
    let (lexicon, notes) = Lexicon::with_user_tables(dir.path()).unwrap();
    let said: Vec<(u32, &str)> = notes.iter().map(|n| (n.line, n.message.as_str())).collect();
    let wrong = [
        (3, "jilin.tsv：错位河：没有“没有市”这个地名"),
        (4, "jilin.tsv：怪湖：“pond”不是地名类别"),
    ];
    assert_eq!(said, wrong);
    let gazetteer = lexicon.gazetteer();
    let own = gazetteer.named("试河")[0];
    assert!(gazetteer.lies_in(own, number(gazetteer, "220800")));
}

#[test]
fn what_holds_a_place_is_told_one_by_one_as_all_together() {
    let dir = tempfile::tempdir().unwrap();
    let ring = "name\tkind\twithin\n双环区\tregion\t甲环区、乙环区\n甲环区\tregion\t乙环区\n乙环区\tregion\t甲环区\n自环区\tregion\t自环区\n";
    std::fs::write(dir.path().join("regions.tsv"), ring).unwrap();
    let rings = Lexicon::with_user_tables(dir.path()).unwrap().0;
    assert!(rings.gazetteer().named("甲环区").len() == 1, "{:?}", rings.gazetteer().notes);
    for lexicon in [Lexicon::shipped(), rings] {
        let gazetteer = lexicon.gazetteer();
        for n in 0..gazetteer.len() as u32 {
            let holders = gazetteer.holders(n);
            for other in holders.iter().copied().chain([n, 0, n / 2]) {
                let name = &gazetteer.place(n).name;
                assert_eq!(
                    gazetteer.any_holder(n, |up| up == other),
                    holders.contains(&other),
                    "{name}"
                );
                assert_eq!(
                    gazetteer.lies_in(n, other),
                    n == other || holders.contains(&other),
                    "{name}"
                );
            }
        }
    }
}
