import Spreadsheet
import Synchronization
import Yams

/// A place in a policy file, read step by step: every mistake is noted, and reading goes on.
///
/// A class, because a node of YAML is a dozen references: to hand one on would count them all.
package final class PolicyNode {
    package let node: Node
    package let log: PolicyLog
    /// Where the node stands when it has no mark of its own.
    package let fallback: (line: Int, column: Int)

    package init(_ node: Node, _ log: PolicyLog, fallback: (line: Int, column: Int) = (1, 1)) {
        self.node = node
        self.log = log
        self.fallback = fallback
    }

    package var place: (line: Int, column: Int) { node.mark.map { ($0.line, $0.column) } ?? fallback }

    package func note(_ code: FindingCode, _ values: [String: String] = [:]) {
        log.note(code, at: place, values)
    }

    /// The entries of a mapping.
    ///
    /// Notes keys that are not allowed, with the nearest allowed one, and required ones that are missing. With
    /// `allowed` nil any key will do.
    package func entries(allowed: [String]?, required: [String] = [], of what: String) -> PolicyEntries {
        guard case .mapping(let mapping) = node else {
            note(.policyExpected, ["expected": what, "found": kind])
            return PolicyEntries(list: [], owner: self)
        }
        var list: [(key: String, keyNode: PolicyNode, value: PolicyNode)] = []
        for (key, value) in mapping {
            let keyNode = PolicyNode(key, log, fallback: place)
            guard case .scalar(let scalar) = key else {
                keyNode.note(.policyExpected, ["expected": "key", "found": keyNode.kind])
                continue
            }
            if let allowed, !allowed.contains(scalar.string) {
                keyNode.note(
                    .policyUnknownKey,
                    ["key": scalar.string, "nearest": Suggestion.nearest(to: scalar.string, in: allowed)])
                continue
            }
            list.append((scalar.string, keyNode, PolicyNode(value, log, fallback: keyNode.place)))
        }
        for key in required where !list.contains(where: { $0.key == key }) {
            note(.policyMissingKey, ["key": key])
        }
        return PolicyEntries(list: list, owner: self)
    }

    /// A text that is not empty.
    package var string: String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            note(.policyExpected, ["expected": "text", "found": kind])
            return nil
        }
        return scalar.string
    }

    /// A list of texts.
    ///
    /// A single text counts as a list of one.
    package var strings: [(text: String, node: PolicyNode)] {
        switch node {
        case .scalar: return string.map { [($0, self)] } ?? []
        case .sequence(let sequence):
            return sequence.compactMap { element in
                let item = PolicyNode(element, log, fallback: place)
                return item.string.map { ($0, item) }
            }
        default:
            note(.policyExpected, ["expected": "list", "found": kind])
            return []
        }
    }

    /// The elements of a list.
    package var elements: [PolicyNode] {
        guard case .sequence(let sequence) = node else {
            note(.policyExpected, ["expected": "list", "found": kind])
            return []
        }
        return sequence.map { PolicyNode($0, log, fallback: place) }
    }

    /// `true` or `false`.
    package var boolean: Bool? {
        guard case .scalar(let scalar) = node, scalar.string == "true" || scalar.string == "false" else {
            note(.policyExpected, ["expected": "true, false", "found": shown])
            return nil
        }
        return scalar.string == "true"
    }

    /// A whole number in a range.
    package func integer(in range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let scalar) = node, let number = Int(scalar.string), range.contains(number) else {
            note(
                .policyExpected,
                ["expected": "\(range.lowerBound)...\(range.upperBound)", "found": shown])
            return nil
        }
        return number
    }

    /// One of the cases of an enumeration, by its raw value.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text = string else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let choices = Choice.allCases.map(\.rawValue)
        note(
            .policyUnknownValue,
            [
                "value": text, "choices": choices.joined(separator: ", "),
                "nearest": Suggestion.nearest(to: text, in: choices),
            ])
        return nil
    }

    /// What kind of node it is.
    package var kind: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "empty" : "text"
        case .mapping: "mapping"
        case .sequence: "list"
        case .alias: "alias"
        }
    }

    /// The text of a scalar, or what kind of node it is.
    package var shown: String {
        if case .scalar(let scalar) = node { return scalar.string }
        return kind
    }
}

/// The entries of a mapping in a policy file, in the order of the file.
package struct PolicyEntries {
    package let list: [(key: String, keyNode: PolicyNode, value: PolicyNode)]
    package let owner: PolicyNode

    package subscript(key: String) -> PolicyNode? { list.first { $0.key == key }?.value }
}

/// Collects the mistakes of one file.
package final class PolicyLog {
    package let file: String
    /// Files are read by several threads, and a price is compiled for every rule that carries it.
    private let noted = Mutex<[PolicyProblem]>([])

    package init(file: String) { self.file = file }

    /// The mistakes so far.
    package var problems: [PolicyProblem] { noted.withLock { $0 } }

    package func note(
        _ code: FindingCode, at place: (line: Int, column: Int), _ values: [String: String] = [:]
    ) {
        let problem = PolicyProblem(
            file: file, line: place.line, column: place.column, code: code, values: values)
        noted.withLock { $0.append(problem) }
    }
}
