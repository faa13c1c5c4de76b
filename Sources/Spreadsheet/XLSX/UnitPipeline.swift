import Foundation
import Synchronization

/// Reads an XML part that is a long row of like elements ("units": the rows of a sheet, the items of the shared
/// strings) in blocks of whole units, scanned on several threads and delivered in order.
///
/// Inflating is serial by nature, scanning is not: every worker inflates the next block, then scans it while another
/// worker inflates. A fixed pool of buffers bounds the memory and holds back whoever runs ahead. Blocks are delivered
/// together with their bytes, so that the consumer can hand them to the libxml2 reader where a scanner gave up.
final class UnitPipeline<Scanned>: @unchecked Sendable {
    // Sendable: `read`, `carry` and the flags beside them are touched only under `inflating`; the queue of blocks
    // only under `queue`; `deliver` is called by one thread at a time.

    /// The byte strings that tell where units are.
    struct Markers {
        /// What the element begins with that holds the units, such as `<sheetData`.
        var container: [UInt8]
        /// What a unit begins with, such as `<row`.
        var unit: [UInt8]
        /// What stands behind the last unit, such as `</sheetData`.
        var end: [UInt8]
    }

    /// One block, in the order of the part.
    struct Delivery {
        /// The bytes in front of the first unit; empty in every block but the first.
        var prefix: UnsafeRawBufferPointer
        /// The bytes, from the beginning of a unit if they were scanned, followed by zero bytes.
        var bytes: UnsafeRawBufferPointer
        /// What the scanner made of them; nil when scanning was switched off.
        var scanned: Scanned?
    }

    /// A buffer and what is in it.
    private final class Block {
        var storage: UnsafeMutableRawBufferPointer
        var prefixCount = 0
        var count = 0
        var sequence = 0
        var scanned: Scanned?

        init(capacity: Int) {
            storage = .allocate(byteCount: capacity + XMLBytes.padding, alignment: 64)
        }

        deinit {
            storage.deallocate()
        }

        var capacity: Int { storage.count - XMLBytes.padding }

        func grow() {
            let larger = UnsafeMutableRawBufferPointer.allocate(
                byteCount: capacity * 2 + XMLBytes.padding, alignment: 64)
            larger.copyMemory(from: UnsafeRawBufferPointer(storage))
            storage.deallocate()
            storage = larger
        }
    }

    /// Fills a buffer with the next bytes of the part and returns how many; 0 at its end.
    typealias Source = (UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int

    private let read: Source
    private let markers: Markers
    private let threads: Int
    private let sizes: BlockSizes
    private let scan: (UnsafeRawBufferPointer) -> Scanned
    private let deliver: (Delivery) throws(SpreadsheetError) -> Bool

    private let inflating = NSLock()
    private var carry: [UInt8] = []
    private var isEnded = false
    private var nextSequence = 0
    private var isBehindUnits = false
    private var streamFailure: SpreadsheetError?

    private let queue = NSCondition()
    private var free: [Block] = []
    private var pending: [Int: Block] = [:]
    private var nextDelivery = 0
    private var isDelivering = false
    private var deliveryFailure: SpreadsheetError?

    private let isScanning = Atomic(true)
    private let isStopped = Atomic(false)

    /// - Parameters:
    ///   - read: The part.
    ///   - markers: Where blocks may end.
    ///   - threads: How many threads may work, this one included.
    ///   - sizes: How large the blocks are.
    ///   - scan: Makes something of a block; called on several threads at once.
    ///   - deliver: Takes the blocks in order; answers whether later ones need scanning.
    init(
        read: @escaping Source, markers: Markers, threads: Int, sizes: BlockSizes = BlockSizes(),
        scan: @escaping (UnsafeRawBufferPointer) -> Scanned,
        deliver: @escaping (Delivery) throws(SpreadsheetError) -> Bool
    ) {
        self.read = read
        self.markers = markers
        self.threads = max(1, threads)
        self.sizes = sizes
        self.scan = scan
        self.deliver = deliver
    }

    /// Reads the part to its end.
    /// - Throws: What the stream or `deliver` throws; every block before was delivered.
    func run() throws(SpreadsheetError) {
        free = (0..<(threads == 1 ? 1 : threads + 2)).map { _ in Block(capacity: sizes.usual) }
        if threads == 1 {
            work()
        } else {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in self.work() }
        }
        if let failure = deliveryFailure ?? streamFailure { throw failure }
    }

    private func work() {
        while let block = takeFree() {
            inflating.lock()
            let isFilled = fill(block)
            inflating.unlock()
            guard isFilled else { return }
            block.scanned =
                isScanning.load(ordering: .acquiring) && !isUnscannable(block)
                ? scan(units(of: block)) : nil
            enqueue(block)
        }
    }

