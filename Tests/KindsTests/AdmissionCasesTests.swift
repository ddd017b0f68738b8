import Diff
import Kinds
import Model
import TestSupport
import Testing
import YAML

/// The kinds whose rows are measured by themselves.
private let firstKinds: Set<String> = [
    "/Namespace", "/Node", "/Pod", "/ServiceAccount", "/ConfigMap", "/Secret", "/Service", "/Endpoints",
    "discovery.k8s.io/EndpointSlice", "networking.k8s.io/Ingress", "networking.k8s.io/IngressClass", "apps/Deployment",
    "apps/ReplicaSet", "apps/StatefulSet", "/PersistentVolumeClaim",
]

/// What admission made of a row, against what the server did.
private struct Verdicts {
    var first: Tally
    var all: Tally

    init(_ name: String) {
        first = Tally("\(name), first kinds")
        all = Tally("\(name), all built-in kinds")
    }

    mutating func record(_ row: String, _ object: Value, _ problem: String?) {
        if let problem { all.fail(row, problem) } else { all.pass() }
        guard firstKinds.contains("\(object.group)/\(object.objectKind)") else { return }
        if let problem { first.fail(row, problem) } else { first.pass() }
    }
}

@Suite("Admission, as a real API server judged real manifests")
struct AdmissionCasesTests {
    @Test("manifests of public repositories are stored or refused alike", .enabled(if: SharedCases.arePresent))
    func repositories() throws {
        var verdicts = Verdicts("repositories")
        for name in try SharedCases.names(in: "api") {
            var files: [String: [Value]] = [:]
            for row in try SharedCases.jsonLines("api/\(name)") {
                guard let code = row["code"]?.int, row["outcome"] != "exists-in-oracle",
                    let apiVersion = row["apiVersion"]?.string, let kind = row["kind"]?.string,
                    BuiltinKinds.named(apiVersion: apiVersion, kind: kind) != nil, let file = row["file"]?.string,
                    let repository = row["repo"]?.string
                else { continue }
                let path = "repos/\(repository)/\(file)"
                if files[path] == nil { files[path] = try objects(in: SharedCases.bytes(path)) }
                guard
                    let index = files[path]?.firstIndex(where: {
                        $0.apiVersion == apiVersion && $0.objectKind == kind
                            && (row["name"]?.string ?? $0.name) == $0.name
                    }), let found = files[path]?.remove(at: index)
                else { continue }
                var object = found
                let parts = (row["path"]?.string ?? "").split(separator: "/")
                if let at = parts.firstIndex(of: "namespaces"), at + 2 < parts.count {
                    object.set(Value(parts[at + 1]), at: "metadata", "namespace")
                }
                if object.name.isEmpty, let name = row["object"]?.name {
                    object.set(Value(name), at: "metadata", "name")
                }
                let expected = Expectation(code: code, row: row, object: row["object"])
                let uid = row["object"]?.uid ?? "uid"
                let problem = expected.problem { () throws(AdmissionRefusal) in
                    try admit(create: object, options: AdmissionOptions(uid: uid, isDryRun: true))
                }
                verdicts.record("\(path) \(kind) \(object.name)", object, problem)
            }
        }
        verdicts.first.report()
        verdicts.all.report(limit: 60)
        #expect(verdicts.first.share >= 0.99)
        #expect(verdicts.all.share >= 0.99)
    }

