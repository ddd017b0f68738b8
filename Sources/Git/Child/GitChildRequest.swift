import Model

/// What the child process is asked: look a reference up on a server and, where wanted, fetch it into the mirror.
/// Secrets travel in here, through a socket; never in arguments or variables.
struct GitChildRequest: Hashable {
    var address: String
    var transport: GitLocation.Transport
    /// For messages: the address without user and password.
    var display: String
    var ref: String
    var mirror: String
    /// False: only say where the reference stands.
    var fetches: Bool
    var username: String?
    var password: String?
    var sshKeyFile: String?
    var sshPassphrase: String?
    var caFile: String?
    var maximumBytes: Int
    var maximumObjects: Int
    /// After so many seconds the child ends by itself, whatever its parent does.
    var seconds: Int

    var json: Value {
        var value = Value.emptyObject
        for (name, text) in texts { value[name] = text.map { Value($0) } }
        value["fetches"] = Value(fetches)
        value["maximumBytes"] = Value(maximumBytes)
        value["maximumObjects"] = Value(maximumObjects)
        value["seconds"] = Value(seconds)
        return value
    }

    private var texts: [(String, String?)] {
        [
            ("address", address), ("transport", transport.rawValue), ("display", display), ("ref", ref),
            ("mirror", mirror), ("username", username), ("password", password), ("sshKeyFile", sshKeyFile),
            ("sshPassphrase", sshPassphrase), ("caFile", caFile),
        ]
    }
}

extension GitChildRequest {
    init?(json value: Value) {
        guard let address = value["address"]?.string, let display = value["display"]?.string,
            let transport = value["transport"]?.string.flatMap({ GitLocation.Transport(rawValue: $0) }),
            let ref = value["ref"]?.string, let mirror = value["mirror"]?.string,
            let fetches = value["fetches"]?.bool, let bytes = value["maximumBytes"]?.int,
            let objects = value["maximumObjects"]?.int, let seconds = value["seconds"]?.int
        else { return nil }
        self.init(
            address: address, transport: transport, display: display, ref: ref, mirror: mirror, fetches: fetches,
            username: value["username"]?.string, password: value["password"]?.string,
            sshKeyFile: value["sshKeyFile"]?.string, sshPassphrase: value["sshPassphrase"]?.string,
            caFile: value["caFile"]?.string, maximumBytes: bytes, maximumObjects: objects, seconds: seconds)
    }
}
