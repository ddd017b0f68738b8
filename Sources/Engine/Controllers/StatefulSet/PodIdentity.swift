import Model

/// The set's name and the number in a pod's name: `web-2`.
struct PodIdentity {
    let parent: String
    let ordinal: Int

    init?(name: String) {
        guard let dash = name.lastIndex(of: "-"), let ordinal = Int32(name[name.index(after: dash)...]),
            ordinal >= 0, name[name.index(after: dash)...].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        parent = String(name[..<dash])
        self.ordinal = Int(ordinal)
    }
}
