import ClusterAPI
import Model

extension Conformance {
    static let listChecks: [Check] = [
        Check("a list is in the order of the names, with a version to watch from") { run in
            for name in ["b", "a", "c"] { try await run.create(.configMaps, run.configMap(name)) }
            let list = try await run.cluster.list(.configMaps, namespace: run.namespace)
            run.equal(list.items.map(\.name).filter { $0.count == 1 }, ["a", "b", "c"], "names")
            run.expect(UInt64(list.resourceVersion) != nil, "the list's resourceVersion is a number")
            run.equal(list.continueToken, "", "continue token")
        },
        Check("a limit cuts a list into pages that make the whole") { run in
            for number in 0..<7 { try await run.create(.configMaps, run.configMap("c\(number)", ["k": "v"])) }
            let whole = try await run.cluster.list(.configMaps, namespace: run.namespace).items.map(\.name)
            var names: [String] = []
            var token = ""
            var pages = 0
            repeat {
                let page = try await run.cluster.perform(
                    run.request(.list, .configMaps) {
                        $0.limit = 3
                        $0.continueToken = token
                    }
                ).list
                let list = try run.require(page, "a page")
                run.expect(list.items.count <= 3, "at most three on a page: \(list.items.count)")
                names += list.items.map(\.name)
                token = list.continueToken
                pages += 1
            } while !token.isEmpty && pages < 10
            run.equal(names, whole, "names over the pages")
        },
        Check("label selectors choose") { run in
            for (name, label) in [("a", "x"), ("b", "y"), ("c", "z")] {
                var object = run.configMap(name)
                object.set(["tier": Value(label), "app": "t"], at: "metadata", "labels")
                try await run.create(.configMaps, object)
            }
            let cases: [(String, [String])] = [
                ("tier=x", ["a"]), ("tier==y,app=t", ["b"]), ("app=t,tier!=x", ["b", "c"]),
                ("tier in (x,z)", ["a", "c"]), ("tier notin (x),app", ["b", "c"]), ("app=t,!tier", []),
            ]
            for (selector, wanted) in cases {
                let list = try await run.cluster.list(
                    .configMaps, namespace: run.namespace, labelSelector: selector)
                run.equal(list.items.map(\.name), wanted, selector)
            }
            await run.refusal(
                400, .badRequest, of: run.request(.list, .configMaps) { $0.labelSelector = "a in (" })
        },
        Check("field selectors choose, and refuse fields they do not know") { run in
            for name in ["a", "b"] { try await run.create(.configMaps, run.configMap(name)) }
            let list = try await run.cluster.perform(
                run.request(.list, .configMaps) { $0.fieldSelector = "metadata.name=b" }
            ).list
            run.equal(list?.items.map(\.name) ?? [], ["b"], "metadata.name=b")
            await run.refusal(
                400, .badRequest, of: run.request(.list, .configMaps) { $0.fieldSelector = "data.a=1" })
        },
        Check("a list over all namespaces has every namespace's") { run in
            try await run.create(.configMaps, run.configMap("everywhere"))
            try await run.eventually("the list has this namespace's and another one's") {
                let items = try await run.cluster.list(.configMaps).items
                return items.contains { $0.namespace == run.namespace && $0.name == "everywhere" }
                    && items.contains { $0.namespace == "kube-system" }
            }
        },
    ]
}
