import Model

/// Pods, their templates and containers.
let podDefaults: [String: DefaultTable.Setter] = [
    "core.v1.PodSpec": { spec in
        spec.fill("dnsPolicy", "ClusterFirst")
        spec.fill("restartPolicy", "Always")
        spec.fill("securityContext", .emptyObject)
        spec.fill("terminationGracePeriodSeconds", 30)
        spec.fill("schedulerName", "default-scheduler")
        if let account = spec["serviceAccountName"] ?? spec["serviceAccount"] {
            spec["serviceAccountName"] = account
            spec["serviceAccount"] = account
        }
    },
    "core.v1.Pod": { pod in
        pod.edit("spec") { spec in
            spec.fill("enableServiceLinks", true)
            for list in ["containers", "initContainers"] { spec.editEach(list, requestLimits) }
            if spec["hostNetwork"]?.bool == true {
                for list in ["containers", "initContainers"] { spec.editEach(list, useHostPorts) }
            }
        }
    },
    "core.v1.Container": containerDefaults,
    "core.v1.EphemeralContainer": containerDefaults,
    "core.v1.ContainerPort": { $0.fill("protocol", "TCP") },
    "core.v1.Probe": { probe in
        probe.fill("timeoutSeconds", 1)
        probe.fill("periodSeconds", 10)
        probe.fill("successThreshold", 1)
        probe.fill("failureThreshold", 3)
    },
    "core.v1.HTTPGetAction": { action in
        action.fill("path", "/")
        action.fill("scheme", "HTTP")
    },
    "core.v1.GRPCAction": { $0.fill("service", "") },
    "core.v1.ObjectFieldSelector": { $0.fill("apiVersion", "v1") },
    "core.v1.FileKeySelector": { $0.fill("optional", false) },
    "core.v1.ResourceRequirements": roundResources,
    "core.v1.VolumeResourceRequirements": roundResources,
]

private func containerDefaults(_ container: inout Members) {
    if container["imagePullPolicy"] == nil {
        container["imagePullPolicy"] = Value(defaultPullPolicy(image: container.text("image")))
    }
    container.fill("terminationMessagePath", "/dev/termination-log")
    container.fill("terminationMessagePolicy", "File")
}

/// A container that has limits and does not say what it requests requests its limits.
private func requestLimits(_ container: inout Members) {
    container.edit("resources") { resources in
        guard let limits = resources["limits"]?.object, !limits.isEmpty else { return }
        var requests = resources["requests"]?.object ?? Members()
        for (name, quantity) in limits { requests.fill(name, quantity) }
        resources["requests"] = Value(requests)
    }
}

private func useHostPorts(_ container: inout Members) {
    container.editEach("ports") { port in
        if let number = port["containerPort"], number.int != 0 { port.fill("hostPort", number) }
    }
}

/// Quantities of resources are kept to thousandths.
private func roundResources(_ resources: inout Members) {
    for list in ["limits", "requests"] {
        guard let quantities = resources[list]?.object,
            quantities.contains(where: { $0.value.string?.last == "u" || $0.value.string?.last == "n" })
        else { continue }
        resources[list] = Value(
            Members(
                quantities.map { name, value in
                    guard let quantity = value.string.flatMap({ try? Quantity($0) }) else {
                        return (name, value)
                    }
                    return (name, Value(Quantity(milli: quantity.milliValue, format: quantity.format).description))
                }))
    }
}

/// `Always` for the tag `latest` or for neither tag nor digest, else `IfNotPresent`; so too where the image is no
/// image reference at all.
func defaultPullPolicy(image: String) -> String {
    let reference = ImageReference(image)
    guard let reference else { return "IfNotPresent" }
    if reference.tag == "latest" { return "Always" }
    return reference.tag == nil && reference.digest == nil ? "Always" : "IfNotPresent"
}
