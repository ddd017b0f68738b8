/// A reference of a repository, with the object that it leads to; annotated tags are peeled.
struct RefEntry: Hashable {
    var name: String
    var target: ObjectID
}
