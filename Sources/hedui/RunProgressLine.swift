import Foundation
import Pipeline
import Spreadsheet
import Synchronization

/// Shows on a terminal how far a run is: files, rows and the time that is left.
final class RunProgressLine: Sendable {
    private struct State {
        var start = ContinuousClock.now
        var shown: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let isShown: Bool
    private let language: Language

    init(isShown: Bool, language: Language) {
        self.isShown = isShown && isatty(STDERR_FILENO) == 1
        self.language = language
    }

    /// Shows a step, ten times a second at most.
    func show(_ progress: RunControl.Progress) {
        guard isShown else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if let shown = state.shown, now - shown < .milliseconds(100) { return }
            state.shown = now
            write("\r\u{1B}[K" + text(progress, after: now - state.start))
        }
    }

    /// Takes the line away.
    func clear() {
        guard isShown else { return }
        state.withLock { state in
            if state.shown != nil { write("\r\u{1B}[K") }
            state.shown = nil
        }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    private func text(_ progress: RunControl.Progress, after elapsed: Duration) -> String {
        let isChinese = language == .chinese
        switch progress.phase {
        case .waiting: return isChinese ? "等待文件写完…" : "waiting for files to settle …"
        case .checking: return isChinese ? "检查 \(progress.rows) 行…" : "checking \(progress.rows) rows …"
        case .writing: return isChinese ? "写报告…" : "writing reports …"
        case .moving: return isChinese ? "归档…" : "moving files …"
        case .reading:
            var text =
                isChinese
                ? "读取 \(progress.files)/\(progress.fileCount) 个文件，\(progress.rows) 行"
                : "reading \(progress.files)/\(progress.fileCount) files, \(progress.rows) rows"
            if progress.bytes > 0, progress.bytes < progress.byteCount {
                let seconds =
                    Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
                let left = seconds * Double(progress.byteCount - progress.bytes) / Double(progress.bytes)
                let whole = Int(min(left.rounded(.up), 360_000))
                text += isChinese ? "，约剩 \(whole) 秒" : ", about \(whole) s left"
            }
            return text
        }
    }
}
