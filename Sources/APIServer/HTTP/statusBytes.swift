import Model

/// A `Status` as JSON, with its members in the order of kube-apiserver's own: there are clients that show, and compare,
/// the text.
func statusBytes(_ status: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    write(status, levels[...], into: &bytes)
    return bytes
}

/// From the outside in: the Status, its details (and its metadata), the causes.
private let levels = [
    ["kind", "apiVersion", "metadata", "status", "message", "reason", "details", "code"],
    ["name", "group", "kind", "uid", "causes", "retryAfterSeconds"],
    ["reason", "message", "field"],
]

private func write(_ value: Value, _ levels: ArraySlice<[String]>, into bytes: inout [UInt8]) {
    guard let order = levels.first else {
        bytes += value.jsonBytes
        return
    }
    if let elements = value.array {
        bytes.append(0x5b)
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(0x2c) }
            write(element, levels, into: &bytes)
        }
        bytes.append(0x5d)
        return
    }
    guard let members = value.object else {
        bytes += value.jsonBytes
        return
    }
    let rest = members.map { $0.key }.filter { !order.contains($0) }
    bytes.append(0x7b)
    var isFirst = true
    for name in order + rest {
        guard let member = members[name] else { continue }
        if !isFirst { bytes.append(0x2c) }
        isFirst = false
        bytes += Value(name).jsonBytes
        bytes.append(0x3a)
        write(member, levels.dropFirst(), into: &bytes)
    }
    bytes.append(0x7d)
}
