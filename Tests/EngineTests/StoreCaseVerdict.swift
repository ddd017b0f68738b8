import ClusterAPI
import Model
import YAML

/// Compares an answer with a recorded one.
enum CaseVerdict {
    /// What is different; nil where nothing is.
    static func problem(
        of response: Result<Response, ClusterError>, code: Int, expected: Value
    ) -> String? {
        switch response {
        case .success(let response):
            guard code < 300 else { return "accepted, wanted \(code) \(expected["message"]?.string ?? "")" }
            guard let wanted = expected["object"], let found = response.object else { return nil }
            let differences = differences(comparable(found), comparable(wanted), "")
            return differences.isEmpty ? nil : differences.prefix(5).joined(separator: "; ")
        case .failure(let error):
            guard code >= 300 else { return "refused: \(error.code) \(error.message.prefix(400))" }
            guard error.code == code, error.reason.rawValue == expected["reason"]?.string else {
                return "\(error.code) \(error.message.prefix(300)), wanted \(code) \(expected["message"]?.string ?? "")"
            }
            let message = expected["message"]?.string ?? ""
            // Errors about members of maps come in no order.
            if parts(error.message) != parts(message) {
                return "says\n      \(error.message.prefix(800))\n    wanted\n      \(message.prefix(800))"
            }
            let causes = Set(
                (expected["causes"]?.elements ?? []).map {
                    "\($0["reason"]?.string ?? "") \($0["field"]?.string ?? "")"
                })
            let found = Set((error.details?.causes ?? []).map { "\($0.reason) \($0.field)" })
            return found == causes ? nil : "causes \(found.sorted()), wanted \(causes.sorted())"
        }
    }

    private static func parts(_ message: String) -> [String] {
        message.split(whereSeparator: { ",[]".contains($0) }).map { String($0.drop { $0 == " " }) }.sorted()
    }

    private static func differences(_ got: Value?, _ wanted: Value?, _ path: String) -> [String] {
        if got == wanted { return [] }
        guard let got else { return ["\(path) is missing, wanted \(wanted?.json.prefix(100) ?? "")"] }
        guard let wanted else { return ["\(path) is \(got.json.prefix(100)), wanted nothing"] }
        if let a = got.object, let b = wanted.object {
            return Set(a.keys + b.keys).sorted().flatMap { differences(a[$0], b[$0], "\(path).\($0)") }
        }
        if let a = got.array, let b = wanted.array, a.count == b.count {
            return a.indices.flatMap { differences(a[$0], b[$0], "\(path)[\($0)]") }
        }
        return ["\(path) is \(got.json.prefix(100)), wanted \(wanted.json.prefix(100))"]
    }

    /// Without what a server assigns.
    private static func comparable(_ object: Value) -> Value {
        var object = object
        for field in ["uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"] {
            object.set(nil, at: "metadata", field)
        }
        if object.objectKind == "Service" {
            if object.at("spec", "clusterIP") != "None" {
                object.set(nil, at: "spec", "clusterIP")
                object.set(nil, at: "spec", "clusterIPs")
            }
            object.set(nil, at: "spec", "healthCheckNodePort")
            if let ports = object.at("spec", "ports")?.array {
                object.set(
                    Value(
                        ports.map { port in
                            var port = port
                            port["nodePort"] = nil
                            return port
                        }), at: "spec", "ports")
            }
        }
        return object
    }
}

/// Counts what passes and says what does not.
struct CaseTally {
    private let name: String
    private var passed = 0
    private var failures: [String] = []

    init(_ name: String) { self.name = name }

    var share: Double {
        let total = passed + failures.count
        return total == 0 ? 0 : Double(passed) / Double(total)
    }

    mutating func record(_ row: String, _ problem: String?) {
        if let problem { failures.append("\(row): \(problem)") } else { passed += 1 }
    }

    func report() {
        print("\(name): \(passed) of \(passed + failures.count) (\((share * 1000).rounded() / 10) %)")
        for failure in failures.prefix(40) { print("  - \(failure)") }
    }
}

enum CaseFile {
    /// The objects of a file, the items of lists among them.
    static func objects(in bytes: [UInt8]) -> [Value] {
        documents(in: bytes, file: "", options: .lenient).documents.flatMap { document in
            document.value.objectKind.hasSuffix("List") && document.value["items"]?.array != nil
                ? document.value["items"]?.elements ?? [] : [document.value]
        }
    }

    /// The namespace that a row was posted to.
    static func namespace(_ row: Value) -> String {
        let parts = (row["path"]?.string ?? "").split(separator: "/")
        guard let at = parts.firstIndex(of: "namespaces"), at + 2 < parts.count else { return "default" }
        return String(parts[at + 1])
    }
}