    @Test("invalid manifests are refused in the server's words", .enabled(if: SharedCases.arePresent))
    func invalid() throws {
        var verdicts = Verdicts("invalid")
        for row in try SharedCases.jsonLines("invalid.jsonl") {
            guard let expect = row["expect"], let code = expect["code"]?.int, let text = row["manifest"]?.string,
                !(expect["message"]?.string ?? "").hasPrefix(" \"\" is invalid: patch:")
            else { continue }
            var object = try document(in: text, options: .lenient)
            guard let info = BuiltinKinds.named(apiVersion: object.apiVersion, kind: object.objectKind) else {
                continue
            }
            if info.type.isNamespaced, object.namespace.isEmpty { object.set("default", at: "metadata", "namespace") }
            let name = row["name"]?.string ?? ""
            let uid = shownUID(expect["message"]?.string ?? "") ?? "uid"
            let expected = Expectation(code: code, row: expect, object: nil)
            guard let priorText = row["priorManifest"]?.string else {
                let problem = expected.problem { () throws(AdmissionRefusal) in
                    try admit(create: object, options: AdmissionOptions(uid: uid))
                }
                verdicts.record(name, object, problem)
                continue
            }
            var prior = try document(in: priorText, options: .lenient)
            if info.type.isNamespaced, prior.namespace.isEmpty { prior.set("default", at: "metadata", "namespace") }
            let stored: Value
            do {
                stored = allocated(
                    try admit(create: prior, options: AdmissionOptions(fieldValidation: .ignore, uid: uid)).object)
            } catch {
                verdicts.record(name, object, "the prior object is refused: \(error.message)")
                continue
            }
            let schema =
                builtinSchema(
                    group: info.type.group, version: info.type.version, kind: info.type.kind) ?? .unknown
            var desired = object
            if row["op"] == "apply-update" || row["op"] == "update" {
                desired = Diff.merge(base: prior, desired: object, live: stored, schema: schema).result ?? object
            }
            let problem = expected.problem { () throws(AdmissionRefusal) in
                try admit(update: desired, over: stored, options: AdmissionOptions(uid: uid))
            }
            verdicts.record(name, object, problem)
        }
        verdicts.first.report()
        verdicts.all.report(limit: 60)
        #expect(verdicts.first.share >= 0.95)
        #expect(verdicts.all.share >= 0.97)
    }
}

/// The code, the message and the causes of a refusal, or the object.
private struct Expectation {
    var code: Int
    var row: Value
    var object: Value?

    /// Nil where the outcome is the expected one.
    func problem(_ admission: () throws(AdmissionRefusal) -> Admitted) -> String? {
        do {
            let admitted = try admission()
            guard code < 300 else { return "accepted, wanted \(code) \(row["message"]?.string ?? "")" }
            guard let object else { return nil }
            let said = Set(admitted.warnings.map { String(Value($0).json.dropFirst().dropLast()) })
            let wanted = Set((row["warnings"]?.elements ?? []).compactMap(\.string))
            if said != wanted { return "warns \(said.sorted()), wanted \(wanted.sorted())" }
            let found = differences(comparable(admitted.object), comparable(object))
            return found.isEmpty ? nil : found.prefix(6).joined(separator: "; ")
        } catch {
            guard code >= 300 else { return "refused: \(error.message.prefix(600))" }
            if error.code != code || error.reason != row["reason"]?.string {
                let wanted = "\(code) \(row["message"]?.string ?? "")"
                return "\(error.code) \(error.reason) \(error.message.prefix(300)), wanted \(wanted)"
            }
            let message = row["message"]?.string ?? ""
            let causes = Set(
                (row["causes"]?.elements ?? []).map { "\($0["reason"]?.string ?? "") \($0["field"]?.string ?? "")" })
            let found = Set(error.errors.map { "\($0.type.rawValue) \($0.field)" })
            if found != causes {
                return "causes \(found.sorted()), wanted \(causes.sorted()): \(error.message.prefix(300))"
            }
            // Errors about members of maps come in no order.
            if error.message != message, sortedParts(error.message) != sortedParts(message) {
                return "says\n      \(error.message.prefix(1500))\n    wanted\n      \(message.prefix(1500))"
            }
            return nil
        }
    }

    private func sortedParts(_ message: String) -> [String] {
        message.split(whereSeparator: { ",[]".contains($0) }).map { $0.drop { $0 == " " } }.map(String.init).sorted()
    }
}

/// The objects of a file, the items of lists among them.
private func objects(in bytes: [UInt8]) -> [Value] {
    documents(in: bytes, file: "", options: .lenient).documents.flatMap { document in
        document.value.objectKind.hasSuffix("List") && document.value["items"]?.array != nil
            ? document.value["items"]?.elements ?? [] : [document.value]
    }
}

/// What the cluster would have filled in.
private func allocated(_ object: Value) -> Value {
    var object = object
    let needs = ServiceAllocation(for: object)
    if object.objectKind == "Service", needs.needsClusterIP {
        object.set("10.96.0.1", at: "spec", "clusterIP")
        object.set(["10.96.0.1"], at: "spec", "clusterIPs")
    }
    return object
}

/// The uid of a Job as a message shows it.
private func shownUID(_ message: String) -> String? {
    for mark in ["controller-uid\":\"", "controller-uid\\\":\\\""] {
        guard let range = message.firstRange(of: mark) else { continue }
        return String(message[range.upperBound...].prefix { $0 != "\"" && $0 != "\\" })
    }
    return nil
}
