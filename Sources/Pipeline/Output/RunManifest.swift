import Spreadsheet

/// Writes `run.json`: what went in, what became of it, and what came out.
struct RunManifest {
    let language: Language
    let catalogue: FindingCatalogue

    /// What depends on the machine and the moment, and is kept apart from the rest.
    struct Measured: Sendable {
        var started: String
        var seconds: Double
        var threads: Int
    }

    /// The bytes of the file.
    func bytes(
        _ contents: RunContents, identity: String, version: String, policy: RunPolicy, outputs: [OutputFile],
        measured: Measured
    ) -> [UInt8] {
        var object = JSONObject()
        object.add("schema", 1)
        object.add("run", identity)
        object.add("as_of", contents.asOf.iso8601)
        object.add("period", contents.period.description)
        var versions = JSONObject()
        versions.add("hedui", version)
        object.add("versions", versions)
        var policyObject = JSONObject()
        policyObject.add("sha256", policy.hash.description)
        policyObject.add("files", policy.fileCount)
        object.add("policy", policyObject)
        object.add("rows", rows(contents.rows))
        object.add(
            "fates",
            counts(
                FileFate.allCases.map { fate in
                    (fate.rawValue, contents.files.count { $0.fate == fate })
                }))
        object.add(
            "findings",
            counts(
                Severity.allCases.map { severity in
                    (severity.rawValue, contents.findings.count { $0.severity == severity })
                }))
        object.add("outputs", counts(outputs.compactMap { file in file.count.map { (file.path, $0) } }))
        object.add("files", contents.files.map(file))
        var measuredObject = JSONObject()
        measuredObject.add("started", measured.started)
        var seconds = JSONText()
        seconds.number((measured.seconds * 1000).rounded() / 1000)
        measuredObject.raw("seconds", seconds.bytes)
        measuredObject.add("threads", measured.threads)
        object.add("measured", measuredObject)
        return object.bytes + [0x0A]
    }

    private func counts(_ pairs: [(String, Int)]) -> JSONObject {
        var object = JSONObject()
        for (name, count) in pairs { object.add(name, count) }
        return object
    }

    private func rows(_ counts: RowCounts) -> JSONObject {
        self.counts([
            ("read", counts.read), ("accepted", counts.accepted), ("rejected", counts.rejected),
            ("ignored", counts.ignored),
        ])
    }

    private func file(_ record: FileRecord) -> JSONObject {
        var object = JSONObject()
        object.add("file", record.origin)
        object.add("sha256", record.hash.description)
        object.add("bytes", record.bytes)
        object.add("format", record.format.isEmpty ? nil : record.format)
        object.add("fate", record.fate.rawValue)
        object.add("period", record.period?.description)
        object.add("registers", record.registers)
        object.add("rows", rows(record.rows))
        object.add("other", record.other)
        object.add(
            "reasons",
            record.reasons.map { reason in
                let sentences = catalogue.sentences(for: reason, in: language)
                var object = JSONObject()
                object.add("code", reason.code.rawValue)
                object.add("sheet", reason.origin.sheet)
                object.add("cell", reason.origin.cell?.reference)
                object.add("message", sentences.message)
                object.add("remedy", sentences.remedy)
                return object
            })
        return object
    }
}
