extension DeflatePipeline {
    /// Hands the next bytes of a part, or of a piece of one, to the pipeline, block by block.
    func spool(_ bytes: [UInt8], to part: SpooledPart, isLast: Bool) throws(SystemFailure) {
        var offset = 0
        repeat {
            let count = min(DeflateBlock.capacity, bytes.count - offset)
            let block = takeBlock()
            bytes.withUnsafeBufferPointer { buffer in
                if let base = buffer.baseAddress { block.input.update(from: base + offset, count: count) }
            }
            block.inputCount = count
            offset += count
            try submit(block, of: part, isLast: isLast && offset == bytes.count)
        } while offset < bytes.count
    }
}
