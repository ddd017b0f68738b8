import Model

extension Objects {
    /// A Job that runs as a hook.
    static func hook(_ name: String, _ moment: String, marks: Value = [:], faults: Value = [:], spec: Value = [:])
        -> Value
    {
        var pod: Value = [
            "restartPolicy": "Never", "containers": [["name": "run", "image": "tool:1"]],
        ]
        for (key, value) in spec.members { pod[key] = value }
        var job: Value = [
            "apiVersion": "batch/v1", "kind": "Job",
            "metadata": ["name": Value(name), "namespace": "shop", "annotations": ["plumb.dev/hook": Value(moment)]],
            "spec": ["backoffLimit": 0, "template": ["spec": pod]],
        ]
        for (key, value) in marks.members { job.set(value, at: "metadata", "annotations", key) }
        if !faults.isEmpty { job.set(faults, at: "spec", "template", "metadata", "annotations") }
        return job
    }
}
