import Model

/// ConfigMaps and Secrets. A Secret's values are never in a message.
extension Validator {
    private static let sizeLimit = 1 << 20

    mutating func configMap(_ object: FieldView) {
        var size = 0
        for (key, value) in object["data"].members {
            let field = object["data"].key(key)
            for message in Names.configKey(key) { invalid(field, shown: key.quotedAsGo, message) }
            if object["binaryData"].members[key] != nil {
                invalid(field, shown: key.quotedAsGo, "duplicate of key present in binaryData")
            }
            size += value.string?.utf8.count ?? 0
        }
        for (key, value) in object["binaryData"].members {
            for message in Names.configKey(key) {
                invalid(object["binaryData"].key(key), shown: key.quotedAsGo, message)
            }
            size += (value.string?.utf8.count ?? 0) / 4 * 3
        }
        if size > Validator.sizeLimit { tooLong(FieldView(nil, .root), bytes: Validator.sizeLimit) }
    }

    mutating func secret(_ object: FieldView) {
        let data = object["data"]
        var size = 0
        for (key, value) in data.members {
            for message in Names.configKey(key) { invalid(data.key(key), shown: key.quotedAsGo, message) }
            size += (value.string?.utf8.count ?? 0) / 4 * 3
        }
        if size > Validator.sizeLimit { tooLong(data, bytes: Validator.sizeLimit) }
        switch object["type"].string {
        case "kubernetes.io/service-account-token":
            let annotation = "kubernetes.io/service-account.name"
            if object["metadata"]["annotations"].members[annotation]?.isEmpty ?? true {
                required(object["metadata"]["annotations"].key(annotation))
            }
        case "kubernetes.io/dockercfg": jsonKey(data.key(".dockercfg"))
        case "kubernetes.io/dockerconfigjson": jsonKey(data.key(".dockerconfigjson"))
        case "kubernetes.io/basic-auth":
            if data.members["username"] == nil, data.members["password"] == nil {
                required(data.key("username"))
                required(data.key("password"))
            }
        case "kubernetes.io/ssh-auth":
            if data.members["ssh-privatekey"]?.isEmpty ?? true { required(data.key("ssh-privatekey")) }
        case "kubernetes.io/tls":
            for key in ["tls.crt", "tls.key"] where data.members[key] == nil { required(data.key(key)) }
        default: break
        }
    }

    private mutating func jsonKey(_ field: FieldView) {
        guard let text = field.value?.string else {
            required(field)
            return
        }
        guard case .success(let bytes) = Base64.decode(Array(text.utf8)) else { return }
        do {
            _ = try Value(json: bytes)
        } catch {
            let words =
                bytes.isEmpty || error.offset >= bytes.count
                ? "unexpected end of JSON input" : "invalid character in the JSON text"
            invalid(field, shown: "\"<secret contents redacted>\"", words)
        }
    }

    mutating func immutableData(_ new: FieldView, _ old: FieldView, _ names: [String]) {
        guard old["immutable"].bool else { return }
        let words = "field is immutable when `immutable` is set"
        if !new["immutable"].bool { forbidden(new["immutable"], words) }
        for name in names where new[name].value ?? .emptyObject != old[name].value ?? .emptyObject {
            forbidden(new[name], words)
        }
    }
}
