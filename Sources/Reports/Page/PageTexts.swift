import Spreadsheet

/// The words of the template and of the script.
enum PageTexts {
    /// Words that the template asks for as `{{t.name}}`.
    static func template(_ words: Words) -> [String: String] {
        [
            "skip": words("跳到正文", "Skip to the content"), "period": words("账期", "Period"),
            "asOf": words("截至", "As of"), "run": words("运行", "Run"), "print": words("打印", "Print"),
            "contents": words("目录", "Contents"), "summary": words("总览", "At a glance"),
            "today": words("今天需要处理", "To decide today"),
            "nothingToDecide": words("今天没有需要处理的事项。", "Nothing needs a decision today."),
            "charts": words("图表", "Charts"), "chart": words("图", "Chart"),
            "bridges": words("差额从哪里来", "Where differences come from"),
            "bridgesNote": words(
                "从我方合计逐项走到对方合计，各项相加正好等于差额。",
                "Step by step from our total to theirs; the steps add up exactly."),
            "step": words("项目", "Step"), "workbooks": words("工作簿", "Workbooks"),
            "workbooksNote": words(
                "与本页同时生成，内容一致。", "Written together with this page, from the same results."),
            "about": words("说明", "Notes"),
        ]
    }

    /// Words of the script by name, in their order.
    static func script(_ words: Words) -> [(name: String, text: String)] {
        [
            ("search", words("查找", "Search")), ("all", words("全部", "All")),
            ("clear", words("清除条件", "Clear")), ("details", words("详情", "Details")),
            ("close", words("收起", "Close")),
            ("status", words("第 {from}–{to} 行，共 {count} 行", "Rows {from}–{to} of {count}")),
            (
                "statusFiltered",
                words(
                    "第 {from}–{to} 行，符合条件 {count} 行，共 {total} 行",
                    "Rows {from}–{to} of {count} found, {total} in all")
            ), ("nothingFound", words("没有符合条件的行", "No row fits")),
            ("restElsewhere", words("；其余见工作簿", "; the rest is in the workbooks")),
            ("previous", words("上一页", "Previous")), ("next", words("下一页", "Next")),
            ("page", words("第", "Page")), ("ofPages", words("页，共 {count} 页", "of {count}")),
            ("goTo", words("在表格软件中按 F5 定位", "To go there in a spreadsheet program, press F5")),
            ("copy", words("复制", "Copy")), ("copied", words("已复制", "Copied")),
        ]
    }

    /// The words of the script as JSON.
    static func scriptJSON(_ words: Words) -> JSONBytes {
        var json = JSONBytes()
        json.raw("{")
        for (index, entry) in script(words).enumerated() {
            if index > 0 { json.raw(",") }
            json.string(entry.name)
            json.raw(":")
            json.string(entry.text)
        }
        json.raw("}")
        return json
    }
}
