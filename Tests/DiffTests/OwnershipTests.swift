import Diff
import Kinds
import Model
import TestSupport
import Testing

@Suite("Field ownership")
struct OwnershipTests {
    let time = Instant(seconds: 1_700_000_000)

    @Test("sets are read from FieldsV1 and written as it")
    func roundTrip() throws {
        let json =
            #"{"f:metadata":{"f:labels":{".":{},"f:a":{}}},"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:port":{}}},"f:finalizers":{"v:\"x\"":{}}}}"#
        let value = try Value(json: json)
        #expect(FieldSet(fieldsV1: value).fieldsV1 == value)
        #expect(FieldSet(FieldSet(fieldsV1: value).paths).fieldsV1 == value)
        #expect(
            FieldSet(fieldsV1: value).paths.map(\.description) == [
                "metadata.labels", "metadata.labels.a", "spec.finalizers[=\"x\"]", "spec.ports[port=80,protocol=TCP]",
                "spec.ports[port=80,protocol=TCP].port",
            ])
    }

    @Test("the algebra of sets holds field by field")
    func algebra() {
        let a = FieldSet([FieldPath(fields: "a"), FieldPath(fields: "b", "c"), FieldPath(fields: "b", "d")])
        let b = FieldSet([FieldPath(fields: "b"), FieldPath(fields: "b", "c")])
        #expect(a.union(b).paths.map(\.description) == ["a", "b", "b.c", "b.d"])
        #expect(a.intersection(b).paths.map(\.description) == ["b.c"])
        #expect(a.subtracting(b).paths.map(\.description) == ["a", "b.d"])
        #expect(a.subtractingWholly(b).paths.map(\.description) == ["a"])
    }

    @Test("an update takes what it changes from all others, and keeps what it had")
    func updates() throws {
        let schema = try #require(builtinSchema(group: "", version: "v1", kind: "ConfigMap"))
        func map(_ data: Value, _ labels: Value? = nil) -> Value {
            var object: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c"], "data": data]
            if let labels { object.set(labels, at: "metadata", "labels") }
            return object
        }
        let created = recordUpdate(
            old: nil, new: map(["a": "1", "b": "1"]), manager: "one", time: time, schema: schema)
        var next = created
        next["data"] = ["a": "2", "c": "1"]
        next.set(["x": "y"], at: "metadata", "labels")
        let updated = recordUpdate(old: created, new: next, manager: "two", time: time, schema: schema)
        let entries = updated.at("metadata", "managedFields")?.elements ?? []
        #expect(entries.map { $0["manager"]?.string } == ["one", "two"])
        #expect(entries.first?["fieldsV1"]?.json == #"{"f:data":{}}"#)
        #expect(
            entries.last?["fieldsV1"]?.json
                == #"{"f:data":{"f:a":{},"f:c":{}},"f:metadata":{"f:labels":{".":{},"f:x":{}}}}"#)
        let managed = updated.at("metadata", "managedFields") ?? .null
        #expect(manager(of: FieldPath(fields: "data", "a"), in: managed)?.name == "two")
        #expect(manager(of: FieldPath(fields: "spec", "z"), in: managed) == nil)
    }

    @Test("at most ten updaters are remembered apart")
    func ancientChanges() throws {
        let schema = try #require(builtinSchema(group: "", version: "v1", kind: "ConfigMap"))
        var object: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "c"]]
        for number in 0..<14 {
            var next = object
            next.set("x", at: "data", "k\(number)")
            object = recordUpdate(
                old: number == 0 ? nil : object, new: next, manager: "m\(number)",
                time: Instant(seconds: 1_700_000_000 + Int64(number)), schema: schema)
        }
        let entries = object.at("metadata", "managedFields")?.elements ?? []
        #expect(entries.map { $0["manager"]?.string } == ["ancient-changes"] + (5..<14).map { "m\($0)" })
        #expect(entries.first?["fieldsV1"]?["f:data"]?["f:k4"] != nil)
    }

    @Test("a created object is owned as kube-apiserver has it", .enabled(if: SharedCases.arePresent))
    func creation() throws {
        var share = Share("created objects: managedFields")
        for row in try SharedCases.jsonLines("three-way/reapply.jsonl") {
            guard let live = row["current"], let schema = builtinSchema(of: live), row["drift"]?.isNull ?? false,
                let managed = live.at("metadata", "managedFields")?.array, let entry = managed.first,
                entry["operation"] == "Update"
            else { continue }
            // What the server itself assigns is in the recorded object, and belongs to nobody.
            let assigned = ["Pod", "Job", "PersistentVolume", "PersistentVolumeClaim"]
            let type = live.at("spec", "type")
            if managed.count != 1 || assigned.contains(live.objectKind) || type == "NodePort" || type == "LoadBalancer"
            {
                continue
            }
            var object = live
            for name in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] {
                if live.objectKind == "Service", row.at("original", "spec", name) == nil {
                    object.set(nil, at: "spec", name)
                }
            }
            object.set(nil, at: "metadata", "managedFields")
            let got = recordUpdate(
                old: nil, new: object, manager: entry["manager"]?.string ?? "", time: time, schema: schema)
            let fields = got.at("metadata", "managedFields")?[0]?["fieldsV1"]
            share.count(fields == entry["fieldsV1"], row["id"]?.string ?? "") {
                firstDifference(fields, entry["fieldsV1"])
            }
        }
        share.report()
        #expect(share.value >= 0.98)
    }

    @Test("server-side apply gives the recorded owners, values and conflicts", .enabled(if: SharedCases.arePresent))
    func serverSideApply() throws {
        var share = Share("server-side apply")
        for name in try SharedCases.names(in: "controllers") where name.hasPrefix("ssa-") {
            let scenario = try SharedCases.json("controllers/\(name)")
            var live: Value?
            var schemas: [String: Schema] = [:]
            for (number, step) in (scenario["steps"]?.elements ?? []).enumerated() {
                let request = step["do"] ?? .null
                let response = step["responses"]?[0] ?? .null
                if let definition = request["body"], definition.objectKind == "CustomResourceDefinition" {
                    schemas["Widget"] = Schema(definition: definition, version: "v1")
                }
                if let (applied, manager, force, subresource) = OwnershipTests.apply(request),
                    live == nil || live?.objectKind == applied.objectKind
                {
                    let schema = builtinSchema(of: applied) ?? schemas[applied.objectKind] ?? .unknown
                    let id = "\(name)#\(number)"
                    let result = Result { () throws(ApplyError) in
                        try applyMerge(
                            live: live, applied: applied, manager: manager, force: force, time: time,
                            subresource: subresource, schema: schema)
                    }
                    switch (result, response["code"]) {
                    case (.success(let got), 200), (.success(let got), 201):
                        guard let expected = response["object"] else { break }
                        let owners = OwnershipTests.owners(got.object)
                        share.count(owners == OwnershipTests.owners(expected), id) {
                            "\(owners.json) for \(OwnershipTests.owners(expected).json)"
                        }
                    case (.failure(.conflicts(let conflicts)), 409):
                        let message = response.at("status", "message")?.string
                        share.count(message == conflicts.message, id) { "\(conflicts.message) for \(message ?? "")" }
                    case (.failure(.invalid(let text)), 500):
                        let message = response.at("status", "message")?.string
                        share.count(message == text, id) { "\(text) for \(message ?? "")" }
                    case (.success, 422): break
                    default: share.count(false, id) { "\(result) for \(response["code"]?.json ?? "")" }
                    }
                }
                if let object = response["object"], object.objectKind != "Scale" { live = object }
                if let object = step["objects"]?.members.first(where: {
                    $0.key.hasPrefix("Deployment") || $0.key.hasPrefix("ConfigMap")
                })?.value,
                    object.isObject, live?.objectKind == object.objectKind
                {
                    var object = object
                    object["apiVersion"] = live?["apiVersion"]
                    live = object
                }
            }
        }
        share.report()
        #expect(share.value == 1)
    }

    static func apply(_ request: Value) -> (Value, String, Bool, String)? {
        if request["do"] == "apply", let object = request["object"] {
            return (object, request["manager"]?.string ?? "", request["force"] == true, "")
        }
        guard request["do"] == "raw", request["ctype"]?.string?.contains("apply-patch") ?? false,
            let body = request["body"], body.objectKind != "Scale", let path = request["path"]?.string
        else { return nil }
        let query = path.split(separator: "?").last ?? ""
        let manager = query.split(separator: "&").first { $0.hasPrefix("fieldManager=") }?.dropFirst(13) ?? ""
        return (body, String(manager), query.contains("force=true"), path.contains("/status?") ? "status" : "")
    }

    /// Without times, which no recording can have.
    static func owners(_ object: Value) -> Value {
        let entries = (object.at("metadata", "managedFields")?.elements ?? []).map { entry in
            var entry = entry
            entry["time"] = nil
            return entry
        }
        return Value(entries.sorted { $0.json < $1.json })
    }
}
