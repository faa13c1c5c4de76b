/// How a workbook counts days (ECMA-376 part 1, 18.17.4).
public enum DateSystem: UInt8, Sendable {
    /// Day 1 is 1900-01-01, and 1900 is wrongly held to be a leap year, so that serial 60 is a day that
    /// never was, 1900-02-29.
    case from1900
    /// Day 0 is 1904-01-01.
    case from1904
}
