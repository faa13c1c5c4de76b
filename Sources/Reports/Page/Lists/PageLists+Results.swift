import Formulas
import Reconciliation
import Rules
import Spreadsheet

extension PageLists {
    var reconciliations: PageList {
        var name = PageColumn("name", words("对账", "Reconciliation"), .title, isFilter: true)
        var group = PageColumn("group", words("对象", "Party"), .text)
        var state = PageColumn("state", words("结果", "Result"), .tag, isFilter: true, labels: states)
        var ours = PageColumn("ours", words("我方合计", "Our total"), .money)
        var theirs = PageColumn("theirs", words("对方合计", "Their total"), .money)
        var difference = PageColumn("difference", words("差额", "Difference"), .money)
        var rate = PageColumn("rate", words("一致率", "Matched"), .percent)
        var different = PageColumn("different", words("有差异", "Different"), .number)
        var open = PageColumn("open", words("未达", "Open"), .number)
        var duplicate = PageColumn("duplicate", words("重复", "Duplicates"), .number)
        var ambiguous = PageColumn("ambiguous", words("无法唯一配对", "Ambiguous"), .number, isDetail: true)
        var sides = PageColumn("sides", words("双方", "Sides"), .text, isDetail: true)
        var bridge = PageColumn("bridge", words("差额构成", "Steps"), .long, isDetail: true)
        var notChecked = PageColumn("not_checked", words("未能核对", "Not checked"), .long, isDetail: true)
        for result in input.reconciliations.prefix(rowLimit) {
            let counts = result.counts
            func count(_ statuses: MatchStatus...) -> Int { statuses.reduce(0) { $0 + (counts[$1] ?? 0) } }
            let all = counts.values.reduce(0, +)
            var title = result.definition.name[input.language]
            if result.definition.comparisons.count > 1 {
                title += " · " + result.comparison.name[input.language]
            }
            name.values.append(title)
            group.values.append(result.group.isEmpty ? nil : result.group)
            state.values.append(
                result.isRefused ? "refused" : all == 0 ? "none" : count(.matched) == all ? "done" : "open")
            let totals = result.bridge
            ours.values.append(amount(totals.oursTotal, totals))
            theirs.values.append(amount(totals.theirsTotal, totals))
            difference.values.append(
                totals.theirsTotal.adding(totals.oursTotal.negated).map { amount($0, totals) })
            rate.values.append(result.matchRate.permille.map(Self.fraction))
            different.values.append(String(count(.different)))
            open.values.append(String(count(.onlyOurs, .onlyTheirs)))
            duplicate.values.append(String(count(.duplicateOurs, .duplicateTheirs)))
            ambiguous.values.append(String(count(.ambiguous)))
            sides.values.append(
                result.comparison.ours.name[input.language] + " ↔ "
                    + result.comparison.theirs.name[input.language])
            let steps = totals.lines.map { line in
                words.labelled(
                    vocabulary.step(line, of: result),
                    "\(ReportText.grouped(line.count)) × → \(ReportText.grouped(amount(line.amount, totals)))"
                )
            }
            bridge.values.append(Self.lines(steps))
            notChecked.values.append(
                Self.lines(
                    result.notChecked.map { entry in
                        input.catalogue.sentence(for: entry.reason, in: input.language)
                            + (entry.count > 0 ? " (\(ReportText.grouped(entry.count)))" : "")
                    }))
        }
        return PageList(
            id: "reconciliations", name: words("对账", "Reconciliations"),
            note: words(
                "差额为对方减我方；金额单位为元，数量对账除外。",
                "The difference is theirs less ours; in CNY unless quantities are compared."),
            empty: words("没有对账。", "There are no reconciliations."), isEmptyGood: false,
            columns: [
                name, group, state, ours, theirs, difference, rate, different, open, duplicate, ambiguous,
                sides,
                bridge, notChecked,
            ], total: input.reconciliations.count)
    }

    private var states: [PageLabel] {
        [
            PageLabel(code: "refused", name: words("不可用", "Refused"), tone: "fatal"),
            PageLabel(code: "open", name: words("待处理", "To be settled"), tone: "warn"),
            PageLabel(code: "done", name: words("全部一致", "Agrees"), tone: "good"),
            PageLabel(code: "none", name: words("没有数据", "No lines"), tone: ""),
        ]
    }

