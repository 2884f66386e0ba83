//! The source room: one plan in every format gives one tree; hostile files give clear errors.

use std::fmt::Write as _;

use gangyao::lexicon::Lexicon;
use gangyao::measures;
use gangyao::outline;
use gangyao::source::{self, Format, Look, Source};

use crate::documents;

/// One line a node and a measure: all that the tree says, but for the spans.
fn drawn(source: &Source) -> String {
    let lexicon = Lexicon::shipped();
    let outline = outline::read(source, &lexicon);
    let measures = measures::read(&source.text, &outline, &lexicon);
    let mut out = String::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        let _ = writeln!(out, "{} {} {}", node.id, node.kind.name(), node.title);
        for measure in measures.iter().filter(|m| m.node as usize == at) {
            let _ = writeln!(
                out,
                "  #{} {} {}",
                measure.number,
                measure.kind.name(),
                measure.span.of(&source.text)
            );
        }
    }
    for note in &outline.notes {
        let _ = writeln!(out, "! {}", note.message);
    }
    out
}

fn encoded(text: &str, name: &str) -> Vec<u8> {
    match name {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

#[test]
fn every_format_of_a_plan_gives_the_same_tree() {
    crate::cases::check("source", |input| {
        let (text, markdown) = (input.trim_end(), documents::markdown(input));
        let tree = drawn(&source::plain(text.to_owned()));
        for (name, format, bytes) in [
            ("txt, utf-16le", Format::Text, encoded(text, "utf-16le")),
            ("txt, utf-16be", Format::Text, encoded(text, "utf-16be")),
            ("txt, gb18030", Format::Text, encoded(text, "gb18030")),
            ("md", Format::Markdown, markdown.clone().into_bytes()),
            ("md, gb18030", Format::Markdown, encoded(&markdown, "gb18030")),
            ("html", Format::Html, documents::html(text, "utf-8").into_bytes()),
            ("html, gbk", Format::Html, encoded(&documents::html(text, "GBK"), "gb18030")),
            ("docx", Format::Docx, documents::docx(text)),
            ("pdf", Format::Pdf, documents::pdf::pdf(text)),
        ] {
            let source = source::read(&bytes, format, name).unwrap();
            assert_eq!(drawn(&source), tree, "{name}:\n{}", source.text);
        }
        tree
    });
}

#[test]
fn a_quotation_and_what_a_border_is_drawn_around_are_frames() {
    let tree = "0 title 某市供水规划\n1 chapter 任务\n1.x1 paragraph 新建水厂2座\n  #1 action 新建水厂2座。\n\
                Z1 column 水厂工程\nZ1.1 project 城东水厂\n  #1 action 扩建水厂1座。\nZ1.2 project 城西水厂\n  #1 action 新建水厂1座。\n\
                1.x2 paragraph 同步改造管网100公里\n  #1 action 同步改造管网100公里。\n\
                2 chapter 保障\n2.x1 paragraph 落实资金\n  #1 action 落实资金。\n";
    let box_of = |open: &str, close: &str| {
        format!(
            "<h1>某市供水规划</h1><p>一、任务</p><p>新建水厂2座。</p>{open}<p>专栏1 水厂工程</p>\
             <p>1.城东水厂。扩建水厂1座。</p><p>2.城西水厂。新建水厂1座。</p>{close}\
             <p>同步改造管网100公里。</p><p>二、保障</p><p>落实资金。</p>"
        )
    };
    let quoted = "# 某市供水规划\n\n## 一、任务\n\n新建水厂2座。\n\n> **专栏1 水厂工程**\n>\n> 1. 城东水厂。扩建水厂1座。\n\
                  > 2. 城西水厂。新建水厂1座。\n\n同步改造管网100公里。\n\n## 二、保障\n\n落实资金。\n";
    for (text, format) in [
        (box_of("<blockquote>", "</blockquote>"), Format::Html),
        (box_of("<div style='padding:4px; border: 1px solid #333'>", "</div>"), Format::Html),
        (quoted.to_owned(), Format::Markdown),
    ] {
        let source = source::read(text.as_bytes(), format, "规划").unwrap();
        assert_eq!(drawn(&source), tree, "{text}");
    }
    // A border of no width is not seen.
    let styled = |style: &str| {
        let page = box_of(&format!("<div style='{style}'>"), "</div>");
        drawn(&source::read(page.as_bytes(), Format::Html, "规划").unwrap())
    };
    for none in ["border: 0px solid #333", "border: solid 0 #333", "border: none"] {
        assert_eq!(styled(none), styled("margin: 0"), "{none}");
    }
}

#[test]
fn a_box_ends_where_its_frame_does() {
    let plan = "某省生态环境保护规划\n一、任务\n（一）绿色发展\n推进产业升级。落实各项要求，淘汰落后产能。\n\
        专栏1 绿色发展\n产业绿色化工程。改造重点行业，建设示范园区，推广先进适用技术。\n能源清洁化工程。建设减排示范区，推广成套技术。\n\n\
        推进能源转型。控制煤炭消费，发展清洁能源。\n（二）污染防治\n推进大气治理。落实管控要求，改善空气质量。\n";
    let expected = ["0", "1", "1.1", "1.1.1", "Z1", "Z1.1", "Z1.2", "1.1.2", "1.2", "1.2.1"];
    let strokes = plan
        .replace("专栏1 绿色发展\n", "| 专栏1 绿色发展 |\n|---|\n| ")
        .replace("技术。\n能源", "技术。<br>能源");
    for (format, bytes) in [
        (Format::Docx, documents::docx(plan)),
        (Format::Pdf, documents::pdf::pdf(plan)),
        (Format::Html, documents::html(plan, "utf-8").into_bytes()),
        (Format::Markdown, strokes.replacen("某省", "# 某省", 1).into_bytes()),
    ] {
        let source = source::read(&bytes, format, "规划").unwrap();
        let outline = outline::read(&source, &Lexicon::shipped());
        let ids: Vec<&str> = outline.nodes.iter().map(|n| n.id.as_str()).collect();
        assert_eq!(ids, expected, "{}", source.text);
    }
}

#[test]
fn cells_over_several_rows_and_symbols() {
    let page = "<html><body><h1>某市规划</h1><p>一、目标</p><table><tr><th>类别</th><th>指标</th><th>2025年</th></tr>\
        <tr><td rowspan=2>环境</td><td>优良天数</td><td>87</td></tr><tr><td>湿地保护率</td><td>55</td></tr></table></body></html>";
    let source = source::read(page.as_bytes(), Format::Html, "规划.html").unwrap();
    assert!(source.text.contains("环境\t优良天数\t87\n\t湿地保护率\t55\n"), "{}", source.text);
    let symbol =
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:t>已完成</w:t></w:r></w:p>";
    let package = documents::package(&[("word/document.xml", &documents::document(symbol))]);
    assert_eq!(source::read(&package, Format::Docx, "规划.docx").unwrap().text, "✓已完成\n");
}

#[test]
fn a_title_outside_the_body_of_a_page_is_kept() {
    let page = "<html><head><title>政府信息公开</title></head><body><ul><li><a href=a>某市人民政府门户网站首页</a></li></ul>\
        <div class=title>某市绿色建筑发展规划</div><div>发布时间：2023年1月1日 来源：某市住房城乡建设局</div>\
        <div id=zoom><p>一、重点任务</p><p>新建超低能耗建筑500万平方米，改造既有建筑。</p></div></body></html>";
    let source = source::read(page.as_bytes(), Format::Html, "规划.html").unwrap();
    assert_eq!(source.text.lines().next(), Some("某市绿色建筑发展规划"));
}

#[test]
fn headings_of_a_page_are_none_of_the_text() {
    let page = "# 甲市湿地保护行动计划（2024—2027年）\n\n**发布日期**: 2024年3月1日\n\n---\n\n## 政策全文\n\n\
        甲市人民政府办公室关于印发《甲市湿地保护行动计划（2024—2027年）》的通知\n\n各县人民政府：\n\n\
        现印发给你们，请认真贯彻执行。\n\n甲市人民政府办公室\n\n2024年3月1日\n\n甲市湿地保护行动计划（2024—2027年）\n\n\
        一、主要目标\n\n湿地面积不减少。\n\n二、重点任务\n\n（一）修复湿地\n\n恢复湿地植被，疏浚河道。\n\n\
        让我们携手并肩，守护湿地！\n---\n\n### 相关附件\n\n- [湿地分布图.pdf](/a.pdf)\n";
    let source = source::read(page.as_bytes(), Format::Markdown, "计划.md").unwrap();
    let outline = outline::read(&source, &Lexicon::shipped());
    let headed = outline.nodes.iter().filter(|node| node.head.is_some());
    let drawn: Vec<String> = headed.map(|node| format!("{} {}", node.id, node.title)).collect();
    let title = "0 甲市湿地保护行动计划（2024—2027年）";
    assert_eq!(drawn, [title, "1 主要目标", "2 重点任务", "2.1 修复湿地"], "{outline:#?}");
}

#[test]
fn the_notice_that_a_page_heads_is_no_chapter() {
    let page = "<h1>某县养老服务办法（2026年版）</h1><h2>关于印发《某县养老服务办法》的通知</h2>\
                <p>各乡镇人民政府：</p><p>现将《某县养老服务办法》印发给你们，请遵照执行。</p>\
                <h2>一、目标</h2><p>新增床位300张。</p>";
    let source = source::read(page.as_bytes(), Format::Html, "办法").unwrap();
    let outline = outline::read(&source, &Lexicon::shipped());
    let chapters = outline.nodes.iter().filter(|n| n.kind == outline::Kind::Chapter);
    assert_eq!(chapters.map(|n| n.title.as_str()).collect::<Vec<_>>(), ["目标"]);
}

#[test]
fn headings_of_a_guide_are_its_own_whatever_a_page_might_say() {
    let page = "# 乙县惠企政策指南\n\n## 政策全文\n\n## 一、融资支持\n\n### （一）贷款\n\n提供贷款。\n\n## 政策内容\n\n\
        给予贷款贴息。\n\n### 分类\n\n按产值分为三类。\n\n### 主题分类\n\n建立主题库。\n\n### 相关附件\n\n- [分工表.xls](/a.xls)\n";
    let source = source::read(page.as_bytes(), Format::Markdown, "指南.md").unwrap();
    let outline = outline::read(&source, &Lexicon::shipped());
    let headed = outline.nodes.iter().filter(|node| node.head.is_some());
    let drawn: Vec<String> = headed.map(|node| node.title.clone()).collect();
    let titles = ["乙县惠企政策指南", "融资支持", "贷款", "政策内容", "分类", "主题分类"];
    assert_eq!(drawn, titles, "{outline:#?}");
}

/// A cell across a table is a row of it; the heading of another box ends it, be it in the same table.
#[test]
fn one_cell_across_a_table_is_a_row_of_it() {
    let rows: [&[&str]; 7] = [
        &["任务", "内容"],
        &["建立标准，提高监测水平，为全省提供服务。"],
        &["水质", "新建自动站，覆盖主要河流"],
        &["空气", "更新监测设备。"],
        &["专栏2 噪声监测工程"],
        &["任务", "内容"],
        &["噪声", "布设噪声监测点。"],
    ];
    let cells = |row: &[&str], open: &str, close: &str| {
        row.iter().map(|cell| format!("{open}{cell}{close}")).collect::<String>()
    };
    let html = rows.map(|row| match row {
        [_] => format!("<tr>{}</tr>", cells(row, "<td colspan=2><p>", "</p></td>")),
        _ => format!("<tr>{}</tr>", cells(row, "<td><p>", "</p></td>")),
    });
    let docx = rows.map(|row| {
        let cells = cells(row, "<w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc>");
        format!("<w:tr>{cells}</w:tr>")
    });
    let lines = ["某省规划", "一、任务", "加强监测。", "专栏1 监测工程"];
    let paragraphs = lines.map(|line| format!("<p>{line}</p>")).concat();
    let table = format!("<table>{}</table>", html.concat());
    let page = format!("<html><body><div id=zoom>{paragraphs}{table}</div></body></html>");
    let paragraphs = lines.map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    let body = format!("{}<w:tbl>{}</w:tbl>", paragraphs.concat(), docx.concat());
    let package = documents::package(&[("word/document.xml", &documents::document(&body))]);
    let expected = "0 title 某省规划\n1 chapter 任务\n1.x1 paragraph 加强监测\n  #1 action 加强监测。\n\
        Z1 column 监测工程\nZ1.b1 table 任务 内容\n  #1 action 建立标准，提高监测水平，为全省提供服务。\n\
        \x20 #2 action 水质\t新建自动站，覆盖主要河流\n  #3 action 空气\t更新监测设备。\n\
        Z2 column 噪声监测工程\nZ2.b1 table 任务 内容\n  #1 action 噪声\t布设噪声监测点。\n";
    for (bytes, format, name) in
        [(page.as_bytes(), Format::Html, "规划.html"), (&package, Format::Docx, "规划.docx")]
    {
        assert_eq!(drawn(&source::read(bytes, format, name).unwrap()), expected, "{name}");
    }
}

#[test]
fn a_text_that_stands_in_a_table_is_no_table() {
    let short = ["用水总量不增加。", "改造灌区。"].map(str::to_owned);
    // A paragraph too long for a cell parts the headings, which no row follows.
    let long = short.clone().map(|sentence| sentence.repeat(40));
    for [aims, works] in [short, long] {
        let lines = ["某省水利发展规划", "一、目标", &aims, "二、任务", &works];
        let rows = lines.map(|line| format!("<tr><td colspan=2>{line}</td></tr>")).concat();
        let page = format!(
            "<html><body><table><tr><td>文号</td><td>某政发〔2022〕3号</td></tr>{rows}\
             <tr><td>附件</td><td>无</td></tr></table></body></html>"
        );
        let source = source::read(page.as_bytes(), Format::Html, "规划.html").unwrap();
        let outline = outline::read(&source, &Lexicon::shipped());
        let heads = outline.nodes.iter().filter(|node| node.id.len() == 1);
        let heads: Vec<String> = heads.map(|node| format!("{} {}", node.id, node.title)).collect();
        assert_eq!(heads, ["0 某省水利发展规划", "1 目标", "2 任务"], "{outline:#?}");
    }
}

#[test]
fn a_page_may_begin_in_the_middle() {
    let page = "<html><body><h1>某省水利发展规划</h1><h1>三、发展目标</h1><p>用水总量不增加。</p>\
        <h1>四、主要任务</h1><h2>（一）加强节水</h2><p>改造灌区。</p></body></html>";
    let source = source::read(page.as_bytes(), Format::Html, "规划.html").unwrap();
    let outline = outline::read(&source, &Lexicon::shipped());
    let drawn: Vec<String> =
        outline.nodes.iter().map(|node| format!("{} {}", node.id, node.title)).collect();
    let expected = [
        "0 某省水利发展规划",
        "3 发展目标",
        "3.x1 用水总量不增加",
        "4 主要任务",
        "4.1 加强节水",
        "4.1.x1 改造灌区",
    ];
    assert_eq!(drawn, expected);
}

/// A box and a table with a group of rows, as converters write them into Markdown, and as a page has them.
#[test]
fn tables_of_markdown_are_those_of_a_page() {
    let plan = |boxed: &str, table: &str| {
        format!(
            "# 清水市水利规划\n\n## 一、任务\n\n（一）治河。加固堤防。\n\n{boxed}\n\n（二）治湖。退耕还湖。\n\n{table}\n\n## 二、保障\n\n落实资金。\n"
        )
    };
    let drawn_box = "+---------------------------+\n| **专栏1 河道工程**        |\n+===========================+\n\
        | > 1\\.堤防工程。加固堤防。 |\n|                           |\n| > 2\\.清淤工程。疏浚河道。 |\n+---------------------------+";
    let drawn_table = "+------+--------------+----------+\n| 序号 | 重点任务     | 责任单位 |\n+======+==============+==========+\n\
        | 一、湖泊工程 |         |    |\n+------+--------------+----------+\n| 1    | 建设环湖湿地 | 市水利局 |\n+------+--------------+----------+";
    let strokes_box =
        "| **专栏1 河道工程** |\n|---|\n| 1.堤防工程。加固堤防。<br>2.清淤工程。疏浚河道。 |";
    let strokes_table = "| **序号** | 重点任务 | 责任单位 |\n|---|---|---|\n| 一、湖泊工程 | | |\n| 1 | 建设环湖湿地 | 市水利局 |";
    let same_table = strokes_table.replace("| | |", "| 一、湖泊工程 | 一、湖泊工程 |");
    let html_box = "专栏1 河道工程\n\n<table><tr><td><p>1.堤防工程。加固堤防。</p><p>2.清淤工程。疏浚河道。</p></td></tr></table>";
    let html_table = "<html><body><table>\n<tr><td>序号</td><td>重点任务</td><td>责任单位</td></tr>\n\n    \
        <tr><td colspan=\"3\">一、湖泊工程</td></tr>\n\n<tr><td>1</td><td>建设环湖湿地</td><td>市水利局</td></tr></table></body></html>";
    let expected = "0 title 清水市水利规划\n1 chapter 任务\n1.1 section 治河\n  #1 action 加固堤防。\n\
        Z1 column 河道工程\nZ1.1 project 堤防工程\n  #1 action 加固堤防。\nZ1.2 project 清淤工程\n  #1 action 疏浚河道。\n\
        1.2 section 治湖\n  #1 action 退耕还湖。\n1.2.b1 table 序号 重点任务 责任单位\n";
    let rows = "  #2 action 1\t建设环湖湿地\t市水利局\n2 chapter 保障\n2.x1 paragraph 落实资金\n  #1 action 落实资金。\n";
    for (boxed, table) in [
        (drawn_box, drawn_table),
        (strokes_box, strokes_table),
        (strokes_box, &same_table),
        (html_box, html_table),
    ] {
        let markdown = plan(boxed, table);
        let source = source::read(markdown.as_bytes(), Format::Markdown, "规划.md").unwrap();
        let group = "  #1 context 一、湖泊工程\n";
        assert_eq!(drawn(&source), format!("{expected}{group}{rows}"), "{markdown}");
    }
}

#[test]
fn notes_stand_after_the_text_and_their_marks_in_no_word() {
    let page = "<html><body><div><h1>清水市水利规划</h1><h2>一、任务</h2><p>建设水源涵养林<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a>5万亩，\
        修复湿地<a href='#_ftn2'>[2]</a>3处。</p></div><hr><div id=ftn1><p><a href=\"#_ftnref1\">[1]</a> 指涵养水源的森林。</p></div>\
        <div id=ftn2><p><a href=\"#_ftnref2\">[2]</a> 指沼泽。</p></div></body></html>";
    let markdown = "# 清水市水利规划\n\n## 一、任务\n\n建设水源涵养林[^a]5万亩，修复湿地[^2]3处。\n\n[^2]: 指沼泽。\n[^a]: 指涵养水源的森林。\n";
    let expected = "0 title 清水市水利规划\n1 chapter 任务\n1.x1 paragraph 建设水源涵养林5万亩，修复湿地3处\n\
        \x20 #1 action 建设水源涵养林5万亩，修复湿地3处。\nx1 paragraph [1] 指涵养水源的森林。\nx2 paragraph [2] 指沼泽。\n";
    for (text, format) in [(page, Format::Html), (markdown, Format::Markdown)] {
        let source = source::read(text.as_bytes(), format, "规划").unwrap();
        assert_eq!(drawn(&source), expected);
    }
}

#[test]
fn the_caption_of_a_table_and_the_heading_below_a_number_are_read() {
    let page = "<html><body><div id=zoom><h1>清水市水利规划</h1><h2>一、任务</h2><p>加固堤防，疏浚河道。</p>\
        <table><caption>表1 主要指标</caption><tr><th>指标</th><th>2025年</th></tr><tr><td>供水能力</td><td>35</td></tr></table>\
        <h1>附件1</h1><h1>清水市水利任务分工表</h1><p>整治河道，落实责任。</p></div></body></html>";
    let source = source::read(page.as_bytes(), Format::Html, "规划.html").unwrap();
    let outline = outline::read(&source, &Lexicon::shipped());
    let drawn: Vec<String> =
        outline.nodes.iter().map(|node| format!("{} {}", node.id, node.title)).collect();
    let expected = [
        "0 清水市水利规划",
        "1 任务",
        "1.x1 加固堤防，疏浚河道",
        "1.b1 表1 主要指标",
        "A1 清水市水利任务分工表",
        "A1.x1 整治河道，落实责任",
    ];
    assert_eq!(drawn, expected);
}

#[test]
fn what_pages_and_recognisers_leave_in_markdown_is_none_of_its_text() {
    let markdown = "<div align=\"center\">\n\n# 清水市水利规划\n\n</div>\n\n## 一、目标\n\n到2030年，水质优良比例达到 $9 0 . 5 \\%$ 以上，$\\sum x$ 不变。\n";
    let format = source::recognise(std::path::Path::new("规划.md"), markdown.as_bytes()).unwrap();
    let source = source::read(markdown.as_bytes(), format, "规划.md").unwrap();
    let expected =
        "清水市水利规划\n一、目标\n到2030年，水质优良比例达到 90.5% 以上，$\\sum x$ 不变。\n";
    assert_eq!(source.text, expected);
}

#[test]
fn what_pandoc_says_of_a_heading_is_none_of_it() {
    let markdown = "# []{#_Toc1 .anchor}清水市水利规划 {#规划 .unnumbered}\n\n::: {custom-style=\"正文\"}\n## 一、任务 {#任务}\n\n> 加固[堤防]{.underline}。\n:::\n";
    let source = source::read(markdown.as_bytes(), Format::Markdown, "规划.md").unwrap();
    assert_eq!(source.text, "清水市水利规划\n一、任务\n加固堤防。\n");
}

/// The text of Markdown below a title and a heading.
#[track_caller]
fn reads(markdown: &str, expected: &str) {
    let markdown = format!("# 清水市水利规划\n\n## 一、任务\n\n{markdown}");
    let source = source::read(markdown.as_bytes(), Format::Markdown, "规划.md").unwrap();
    assert_eq!(source.text, format!("清水市水利规划\n一、任务\n{expected}"), "{markdown}");
}

#[test]
fn what_only_looks_like_markdown_is_kept() {
    reads("年均由US$500-US$800提高，每吨$5/$8。\n", "年均由US$500-US$800提高，每吨$5/$8。\n");
    reads("投资$5亿元，其中外资$3亿元。\n", "投资$5亿元，其中外资$3亿元。\n");
    reads(
        "依据水法[1]办理[^x]。\n\n[1]: 指现行文本。\n",
        "依据水法[1]办理[^x]。\n[1]: 指现行文本。\n",
    );
    reads(
        ":::说明：数据为预期。\n\n::: tip 提示\n治湖。\n:::\n",
        ":::说明：数据为预期。\n提示\n治湖。\n",
    );
    reads("```\n::: 甲\n+----+\n| 乙 |\n+----+\n```\n", "::: 甲\n+----+\n| 乙 |\n+----+\n");
}

#[test]
fn notes_of_markdown_are_all_read_and_end_where_they_do() {
    reads(
        "治河[^1]三处[^2]。\n\n[^1]: <div>甲。</div>\n\n[^2]: 乙。\n\n治湖。\n",
        "治河三处。\n治湖。\n[1] 甲。\n[2] 乙。\n",
    );
    reads("治河[^1]。\n\n[^1]: 甲。\n\n[^1]: 乙。\n", "治河。\n[1] 甲。 乙。\n");
    reads("治河[^1]。\n\n[^1]:\n\n治湖。\n", "治河。\n治湖。\n");
}

#[test]
fn html_in_markdown_ends_where_its_tables_and_headings_do() {
    let table =
        "<TABLE>\n<TR><TD>甲</TD><TD>乙</TD></TR>\n\n    <TR><TD>丙</TD><TD>丁</TD></TR></TABLE>\n";
    reads(&format!("{table}\n治山。\n"), "甲\t乙\n丙\t丁\n治山。\n");
    reads(&format!("{table}## 二、保障\n\n治山。\n"), "甲\t乙\n丙\t丁\n二、保障\n治山。\n");
    let open = "<table><tr><td>子</td><td>丑</td></tr>\n\n治湖。\n\n";
    reads(&format!("{open}{table}"), "子\t丑\n治湖。\n甲\t乙\n丙\t丁\n");
    reads(
        "<div><a href=1>附件甲</a> <a href=2>附件乙</a> <a href=3>附件丙</a></div>\n",
        "附件甲 附件乙 附件丙\n",
    );
}

#[test]
fn cells_that_are_empty_or_alike_stay_in_their_table() {
    let head = "| 重点任务 | 责任单位 |\n|---|---|\n| 整治河道 | 市水利局 |\n";
    let markdown = format!(
        "# 清水市水利规划\n\n## 一、任务\n\n{head}| 农村水环境 | |\n| 7 | 7 |\n| 注：单位见附件。 | |\n"
    );
    let source = source::read(markdown.as_bytes(), Format::Markdown, "规划.md").unwrap();
    let rows = source.lines.iter().filter(|line| matches!(line.look, Look::Row(_)));
    let rows: Vec<&str> = rows.map(|line| line.span.of(&source.text)).collect();
    assert_eq!(rows, ["重点任务\t责任单位", "整治河道\t市水利局", "7\t7"]);
    let source =
        source::read(format!("{head}| 农村水环境 | |\n").as_bytes(), Format::Markdown, "规划.md");
    let last = source.unwrap().lines.pop().unwrap();
    assert!(matches!(last.look, Look::Row(cells) if cells.len() == 2));
}

#[test]
fn marks_of_notes_in_pages_are_no_words_and_words_no_marks() {
    let read = |body: &str| {
        let page = format!("<html><body><p>一、任务</p>{body}</body></html>");
        source::read(page.as_bytes(), Format::Html, "规划.html").unwrap().text
    };
    for place in
        ["#_ftn1", "#fn:1", "#fn-1", "#footnote-1", "#user-content-fn-1", "#sdfootnote1sym"]
    {
        let text = read(&format!("<p>治河<a href=\"{place}\"><sup>[1]</sup></a>。</p>"));
        assert_eq!(text, "一、任务\n治河。\n", "{place}");
    }
    let text = read("<p>见<a href=\"#fn3\">第三节</a>和<a href=\"#fn4\">治湖。</p>");
    assert_eq!(text, "一、任务\n见第三节和治湖。\n");
}

#[test]
fn a_caption_ends_at_the_first_row_and_its_parts_stand_apart() {
    let page = "<html><body><p>一、任务</p><table><caption><p>表1 指标</p><p>单位：亿元</p><script>x()</script>\
        <tr><td>甲</td><td>乙</td></tr></table></body></html>";
    let source = source::read(page.as_bytes(), Format::Html, "规划.html").unwrap();
    assert_eq!(source.text, "一、任务\n表1 指标 单位：亿元\n甲\t乙\n");
}

#[test]
fn front_matter_stands_before_a_text_only() {
    let text = |markdown: &str| {
        source::read(markdown.as_bytes(), Format::Markdown, "规划.md").unwrap().text
    };
    let plan = "# 某省规划\n\n一、任务\n\n治河。\n";
    let read = "某省规划\n一、任务\n治河。\n";
    assert_eq!(
        text(&format!("---\n标题: 某省规划\n标签:\n  - 水利\n\n来源: 官网\n---\n\n{plan}")),
        read
    );
    assert_eq!(
        text(&format!("{plan}\n---\n治湖。\n---\n\n治江。\n")),
        format!("{read}治湖。\n治江。\n")
    );
    assert_eq!(text("---\n治湖。\n---\n\n治江。\n"), "治湖。\n治江。\n");
    assert_eq!(text("---\n标题: 某省规划\n---\n"), "");
}
