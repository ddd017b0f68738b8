import Model

/// The objects that every cluster comes with, as values.
enum Bootstrap {
    /// Classes of storage and priority.
    static let objects: [Value] = [storageClass] + priorityClasses

    /// Who may do what.
    static let access: [(object: Value, prepared: PreparedObject?)] = AccessObjects(accessTable).objects.map {
        ($0, PreparedObject($0))
    }

    /// Claims that name no class are bound at once.
    private static let storageClass: Value = [
        "apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
        "metadata": [
            "name": "standard", "annotations": ["storageclass.kubernetes.io/is-default-class": "true"],
        ],
        "provisioner": "plumb.dev/simulated", "reclaimPolicy": "Delete", "volumeBindingMode": "Immediate",
        "allowVolumeExpansion": true,
    ]

    private static let priorityClasses: [Value] = [
        priorityClass(
            "system-cluster-critical", 2_000_000_000,
            "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."
        ),
        priorityClass(
            "system-node-critical", 2_000_001_000,
            "Used for system critical pods that must not be moved from their current node."),
    ]

    private static func priorityClass(_ name: String, _ value: Int, _ description: String) -> Value {
        [
            "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": ["name": Value(name)],
            "value": Value(value), "description": Value(description), "preemptionPolicy": "PreemptLowerPriority",
        ]
    }

    static func kubernetesService(port: Int) -> Value {
        [
            "metadata": [
                "name": "kubernetes", "namespace": "default",
                "labels": ["component": "apiserver", "provider": "kubernetes"],
            ],
            "spec": [
                "type": "ClusterIP", "clusterIP": "10.96.0.1", "clusterIPs": ["10.96.0.1"],
                "ports": [["name": "https", "protocol": "TCP", "port": 443, "targetPort": Value(port)]],
            ],
        ]
    }

    static func kubernetesEndpoints(port: Int) -> Value {
        [
            "metadata": [
                "name": "kubernetes", "namespace": "default", "labels": ["kubernetes.io/service-name": "kubernetes"],
            ],
            "addressType": "IPv4",
            "endpoints": [["addresses": ["10.0.0.1"], "conditions": ["ready": true]]],
            "ports": [["name": "https", "protocol": "TCP", "port": Value(port)]],
        ]
    }

    static func node(_ settings: NodeSettings, at now: Instant) -> Value {
        var labels: Value = [
            "kubernetes.io/hostname": Value(settings.name), "kubernetes.io/os": "linux",
            "kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux", "beta.kubernetes.io/arch": "amd64",
        ]
        for (name, value) in settings.labels { labels[name] = Value(value) }
        let capacity: Value = [
            "cpu": Value(settings.cpu), "memory": Value(settings.memory), "pods": Value(settings.pods),
            "ephemeral-storage": "1Ti",
        ]
        return [
            "metadata": ["name": Value(settings.name), "labels": labels],
            "spec": [:],
            "status": [
                "capacity": capacity, "allocatable": capacity,
                "addresses": [
                    ["type": "InternalIP", "address": "10.0.0.1"],
                    ["type": "Hostname", "address": Value(settings.name)],
                ],
                "conditions": Value(conditions(at: now)),
                "nodeInfo": [
                    "architecture": "amd64", "operatingSystem": "linux", "kubeletVersion": "v1.36.2",
                    "kubeProxyVersion": "", "containerRuntimeVersion": "plumb://1", "kernelVersion": "simulated",
                    "osImage": "plumb's simulated node", "machineID": "", "systemUUID": "", "bootID": "",
                ],
                "daemonEndpoints": ["kubeletEndpoint": ["Port": 10250]],
            ],
        ]
    }

    private static func conditions(at now: Instant) -> [Value] {
        let rows: [(type: String, status: String, reason: String, message: String)] = [
            ("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
            ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
            ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
            ("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
        ]
        return rows.map { row in
            [
                "type": Value(row.type), "status": Value(row.status), "reason": Value(row.reason),
                "message": Value(row.message), "lastHeartbeatTime": Value(now.description),
                "lastTransitionTime": Value(now.description),
            ]
        }
    }
}
