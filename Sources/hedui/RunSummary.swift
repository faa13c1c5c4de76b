import Pipeline
import Reconciliation
import Rules
import Spreadsheet

/// The few lines that tell what became of a run.
struct RunSummary {
    let language: Language

    func text(of result: RunResult) -> String {
        let contents = result.contents
        let rows = contents.rows
        func count(_ fate: FileFate) -> Int { contents.files.count { $0.fate == fate } }
        func findings(_ severity: Severity) -> Int { contents.findings.count { $0.severity == severity } }
        var lines: [String] = []
        if result.hasRecovered {
            lines.append(
                say("上次运行中断后未完成的归档已补做。", "Files that a run before had left unmoved were moved first."))
        }
        lines.append(
            say(
                "截止 \(contents.asOf.iso8601)，考核月份 \(contents.period)",
                "As of \(contents.asOf.iso8601), period \(contents.period)"
            ))
        lines.append(
            say(
                "文件：采用 \(count(.accepted))，未采用 \(count(.rejected))，重复 \(count(.duplicate))，被替换 \(count(.superseded))，留待以后 \(count(.kept))",
                "Files: \(count(.accepted)) used, \(count(.rejected)) rejected, \(count(.duplicate)) seen before, \(count(.superseded)) superseded, \(count(.kept)) kept for later"
            ))
        lines.append(
            say(
                "行数：读取 \(rows.read) = 采用 \(rows.accepted) + 不可用 \(rows.rejected) + 不计 \(rows.ignored)",
                "Rows: \(rows.read) read = \(rows.accepted) used + \(rows.rejected) rejected + \(rows.ignored) ignored"
            ))
        lines.append(
            say(
                "数据问题：错误 \(findings(.error) + findings(.critical))，注意 \(findings(.warning))，提示 \(findings(.info))",
                "Findings: \(findings(.error) + findings(.critical)) errors, \(findings(.warning)) warnings, \(findings(.info)) notes"
            ))
        let all = contents.rules.violations
        let violations = all.indices.filter { !all[$0].isReward }
        let candidates = violations.count { all[$0].status == .candidate }
        // As the page and the workbooks count: rows, groups, rules and parts of reconciliations.
        let unchecked = contents.reconciliations.flatMap(\.results).reduce(contents.rules.unchecked.count) {
            $0 + $1.notChecked.count
        }
        lines.append(
            say(
                "违规：\(violations.count - candidates)，待核实 \(candidates)，未能检查 \(unchecked)",
                "Violations: \(violations.count - candidates), candidates \(candidates), unchecked \(unchecked)"
            ))
        for (_, results) in contents.reconciliations {
            for result in results { lines.append(reconciliation(result)) }
        }
        lines.append(say("报告：\(result.folder)", "Reports: \(result.folder)"))
        return lines.joined(separator: "\n") + "\n"
    }

    private func reconciliation(_ result: ReconciliationResult) -> String {
        let name = result.comparison.name[language] + (result.group.isEmpty ? "" : " · " + result.group)
        func count(_ statuses: [MatchStatus]) -> Int {
            statuses.reduce(0) { $0 + (result.counts[$1] ?? 0) }
        }
        let matched = count([.matched])
        let different = count([.different])
        let rest = result.counts.values.reduce(0, +) - matched - different
        if matched + different + rest == 0 {
            return say("对账 \(name)：没有可核对的行", "Reconciliation \(name): nothing to reconcile")
        }
        return say(
            "对账 \(name)：一致 \(matched)，有差异 \(different)，其他 \(rest)",
            "Reconciliation \(name): \(matched) matched, \(different) different, \(rest) others")
    }

    private func say(_ chinese: String, _ english: String) -> String {
        language == .chinese ? chinese : english
    }
}
