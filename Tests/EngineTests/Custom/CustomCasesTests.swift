import ClusterAPI
import Engine
import Kinds
import Model
import TestSupport
import Testing

@Suite("Custom resources, as a real API server answered", .enabled(if: SharedCases.arePresent))
struct CustomCasesTests {
    /// Every definition in the repositories of the cases.
    private static func definitions(in repository: String) throws -> [Value] {
        var files: Set<String> = []
        for row in try SharedCases.jsonLines("api/\(repository).jsonl") where row["kind"]?.string == CustomKinds.kind {
            if let file = row["file"]?.string { files.insert("repos/\(repository)/\(file)") }
        }
        return try files.sorted().flatMap { CaseFile.objects(in: try SharedCases.bytes($0)) }
            .filter { $0.objectKind == CustomKinds.kind && $0.at("spec", "group") != nil }
    }

    @Test("real definitions are taken, and their objects with them", arguments: ["kwok", "metallb"])
    func repositories(_ repository: String) throws {
        var tally = CaseTally("custom resources of \(repository)")
        var world = CustomWorld()
        for definition in try CustomCasesTests.definitions(in: repository) {
            do {
                try world.create(definition, CustomWorld.definitions)
                tally.record("\(definition.name)", nil)
            } catch {
                if error.reason != .alreadyExists { tally.record("\(definition.name)", error.message) }
            }
        }
        world.settle()
        for row in try SharedCases.jsonLines("api/\(repository).jsonl") {
            guard let code = row["code"]?.int, let file = row["file"]?.string, let kind = row["kind"]?.string,
                let type = world.state.resources.first(where: {
                    $0.type.kind == kind && $0.type.apiVersion == row["apiVersion"]?.string
                        && BuiltinKinds.named(apiVersion: $0.type.apiVersion, kind: kind) == nil
                })?.type
            else { continue }
            let objects = CaseFile.objects(in: try SharedCases.bytes("repos/\(repository)/\(file)"))
            guard let object = objects.first(where: { $0.objectKind == kind && $0.name == row["name"]?.string }) else {
                continue
            }
            let namespace = type.isNamespaced ? CaseFile.namespace(row) : ""
            if type.isNamespaced, namespace != "default" {
                let namespaces = ResourceType(
                    group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)
                _ = try? world.create(
                    ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": Value(namespace)]], namespaces)
            }
            var request = Request(.create, type, namespace: namespace, body: object)
            request.options.dryRun = true
            request.options.fieldValidation = .strict
            let response = Result { () throws(ClusterError) in try world.perform(request) }
            tally.record(
                "\(file) \(kind) \(object.name)", CaseVerdict.problem(of: response, code: code, expected: row))
        }
        tally.report()
        #expect(tally.share >= 0.98)
    }

    @Test("server-side apply goes by the definition's schema")
    func serverSideApply() throws {
        let recording = try SharedCases.json("controllers/ssa-crd.json")
        var world = CustomWorld()
        let namespaces = ResourceType(
            group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)
        try world.create(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "ssa-crd"]], namespaces)
        var tally = CaseTally("server-side apply of a custom resource")
        for (index, step) in (recording["steps"]?.elements ?? []).enumerated() {
            guard let action = step["do"], let expected = step["responses"]?[0], let code = expected["code"]?.int else {
                continue
            }
            let response = Result { () throws(ClusterError) in try world.perform(request(of: action)) }
            world.settle()
            tally.record("step \(index) \(action["path"]?.string ?? "")", problem(response, code, expected))
        }
        tally.report()
        #expect(tally.share == 1)
    }

    private func request(of action: Value) -> Request {
        let text = action["path"]?.string ?? ""
        let halves = text.split(separator: "?")
        let parts = halves[0].split(separator: "/").map(String.init)
        let verbs: [String: Request.Verb] = [
            "POST": .create, "PATCH": .patch(.apply), "PUT": .update, "DELETE": .delete,
        ]
        let isDefinition = parts.contains("customresourcedefinitions")
        let type =
            isDefinition
            ? CustomWorld.definitions
            : ResourceType(
                group: "sim.example.com", version: "v1", kind: "Widget", plural: "widgets", isNamespaced: true)
        let rest = isDefinition ? Array(parts.dropFirst(4)) : Array(parts.dropFirst(6))
        var request = Request(
            verbs[action["method"]?.string ?? ""] ?? .get, type, namespace: isDefinition ? "" : "ssa-crd",
            name: rest.first ?? "", subresource: rest.count > 1 ? rest[1] : nil, body: action["body"])
        for pair in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
            if pair.hasPrefix("fieldManager=") { request.options.fieldManager = String(pair.dropFirst(13)) }
            if pair == "force=true" { request.options.force = true }
        }
        return request
    }

    private func problem(_ response: Result<Response, ClusterError>, _ code: Int, _ expected: Value) -> String? {
        switch response {
        case .failure(let error):
            let message = expected.at("status", "message")?.string ?? ""
            return error.code == code && error.message == message
                ? nil : "\(error.code) \(error.message), wanted \(code) \(message)"
        case .success(let response):
            guard response.code == code else { return "\(response.code), wanted \(code)" }
            guard let wanted = expected["object"], let found = response.object else { return nil }
            return plain(found) == plain(wanted) ? nil : "\(plain(found).json), wanted \(plain(wanted).json)"
        }
    }

    private func plain(_ object: Value) -> Value {
        var object = object
        for name in ["uid", "creationTimestamp", "resourceVersion"] { object.set(nil, at: "metadata", name) }
        let entries = (object.metadata["managedFields"]?.elements ?? []).map { entry in
            var entry = entry
            entry["time"] = nil
            return entry
        }
        object.set(Value(entries.sorted { $0.json < $1.json }), at: "metadata", "managedFields")
        return object
    }
}
