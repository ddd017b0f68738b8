import ClusterAPI
import Model

extension Conformance {
    static let objectChecks: [Check] = [
        Check("a created object gets its identity, and reads back the same") { run in
            let made = try await run.create(.configMaps, run.configMap("a"))
            run.expect(made.uid.utf8.count == 36, "the uid is a UUID: \(made.uid)")
            run.expect(UInt64(made.resourceVersion) != nil, "the resourceVersion is a number: \(made.resourceVersion)")
            run.expect(
                Instant(made.metadata["creationTimestamp"]?.string ?? "") != nil, "the creationTimestamp is a time")
            run.equal(try await run.get(.configMaps, "a"), made, "what is read back")
        },
        Check("what clients cannot set is not taken from them") { run in
            var object = run.configMap("a")
            object.set("00000000-0000-0000-0000-000000000000", at: "metadata", "uid")
            object.set("2001-01-01T00:00:00Z", at: "metadata", "creationTimestamp")
            let made = try await run.create(.configMaps, object)
            run.expect(made.uid != "00000000-0000-0000-0000-000000000000", "the uid is the server's")
            run.expect(
                made.metadata["creationTimestamp"] != "2001-01-01T00:00:00Z", "the creationTimestamp is the server's")
        },
        Check("a name exists once") { run in
            try await run.create(.configMaps, run.configMap("a"))
            await run.refusal(
                409, .alreadyExists, message: "configmaps \"a\" already exists",
                of: run.request(.create, .configMaps, body: run.configMap("a")))
        },
        Check("generateName makes a new name each time") { run in
            var object = run.configMap("")
            object.set(nil, at: "metadata", "name")
            object.set("gen-", at: "metadata", "generateName")
            let one = try await run.create(.configMaps, object)
            let two = try await run.create(.configMaps, object)
            run.expect(one.name.hasPrefix("gen-") && one.name.utf8.count == 9, "a prefix and five letters: \(one.name)")
            run.expect(one.name != two.name, "two names differ")
        },
        Check("what is not there is 404") { run in
            await run.refusal(
                404, .notFound, message: "configmaps \"nope\" not found", of: run.request(.get, .configMaps, "nope"))
            await run.refusal(404, .notFound, of: run.request(.delete, .configMaps, "nope"))
            await run.refusal(
                404, .notFound, message: "deployments.apps \"nope\" not found",
                of: run.request(.get, .deployments, "nope"))
            await run.refusal(
                404, .notFound, of: run.request(.update, .configMaps, "nope", body: run.configMap("nope")))
        },
        Check("a dry run answers as the real thing and writes nothing") { run in
            let made = try await run.cluster.perform(
                run.request(.create, .configMaps, body: run.configMap("a")) { $0.dryRun = true })
            run.equal(made.object?.name, "a", "the answer's name")
            run.equal(try await run.get(.configMaps, "a"), nil, "after a dry create")
            let real = try await run.create(.configMaps, run.configMap("a"))
            var changed = real
            changed["data"] = ["a": "2"]
            _ = try await run.cluster.perform(
                run.request(.update, .configMaps, "a", body: changed) { $0.dryRun = true })
            _ = try await run.cluster.perform(run.request(.delete, .configMaps, "a") { $0.dryRun = true })
            run.equal(try await run.get(.configMaps, "a"), real, "after a dry update and delete")
        },
        Check("defaults are filled in") { run in
            let made = try await run.create(.deployments, run.deployment("web"))
            run.equal(made.at("spec", "strategy", "type"), "RollingUpdate", "spec.strategy.type")
            run.equal(made.at("spec", "revisionHistoryLimit"), 10, "spec.revisionHistoryLimit")
            run.equal(made.generation, 1, "generation")
        },
        Check("an invalid object is 422 with a cause for each field") { run in
            var object = run.deployment("web")
            object.set(-1, at: "spec", "replicas")
            let error = await run.refusal(
                422, .invalid,
                message:
                    "Deployment.apps \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater than or "
                    + "equal to 0", of: run.request(.create, .deployments, body: object))
            run.equal(error?.details?.causes.map(\.field) ?? [], ["spec.replicas"], "causes")
        },
        Check("an unknown field is refused strictly, and dropped with a warning otherwise") { run in
            var object = run.configMap("a")
            object["dta"] = ["x": "y"]
            await run.refusal(
                400, .badRequest,
                of: run.request(.create, .configMaps, body: object) { $0.fieldValidation = .strict })
            let response = try await run.cluster.perform(run.request(.create, .configMaps, body: object))
            run.equal(response.object?["dta"], nil, "the unknown field")
            run.equal(response.warnings, ["unknown field \"dta\""], "warnings")
        },
    ]

