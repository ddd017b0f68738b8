import ClusterAPI
import Model

extension Conformance {
    static let deletionChecks: [Check] = [
        Check("a delete answers with what is gone") { run in
            let made = try await run.create(.configMaps, run.configMap("a"))
            let response = try await run.cluster.perform(run.request(.delete, .configMaps, "a"))
            guard case .status(let status) = response.content else {
                throw ConformanceFailure(description: "a ConfigMap's delete answers with a Status")
            }
            run.equal(status["status"], "Success", "status")
            run.equal(
                status["details"], ["name": "a", "kind": "configmaps", "uid": Value(made.uid)], "details")
        },
        Check("a finalizer holds an object until it is taken away") { run in
            var object = run.configMap("a")
            object.set(["example.com/hold"], at: "metadata", "finalizers")
            try await run.create(.configMaps, object)
            let response = try await run.cluster.perform(run.request(.delete, .configMaps, "a"))
            run.expect(response.object?.isBeingDeleted == true, "the answer is the object that is being deleted")
            let held = try run.require(try await run.get(.configMaps, "a"), "the held object")
            run.equal(held.metadata["deletionGracePeriodSeconds"], 0, "deletionGracePeriodSeconds")
            try await run.cluster.delete(.configMaps, namespace: run.namespace, name: "a")
            run.equal(try await run.get(.configMaps, "a"), held, "after a second delete")
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a", ["metadata": ["finalizers": .null]], as: .merge,
                manager: "m")
            run.equal(try await run.get(.configMaps, "a"), nil, "after the finalizer")
        },
        Check("no finalizer is added to what is being deleted") { run in
            var object = run.configMap("a")
            object.set(["example.com/hold"], at: "metadata", "finalizers")
            try await run.create(.configMaps, object)
            try await run.cluster.delete(.configMaps, namespace: run.namespace, name: "a")
            await run.refusal(
                422, .invalid,
                of: run.request(
                    .patch(.merge), .configMaps, "a",
                    body: ["metadata": ["finalizers": ["example.com/hold", "example.com/more"]]]))
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "a", ["metadata": ["finalizers": .null]], as: .merge,
                manager: "m")
        },
        Check("a collection is deleted by selector") { run in
            for name in ["a", "b"] {
                var object = run.configMap(name)
                object.set(["l": Value(name)], at: "metadata", "labels")
                try await run.create(.configMaps, object)
            }
            _ = try await run.cluster.perform(
                run.request(.deleteCollection, .configMaps) { $0.labelSelector = "l=a" })
            run.equal(try await run.get(.configMaps, "a"), nil, "a")
            run.expect(try await run.get(.configMaps, "b") != nil, "b is still there")
        },
    ]

    private static func owned(_ run: ConformanceRun, _ name: String, by owner: Value, blocks: Bool = false) -> Value {
        var object = run.configMap(name)
        var reference: Value = [
            "apiVersion": "v1", "kind": "ConfigMap", "name": Value(owner.name), "uid": Value(owner.uid),
        ]
        if blocks { reference["blockOwnerDeletion"] = true }
        object.set([reference], at: "metadata", "ownerReferences")
        return object
    }

    static let collectionChecks: [Check] = [
        Check("dependents go after their owner") { run in
            let owner = try await run.create(.configMaps, run.configMap("owner"))
            let child = try await run.create(.configMaps, owned(run, "child", by: owner))
            try await run.create(.configMaps, owned(run, "grandchild", by: child))
            try await run.cluster.delete(
                .configMaps, namespace: run.namespace, name: "owner", propagation: .background)
            run.equal(try await run.get(.configMaps, "owner"), nil, "the owner")
            try await run.eventually("child and grandchild are collected") {
                let child = try await run.get(.configMaps, "child")
                let grandchild = try await run.get(.configMaps, "grandchild")
                return child == nil && grandchild == nil
            }
        },
        Check("an owner that is deleted in the foreground waits for what blocks it") { run in
            let owner = try await run.create(.configMaps, run.configMap("owner"))
            var child = owned(run, "child", by: owner, blocks: true)
            child.set(["example.com/hold"], at: "metadata", "finalizers")
            try await run.create(.configMaps, child)
            try await run.cluster.delete(
                .configMaps, namespace: run.namespace, name: "owner", propagation: .foreground)
            try await run.eventually("the child is being deleted") {
                try await run.get(.configMaps, "child")?.isBeingDeleted == true
            }
            let held = try await run.get(.configMaps, "owner")
            run.equal(held?.finalizers ?? [], ["foregroundDeletion"], "the owner's finalizers")
            try await run.cluster.patch(
                .configMaps, namespace: run.namespace, name: "child", ["metadata": ["finalizers": .null]], as: .merge,
                manager: "m")
            try await run.eventually("the owner is gone") { try await run.get(.configMaps, "owner") == nil }
        },
        Check("orphans stay, without their reference") { run in
            let owner = try await run.create(.configMaps, run.configMap("owner"))
            try await run.create(.configMaps, owned(run, "child", by: owner))
            try await run.cluster.delete(.configMaps, namespace: run.namespace, name: "owner", propagation: .orphan)
            try await run.eventually("the owner is gone") { try await run.get(.configMaps, "owner") == nil }
            let child = try await run.get(.configMaps, "child")
            run.expect(child != nil && child?.metadata["ownerReferences"] == nil, "the child stays, freed")
        },
        Check("an object whose owner does not exist is collected") { run in
            let ghost: Value = ["metadata": ["name": "ghost", "uid": "11111111-1111-4111-8111-111111111111"]]
            try await run.create(.configMaps, owned(run, "child", by: ghost))
            try await run.eventually("the child is collected") { try await run.get(.configMaps, "child") == nil }
        },
    ]
}
