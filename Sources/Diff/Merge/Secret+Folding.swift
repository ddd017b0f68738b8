import Model

/// A Secret as the server would hold it: `stringData` written over `data`, in base64.
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/
func foldedSecret(_ object: Value?) -> Value? {
    guard var object, object.objectKind == "Secret", object.apiVersion == "v1",
        let strings = object["stringData"]?.object
    else { return object }
    var data = object["data"]?.members ?? Members()
    for (key, value) in strings {
        guard let text = value.string else { continue }
        data[key] = Value(base64(Array(text.utf8)))
    }
    object["stringData"] = nil
    if !data.isEmpty { object["data"] = Value(data) }
    return object
}

/// RFC 4648, section 4, with padding.
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        var group = UInt32(bytes[start]) << 16
        if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
        if count > 2 { group |= UInt32(bytes[start + 2]) }
        for place in 0..<4 {
            text.append(place <= count ? alphabet[Int(group >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "="))
        }
    }
    return String(decoding: text, as: UTF8.self)
}
