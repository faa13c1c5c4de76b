import Spreadsheet

extension RunEntry {
    /// The entry as one line of JSON.
    public var jsonLine: [UInt8] {
        var object = JSONObject()
        object.add("number", number)
        object.add("run", identity)
        object.add("as_of", asOf)
        object.add("period", period)
        object.add("version", version)
        object.add("policy", policy)
        object.add("accepted", accepted)
        object.add("rejected", rejected)
        object.add("rows", rows)
        object.add("findings", findings)
        object.add("violations", violations)
        object.add("started", started)
        object.add("milliseconds", milliseconds)
        object.add("previous", previous)
        object.add("hash", hash)
        return object.bytes + [0x0A]
    }
}
