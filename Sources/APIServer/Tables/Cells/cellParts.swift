import Model

/// The parts that cells are made of.

func name(_ object: Value) -> Value { Value(object.name) }

func ageCell(_ object: Value, _ now: Instant) -> Value { Value(age(of: object, at: now)) }

/// A string; empty where there is none.
func text(_ value: Value?) -> Value { Value(value?.string ?? "") }

/// A string, or what stands for none.
func text(_ value: Value?, or none: String) -> Value {
    guard let text = value?.string, !text.isEmpty else { return Value(none) }
    return Value(text)
}

/// An integer; 0 where there is none.
func number(_ value: Value?) -> Value { Value(value?.int ?? 0) }

/// How many members or elements there are.
func count(_ value: Value?) -> Value { Value(size(value)) }

func size(_ value: Value?) -> Int { value?.array?.count ?? value?.object?.count ?? 0 }

func flag(_ value: Value?, or none: String) -> Value { value?.bool.map { $0 ? "True" : "False" } ?? Value(none) }

/// At most three of many, and how many more.
func shortList(_ parts: [String], none: String) -> String {
    if parts.isEmpty { return none }
    let shown = parts.prefix(3).joined(separator: ",")
    return parts.count > 3 ? "\(shown) + \(parts.count - 3) more..." : shown
}

/// `a=b,c=d`, or `<none>`.
func labelsText(_ labels: Value?) -> String {
    guard let members = labels?.object, !members.isEmpty else { return "<none>" }
    return members.map { "\($0.key)=\($0.value.string ?? "")" }.joined(separator: ",")
}

/// A LabelSelector: `app=web,tier in (a,b),!old`, or `<none>`.
func selectorText(_ selector: Value?) -> String {
    var parts = (selector?["matchLabels"]?.members ?? Members()).map {
        (key: $0.key, text: "\($0.key)=\($0.value.string ?? "")")
    }
    for expression in selector?["matchExpressions"]?.elements ?? [] {
        let key = expression["key"]?.string ?? ""
        let values = (expression["values"]?.elements ?? []).compactMap(\.string).sorted().joined(separator: ",")
        switch expression["operator"]?.string {
        case "In": parts.append((key, "\(key) in (\(values))"))
        case "NotIn": parts.append((key, "\(key) notin (\(values))"))
        case "Exists": parts.append((key, key))
        default: parts.append((key, "!\(key)"))
        }
    }
    if parts.isEmpty { return "<none>" }
    return parts.sorted { $0.key.precedesInBytes($1.key) }.map(\.text).joined(separator: ",")
}

/// The names and the images of a pod template's containers.
func containerCells(_ podSpec: Value?) -> [Value] {
    let containers = podSpec?["containers"]?.elements ?? []
    return ["name", "image"].map { field in
        Value(containers.map { $0[field]?.string ?? "" }.joined(separator: ","))
    }
}

func condition(_ type: String, of object: Value) -> Value? {
    object.status["conditions"]?.elements.first { $0["type"]?.string == type }
}

func isTrue(_ type: String, of object: Value) -> Bool { condition(type, of: object)?["status"]?.string == "True" }

/// `RWO,ROX,RWX,RWOP`
func accessModes(_ modes: Value?) -> String {
    let short = [
        "ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP",
    ]
    return (modes?.elements ?? []).compactMap { $0.string.flatMap { short[$0] } }.joined(separator: ",")
}
