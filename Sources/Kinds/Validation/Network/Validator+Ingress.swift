import Model

/// Ingresses and their classes.
extension Validator {
    mutating func ingress(_ object: FieldView) {
        let spec = object["spec"]
        if spec["rules"].count == 0, !spec["defaultBackend"].exists {
            invalid(spec, shown: "null", "either `defaultBackend` or `rules` must be specified")
        }
        if spec["defaultBackend"].exists { backend(spec["defaultBackend"]) }
        for rule in spec["rules"].items {
            if !rule["host"].isEmpty {
                if IPAddress.isValid(rule["host"].string) {
                    invalid(rule["host"], "must be a DNS name, not an IP address")
                }
                host(rule["host"])
            }
            guard rule["http"].exists else { continue }
            let paths = rule["http"]["paths"]
            if paths.count == 0 { required(paths) }
            for path in paths.items { httpPath(path) }
        }
        for tls in spec["tls"].items {
            for name in tls["hosts"].items { host(name) }
            if !tls["secretName"].isEmpty { check(tls["secretName"], Names.dnsSubdomain(tls["secretName"].string)) }
        }
        if spec["ingressClassName"].exists {
            check(spec["ingressClassName"], Names.dnsSubdomain(spec["ingressClassName"].string))
        }
    }

    mutating func ingressClassAnnotation(_ object: FieldView) {
        let name = "kubernetes.io/ingress.class"
        guard let annotation = object["metadata"]["annotations"].members[name]?.string,
            let className = object["spec"]["ingressClassName"].value?.string, annotation != className
        else { return }
        errors.append(
            FieldError(
                type: .invalid, field: "annotations.\(name)", badValue: annotation.quotedAsGo,
                detail: "must match `ingressClassName` when both are specified"))
    }

    private mutating func host(_ host: FieldView) {
        check(host, host.string.contains("*") ? Names.wildcardSubdomain(host.string) : Names.dnsSubdomain(host.string))
    }

    private mutating func httpPath(_ path: FieldView) {
        let text = path["path"].string
        func absolute(_ validator: inout Validator) {
            if !text.hasPrefix("/") {
                validator.invalid(path["path"], shown: text.quotedAsGo, "must be an absolute path")
            }
        }
        if !path["pathType"].exists {
            required(path["pathType"], "pathType must be specified")
        } else {
            switch path["pathType"].string {
            case "Exact", "Prefix":
                absolute(&self)
                if !text.isEmpty {
                    for part in ["//", "/./", "/../", "%2f", "%2F"] where text.contains(part) {
                        invalid(path["path"], "must not contain '\(part)'")
                    }
                    for end in ["/..", "/."] where text.hasSuffix(end) {
                        invalid(path["path"], "cannot end with '\(end)'")
                    }
                }
            case "ImplementationSpecific": if !text.isEmpty { absolute(&self) }
            default: notSupported(path["pathType"], ["Exact", "ImplementationSpecific", "Prefix"])
            }
        }
        backend(path["backend"])
    }

    private mutating func backend(_ backend: FieldView) {
        let service = backend["service"]
        let resource = backend["resource"]
        if service.exists, resource.exists {
            invalid(backend, shown: "\"\"", "cannot set both resource and service backends")
        } else if resource.exists {
            if resource["kind"].isEmpty { required(resource["kind"]) }
            if resource["name"].isEmpty { required(resource["name"]) }
        } else if service.exists {
            let name = service["name"]
            if name.isEmpty { required(name) } else { check(name, Names.dnsLabel(name.string)) }
            let hasName = !service["port"]["name"].isEmpty
            let hasNumber = service["port"]["number"].int != 0
            if hasName, hasNumber {
                invalid(backend, shown: "\"\"", "cannot set both port name & port number")
            } else if hasName {
                check(service["port"]["name"], Names.portName(service["port"]["name"].string))
            } else if hasNumber {
                check(service["port"]["number"], Names.portNumber(service["port"]["number"].int))
            } else {
                required(backend, "port name or number is required")
            }
        } else {
            invalid(backend, shown: "\"\"", "resource or service backend is required")
        }
    }

    mutating func ingressClass(_ spec: FieldView) {
        let controller = spec["controller"]
        if controller.string.utf8.count > 250 { tooLong(controller, bytes: 250) }
        if controller.isEmpty {
            required(controller)
        } else {
            let parts = controller.string.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count != 2 || parts[0].isEmpty || parts[1].isEmpty {
                invalid(controller, "must be a domain-prefixed path (such as \"acme.io/foo\")")
            } else {
                check(controller, Names.dnsSubdomain(String(parts[0])))
            }
        }
        let parameters = spec["parameters"]
        guard parameters.exists else { return }
        if parameters["kind"].isEmpty { required(parameters["kind"]) }
        if parameters["name"].isEmpty { required(parameters["name"]) }
        if parameters["scope"].string == "Namespace", parameters["namespace"].isEmpty {
            required(
                parameters["namespace"], "`parameters.scope` is set to 'Namespace'")
        }
        if parameters["scope"].string == "Cluster", parameters["namespace"].exists {
            forbidden(parameters["namespace"], "`parameters.scope` is set to 'Cluster'")
        }
    }
}
