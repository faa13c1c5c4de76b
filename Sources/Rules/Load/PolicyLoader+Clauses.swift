import Formulas
import Registers
import Spreadsheet

extension PolicyLoader {
    /// Reads `packs.yml`.
    func readPacks(_ file: PolicyFile) {
        guard let root = file.root else { return }
        let entries = root.entries(allowed: ["packs"], required: ["packs"], of: "packs: …")
        for (key, _, node) in entries["packs"]?.entries(allowed: nil, of: "packs").list ?? [] {
            let entries = node.entries(allowed: ["name", "on", "from", "to", "clauses"], of: "pack")
            packs.append(
                PolicyPack(
                    key: key, name: text(entries["name"]) ?? LocalizedText(key),
                    isOn: entries["on"]?.boolean ?? false, from: day(entries["from"]),
                    to: day(entries["to"])))
        }
    }

    /// Switches packs on and off as the company's settings say.
    func applyOwnPacks() {
        guard let own = own.packs else { return }
        for index in packs.indices { packs[index].isOn = false }
        for (name, keyNode, value) in own {
            guard let index = packs.firstIndex(where: { $0.key == name }) else {
                keyNode.note(
                    .policyPackUnknown,
                    ["pack": name, "nearest": Suggestion.nearest(to: name, in: packs.map(\.key))])
                continue
            }
            packs[index].isOn = true
            guard case .mapping = value.node else { continue }
            let days = value.entries(allowed: ["from", "to"], of: "{from: 2026-01-01}")
            packs[index].from = day(days["from"]) ?? packs[index].from
            packs[index].to = day(days["to"]) ?? packs[index].to
        }
    }

    /// Reads `clauses.yml`.
    func readClauses(_ file: PolicyFile) {
        guard let root = file.root else { return }
        hasClauses = true
        let entries = root.entries(allowed: ["clauses"], required: ["clauses"], of: "clauses: …")
        for (id, _, node) in entries["clauses"]?.entries(allowed: nil, of: "clauses").list ?? [] {
            let entries = node.entries(
                allowed: [
                    "document", "article", "title", "text", "severity", "status", "family", "reason", "kind",
                    "group",
                ], required: ["title"], of: "clause")
            let title = text(entries["title"]) ?? LocalizedText(id)
            clauseIndex[id] = clauses.count
            clauses.append(
                PolicyClause(
                    id: id, document: entries["document"]?.string ?? PolicyClause.document(of: id),
                    article: entries["article"]?.string ?? "", title: title,
                    text: text(entries["text"]) ?? title,
                    severity: entries["severity"]?.choice(Severity.self),
                    status: entries["status"]?.choice(PolicyClause.Status.self) ?? .checkable,
                    family: entries["family"]?.string ?? "", reason: text(entries["reason"])))
        }
    }

    /// The clause that a node names; notes when `clauses.yml` does not have it.
    func clause(_ id: String, _ node: PolicyNode) -> PolicyClause? {
        if let index = clauseIndex[id] { return clauses[index] }
        if hasClauses {
            node.note(
                .policyClauseUnknown,
                ["clause": id, "nearest": Suggestion.nearest(to: id, in: clauses.map(\.id))])
        }
        return nil
    }

    /// Reads `tariff.yml`; prices are compiled with the rules that they are for.
    func readTariff(_ file: PolicyFile) {
        guard let root = file.root else { return }
        let entries = root.entries(
            allowed: ["tariff", "penalties", "rewards", "computed"], of: "penalties: …")
        if let node = entries["tariff"] {
            let modes = node.entries(allowed: ["same_case", "cross_policy", "ranges"], of: "tariff")
            tariffMode.sameCase = mode(modes["same_case"]) ?? .heaviest
            tariffMode.crossPolicy = mode(modes["cross_policy"]) ?? .stack
            tariffMode.ranges = mode(modes["ranges"]) ?? .leastPending
        }
        for (key, isReward) in [("penalties", false), ("rewards", true)] {
            for (id, keyNode, node) in entries[key]?.entries(allowed: nil, of: key).list ?? [] {
                if tariff[id] != nil { keyNode.note(.policyTwice, ["value": id]) }
                tariff[id] = (node, isReward)
                _ = clause(id, keyNode)
            }
        }
        for (id, keyNode, node) in entries["computed"]?.entries(allowed: nil, of: "computed").list ?? [] {
            if tariff[id] != nil || computed[id] != nil { keyNode.note(.policyTwice, ["value": id]) }
            computed[id] = node
            _ = clause(id, keyNode)
        }
    }

    /// One of the ways of a tariff, or the name of a parameter that holds it.
    private func mode<Mode: RawRepresentable & CaseIterable>(_ node: PolicyNode?) -> Mode?
    where Mode.RawValue == String {
        guard let node, let text = node.string else { return nil }
        guard let parameter = parameter(named: text) else { return node.choice(Mode.self) }
        if case .text(let value) = parameter.value, let mode = Mode(rawValue: value) { return mode }
        node.note(
            .policyUnknownValue,
            [
                "value": parameter.value?.shown ?? "null",
                "choices": Mode.allCases.map(\.rawValue).joined(separator: ", "), "nearest": "",
            ])
        return nil
    }

