import Kinds
import Model

/// Counts what passes and says what does not.
struct Tally {
    let name: String
    private(set) var passed = 0
    private(set) var total = 0
    private var failures: [String] = []

    init(_ name: String) { self.name = name }

    var share: Double { total == 0 ? 1 : Double(passed) / Double(total) }

    mutating func pass() {
        passed += 1
        total += 1
    }

    mutating func fail(_ row: String, _ why: String) {
        total += 1
        failures.append("\(row): \(why)")
    }

    mutating func record(_ row: String, _ got: Value, _ wanted: Value) {
        if got == wanted { pass() } else { fail(row, differences(got, wanted).prefix(6).joined(separator: "; ")) }
    }

    /// Prints the share and the first failures.
    func report(limit: Int = 40) {
        print("\(name): \(passed) of \(total) (\((share * 1000).rounded() / 10) %)")
        for failure in failures.prefix(limit) { print("  - \(failure.prefix(1200))") }
    }
}

/// What differs between two values, by path.
func differences(_ got: Value?, _ wanted: Value?, _ path: String = "") -> [String] {
    if got == wanted { return [] }
    guard let got else { return ["\(path) is missing, wanted \(wanted?.json.prefix(200) ?? "")"] }
    guard let wanted else { return ["\(path) is \(got.json.prefix(200)), wanted nothing"] }
    if let a = got.object, let b = wanted.object {
        return Set(a.keys + b.keys).sorted().flatMap { differences(a[$0], b[$0], "\(path).\($0)") }
    }
    if let a = got.array, let b = wanted.array, a.count == b.count {
        return a.indices.flatMap { differences(a[$0], b[$0], "\(path)[\($0)]") }
    }
    return ["\(path) is \(got.json.prefix(200)), wanted \(wanted.json.prefix(200))"]
}

/// The object without what the server assigns.
func comparable(_ object: Value) -> Value {
    var object = object
    for field in ["uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"] {
        object.set(nil, at: "metadata", field)
    }
    if object.objectKind == "Service" {
        if object.spec["clusterIP"] != "None" {
            object.set(nil, at: "spec", "clusterIP")
            object.set(nil, at: "spec", "clusterIPs")
        }
        object.set(nil, at: "spec", "healthCheckNodePort")
        if let ports = object.spec["ports"]?.array {
            object.set(
                Value(
                    ports.map { port in
                        var port = port
                        port["nodePort"] = nil
                        return port
                    }), at: "spec", "ports")
        }
    }
    if object.objectKind == "PersistentVolume" { object.set(nil, at: "status", "lastPhaseTransitionTime") }
    return withoutControllerUIDs(object)
}

private func withoutControllerUIDs(_ value: Value) -> Value {
    switch value.view {
    case .object(let members):
        Value(
            Members(
                members.filter { !$0.key.hasSuffix("controller-uid") }.map { ($0.key, withoutControllerUIDs($0.value)) }
            ))
    case .array(let elements): Value(elements.map(withoutControllerUIDs))
    default: value
    }
}
