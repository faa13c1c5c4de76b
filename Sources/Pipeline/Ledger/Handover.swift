import Dispatch
import Synchronization

/// A value that one thread hands over to another, which waits for it.
final class Handover<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let arrived = DispatchSemaphore(value: 0)

    /// Hands the value over; once.
    func give(_ value: Value) {
        self.value.withLock { $0 = value }
        arrived.signal()
    }

    /// Waits for the value; once.
    func take() -> Value {
        while true {
            arrived.wait()
            if let value = value.withLock({ $0 }) { return value }
        }
    }
}
