//! Files made to do harm, and files that only look like plans: the program says in Chinese what is wrong, prints nothing else,
//! and writes nothing.

use std::fs;
use std::io::{Cursor, Write as _};

use gangyao::views::sheets;

use crate::documents::{document, package, paragraph, pdf, runs};
use crate::program::{run, stderr, stdout};

/// Parses `bytes` as a file called `name`; exit status, standard output, standard error.
fn parsed(name: &str, bytes: &[u8]) -> (i32, String, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(name), bytes).unwrap();
    let output = run(dir.path(), &["parse", name, "--text"]);
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [name], "nothing is written");
    (output.status.code().expect("it ends by itself"), stdout(&output), stderr(&output))
}

/// That a file is refused with `message`.
#[track_caller]
fn refused(name: &str, bytes: &[u8], message: &str) {
    let (status, out, err) = parsed(name, bytes);
    assert_eq!((status, out.as_str()), (3, ""), "{err}");
    assert!(err.contains(message) && err.contains(name), "{err}");
    assert!(err.contains("\n提示："), "what to do is said: {err}");
    assert!(!err.contains("panicked"), "{err}");
}

/// The text of a file that is read.
#[track_caller]
fn text(name: &str, bytes: &[u8]) -> String {
    let (status, out, err) = parsed(name, bytes);
    assert_eq!(status, 0, "{err}");
    out
}

/// Deflated zeros.
fn zeros(mebibytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![b' '; 1 << 20];
    (0..mebibytes).for_each(|_| packed.write_all(&block).unwrap());
    packed.finish().unwrap()
}

/// A workbook that a small file makes large: by what it inflates to, by one cell far off the others.
#[test]
fn workbooks_made_to_grow() {
    let refused = |bytes: &[u8], why: &str| {
        let error = sheets::read_back(bytes, "表.xlsx").unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
        assert!(error.hint().is_some(), "{error}");
    };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    (0..257).for_each(|_| zip.write_all(&block).unwrap());
    refused(&zip.finish().unwrap().into_inner(), "解压后过大");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["具体措施", "备注", "出处"].into_iter().enumerate() {
        sheet.write_string(0, at as u16, name).unwrap();
    }
    let near = book.save_to_buffer().unwrap();
    assert!(sheets::read_back(&near, "表.xlsx").is_ok());
    book.worksheet_from_index(0).unwrap().write_string(1_048_575, 16_383, " ").unwrap();
    refused(&book.save_to_buffer().unwrap(), "离表格太远");
}

#[test]
fn word_files_made_to_grow() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    (0..130).for_each(|_| zip.write_all(&block).unwrap());
    refused("bomb.docx", &zip.finish().unwrap().into_inner(), "解压后过大");
    let entities =
        "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document>&b;</w:document>";
    refused("entities.docx", &package(&[("word/document.xml", entities)]), "DTD");
    let deep = "<w:tbl><w:tr><w:tc>".repeat(200);
    refused("deep.docx", &package(&[("word/document.xml", &document(&deep))]), "嵌套过深");
}

#[test]
fn word_files_that_are_none() {
    let good = document(&paragraph("", &runs("一、总体要求", false)));
    let whole = package(&[("word/document.xml", &good)]);
    refused(
        "climbs.docx",
        &package(&[("word/document.xml", &good), ("../../evil.txt", "x")]),
        "越出目录",
    );
    refused("torn.docx", &whole[..whole.len() / 2], "已损坏");
    refused("other.docx", &package(&[("readme.txt", "x")]), "没有 Word 文档");
    refused("sheet.docx", &package(&[("xl/workbook.xml", "<x/>")]), "Excel 表格");
    refused("版式.ofd", &package(&[("OFD.xml", "<x/>")]), "OFD");
    assert_eq!(text("规划.doc", &whole), "一、总体要求\n", "a .docx that is called .doc");
}

#[test]
fn files_are_known_by_their_bytes() {
    let ole = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), wide.collect()].concat()
    };
    refused("规划.doc", &ole("WordDocument"), "另存为 .docx");
    refused("规划.wps", &ole("WordDocument"), "另存为 .docx");
    refused("指标.xls", &ole("Workbook"), "表格");
    refused("锁.docx", &ole("EncryptedPackage"), "密码");
    refused("图.txt", b"\x89PNG\r\n\x1a\n\0\0", "图片");
    refused("规划.xyz", "一、目标".as_bytes(), "不认识");
    assert_eq!(text("页.txt", "<!DOCTYPE html><p>一、<b>目标</b></p>".as_bytes()), "一、目标\n");
    assert_eq!(text("规划.doc", "一、目标\n".as_bytes()), "一、目标\n");
}

