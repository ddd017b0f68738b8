/// Names inside objects: keys of ConfigMaps, ports, environment variables, headers.
extension NameRules {
    /// A key of a ConfigMap or a Secret.
    public static func configMapKey(_ key: String) -> [String] {
        var errors = tooLong(key, 253)
        if key.isEmpty || !key.utf8.allSatisfy({ NamePattern.isLabelByte($0) }) {
            errors.append(
                mismatch(
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+",
                    ["key.name", "KEY_NAME", "key-name"]))
        }
        return errors + parentFolder(key)
    }

    /// The name of a container's port, or of a Service's target port.
    public static func portName(_ name: String) -> [String] {
        var errors = tooLong(name, 15)
        let bytes = Array(name.utf8)
        let dash = UInt8(ascii: "-")
        if bytes.isEmpty || !bytes.allSatisfy({ NamePattern.isLowerOrDigit($0) || $0 == dash }) {
            errors.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !bytes.contains(where: { NamePattern.isLower($0) }) {
            errors.append("must contain at least one letter (a-z)")
        }
        if zip(bytes, bytes.dropFirst()).contains(where: { $0 == dash && $1 == dash }) {
            errors.append("must not contain consecutive hyphens")
        }
        if bytes.first == dash || bytes.last == dash { errors.append("must not begin or end with a hyphen") }
        return errors
    }

    /// A number of a port.
    public static func portNumber(_ port: Int) -> [String] {
        (1...65_535).contains(port) ? [] : ["must be between 1 and 65535, inclusive"]
    }

    /// An environment variable's name, by the rule before 1.34.
    public static func environmentName(_ name: String) -> [String] {
        var errors: [String] = []
        let bytes = name.utf8
        let startsWithDigit = bytes.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? true
        if startsWithDigit || !bytes.allSatisfy({ NamePattern.isLabelByte($0) }) {
            errors.append(
                mismatch(
                    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or "
                        + "'.', and must not start with a digit",
                    "[-._a-zA-Z][-._a-zA-Z0-9]*", ["my.env-name", "MY_ENV.NAME", "MyEnvName1"]))
        }
        return errors + parentFolder(name)
    }

    /// An environment variable's name, by today's rule.
    public static func relaxedEnvironmentName(_ name: String) -> [String] {
        if name.isEmpty { return ["environment variable name must be non-empty"] }
        let isFine = name.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7e && $0 != UInt8(ascii: "=") }
        return isFine
            ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
    }

    /// The name of an HTTP header.
    public static func httpHeaderName(_ name: String) -> [String] {
        let isFine = name.utf8.allSatisfy { NamePattern.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        return isFine && !name.isEmpty
            ? []
            : [
                mismatch(
                    "a valid HTTP header must consist of alphanumeric characters or '-'", "[-A-Za-z0-9]+",
                    ["X-Header-Name"])
            ]
    }

    /// A C identifier.
    public static func cIdentifier(_ name: String) -> [String] {
        let isDigit = name.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? true
        let isFine = name.utf8.allSatisfy { NamePattern.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
        return isFine && !isDigit
            ? []
            : [
                mismatch(
                    "a valid C identifier must start with alphabetic character or '_', followed by a string of "
                        + "alphanumeric characters or '_'",
                    "[A-Za-z_][A-Za-z0-9_]*", ["my_name", "MY_NAME", "MyName"])
            ]
    }

    /// Keys become file names: none may climb out of its folder.
    private static func parentFolder(_ name: String) -> [String] {
        if name == "." { return ["must not be '.'"] }
        if name == ".." { return ["must not be '..'"] }
        return name.utf8.starts(with: "..".utf8) ? ["must not start with '..'"] : []
    }
}
