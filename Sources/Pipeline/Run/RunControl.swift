import Synchronization

/// How a run is watched and stopped from outside.
public final class RunControl: Sendable {
    /// How far a run is.
    public struct Progress: Hashable, Sendable {
        /// What is being done.
        public enum Phase: String, Sendable {
            case waiting, reading, checking, writing, moving
        }

        /// What is being done.
        public var phase: Phase
        /// How many files have been read.
        public var files = 0
        /// How many there are.
        public var fileCount = 0
        /// How many bytes have been read.
        public var bytes = 0
        /// How many there are.
        public var byteCount = 0
        /// How many rows have been read.
        public var rows = 0
    }

    private let isStopped = Atomic(false)
    private let progress = Mutex(Progress(phase: .waiting))
    private let report: @Sendable (Progress) -> Void

    /// Makes a control; `report` is told of every step, from any thread but one at a time.
    public init(report: @escaping @Sendable (Progress) -> Void = { _ in }) {
        self.report = report
    }

    /// Asks the run to end at the next step that leaves nothing half done.
    public func stop() { isStopped.store(true, ordering: .relaxed) }

    /// Ends the run when it was asked to.
    /// - Throws: ``PipelineError`` with `run.interrupted`.
    func check(_ workspace: String) throws(PipelineError) {
        guard isStopped.load(ordering: .relaxed) else { return }
        throw PipelineError(.runInterrupted, workspace, 0)
    }

    /// Whether the run was asked to end.
    var wasStopped: Bool { isStopped.load(ordering: .relaxed) }

    func update(_ change: (inout Progress) -> Void) {
        progress.withLock { progress in
            change(&progress)
            report(progress)
        }
    }
}