    private func amount(_ amount: ExactDecimal, _ bridge: Bridge) -> String {
        bridge.isMoney ? ReportText.money(amount) : amount.description
    }

    static func fraction(permille: Int) -> String {
        let digits = permille.zeroPadded(4)
        return digits.dropLast(3) + "." + digits.suffix(3)
    }

    var performance: PageList {
        let rows = input.rules.performance
        let scores = rows.map { $0.score?.exact(decimals: 6) }
        let order = rows.indices.sorted { left, right in
            switch (scores[left], scores[right]) {
            case (let a?, let b?) where a != b: a < b
            case (.some, nil): true
            case (nil, .some): false
            default: left < right
            }
        }
        var person = PageColumn("person", words("人员", "Person"), .text)
        var department = PageColumn("department", words("部门", "Department"), .text, isFilter: true)
        var score = PageColumn("score", words("得分", "Score"), .number)
        var level = PageColumn("level", words("等级", "Level"), .text, isFilter: true)
        var deducted = PageColumn("deducted", words("扣分", "Deducted"), .number)
        var awarded = PageColumn("awarded", words("加分", "Awarded"), .number)
        var fines = PageColumn("fines", words("罚款（元）", "Fines (CNY)"), .money)
        var violations = PageColumn("violations", words("违规", "Violations"), .number)
        var effect = PageColumn("pay_effect", words("薪酬影响", "Effect on pay"), .text)
        var others = PageColumn("others", words("其他", "Other"), .long, isDetail: true)
        for index in order.prefix(rowLimit) {
            let row = rows[index]
            person.values.append(vocabulary.person(row.person))
            department.values.append(row.department.isEmpty ? nil : row.department)
            score.values.append(scores[index]?.description)
            level.values.append(Self.text(row.level))
            deducted.values.append(row.pointsDeducted.description)
            awarded.values.append(row.pointsAwarded.description)
            fines.values.append(ReportText.money(row.fines))
            violations.values.append(String(row.violations))
            effect.values.append(Self.text(row.payEffect))
            let rest = row.values.filter { !["score", "level", "pay_effect"].contains($0.name) }
            others.values.append(Self.lines(rest.map { vocabulary.value($0) }))
        }
        return PageList(
            id: "performance", name: words("绩效考核", "Performance"),
            note: words("得分低的在前。", "The lowest scores first."), empty: "", isEmptyGood: false,
            columns: [
                person, department, score, level, deducted, awarded, fines, violations, effect, others,
            ], total: rows.count)
    }

    private static func text(_ value: FormulaValue?) -> String? {
        guard let text = value?.shown, !text.isEmpty else { return nil }
        return text
    }

    var figures: PageList {
        var name = PageColumn("name", words("指标", "Figure"), .title, isFilter: true)
        var person = PageColumn("person", words("人员", "Person"), .text, isFilter: true)
        var department = PageColumn("department", words("部门", "Department"), .text, isFilter: true)
        var key = PageColumn("key", words("对象", "Of"), .text)
        var value = PageColumn("value", words("实际", "Actual"), .number)
        var target = PageColumn("target", words("目标", "Target"), .number)
        var met = PageColumn(
            "met", words("达标", "Met"), .tag, isFilter: true,
            labels: [
                PageLabel(code: "false", name: words("未达标", "Missed"), tone: "bad"),
                PageLabel(code: "true", name: words("达标", "Met"), tone: "good"),
                PageLabel(code: "none", name: words("无目标", "No target"), tone: ""),
            ])
        for figure in input.rules.kpis.prefix(rowLimit) {
            name.values.append(input.policy.title(ofRule: figure.rule, input.language))
            person.values.append(figure.person.isEmpty ? nil : vocabulary.person(figure.person))
            department.values.append(figure.department.isEmpty ? nil : figure.department)
            key.values.append(figure.key.isEmpty ? words("公司", "company") : figure.key)
            value.values.append(PageCharts.shown(figure.value, figure.unit, words))
            target.values.append(figure.target.map { PageCharts.shown($0, figure.unit, words) })
            met.values.append(figure.isMet.map { String($0) } ?? "none")
        }
        return PageList(
            id: "figures", name: words("指标", "Key figures"), note: nil, empty: "", isEmptyGood: false,
            columns: [name, person, department, key, value, target, met], total: input.rules.kpis.count)
    }

