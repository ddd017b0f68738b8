import ClusterAPI
import Model

extension Conformance {
    static let patchChecks: [Check] = [
        Check("a merge patch sets, and removes with null") { run in
            try await run.create(.configMaps, run.configMap("a", ["a": "1", "b": "2"]))
            let patched = try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a", ["data": ["a": .null, "c": "3"]], as: .merge,
                manager: "m")
            run.equal(patched["data"], ["b": "2", "c": "3"], "data")
        },
        Check("a JSON patch is whole or nothing") { run in
            let made = try await run.create(.configMaps, run.configMap("a"))
            let patched = try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a",
                [
                    ["op": "test", "path": "/data/a", "value": "1"],
                    ["op": "add", "path": "/data/b", "value": "2"], ["op": "remove", "path": "/data/a"],
                ], as: .json, manager: "m")
            run.equal(patched["data"], ["b": "2"], "data")
            await run.refusal(
                422, .invalid,
                of: run.request(
                    .patch(.json), .configMaps, "a",
                    body: [
                        ["op": "add", "path": "/data/z", "value": "9"],
                        ["op": "test", "path": "/data/b", "value": "3"],
                    ]))
            run.equal(try await run.get(.configMaps, "a")?["data"], ["b": "2"], "after a failed patch")
            run.expect(patched.uid == made.uid, "it is the same object")
        },
        Check("a strategic merge patch merges containers by name") { run in
            var object = run.deployment("web")
            object.set(
                [["name": "app", "image": "a:1"], ["name": "side", "image": "s:1"]], at: "spec", "template", "spec",
                "containers")
            try await run.create(.deployments, object)
            let patched = try await run.cluster.patch(
                .deployments, namespace: run.namespace, name: "web",
                ["spec": ["template": ["spec": ["containers": [["name": "app", "image": "a:2"]]]]]], as: .strategic,
                manager: "m")
            let images = patched.at("spec", "template", "spec", "containers")?.elements.compactMap {
                $0["image"]?.string
            }
            run.equal(images ?? [], ["a:2", "s:1"], "images")
        },
        Check("a patch with an old version is 409") { run in
            let made = try await run.create(.configMaps, run.configMap("a"))
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a", ["data": ["a": "2"]], as: .merge, manager: "m")
            await run.refusal(
                409, .conflict,
                of: run.request(
                    .patch(.merge), .configMaps, "a",
                    body: ["metadata": ["resourceVersion": Value(made.resourceVersion)], "data": ["a": "3"]]))
        },
    ]

    static let applyChecks: [Check] = [
        Check("an apply creates, and owns what it names") { run in
            let response = try await run.cluster.perform(
                run.request(.patch(.apply), .configMaps, "a", body: run.configMap("a")) { $0.fieldManager = "one" })
            run.equal(response.code, 201, "code")
            let entries = response.object?.metadata["managedFields"]?.elements ?? []
            run.equal(entries.map { $0["manager"]?.string ?? "" }, ["one"], "managers")
            run.equal(entries.first?["operation"], "Apply", "operation")
            run.equal(entries.first?.at("fieldsV1", "f:data", "f:a"), [:], "ownership of data.a")
        },
        Check("an apply of what others own is a conflict, and force takes it") { run in
            for manager in ["one"] {
                _ = try await run.cluster.perform(
                    run.request(.patch(.apply), .configMaps, "a", body: run.configMap("a")) {
                        $0.fieldManager = manager
                    })
            }
            let changed = run.configMap("a", ["a": "2"])
            let error = await run.refusal(
                409, .conflict, message: "Apply failed with 1 conflict: conflict with \"one\": .data.a",
                of: run.request(.patch(.apply), .configMaps, "a", body: changed) { $0.fieldManager = "two" })
            run.equal(error?.details?.causes.map(\.reason) ?? [], ["FieldManagerConflict"], "causes")
            _ = try await run.cluster.perform(
                run.request(.patch(.apply), .configMaps, "a", body: changed) {
                    $0.fieldManager = "two"
                    $0.force = true
                })
            run.equal(try await run.get(.configMaps, "a")?.at("data", "a"), "2", "after force")
        },
        Check("what a manager no longer applies goes") { run in
            func apply(_ data: Value) async throws {
                _ = try await run.cluster.perform(
                    run.request(.patch(.apply), .configMaps, "a", body: run.configMap("a", data)) {
                        $0.fieldManager = "one"
                    })
            }
            try await apply(["a": "1", "b": "2"])
            try await apply(["b": "2"])
            run.equal(try await run.get(.configMaps, "a")?["data"], ["b": "2"], "data")
        },
        Check("an update is recorded under its manager") { run in
            try await run.create(.configMaps, run.configMap("a"))
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a", ["data": ["b": "2"]], as: .merge, manager: "editor")
            let entries = try await run.get(.configMaps, "a")?.metadata["managedFields"]?.elements ?? []
            let editor = entries.first { $0["manager"] == "editor" }
            run.equal(editor?["operation"], "Update", "operation")
            run.expect(editor?.at("fieldsV1", "f:data", "f:b") != nil, "the editor owns data.b")
            run.expect(editor?.at("fieldsV1", "f:data", "f:a") == nil, "the editor does not own data.a")
        },
    ]
}
