/// Finds out in which encoding a text file is written, and says why.
///
/// Valid UTF-8 wins. Otherwise the decision rests on evidence: which encoding can read the bytes, how common
/// the characters are that it reads, and whether known header words appear.
public struct EncodingDetector: Sendable {
    /// Words whose appearance speaks for an encoding, such as the column headers of the registers.
    public var headerWords: [String]

    /// Makes a detector.
    ///
    /// The words are looked for besides the built-in ones.
    public init(headerWords: [String] = []) {
        self.headerWords = headerWords
    }

    /// How many bytes from the start the frequency of characters is judged by.
    private static let sampleSize = 256 << 10

    /// Decides on the encoding of a whole file, or of a long enough start of one.
    ///
    /// `isWhole` is false when more bytes follow, so that a character cut off at the end is no fault.
    public func detect(_ bytes: UnsafeRawBufferPointer, isWhole: Bool = true) -> DetectedEncoding {
        let marked: [TextEncoding] = [.utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian]
        for encoding in marked where bytes.starts(with: encoding.byteOrderMark) {
            return DetectedEncoding(
                encoding, markLength: encoding.byteOrderMark.count,
                [Reason(.encodingMark, ["encoding": encoding.name])])
        }
        let sample = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, Self.sampleSize)])
        if let zeros = Self.utf16WithoutMark(sample) { return zeros }

        let invalid = UTF8Scanner.firstInvalid(in: bytes)
        let tail = isWhole ? 0 : UTF8Scanner.incompleteTail(of: bytes)
        if invalid >= bytes.count - tail {
            let isASCII = bytes.allSatisfy { $0 < 0x80 }
            return DetectedEncoding(.utf8, [Reason(isASCII ? .encodingASCII : .encodingValidUTF8)])
        }
        return decideByEvidence(Self.evidenceSample(bytes, from: invalid))
    }

    /// A stretch of the file with many characters beyond ASCII.
    private static func evidenceSample(
        _ bytes: UnsafeRawBufferPointer, from invalid: Int
    ) -> UnsafeRawBufferPointer {
        if invalid < sampleSize / 2 {
            return UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, sampleSize)])
        }
        // The first fault lies far behind. Start at a line, which is the start of a character in every encoding.
        var start = invalid
        while start > invalid - sampleSize / 2, bytes[start - 1] != 0x0A { start -= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + sampleSize)])
    }

    /// UTF-16 without a mark shows in the zero bytes beside every ASCII character.
    private static func utf16WithoutMark(_ sample: UnsafeRawBufferPointer) -> DetectedEncoding? {
        guard sample.count >= 4 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (offset, byte) in sample.enumerated() where byte == 0 {
            if offset & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let pairs = sample.count / 2
        for (encoding, here, there) in [
            (TextEncoding.utf16LittleEndian, zeros.odd, zeros.even),
            (.utf16BigEndian, zeros.even, zeros.odd),
        ] where there * 20 < here && (here * 4 >= pairs || (here >= 16 && here * 10 > pairs)) {
            return DetectedEncoding(
                encoding, [Reason(.encodingZeros, ["share": String(here * 100 / pairs)])])
        }
        return nil
    }

    private func decideByEvidence(_ sample: UnsafeRawBufferPointer) -> DetectedEncoding {
        let utf8 = Self.utf8Evidence(sample)
        // A few damaged bytes among many whole characters do not make a UTF-8 file something else.
        if utf8.characters >= 3, utf8.faults * 4 <= utf8.characters {
            return DetectedEncoding(
                .utf8, [Reason(.encodingDamagedUTF8, ["faults": String(utf8.faults)])])
        }
        let gb = Self.gbEvidence(sample)
        let big5 = Self.big5Evidence(sample)
        let isolated = Self.isolatedShare(sample)
        if isolated > 0.9, gb.commonShare < 0.3 || gb.faults > 0 {
            return DetectedEncoding(
                .other("WINDOWS-1252"),
                [Reason(.encodingWestern, ["share": String(Int(isolated * 100))])])
        }

        let head = UnsafeRawBufferPointer(rebasing: sample[..<min(sample.count, 16 << 10)])
        let gbWords = found(
            Self.simplifiedWords + headerWords, in: TextEncoding.gb18030.decode(head, failureLimit: 0))
        let big5Words = found(
            Self.traditionalWords + headerWords, in: TextEncoding.big5.decode(head, failureLimit: 0))
        if gbWords.count != big5Words.count {
            let isGB = gbWords.count > big5Words.count
            return DetectedEncoding(
                isGB ? .gb18030 : .big5,
                [
                    Reason(
                        .encodingHeaderWords,
                        [
                            "encoding": isGB ? TextEncoding.gb18030.name : TextEncoding.big5.name,
                            "words": (isGB ? gbWords : big5Words).prefix(5).joined(separator: "、"),
                        ])
                ])
        }
        let encoding: TextEncoding = big5.score > gb.score ? .big5 : .gb18030
        let (winner, loser) = encoding == .big5 ? (big5, gb) : (gb, big5)
        return DetectedEncoding(
            encoding,
            [
                Reason(
                    .encodingFrequency,
                    [
                        "encoding": encoding.name, "share": String(Int(winner.commonShare * 100)),
                        "faults": String(winner.faults),
                        "other": encoding == .big5 ? TextEncoding.gb18030.name : TextEncoding.big5.name,
                        "otherShare": String(Int(loser.commonShare * 100)),
                        "otherFaults": String(loser.faults),
                    ])
            ])
    }

    /// The words beyond ASCII that a text holds, in their order.
    private func found(_ words: [String], in text: DecodedText) -> [String] {
        let words = words.filter { $0.utf8.contains { $0 >= 0x80 } }
        var found = text.utf8.withUnsafeBytes { WordIndex(words).words(in: $0) }
        return words.filter { found.remove($0) != nil }
    }

    /// What reading the bytes in one encoding gave.
    private struct Evidence {
        var characters = 0
        var common = 0
        var faults = 0

        var commonShare: Double { characters == 0 ? 0 : Double(common) / Double(characters) }
        var score: Double {
            characters == 0 ? -1 : (Double(common) - 5 * Double(faults)) / Double(characters + faults)
        }
    }

    private static func utf8Evidence(_ sample: UnsafeRawBufferPointer) -> Evidence {
        var evidence = Evidence()
        var offset = 0
        while offset < sample.count {
            let length = UTF8Scanner.characterLength(in: sample, at: offset)
            if length == 0 { evidence.faults += 1 } else if length > 1 { evidence.characters += 1 }
            offset += max(1, length)
        }
        return evidence
    }

    private static func gbEvidence(_ sample: UnsafeRawBufferPointer) -> Evidence {
        var evidence = Evidence()
        var offset = 0
        while offset < sample.count {
            let step = GB18030.shared.step(in: sample, at: offset)
            if sample[offset] >= 0x80, offset + 4 <= sample.count {
                evidence.characters += 1
                if step.scalar == nil {
                    evidence.faults += 1
                } else if step.length == 2, sample[offset + 1] >= 0xA1,
                    (0xB0...0xD7).contains(sample[offset]) || (0xA1...0xA3).contains(sample[offset])
                {
                    // Level 1 of GB 2312: the 3,755 most used characters, and punctuation.
                    evidence.common += 1
                }
            }
            offset += step.length
        }
        return evidence
    }

    private static func big5Evidence(_ sample: UnsafeRawBufferPointer) -> Evidence {
        var evidence = Evidence()
        var offset = 0
        while offset + 1 < sample.count {
            let (lead, trail) = (sample[offset], sample[offset + 1])
            guard lead >= 0x80 else {
                offset += 1
                continue
            }
            evidence.characters += 1
            let isTrail = (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail)
            if lead >= 0x81, lead <= 0xFE, isTrail {
                // Level 1 of Big5: the 5,401 most used characters, and punctuation.
                if (0xA1...0xC6).contains(lead) { evidence.common += 1 }
                if lead < 0xA1 || lead > 0xF9 { evidence.faults += 1 }
                offset += 2
            } else {
                evidence.faults += 1
                offset += 1
            }
        }
        return evidence
    }

    /// The share of bytes beyond ASCII that stand alone between ASCII bytes, as letters of western languages do.
    private static func isolatedShare(_ sample: UnsafeRawBufferPointer) -> Double {
        var (high, isolated) = (0, 0)
        for offset in 0..<sample.count where sample[offset] >= 0x80 {
            high += 1
            let before = offset > 0 ? sample[offset - 1] : 0
            let after = offset + 1 < sample.count ? sample[offset + 1] : 0
            if before < 0x80, after < 0x80 { isolated += 1 }
        }
        return high == 0 ? 0 : Double(isolated) / Double(high)
    }

    static let simplifiedWords = [
        "日期", "时间", "编号", "单号", "订单", "金额", "姓名", "名称", "数量", "单价", "备注", "合计", "客户", "电话",
        "地址", "部门", "类型", "状态", "序号", "产品", "公司", "员工", "运单", "重量", "运费", "发货", "收货", "库存",
        "销售", "负责人", "规格", "单位", "税率", "发票", "审核", "制表",
    ]
    static let traditionalWords = [
        "日期", "時間", "編號", "單號", "訂單", "金額", "姓名", "名稱", "數量", "單價", "備註", "合計", "客戶", "電話",
        "地址", "部門", "類型", "狀態", "序號", "產品", "公司", "員工", "運單", "重量", "運費", "發貨", "收貨", "庫存",
        "銷售", "負責人", "規格", "單位", "稅率", "發票", "審核", "製表",
    ]
}

/// The encoding of a text file with the reasons for it.
public struct DetectedEncoding: Hashable, Sendable {
    /// The encoding.
    public var encoding: TextEncoding
    /// Bytes of the byte order mark at the start of the file; 0 when there is none.
    public var markLength: Int
    /// Why this encoding.
    public var reasons: [Reason]

    /// Makes a decision.
    public init(_ encoding: TextEncoding, markLength: Int = 0, _ reasons: [Reason]) {
        self.encoding = encoding
        self.markLength = markLength
        self.reasons = reasons
    }
}
