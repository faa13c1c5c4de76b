import CLibZip

/// Puts a changed package together: untouched entries keep their compressed bytes, the others are deflated anew.
///
/// Entries stay in the order of the file, added ones follow. The package appears under its name complete or not at
/// all: libzip writes beside it and renames; the file may be the one that is being read.
struct PatchedPackageWriter {
    let draft: PackageDraft
    let bytes: any ByteSource
    let path: String

    func write() throws(SpreadsheetError) {
        let spool = Spool(beside: path)
        let pipeline = DeflatePipeline(spool: spool, threads: 2)
        defer { pipeline.stop() }
        var code: Int32 = 0
        let input = ZipSource(bytes)
        var problem = zip_error_t()
        zip_error_init(&problem)
        defer { zip_error_fini(&problem) }
        guard let source = input.makeSource(&problem),
            let original = zip_open_from_source(source, Int32(ZIP_RDONLY), &problem)
        else { throw failure(of: &problem) }
        // The new archive reads from the old one until it is closed, so the old one goes last.
        defer { withExtendedLifetime(input) { zip_discard(original) } }
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            zip_error_init_with_code(&problem, code)
            throw failure(of: &problem)
        }
        var sources: [DeflatedSource] = []
        do {
            for (index, name) in lastEntries(of: original) {
                if draft.isRemoved(name) { continue }
                if let content = draft.replacement(for: name) {
                    sources.append(try add(name, content, to: archive, pipeline, spool))
                } else {
                    try copy(index, name, from: original, to: archive)
                }
            }
            for part in draft.added {
                sources.append(try add(part.name, part.bytes, to: archive, pipeline, spool))
            }
        } catch {
            zip_discard(archive)
            throw error
        }
        let status = withExtendedLifetime(sources) { zip_close(archive) }
        if status != 0 {
            let error = failure(of: zip_get_error(archive))
            withExtendedLifetime(sources) { zip_discard(archive) }
            throw error
        }
    }

    /// The entries with their names as written.
    ///
    /// Of several that are one part, readers take the last.
    private func lastEntries(of archive: OpaquePointer) -> [(index: zip_uint64_t, name: String)] {
        var entries: [(index: zip_uint64_t, name: String)] = []
        var places: [String: Int] = [:]
        for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(archive, 0))) {
            guard let pointer = zip_get_name(archive, index, 0) else { continue }
            let name = String(cString: pointer)
            if let place = places[PartName.normalized(name).lowercased()] {
                entries[place] = (index, name)
            } else {
                places[PartName.normalized(name).lowercased()] = entries.count
                entries.append((index, name))
            }
        }
        return entries
    }

    private func copy(
        _ index: zip_uint64_t, _ name: String, from original: OpaquePointer, to archive: OpaquePointer
    ) throws(SpreadsheetError) {
        var stat = zip_stat_t()
        guard zip_stat_index(original, index, 0, &stat) == 0 else {
            throw failure(of: zip_get_error(original))
        }
        if name.hasSuffix("/") {
            let place = zip_dir_add(archive, name, zip_flags_t(ZIP_FL_ENC_GUESS))
            guard place >= 0 else { throw failure(of: zip_get_error(archive)) }
            return try settle(zip_uint64_t(place), in: archive)
        }
        guard let source = zip_source_zip(archive, original, index, zip_flags_t(ZIP_FL_COMPRESSED), 0, -1)
        else {
            throw failure(of: zip_get_error(archive))
        }
        let place = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_GUESS))
        guard place >= 0 else {
            zip_source_free(source)
            throw failure(of: zip_get_error(archive))
        }
        // An entry that is only stored would be deflated otherwise.
        let method = zip_int32_t(stat.comp_method)
        guard zip_set_file_compression(archive, zip_uint64_t(place), method, 0) == 0 else {
            throw failure(of: zip_get_error(archive))
        }
        try settle(zip_uint64_t(place), in: archive)
    }

    private func add(
        _ name: String, _ content: [UInt8], to archive: OpaquePointer, _ pipeline: DeflatePipeline,
        _ spool: Spool
    ) throws(SpreadsheetError) -> DeflatedSource {
        let part = SpooledPart()
        do throws(SystemFailure) {
            try pipeline.spool(content, to: part, isLast: true)
            try pipeline.drain()
        } catch {
            throw WriteFailure.error(error, path: path)
        }
        let deflated = DeflatedSource(PackageEntry(name: name, pieces: [part]), in: spool)
        guard deflated.add(to: archive, as: name, flags: zip_flags_t(ZIP_FL_ENC_GUESS)) else {
            throw failure(of: zip_get_error(archive))
        }
        return deflated
    }

    private func settle(_ place: zip_uint64_t, in archive: OpaquePointer) throws(SpreadsheetError) {
        guard DeflatedSource.settle(place, in: archive) else { throw failure(of: zip_get_error(archive)) }
    }

    private func failure(of problem: UnsafeMutablePointer<zip_error_t>) -> SpreadsheetError {
        WriteFailure.error(of: problem, path: path)
    }
}
