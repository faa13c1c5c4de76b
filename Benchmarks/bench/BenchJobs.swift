/// The jobs by name. Each takes a path and returns what it saw, so that the work cannot be left out.
let benchJobs: [String: @Sendable (String) throws -> String] = [
    "floor": floorOfXLSX,
    "inflate": inflateXLSX,
    "read-columns": readColumns,
    "stream-cells": streamCells,
]
