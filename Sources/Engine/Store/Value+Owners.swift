import Model

extension Value {
    /// `metadata.ownerReferences`.
    var ownerReferences: [Value] { at("metadata", "ownerReferences")?.elements ?? [] }
    var ownerUIDs: [String] { ownerReferences.compactMap { $0["uid"]?.string } }
}