    private func units(of block: Block) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: block.storage[block.prefixCount..<block.count])
    }

    /// A first block without any unit has nothing to scan.
    private func isUnscannable(_ block: Block) -> Bool { block.prefixCount == block.count }

    // MARK: - Blocks

    private func takeFree() -> Block? {
        queue.lock()
        defer { queue.unlock() }
        while free.isEmpty, !isStopped.load(ordering: .relaxed) { queue.wait() }
        return isStopped.load(ordering: .relaxed) ? nil : free.removeLast()
    }

    private func enqueue(_ block: Block) {
        queue.lock()
        defer { queue.unlock() }
        pending[block.sequence] = block
        // Whoever finds nobody delivering does so, for the others too.
        guard !isDelivering else { return }
        isDelivering = true
        while let next = pending.removeValue(forKey: nextDelivery), !isStopped.load(ordering: .relaxed) {
            queue.unlock()
            var problem: SpreadsheetError?
            do throws(SpreadsheetError) {
                let all = UnsafeRawBufferPointer(next.storage)
                let goesOn = try deliver(
                    Delivery(
                        prefix: UnsafeRawBufferPointer(rebasing: all[..<next.prefixCount]),
                        bytes: units(of: next), scanned: next.scanned))
                if !goesOn { isScanning.store(false, ordering: .releasing) }
            } catch {
                problem = error
            }
            next.scanned = nil
            queue.lock()
            if let problem {
                deliveryFailure = problem
                isStopped.store(true, ordering: .relaxed)
            }
            nextDelivery += 1
            free.append(next)
            queue.broadcast()
        }
        isDelivering = false
    }

    // MARK: - Filling

    /// Fills a block with the next units; false when the part has ended.
    private func fill(_ block: Block) -> Bool {
        guard !isEnded else { return false }
        while block.capacity < carry.count { block.grow() }
        block.storage.copyBytes(from: carry)
        block.count = carry.count
        carry.removeAll(keepingCapacity: true)
        block.prefixCount = 0
        block.sequence = nextSequence
        while true {
            let isFull = top(up: block)
            if !isFull {
                isEnded = true
                break
            }
            if isBehindUnits || !isScanning.load(ordering: .relaxed) { break }
            if let cut = lastUnit(block), cut > firstUnit(block) {
                carry.append(contentsOf: UnsafeRawBufferPointer(rebasing: block.storage[cut..<block.count]))
                block.count = cut
                break
            }
            if contains(markers.end, in: block) {
                isBehindUnits = true
                break
            }
            if block.capacity >= sizes.largest {
                isScanning.store(false, ordering: .releasing)
                break
            }
            block.grow()
        }
        guard block.count > 0 else { return false }
        nextSequence += 1
        if block.sequence == 0 { splitPrefix(block) }
        for offset in 0..<XMLBytes.padding { block.storage[block.count + offset] = 0 }
        return true
    }

    /// Reads until the block is full; false when the part has ended before, or is damaged from there on.
    ///
    /// What came before a damage is delivered first.
    private func top(up block: Block) -> Bool {
        do throws(SpreadsheetError) {
            while block.count < block.capacity {
                let count = try read(
                    UnsafeMutableRawBufferPointer(rebasing: block.storage[block.count..<block.capacity]))
                if count == 0 { return false }
                block.count += count
            }
            return true
        } catch {
            streamFailure = error
            return false
        }
    }

    /// Where the units of the first block begin; 0 in all others.
    private func firstUnit(_ block: Block) -> Int {
        guard block.sequence == 0 else { return 0 }
        return place(of: markers.unit, in: block) ?? block.count
    }

    private func splitPrefix(_ block: Block) {
        block.prefixCount = firstUnit(block)
        let prefix = UnsafeRawBufferPointer(rebasing: block.storage[..<block.prefixCount])
        if !XMLPrologue.isPlain(prefix, endingWith: markers.container) {
            isScanning.store(false, ordering: .releasing)
        }
    }

    private func lastUnit(_ block: Block) -> Int? {
        let unit = markers.unit
        var place = block.count - unit.count
        while place > 0 {
            if block.storage[place] == unit[0],
                (1..<unit.count).allSatisfy({ block.storage[place + $0] == unit[$0] })
            {
                return place
            }
            place -= 1
        }
        return nil
    }

    private func contains(_ marker: [UInt8], in block: Block) -> Bool {
        place(of: marker, in: block) != nil
    }

    private func place(of marker: [UInt8], in block: Block) -> Int? {
        let bytes = UnsafeRawBufferPointer(block.storage)
        guard block.count >= marker.count else { return nil }
        return (0...(block.count - marker.count)).first { start in
            bytes[start] == marker[0] && (1..<marker.count).allSatisfy { bytes[start + $0] == marker[$0] }
        }
    }
}
