import Foundation
import Spreadsheet

extension MachineCheck.Report {
    /// The report as one line of JSON.
    public var jsonLine: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings cannot fail to be encoded.
        return ((try? encoder.encode(self)).map(Array.init) ?? []) + [0x0A]
    }

    /// The report as lines of text.
    public func text(in language: Language) -> String {
        var text = ""
        for item in items {
            let names = Self.names[item.name] ?? (item.name, item.name)
            let name = language == .chinese ? names.0 : names.1
            let mark =
                switch item.state {
                case .good: language == .chinese ? "正常" : "ok"
                case .doubtful: language == .chinese ? "注意" : "check"
                case .bad: language == .chinese ? "错误" : "bad"
                }
            text += DisplayWidth.padded(mark, to: 7) + DisplayWidth.padded(name, to: 24) + item.value + "\n"
            if item.state != .good, let advice = Self.advice[item.name] {
                text += String(repeating: " ", count: 7) + "→ "
                text += (language == .chinese ? advice.0 : advice.1) + "\n"
            }
        }
        return text
    }

    private static let names: [String: (String, String)] = [
        "version": ("版本", "version"),
        "system": ("操作系统", "system"),
        "workspace": ("工作目录可写", "workspace writable"),
        "free-disk": ("可用磁盘空间", "free disk space"),
        "clock": ("系统时钟", "clock"),
        "time-zone": ("时区", "time zone"),
        "locale": ("语言环境", "locale"),
        "open-files": ("可同时打开的文件", "open files"),
        "file-size": ("单个文件大小上限", "largest file"),
        "memory": ("内存", "memory"),
        "processors": ("处理器", "processors"),
        "limits.file-bytes": ("上限：文件大小", "limit: file"),
        "limits.part-bytes": ("上限：单个部件", "limit: package part"),
        "limits.package-bytes": ("上限：整个压缩包", "limit: package"),
        "limits.entries": ("上限：条目数", "limit: entries"),
        "limits.time-per-file": ("上限：单个文件用时", "limit: time per file"),
    ]

    private static let advice: [String: (String, String)] = [
        "workspace": ("请建立该目录，并给运行账号写权限。", "Make the folder, and let the account of the service write to it."),
        "free-disk": ("请清理磁盘，至少留出 2048 MiB。", "Free some space: at least 2048 MiB."),
        "clock": ("请校准系统时间。", "Set the clock."),
        "locale": ("建议设置 LANG=C.UTF-8，以便正确显示中文文件名。", "Set LANG=C.UTF-8, so that Chinese file names are shown well."),
        "open-files": ("请提高 ulimit -n，至少 256。", "Raise ulimit -n to 256 or more."),
        "file-size": ("请取消 ulimit -f 的限制。", "Lift the limit of ulimit -f."),
        "memory": ("建议至少 1024 MiB 内存。", "At least 1024 MiB are advisable."),
    ]
}
