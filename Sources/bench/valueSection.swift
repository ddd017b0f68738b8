import Model
import YAML

let valueSection = Section(name: "value", about: "what the engine and the diff do with values, nanoseconds each") {
    let bytes = syntheticManifests(bytes: 4_000_000)
    let values = documents(in: bytes, file: "bench.yaml").documents.map(\.value)
    let again = documents(in: bytes, file: "bench.yaml").documents.map(\.value)
    let edited = again.map { value in
        var value = value
        value.set("changed", at: "metadata", "labels", "app.kubernetes.io/part-of")
        return value.compacted()
    }
    let count = Double(values.count)
    func each(_ seconds: Double) -> Double { seconds * 1e9 / count }
    let equal = best { keep(zip(values, again).count { $0 == $1 }) }
    let subtrees = best { keep(zip(values, again).count { $0["metadata"] == $1["metadata"] }) }
    let different = best { keep(zip(values, edited).count { $0 == $1 }) }
    let lookup = best { keep(values.count { $0.at("metadata", "labels", "app.kubernetes.io/name")?.string != nil }) }
    let names = best { keep(values.reduce(0) { $0 + $1.name.utf8.count }) }
    let walk = best { keep(values.reduce(0) { $0 + leaves($1) }) }
    let edit = best {
        for value in values {
            var value = value
            value.set(7, at: "status", "observedGeneration")
            keep(value)
        }
    }
    let compact = best { for value in edited { keep(Value(value.members.map { ($0.key, $0.value) }).compacted()) } }
    return [
        Row("two equal documents are equal", each(equal), "ns"),
        Row("two equal subtrees are equal", each(subtrees), "ns"),
        Row("two different documents are different", each(different), "ns"),
        Row("a label by its path", each(lookup), "ns"),
        Row("a name", each(names), "ns"),
        Row("a walk over everything", each(walk), "ns"),
        Row("an edit of the status", each(edit), "ns"),
        Row("compacting a document", each(compact), "ns"),
    ]
}

private func leaves(_ value: Value) -> Int {
    switch value.view {
    case .object(let members): members.reduce(0) { $0 + leaves($1.value) }
    case .array(let elements): elements.reduce(0) { $0 + leaves($1) }
    default: 1
    }
}

extension Value {
    fileprivate init(_ members: [(String, Value)]) { self.init(Members(members)) }
}
