import Model

/// The defaults that kube-apiserver sets in code, struct by struct (`pkg/apis/*/v1/defaults.go`). Each setter gets a
/// struct that has been read already, its members' own defaults included.
final class DefaultTable: Sendable {
    typealias Setter = @Sendable (inout Members) -> Void

    /// By the structure's index in the `StructTable`.
    let setters: [Setter?]

    static let shared = DefaultTable()

    private init() {
        let table = StructTable.shared
        var setters: [Setter?] = Array(repeating: nil, count: table.structures.count)
        for group in [podDefaults, volumeDefaults, workloadDefaults, networkDefaults, storageDefaults, otherDefaults] {
            for (name, setter) in group {
                if let index = table.index[name] { setters[index] = setter }
            }
        }
        self.setters = setters
    }
}

extension Members {
    /// Sets a member that is absent.
    mutating func fill(_ key: String, _ value: Value) {
        if self[key] == nil { self[key] = value }
    }

    /// Sets a member that is absent, null or empty.
    mutating func fillEmpty(_ key: String, _ value: Value) {
        if self[key]?.isEmpty ?? true { self[key] = value }
    }

    /// Changes the members of a member that is an object.
    mutating func edit(_ key: String, _ change: (inout Members) -> Void) {
        guard var members = self[key]?.object else { return }
        change(&members)
        self[key] = Value(members)
    }

    /// Changes each object of a member that is a list.
    mutating func editEach(_ key: String, _ change: (inout Members) -> Void) {
        guard let elements = self[key]?.array else { return }
        self[key] = Value(
            elements.map { element in
                guard var members = element.object else { return element }
                change(&members)
                return Value(members)
            })
    }

    func text(_ key: String) -> String { self[key]?.string ?? "" }
}
