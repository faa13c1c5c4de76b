/// Where the lists of a reconciliation lie.
struct ReconciliationPlaces {
    var differences: ListPlace
    var onlyOurs: ListPlace
    var onlyTheirs: ListPlace
    var matched: ListPlace
    var duplicates: ListPlace
    /// The list of what could not be paired for certain; nil when there is nothing.
    var ambiguous: ListPlace?
}
