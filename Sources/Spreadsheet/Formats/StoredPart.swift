import CISAL

/// Unpacks one small part of a ZIP container, for a look at its content only.
enum StoredPart {
    /// The part's first bytes, at most `limit`; nil when it is encrypted, larger packed than that, or cannot be unpacked.
    static func contents(of entry: ZIPOutline.Entry, in window: ByteWindow, limit: Int) -> [UInt8]? {
        guard !entry.isEncrypted, entry.compressedSize <= limit,
            let nameLength = window.little16(at: entry.offset + 26),
            let extraLength = window.little16(at: entry.offset + 28),
            let data = window.slice(
                at: entry.offset + 30 + nameLength + extraLength, count: entry.compressedSize)
        else { return nil }
        switch entry.method {
        case 0: return Array(data.prefix(limit))
        case 8: return inflate(data, limit: limit)
        default: return nil
        }
    }

    private static func inflate(_ data: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
        guard let base = data.baseAddress, let available = UInt32(exactly: data.count) else { return nil }
        return [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            var state = inflate_state()
            isal_inflate_init(&state)
            state.next_in = UnsafeMutablePointer(mutating: base.assumingMemoryBound(to: UInt8.self))
            state.avail_in = available
            state.next_out = output.baseAddress
            state.avail_out = UInt32(clamping: output.count)
            _ = isal_inflate(&state)
            count = output.count - Int(state.avail_out)
        }
    }
}
