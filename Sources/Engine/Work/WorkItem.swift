import Model

/// One thing that may need doing.
enum WorkItem: Hashable, Sendable {
    /// A controller, by its place in the list, has a look at a key.
    case reconcile(controller: Int, ObjectKey)
    /// The garbage collector has a look at an object: are its owners there, do its dependents hold its removal?
    case collect(ObjectKey)
    /// What every namespace has, or a namespace's end.
    case namespace(String)
    /// An Event may be too old.
    case expire(ObjectKey)
}
