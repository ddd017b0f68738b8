/// As `managedFields` call it.
enum WriteOperation: String, Sendable {
    case update = "Update"
    case apply = "Apply"
}