    static let conflictChecks: [Check] = [
        Check("an update of an old version is 409") { run in
            let old = try await run.create(.configMaps, run.configMap("a"))
            var next = old
            next["data"] = ["a": "2"]
            let written = try await run.cluster.update(.configMaps, next, manager: "conformance")
            run.expect(written.resourceVersion != old.resourceVersion, "a write changes the resourceVersion")
            next["data"] = ["a": "3"]
            await run.refusal(
                409, .conflict,
                message:
                    "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply "
                    + "your changes to the latest version and try again",
                of: run.request(.update, .configMaps, "a", body: next))
            next.set(nil, at: "metadata", "resourceVersion")
            _ = try await run.cluster.update(.configMaps, next, manager: "conformance")
            run.equal(try await run.get(.configMaps, "a")?.at("data", "a"), "3", "an update without a version")
        },
        Check("a write that changes nothing is no write") { run in
            let made = try await run.create(.configMaps, run.configMap("a"))
            let again = try await run.cluster.update(.configMaps, made, manager: "conformance")
            run.equal(again.resourceVersion, made.resourceVersion, "resourceVersion")
        },
        Check("another object of the same name is not taken for the first one") { run in
            let first = try await run.create(.configMaps, run.configMap("a"))
            try await run.cluster.delete(.configMaps, namespace: run.namespace, name: "a")
            let second = try await run.create(.configMaps, run.configMap("a"))
            var stale = second
            stale.set(Value(first.uid), at: "metadata", "uid")
            await run.refusal(409, .conflict, of: run.request(.update, .configMaps, "a", body: stale))
            let error = await run.refusal(
                409, .conflict,
                of: run.request(.delete, .configMaps, "a") { $0.preconditionUID = first.uid })
            run.equal(
                error?.message,
                "Operation cannot be fulfilled on ConfigMap \"a\": the UID in the precondition (\(first.uid)) does not "
                    + "match the UID in record (\(second.uid)). The object might have been deleted and then recreated",
                "message")
            await run.refusal(
                409, .conflict,
                of: run.request(.delete, .configMaps, "a") { $0.preconditionResourceVersion = first.resourceVersion })
        },
        Check("the generation counts changes of the spec, and of nothing else") { run in
            try await run.create(.deployments, run.deployment("web"))
            @Sendable func patched(_ patch: Value) async throws -> Int {
                let request = run.request(.patch(.merge), .deployments, "web", body: patch)
                let response = try await run.cluster.perform(request)
                return response.object?.generation ?? 0
            }
            // A controller's annotations count too, so it is given the time to write them.
            try await Task.sleep(for: .milliseconds(50))
            let before = try await patched(["metadata": ["labels": ["k": "x"]]])
            let labelled = try await patched(["metadata": ["labels": ["l": "x"]]])
            run.equal(labelled, before, "after a label")
            let changed = try await patched(["spec": ["revisionHistoryLimit": 5]])
            run.equal(changed, before + 1, "after the spec")
        },
        Check("immutable fields stay") { run in
            var object = try await run.create(.deployments, run.deployment("web"))
            object.set(nil, at: "metadata", "resourceVersion")
            object.set("other", at: "spec", "selector", "matchLabels", "app")
            object.set("other", at: "spec", "template", "metadata", "labels", "app")
            let error = await run.refusal(422, .invalid, of: run.request(.update, .deployments, "web", body: object))
            run.equal(error?.details?.causes.map(\.field) ?? [], ["spec.selector"], "causes")
            let error2 = error?.message.hasSuffix("field is immutable") ?? false
            run.expect(error2, "the message says that the field is immutable: \(error?.message ?? "")")
        },
    ]
}
