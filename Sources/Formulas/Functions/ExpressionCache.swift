import Synchronization

/// Remembers the last pattern that was compiled.
final class ExpressionCache: Sendable {
    private struct Known {
        var pattern: String
        var ignoresCase: Bool
        var expression: RegularExpression
    }

    private let last = Mutex<Known?>(nil)

    /// The compiled form of a pattern.
    func expression(_ pattern: String, ignoresCase: Bool) throws(RegularExpression.Refusal)
        -> RegularExpression
    {
        let known = last.withLock { known in
            known?.pattern == pattern && known?.ignoresCase == ignoresCase ? known?.expression : nil
        }
        if let known { return known }
        let expression = try RegularExpression(pattern, ignoresCase: ignoresCase)
        last.withLock { $0 = Known(pattern: pattern, ignoresCase: ignoresCase, expression: expression) }
        return expression
    }
}
