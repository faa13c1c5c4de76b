extension FunctionTable {
    static let lookup: [FunctionDefinition] = [
        special(
            "XLOOKUP(value, lookup_array, return_array, [if_not_found], [match_mode], [search_mode])", 3...6,
            .xlookup, .any, parameters: [.any, .array, .array, .any, .number, .number]),
        special(
            "XMATCH(value, lookup_array, [match_mode], [search_mode])", 2...4, .xmatch, .number,
            parameters: [.any, .array, .number, .number]),
        special(
            "VLOOKUP(value, table, column, [approximate])", 3...4, .vlookup, .any,
            parameters: [.any, .array, .number, .boolean]),
        special(
            "MATCH(value, lookup_array, [match_type])", 2...3, .match, .number,
            parameters: [.any, .array, .number]),
        special(
            "INDEX(array, row, [column])", 2...3, .index, .any, parameters: [.array, .number, .number]),
        special(
            "FILTER(array, include, [if_empty])", 2...3, .filter, .any, parameters: [.array, .array, .any]),
        special("UNIQUE(array)", 1...1, .unique, .any, parameters: [.array]),
        special("ROWS(array)", 1...1, .rows, .number, parameters: [.array]),
        special(
            "COUNTIF(range, criterion)", 2...2, .conditional(.countIf), .number,
            parameters: [.array, .criterion]),
        special(
            "COUNTIFS(range, criterion, …)", 2...many, .conditional(.countIfs), .number,
            parameters: [.array, .criterion]),
        special(
            "SUMIF(range, criterion, [sum_range])", 2...3, .conditional(.sumIf), .number,
            parameters: [.array, .criterion, .array]),
        special(
            "SUMIFS(sum_range, range, criterion, …)", 3...many, .conditional(.sumIfs), .number,
            parameters: [.array, .array, .criterion]),
        special(
            "AVERAGEIF(range, criterion, [average_range])", 2...3, .conditional(.averageIf), .number,
            parameters: [.array, .criterion, .array]),
        special(
            "AVERAGEIFS(average_range, range, criterion, …)", 3...many, .conditional(.averageIfs), .number,
            parameters: [.array, .array, .criterion]),
        special(
            "MINIFS(min_range, range, criterion, …)", 3...many, .conditional(.minIfs), .number,
            parameters: [.array, .array, .criterion]),
        special(
            "MAXIFS(max_range, range, criterion, …)", 3...many, .conditional(.maxIfs), .number,
            parameters: [.array, .array, .criterion]),
    ]
}
