extension UnsafeRawBufferPointer {
    /// The bytes without those at either end for which the condition holds.
    @inline(__always)
    func trimmed(of isBlank: (UInt8) -> Bool) -> UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, isBlank(self[start]) { start &+= 1 }
        while end > start, isBlank(self[end &- 1]) { end &-= 1 }
        return UnsafeRawBufferPointer(rebasing: self[start..<end])
    }
}