    /// Notes rules that are said to price a clause and do not carry it.
    func checkComputedPrices() {
        for (id, node) in computed.sorted(by: { $0.key < $1.key }) {
            guard let name = node.string, !hasClauses || clauseIndex[id] != nil else { continue }
            let carriers = rules.filter { $0.clauses.contains(id) }
            if carriers.contains(where: { $0.id == name }) { continue }
            node.note(
                .policyRuleUnknown,
                ["rule": name, "nearest": Suggestion.nearest(to: name, in: carriers.map(\.id))])
        }
    }

    /// Compiles the prices of clauses that no rule carries, so that their mistakes come out too.
    func checkTariffClauses() {
        let carried = Set(rules.flatMap { $0.clauses + $0.clauseMap.values })
        for (id, entry) in tariff.sorted(by: { $0.key < $1.key }) where !carried.contains(id) {
            var draft = RuleDraft(scope: .single)
            _ = price(entry.node, isReward: entry.isReward, &draft, isTariff: true)
        }
    }

    /// Reads `waivers.yml`.
    func readWaivers(_ file: PolicyFile) {
        guard let root = file.root else { return }
        let entries = root.entries(allowed: ["waivers"], required: ["waivers"], of: "waivers: …")
        for node in entries["waivers"]?.elements ?? [] {
            let parts = node.entries(
                allowed: ["rule", "clause", "key", "person", "group", "by", "reason", "from", "until"],
                required: ["by", "reason", "until"], of: "waiver")
            let waiver = Waiver(
                rule: parts["rule"]?.string ?? "", clause: parts["clause"]?.string ?? "",
                key: parts["key"]?.string, person: parts["person"]?.string, group: parts["group"]?.string,
                by: parts["by"]?.string ?? "", reason: parts["reason"]?.string ?? "",
                from: day(parts["from"]),
                until: day(parts["until"]) ?? CivilDay(year: 1, month: 1, day: 1))
            if waiver.rule.isEmpty, waiver.clause.isEmpty { node.note(.policyMissingKey, ["key": "rule"]) }
            if let node = parts["rule"], !rules.contains(where: { $0.id == waiver.rule }) {
                node.note(
                    .policyRuleUnknown,
                    [
                        "rule": waiver.rule,
                        "nearest": Suggestion.nearest(to: waiver.rule, in: rules.map(\.id)),
                    ])
            }
            if let node = parts["clause"] { _ = clause(waiver.clause, node) }
            waivers.append(waiver)
        }
    }

    // MARK: Calendars

    private enum CalendarStatus: String, CaseIterable { case published, statutory }

    /// Reads `calendars/*.yml`.
    func readCalendars(_ files: [PolicyFile]) {
        var years: [PolicyCalendar.Year] = []
        for file in files {
            guard let root = file.root else { continue }
            let outer = root.entries(allowed: ["calendar"], required: ["calendar"], of: "calendar: …")
            guard let node = outer["calendar"] else { continue }
            let entries = node.entries(
                allowed: ["year", "status", "source", "holidays", "workdays"],
                required: ["year", "source", "holidays"], of: "calendar")
            guard let number = entries["year"]?.integer(in: 1990...2100) else { continue }
            var year = PolicyCalendar.Year(
                year: number,
                isPublished: entries["status"]?.choice(CalendarStatus.self) != .statutory,
                source: entries["source"]?.string ?? "", holidays: [], workdays: [])
            for holiday in entries["holidays"]?.elements ?? [] {
                let parts = holiday.entries(
                    allowed: ["name", "days"], required: ["name", "days"], of: "{name: 元旦, days: […]}")
                year.holidays.append((text(parts["name"])?.chinese ?? "", days(parts["days"], number)))
            }
            year.workdays = days(entries["workdays"], number)
            let off = Set(year.holidays.flatMap(\.days))
            for day in year.workdays where off.contains(day) {
                entries["workdays"]?.note(.policyCalendarBoth, ["day": day.iso8601])
            }
            if years.contains(where: { $0.year == number }) {
                entries["year"]?.note(.policyTwice, ["value": String(number)])
            }
            years.append(year)
        }
        calendar = PolicyCalendar(years: years)
    }

    /// Days and spans of days `2026-01-01..2026-01-03`, within the year or just beside it.
    private func days(_ node: PolicyNode?, _ year: Int) -> [CivilDay] {
        (node?.strings ?? []).flatMap { text, item -> [CivilDay] in
            let ends = text.split(separator: ".", omittingEmptySubsequences: true)
            guard let first = ends.first.flatMap({ CivilDay(iso: $0) }), ends.count <= 2,
                let last = ends.last.flatMap({ CivilDay(iso: $0) }),
                (0..<60).contains(last.daysSince1970 - first.daysSince1970)
            else {
                item.note(.policyExpected, ["expected": "2026-01-01..2026-01-03", "found": text])
                return []
            }
            if abs(first.year - year) > 1 || first.year != year && last.year != year {
                item.note(.policyCalendarYear, ["day": text, "year": String(year)])
            }
            return (first.daysSince1970...last.daysSince1970).map { CivilDay(daysSince1970: $0) }
        }
    }
}