#[test]
fn texts_that_are_none() {
    let surrogate = [0xff, 0xfe, 0x00, 0xd8, 0x2d, 0x4e];
    refused("半个字.txt", &surrogate, "UTF-16");
    refused("空字节.txt", "一、目标\0\0".as_bytes(), "二进制");
    let dir = tempfile::tempdir().unwrap();
    let file = fs::File::create(dir.path().join("大.txt")).unwrap();
    file.set_len(200 << 20).unwrap();
    let output = run(dir.path(), &["parse", "大.txt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("文字过多"), "{}", stderr(&output));
}

#[test]
fn pages_nested_without_end() {
    let nested = "<div><table><tr><td>".repeat(10_000) + "一、目标。到2030年，建成公园3个。";
    assert_eq!(text("深.html", nested.as_bytes()), "一、目标。到2030年，建成公园3个。\n");
}

#[test]
fn tables_drawn_with_one_wide_row_and_many_short_ones() {
    let wide = format!("+---+\n{}\n{}", "|".repeat(400_000), "+---+\n|甲|\n".repeat(20_000));
    let drawn = text("宽.md", wide.as_bytes());
    assert!(drawn.matches('甲').count() >= 20_000, "nothing is lost");
}

/// The emphasised words of a page need not stand where the paragraph begins that the outline makes of them.
#[test]
fn emphasis_that_is_no_beginning() {
    let page = "<p>&nbsp;&nbsp;<strong>1．加强排污许可管理。</strong><sm\">　　<span>推进污泥</span>处置中心建设。</p>";
    assert_eq!(
        text("页.html", page.as_bytes()),
        "1．加强排污许可管理。　　推进污泥处置中心建设。\n"
    );
}

/// Nor where it ends: a heading that stands again within it is cut off.
#[test]
fn emphasis_that_goes_on_behind_a_cut() {
    let plan = "# 平川县农业规划\n\n## 第一章 发展基础\n\n**1第一章发展基础**\n\n稳定粮食产量。\n";
    let letters = ["平川县农业规划", "第一章 发展基础", "1第一章发展基础", "稳定粮食产量。"];
    assert_eq!(text("重.md", plan.as_bytes()), letters.join("\n") + "\n");
}

/// A heading that stands where only the number of its line does is cut off too.
#[test]
fn numbers_with_nothing_but_a_heading_behind_them() {
    let plan = "第一章\n2.\t\t（一）\n";
    assert_eq!(text("空.txt", plan.as_bytes()), plan);
}

/// A PDF of one page that draws `content`, with more objects from the fifth on.
fn page(content: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R/Y 6 0 R>>/Font<</F 5 0 R>>>>>>".to_owned(),
        pdf::stream(content),
    ];
    objects.extend(more.iter().map(|o| (*o).to_owned()));
    pdf::written(&objects)
}

#[test]
fn pdf_files_that_have_no_text() {
    refused(
        "扫描.pdf",
        &page("/X Do", &["<</Subtype/Image/Width 1/Height 1/Length 0>>stream\n\nendstream"]),
        "扫描件",
    );
    refused("空.pdf", &page("0 0 m", &[]), "没有文字");
    let font = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>";
    refused("无编码.pdf", &page("BT /F 16 Tf <00010002> Tj ET", &[font]), "ToUnicode");
    let known = font.replace("Identity-H", "GBK-EUC-H").replace(
        "CIDFontType2",
        "CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>",
    );
    let gbk = encoding_rs::GBK.encode("水环境").0;
    let codes: String = gbk.iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(
        text("国标.pdf", &page(&format!("BT /F 16 Tf <{codes}> Tj ET"), &[&known])),
        "水环境\n"
    );
}

#[test]
fn pdf_files_that_are_locked() {
    let key = "00".repeat(32);
    let filter = |name: &str| format!("<</Filter/{name}/V 1/R 2/P -4/O<{key}>/U<{key}>>>");
    let locked = |filter: &str| {
        let file = page("BT (x) Tj ET", &[filter]);
        let id = &key[..32];
        let trailer = format!("/Root 1 0 R/Encrypt 5 0 R/ID[<{id}><{id}>]");
        String::from_utf8(file).unwrap().replace("/Root 1 0 R", &trailer)
    };
    // The word that opens it is not the empty one.
    refused("密码.pdf", locked(&filter("Standard")).as_bytes(), "打开密码");
    refused("别家.pdf", locked(&filter("Other")).as_bytes(), "加密方式读不了");
}

#[test]
fn pdf_files_made_to_have_no_end() {
    let form = |next: usize| {
        let content = "/X Do ".repeat(40);
        format!(
            "<</Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>/Length {}>>stream\n{content}\nendstream",
            content.len()
        )
    };
    let laughs: Vec<String> = (6..20).map(form).collect();
    let laughs: Vec<&str> = laughs.iter().map(String::as_str).collect();
    refused("大笑.pdf", &page("/X Do", &laughs), "没有尽头");
    refused("回环.pdf", &page("/X Do", &[&form(6), &form(5)]), "没有文字");
    let kids = pdf::written(&[
        "<</Type/Catalog/Pages 2 0 R>>".into(),
        "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>".into(),
    ]);
    refused("页回环.pdf", &kids, "PDF");
    let packed = zeros(300);
    let mut bomb =
        b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 99>>stream\n"
            .to_vec();
    bomb.extend(packed);
    bomb.extend(b"\nendstream\nendobj\n");
    refused("炸弹.pdf", &bomb, "过大");
}

#[test]
fn pdf_files_that_are_damaged() {
    let plan = "某市规划\n一、总体要求\n坚持生态优先，推动绿色发展。";
    let whole = pdf::pdf(plan);
    refused("半截.pdf", &whole[..whole.len() / 3], "PDF");
    refused("只有头.pdf", b"%PDF-1.7\n", "已损坏");
    let lost = String::from_utf8(whole).unwrap().replace("startxref", "startxxxx");
    assert!(
        text("错表.pdf", lost.as_bytes()).contains("一、总体要求"),
        "the table of objects is made anew"
    );
    let deep = "[".repeat(100_000);
    refused("深.pdf", &page(&deep, &[&deep]), "没有文字");
}
