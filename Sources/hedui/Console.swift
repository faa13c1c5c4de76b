import ArgumentParser
import Foundation
import Spreadsheet

/// Where a command writes: results to standard output, messages to standard error, progress to a terminal.
final class Console {
    private let options: CommonOptions
    private let output: OutputStream
    /// Whether messages may have colour.
    private let hasColour: Bool
    private let isTerminal: Bool
    private var isShowingProgress = false

    init(_ options: CommonOptions) {
        self.options = options
        output = OutputStream(descriptor: STDOUT_FILENO)
        isTerminal = isatty(STDERR_FILENO) == 1
        hasColour = isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }

    /// Writes a part of the result.
    func result(_ text: String) throws {
        try result(Array(text.utf8))
    }

    /// Writes a part of the result.
    func result(_ bytes: [UInt8]) throws {
        clearProgress()
        do {
            try output.write(bytes)
        } catch {
            note(
                options.text(
                    zh: "错误：无法写入输出：\(error.reason)。", en: "error: the output cannot be written: \(error.reason)."))
            throw ExitCode.unfinished
        }
    }

    /// Tells what a finding says and what to do.
    func show(_ finding: Finding, _ catalogue: FindingCatalogue) {
        if finding.severity < .error, options.quiet { return }
        let sentences = catalogue.sentences(for: finding, in: options.language)
        note(
            "\(finding.origin): \(label(finding.severity)) \(sentences.message)\n    \(sentences.remedy) [\(finding.code.rawValue)]"
        )
    }

    /// Tells something that is no result.
    func note(_ message: String) {
        clearProgress()
        FileHandle.standardError.write(Data((message + "\n").utf8))
    }

    /// Tells something that only those want to know who asked for more.
    func detail(_ message: String) {
        if options.verbose { note(message) }
    }

    /// Shows how far the work is, in place of what was shown before; on a terminal only.
    func progress(_ message: String) {
        guard isTerminal, !options.quiet else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(message)".utf8))
        isShowingProgress = true
    }

    private func clearProgress() {
        guard isShowingProgress else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
        isShowingProgress = false
    }

    private func label(_ severity: Severity) -> String {
        let (word, colour) =
            switch severity {
            case .info: (options.text(zh: "提示：", en: "note:"), "36")
            case .warning: (options.text(zh: "注意：", en: "warning:"), "33")
            case .error, .critical: (options.text(zh: "错误：", en: "error:"), "31")
            }
        return hasColour ? "\u{1B}[\(colour)m\(word)\u{1B}[0m" : word
    }
}
