import Foundation
import Synchronization

/// Ctrl-C, thrown where work can be given up without leaving anything half done.
struct Interruption: Error {
    private static let isPending = Atomic(false)

    /// Takes note of Ctrl-C instead of ending the program at once.
    struct Watch: Sendable {
        /// Begins to take note.
        init() {
            signal(SIGINT) { _ in
                Interruption.isPending.store(true, ordering: .relaxed)
                // Whoever presses again does not want to wait.
                signal(SIGINT, SIG_DFL)
            }
            // Threads of other programs often start us with their signals blocked.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGINT)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        }

        /// Throws when Ctrl-C was pressed.
        func check() throws(Interruption) {
            if Interruption.isPending.load(ordering: .relaxed) { throw Interruption() }
        }
    }
}
