import Model

/// The label that says which application an object belongs to.
let applicationMark = "plumb.dev/application"

/// The object with its application's mark.
func marked(_ object: Value, with application: String) -> Value {
    var object = object
    object.set(Value(application), at: "metadata", "labels", applicationMark)
    return object
}
