import Apply
import ClusterAPI
import Model

/// Custom objects that some revisions bring, with their definition.
let robotType = ResourceType(
    group: "shop.example", version: "v1", kind: "Robot", plural: "robots", isNamespaced: true)

extension Content {
    /// Jobs that run with the revision. They are not kept.
    var hookJobs: [Value] {
        Hook.allCases.filter { hooks.contains($0) }.map { hook in
            let (name, flaw): (String, Flaw?) =
                switch hook {
                case .before: ("migrate", .hookBeforeFails)
                case .after: ("smoke", .hookAfterFails)
                case .onFailure: ("tell", nil)
                }
            var template: Value = [
                "spec": ["restartPolicy": "Never", "containers": [["name": "run", "image": Value("\(name):\(mark)")]]]
            ]
            if self.flaw == flaw { template["metadata"] = ["annotations": ["sim.plumb.dev/exit-code": "3"]] }
            return [
                "apiVersion": "batch/v1", "kind": "Job",
                "metadata": [
                    "name": Value(name), "namespace": "shop",
                    "annotations": ["plumb.dev/hook": Value(hook.rawValue)],
                ],
                "spec": ["backoffLimit": 0, "template": template],
            ]
        }
    }

    /// A definition that goes with the revision which drops it, and two objects.
    var robots: [Value] {
        let schema: Value = [
            "type": "object",
            "properties": [
                "spec": ["type": "object", "required": ["mark"], "properties": ["mark": ["type": "integer"]]]
            ],
        ]
        let definition: Value = [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "robots.shop.example", "annotations": ["plumb.dev/prune": "true"]],
            "spec": [
                "group": "shop.example", "scope": "Namespaced",
                "names": ["kind": "Robot", "plural": "robots", "singular": "robot", "listKind": "RobotList"],
                "versions": [["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]],
            ],
        ]
        return [definition]
            + ["c3", "r2"].map { name in
                [
                    "apiVersion": "shop.example/v1", "kind": "Robot",
                    "metadata": ["name": Value(name), "namespace": "shop"],
                    "spec": ["mark": flaw == .invalidRobot ? "many" : Value(mark)],
                ]
            }
    }

    /// A namespace that goes with the revision which drops it.
    var team: [Value] {
        [
            [
                "apiVersion": "v1", "kind": "Namespace",
                "metadata": ["name": "team", "annotations": ["plumb.dev/prune": "true"]],
            ],
            [
                "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "notes", "namespace": "team"],
                "data": ["MARK": Value("\(mark)")],
            ],
        ]
    }
}
