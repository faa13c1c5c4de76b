import CLibZip
import Glibc

/// What kept a file from being written, as the error that callers get.
enum WriteFailure {
    /// The error for a call to the system that failed: `write.disk-full` or `write.failed`.
    static func error(_ failure: SystemFailure, path: String) -> SpreadsheetError {
        error(number: failure.number, failure.reason, path)
    }

    /// The error for what libzip reports.
    static func error(of problem: UnsafeMutablePointer<zip_error_t>, path: String) -> SpreadsheetError {
        let number = zip_error_system_type(problem) == ZIP_ET_SYS ? zip_error_code_system(problem) : 0
        guard number == 0 else { return error(SystemFailure(number: number), path: path) }
        return error(number: 0, String(cString: zip_error_strerror(problem)), path)
    }

    private static func error(number: Int32, _ reason: String, _ path: String) -> SpreadsheetError {
        let isFull = number == ENOSPC || number == EDQUOT
        return SpreadsheetError(
            Finding(
                isFull ? .writeDiskFull : .writeFailed, .critical, at: Origin(file: path),
                values: ["reason": reason]))
    }
}
