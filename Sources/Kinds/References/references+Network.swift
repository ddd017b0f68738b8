internal import Model

func ingressReferences(of object: Value) -> [Reference] {
    var found: [Reference] = []
    let spec = object.spec
    let root = FieldPath(fields: "spec")
    func addBackend(_ backend: Value?, _ path: FieldPath) {
        guard let service = backend?["service"], let target = name(service, "name") else { return }
        found.append(
            Reference(
                .backend, ObjectKey(group: "", kind: "Service", namespace: object.namespace, name: target),
                at: path.appending(field: "service").appending(field: "name"), verb: "sends traffic to",
                port: service.at("port", "number") ?? service.at("port", "name")))
    }
    // Who serves a class may be installed later, or know it without an object.
    if let ingressClass = name(spec, "ingressClassName") {
        found.append(
            Reference(
                .ingressClass,
                ObjectKey(group: "networking.k8s.io", kind: "IngressClass", namespace: "", name: ingressClass),
                at: root.appending(field: "ingressClassName"), verb: "is served by", isOptional: true))
    }
    addBackend(spec["defaultBackend"], root.appending(field: "defaultBackend"))
    // A certificate is often issued only when the Ingress is there.
    for (index, tls) in (spec["tls"]?.elements ?? []).enumerated() {
        guard let secret = name(tls, "secretName") else { continue }
        found.append(
            Reference(
                .tlsSecret, ObjectKey(group: "", kind: "Secret", namespace: object.namespace, name: secret),
                at: root.appending(field: "tls").appending(.index(index)).appending(field: "secretName"),
                verb: "takes its certificate from", isOptional: true))
    }
    for (index, rule) in (spec["rules"]?.elements ?? []).enumerated() {
        let paths = root.appending(field: "rules").appending(.index(index)).appending(field: "http")
            .appending(field: "paths")
        for (number, path) in (rule.at("http", "paths")?.elements ?? []).enumerated() {
            addBackend(path["backend"], paths.appending(.index(number)).appending(field: "backend"))
        }
    }
    return found
}

func autoscalerReferences(of object: Value) -> [Reference] {
    guard let target = object.spec["scaleTargetRef"], let targetName = name(target, "name"),
        let kind = name(target, "kind")
    else { return [] }
    return [
        Reference(
            .scaleTarget,
            ObjectKey(group: target.group, kind: kind, namespace: object.namespace, name: targetName),
            at: FieldPath(fields: "spec", "scaleTargetRef", "name"), verb: "scales")
    ]
}

func webhookReferences(of object: Value) -> [Reference] {
    (object["webhooks"]?.elements ?? []).enumerated().compactMap { index, webhook in
        guard let service = webhook.at("clientConfig", "service"), let target = name(service, "name") else {
            return nil
        }
        return Reference(
            .calls, ObjectKey(group: "", kind: "Service", namespace: name(service, "namespace") ?? "", name: target),
            at: FieldPath([
                .field("webhooks"), .index(index), .field("clientConfig"), .field("service"), .field("name"),
            ]), verb: "calls")
    }
}

func apiServiceReferences(of object: Value) -> [Reference] {
    guard let service = object.spec["service"], let target = name(service, "name") else { return [] }
    return [
        Reference(
            .calls, ObjectKey(group: "", kind: "Service", namespace: name(service, "namespace") ?? "", name: target),
            at: FieldPath(fields: "spec", "service", "name"), verb: "is answered by")
    ]
}