    var reminders: PageList {
        var due = PageColumn("due", words("期限", "Due"), .date)
        var left = PageColumn("left", words("剩余天数", "Days left"), .number)
        var state = PageColumn(
            "state", words("状态", "State"), .tag, isFilter: true,
            labels: [
                PageLabel(code: "overdue", name: words("已逾期", "Overdue"), tone: "bad"),
                PageLabel(code: "today", name: words("今天", "Today"), tone: "warn"),
                PageLabel(code: "ahead", name: words("未到期", "Ahead"), tone: ""),
            ])
        var person = PageColumn("person", words("人员", "Person"), .text, isFilter: true)
        var message = PageColumn("message", words("要办的事", "What is to be done"), .long)
        var place = placeColumn()
        var rule = PageColumn("rule", words("规则", "Rule"), .text, isDetail: true)
        let all = input.rules.reminders
        let order = all.indices.sorted {
            all[$0].daysLeft != all[$1].daysLeft ? all[$0].daysLeft < all[$1].daysLeft : $0 < $1
        }
        for reminder in order.prefix(rowLimit).map({ all[$0] }) {
            due.values.append(reminder.due.iso8601)
            left.values.append(String(reminder.daysLeft))
            state.values.append(
                reminder.daysLeft < 0 ? "overdue" : reminder.daysLeft == 0 ? "today" : "ahead")
            person.values.append(vocabulary.person(reminder.person))
            message.values.append(reminder.message(in: input.language))
            place.add(
                file: reminder.origin?.file, sheet: reminder.origin?.sheet,
                cell: reminder.origin?.row.map { "\($0):\($0)" })
            rule.values.append(input.policy.title(ofRule: reminder.rule, input.language))
        }
        return PageList(
            id: "reminders", name: words("提醒", "Reminders"), note: nil, empty: "", isEmptyGood: true,
            columns: [due, left, state, person, message, trimmed(place), rule], total: all.count)
    }

    var files: PageList {
        var name = PageColumn("name", words("文件", "File"), .title)
        name.links = addresses
        var fate = PageColumn(
            "fate", words("结果", "Result"), .tag, isFilter: true, labels: PageLabel.fates(vocabulary))
        var register = PageColumn("register", words("登记表", "Register"), .text, isFilter: true)
        var read = PageColumn("read", words("读取行数", "Rows read"), .number)
        var accepted = PageColumn("accepted", words("采用", "Accepted"), .number)
        var rejected = PageColumn("rejected", words("不能用", "Rejected"), .number)
        var ignored = PageColumn("ignored", words("略过", "Ignored"), .number)
        var reason = PageColumn("reason", words("原因和办法", "Why, and what to do"), .long)
        let ranks = Dictionary(
            ReportFile.Fate.allCases.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        func rank(_ file: ReportFile) -> Int { ranks[file.fate] ?? 0 }
        let sorted = input.files.sorted { rank($0) != rank($1) ? rank($0) < rank($1) : $0.file < $1.file }
        for file in sorted.prefix(rowLimit) {
            name.values.append(file.file)
            fate.values.append(file.fate.rawValue)
            let registers = file.registers.map { input.policy.name(ofRegister: $0, input.language) }
            register.values.append(registers.isEmpty ? nil : words.list(registers))
            read.values.append(String(file.rowsRead))
            accepted.values.append(String(file.rowsAccepted))
            rejected.values.append(String(file.rowsRejected))
            ignored.values.append(String(file.rowsIgnored))
            let reasons = file.reasons.map { input.catalogue.sentences(for: $0, in: input.language) }
            reason.values.append(
                Self.lines(reasons.map { $0.remedy.isEmpty ? $0.message : $0.message + " " + $0.remedy }))
        }
        return PageList(
            id: "files", name: words("文件", "Files"),
            note: words(
                "每一行都有交代：读取 = 采用 + 不能用 + 略过。",
                "Every row is accounted for: read = accepted + rejected + ignored."),
            empty: words("没有收到文件。", "No files were handed in."), isEmptyGood: false,
            columns: [trimmed(name), fate, register, read, accepted, rejected, ignored, reason],
            total: input.files.count)
    }
}
