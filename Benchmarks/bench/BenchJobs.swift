/// The jobs by name.
///
/// Each takes a path and returns what it saw, so that the work cannot be left out.
let benchJobs: [String: @Sendable (String) throws -> String] = [
    "floor": floorOfXLSX,
    "inflate": inflateXLSX,
    "read-columns": readColumns,
    "reconcile": ReconcileBench.run,
    "rules": FormulaBench.job,
    "stream-cells": streamCells,
    "write": writeWorkbook,
    "write-csv": writeCSV,
]

/// What is made ready before the clock runs, by the name of the job.
let benchPreparations: [String: @Sendable (String) throws -> Void] = [
    "reconcile": ReconcileBench.prepare,
    "rules": FormulaBench.prepare,
    "write": { _ in _ = WriteBenchData.shared },
    "write-csv": { _ in _ = WriteBenchData.shared },
]

/// What is told of a job's results once the clock has stopped, by the name of the job.
let benchReports: [String: @Sendable () -> String] = ["rules": FormulaBench.report]
