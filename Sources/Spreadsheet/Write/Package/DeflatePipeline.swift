import Glibc

/// Deflates blocks on several threads and spools the results in the order in which the blocks came.
///
/// The thread that hands blocks in helps out when all blocks are taken, so `threads` counts it too; with one
/// thread everything happens inside ``submit(_:)``. The bytes are the same for any number of threads.
final class DeflatePipeline: @unchecked Sendable {
    // Everything below is touched with `mutex` held, but for blocks, which have one owner at a time.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let spool: Spool
    private var workers: [pthread_t] = []
    private let threads: Int
    private let compression: WorkbookOptions.Compression
    private let ownDeflater: BlockDeflater

    private var pending: [DeflateBlock] = []
    private var finished: [Int: DeflateBlock] = [:]
    private var free: [DeflateBlock] = []
    private var submitted = 0
    private var spooled = 0
    private var isSpooling = false
    private var isStopping = false
    private var failure: SystemFailure?

    /// Blocks that may be under way at a time.
    private var limit: Int { threads + 2 }

    init(spool: Spool, threads: Int, compression: WorkbookOptions.Compression = .small) {
        self.spool = spool
        self.compression = compression
        ownDeflater = BlockDeflater(compression)
        self.threads = max(1, threads)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
        changed.deallocate()
    }

    /// An empty block to write into.
    func takeBlock() -> DeflateBlock {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return free.popLast() ?? DeflateBlock()
    }

    /// Hands a filled block in.
    ///
    /// Blocks of one part must come in the order of the part.
    ///
    /// Throws when earlier blocks could not be spooled.
    func submit(_ block: DeflateBlock, of stream: SpooledPart, isLast: Bool) throws(SystemFailure) {
        stream.count(block.input, block.inputCount)
        block.stream = stream
        block.isLast = isLast
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        block.sequence = submitted
        submitted += 1
        pending.append(block)
        if threads > 1, workers.isEmpty, submitted > 1 { startWorkers() }
        pthread_cond_broadcast(changed)
        while submitted - spooled > (threads > 1 ? limit : 0), failure == nil {
            if !runOne(with: ownDeflater) { pthread_cond_wait(changed, mutex) }
        }
        if let failure { throw failure }
    }

    /// Waits until everything handed in is in the spool.
    func drain() throws(SystemFailure) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while spooled < submitted, failure == nil {
            if !runOne(with: ownDeflater) { pthread_cond_wait(changed, mutex) }
        }
        if let failure { throw failure }
    }

    /// Ends the threads.
    ///
    /// Must be called once before the pipeline is let go, as the threads hold on to it.
    func stop() {
        pthread_mutex_lock(mutex)
        isStopping = true
        pthread_cond_broadcast(changed)
        let ending = workers
        workers = []
        pthread_mutex_unlock(mutex)
        for worker in ending { pthread_join(worker, nil) }
        pending = []
        finished = [:]
        free = []
    }

    private func startWorkers() {
        for _ in 1..<threads {
            var thread = pthread_t()
            let context = Unmanaged.passRetained(self).toOpaque()
            let status = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<DeflatePipeline>.fromOpaque(context).takeRetainedValue().work()
                    return nil
                }, context)
            if status == 0 {
                workers.append(thread)
            } else {
                // Without a helper the calling thread does all the work.
                Unmanaged<DeflatePipeline>.fromOpaque(context).release()
                return
            }
        }
    }

    private func work() {
        let deflater = BlockDeflater(compression)
        pthread_mutex_lock(mutex)
        while !isStopping {
            if !runOne(with: deflater) { pthread_cond_wait(changed, mutex) }
        }
        pthread_mutex_unlock(mutex)
    }

    /// Deflates one pending block and spools what has become ready.
    ///
    /// The mutex is held before and after, not during. Returns whether there was anything to do.
    private func runOne(with deflater: BlockDeflater) -> Bool {
        guard !pending.isEmpty else { return false }
        let block = pending.removeFirst()
        pthread_mutex_unlock(mutex)
        deflater.deflate(block)
        pthread_mutex_lock(mutex)
        finished[block.sequence] = block
        spoolFinished()
        return true
    }

    private func spoolFinished() {
        guard !isSpooling else { return }
        isSpooling = true
        while failure == nil, let block = finished.removeValue(forKey: spooled) {
            pthread_mutex_unlock(mutex)
            var problem: SystemFailure?
            do {
                let segment = try spool.append(block.output, block.outputCount)
                block.stream?.append(segment: segment)
            } catch {
                problem = error
            }
            pthread_mutex_lock(mutex)
            failure = failure ?? problem
            block.stream = nil
            block.inputCount = 0
            if free.count < limit { free.append(block) }
            spooled += 1
        }
        isSpooling = false
        pthread_cond_broadcast(changed)
    }
}
