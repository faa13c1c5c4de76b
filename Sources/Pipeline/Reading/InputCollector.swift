import Spreadsheet

/// Finds the files of a run: what was dropped, and what earlier runs keep.
struct InputCollector {
    let limits: ReadLimits
    let threads: Int
    /// Makes a path of the ledger one of this machine.
    let absolute: @Sendable (String) -> String
    let control: RunControl

    /// A file with its hash, and those inside when it is an archive of files.
    private struct Hashed: Sendable {
        var file: InputFile
        var inner: [InputFile] = []
        var isContainer = false
        /// Why it could not be read; nil when it could.
        var failure: Finding?
    }

    /// Collects the files.
    ///
    /// - Parameters:
    ///   - dropped: What lies in the inboxes.
    ///   - stored: What the ledger knows of.
    ///   - isSuperseded: Whether nothing of a stored content counts any more.
    /// - Returns: The files, told apart.
    func collect(
        _ dropped: [DroppedFile], stored: [StoredFile], isSuperseded: (String) -> Bool
    ) -> InputCollection {
        var collection = InputCollection()
        let hashed = Parallel.map(count: dropped.count, threads: threads) { hash(dropped[$0]) }
        var files: [InputFile] = []
        for item in hashed {
            if let failure = item.failure {
                collection.waiting.append(failure)
            } else if item.isContainer {
                collection.containers.append(item.file)
                files += item.inner
            } else {
                files.append(item.file)
            }
        }
        let fresh = Set(files.map(\.hash.description))
        var duplicates: [InputFile] = []
        let kept = stored.filter { file in
            !isSuperseded(file.hash) && !(file.fate == .rejected && fresh.contains(file.hash))
        }
        let found = Parallel.map(count: kept.count, threads: threads) { find(kept[$0]) }
        for (file, result) in zip(kept, found) {
            switch (result, file.fate) {
            case (.success(let input), .opened): collection.containers.append(input)
            case (.success(let input), .duplicate): duplicates.append(input)
            case (.success(let input), _): files.append(input)
            // What was refused may be fetched away, put right, and dropped again.
            case (.failure, .rejected), (.failure, .duplicate), (.failure, .opened): break
            case (.failure(let error), _): collection.findings.append(error.finding)
            }
        }
        arrange(files, duplicates, &collection)
        return collection
    }

    // MARK: Looking into files

    private func hash(_ dropped: DroppedFile) -> Hashed {
        if control.wasStopped { return Hashed(file: input(dropped, ContentHash(of: []))) }
        do throws(SpreadsheetError) {
            var generous = ReadLimits()
            generous.fileBytes = .max
            let bytes = try FileBytes(path: dropped.path, limits: generous)
            var item = Hashed(file: input(dropped, try ContentHash(of: bytes)))
            guard bytes.count <= limits.fileBytes,
                let format = try? FileFormatDetector.detect(bytes, file: dropped.name, limits: limits),
                format.format == .zip, format.refusal == nil
            else { return item }
            var options = CSVReadOptions()
            options.limits = limits
            guard let document = try? Document(bytes, file: dropped.name, options: options),
                case .archive(let archive) = document.content, !archive.names.isEmpty
            else { return item }
            item.isContainer = true
            item.inner = archive.names.map { inner($0, of: item.file, archive) }
            return item
        } catch  where error.finding.code.rawValue == "file.empty" {
            return Hashed(file: input(dropped, ContentHash(of: [])))
        } catch {
            return Hashed(file: input(dropped, ContentHash(of: [])), failure: error.finding)
        }
    }

    private func input(_ dropped: DroppedFile, _ hash: ContentHash) -> InputFile {
        InputFile(
            path: dropped.path, name: dropped.name, origin: dropped.name, place: .inbox, hash: hash,
            bytes: dropped.signature.size, arrival: .max, signature: dropped.signature)
    }

    private func inner(_ name: String, of container: InputFile, _ archive: Archive) -> InputFile {
        var file = container
        file.inner = name
        file.name = container.name + "/" + name
        file.origin = file.name
        if let bytes = try? archive.bytes(named: name) {
            file.hash = ContentHash(of: bytes)
            file.bytes = bytes.count
        } else {
            // It cannot be unpacked; reading it will say why.
            file.hash = ContentHash(of: Array((container.hash.description + "\0" + name).utf8))
            file.bytes = 0
        }
        return file
    }

    private func find(_ stored: StoredFile) -> Result<InputFile, SpreadsheetError> {
        let path = absolute(stored.stored ?? "")
        let place: InputFile.Place = stored.fate == .rejected ? .rejected : .archive
        func missing(_ code: FindingCode) -> Result<InputFile, SpreadsheetError> {
            .failure(SpreadsheetError(Finding(code, .critical, at: Origin(file: stored.name))))
        }
        do throws(SpreadsheetError) {
            var generous = limits
            generous.fileBytes = .max
            var hash = ContentHash(of: [])
            if stored.bytes > 0 || stored.inner != nil {
                let bytes = try FileBytes(path: path, limits: generous)
                if let inner = stored.inner {
                    var options = CSVReadOptions()
                    options.limits = limits
                    guard
                        case .archive(let archive) = try Document(bytes, file: stored.name, options: options)
                            .content
                    else { return missing(.archiveChanged) }
                    if let content = try? archive.bytes(named: inner) {
                        hash = ContentHash(of: content)
                    } else {
                        hash = ContentHash(
                            of: Array((try ContentHash(of: bytes).description + "\0" + inner).utf8))
                    }
                } else {
                    hash = try ContentHash(of: bytes)
                }
            } else if FileSignature(path: path) == nil {
                return missing(.archiveMissing)
            }
            guard hash.description == stored.hash else { return missing(.archiveChanged) }
            return .success(
                InputFile(
                    path: path, inner: stored.inner, name: stored.name, origin: stored.name, place: place,
                    hash: hash, bytes: stored.bytes, arrival: stored.run))
        } catch {
            return missing(FileSignature(path: path) == nil ? .archiveMissing : .archiveChanged)
        }
    }

    // MARK: Order and names

    private func arrange(
        _ files: [InputFile], _ known: [InputFile], _ collection: inout InputCollection
    ) {
        var places: [ContentHash: Int] = [:]
        for file in files.sorted(by: { $0.precedes($1) }) {
            if let place = places[file.hash] {
                collection.duplicates.append((file, place))
            } else {
                places[file.hash] = collection.files.count
                collection.files.append(file)
            }
        }
        for file in known.sorted(by: { $0.precedes($1) }) {
            if let place = places[file.hash] { collection.duplicates.append((file, place)) }
        }
        // Of files with one name the newest keeps it.
        var newest: [String: Int] = [:]
        for (place, file) in collection.files.enumerated() { newest[file.name] = place }
        for (place, file) in collection.files.enumerated() where newest[file.name] != place {
            collection.files[place].origin = Self.told(apart: file)
        }
    }

    /// The name with the first digits of the hash in front of its extension.
    private static func told(apart file: InputFile) -> String {
        FileNames.adding("@" + file.hash.description.prefix(8), to: file.name)
    }
}
