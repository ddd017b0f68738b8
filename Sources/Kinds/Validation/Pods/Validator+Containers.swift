import Model

/// Containers of the three sorts, and what is in them.
extension Validator {
    mutating func containers(_ containers: FieldView, _ spec: FieldView, _ volumes: Set<String>) {
        if containers.count == 0 {
            required(containers)
            return
        }
        var names = Set<String>()
        for container in containers.items {
            common(container, volumes)
            if !names.insert(container["name"].string).inserted { duplicate(container["name"]) }
            lifecycle(container["lifecycle"])
            liveness(container["livenessProbe"])
            if container["readinessProbe"].exists { probe(container["readinessProbe"]) }
            liveness(container["startupProbe"])
            if container["restartPolicy"].exists, !container["restartPolicyRules"].exists {
                oneOf(container["restartPolicy"], ["Always", "OnFailure", "Never"])
            }
        }
        hostPortConflicts(containers)
    }

    mutating func initContainers(_ containers: FieldView, _ spec: FieldView, _ volumes: Set<String>) {
        var names = Set(spec["containers"].items.map { $0["name"].string })
        for container in containers.items {
            common(container, volumes)
            let isSidecar = container["restartPolicy"].string == "Always"
            if !names.insert(container["name"].string).inserted { duplicate(container["name"]) }
            if container["restartPolicy"].exists, !isSidecar {
                oneOf(container["restartPolicy"], ["Always", "OnFailure", "Never"])
            }
            if isSidecar {
                lifecycle(container["lifecycle"])
                liveness(container["livenessProbe"])
                if container["readinessProbe"].exists { probe(container["readinessProbe"]) }
                liveness(container["startupProbe"])
                continue
            }
            for name in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] where container[name].exists {
                forbidden(container[name], "may not be set for init containers without restartPolicy=Always")
            }
        }
    }

    mutating func ephemeralContainers(_ containers: FieldView, _ spec: FieldView, _ volumes: Set<String>) {
        var names = Set((spec["containers"].items + spec["initContainers"].items).map { $0["name"].string })
        for container in containers.items {
            common(container, volumes)
            if !names.insert(container["name"].string).inserted { duplicate(container["name"]) }
            for name in ["ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle"]
            where !container[name].isEmpty {
                forbidden(container[name], "cannot be set for an Ephemeral Container")
            }
        }
    }

    private mutating func common(_ container: FieldView, _ volumes: Set<String>) {
        let name = container["name"]
        if name.isEmpty { required(name) } else { check(name, Names.dnsLabel(name.string)) }
        if container["image"].isEmpty {
            required(container["image"])
        } else if isPod, container["image"].string.hasBlankEnds {
            invalid(container["image"], "must not have leading or trailing whitespace")
        }
        if !container["terminationMessagePolicy"].isEmpty {
            oneOf(container["terminationMessagePolicy"], ["FallbackToLogsOnError", "File"])
        }
        ports(container["ports"])
        environment(container["env"])
        for source in container["envFrom"].items { environmentSource(source) }
        volumeMounts(container["volumeMounts"], volumes)
        if !container["imagePullPolicy"].isEmpty {
            oneOf(container["imagePullPolicy"], ["Always", "IfNotPresent", "Never"])
        }
        resources(container["resources"])
        securityContext(container["securityContext"])
    }

    private mutating func ports(_ ports: FieldView) {
        var names = Set<String>()
        for port in ports.items {
            if !port["name"].isEmpty {
                let messages = Names.portName(port["name"].string)
                if !messages.isEmpty {
                    check(port["name"], messages)
                } else if !names.insert(port["name"].string).inserted {
                    duplicate(port["name"])
                }
            }
            if port["containerPort"].int == 0 {
                required(port["containerPort"])
            } else {
                check(port["containerPort"], Names.portNumber(port["containerPort"].int))
            }
            if port["hostPort"].int != 0 { check(port["hostPort"], Names.portNumber(port["hostPort"].int)) }
            oneOfOrRequired(port["protocol"], ["SCTP", "TCP", "UDP"])
        }
    }

    private mutating func hostPortConflicts(_ containers: FieldView) {
        var seen = Set<String>()
        for container in containers.items {
            for port in container["ports"].items where port["hostPort"].int != 0 {
                let key = "\(port["protocol"].string)/\(port["hostIP"].string)/\(port["hostPort"].int)"
                if !seen.insert(key).inserted { duplicate(port["hostPort"], shown: key.quotedAsGo) }
            }
        }
    }

    private mutating func volumeMounts(_ mounts: FieldView, _ volumes: Set<String>) {
        var places = Set<String>()
        for mount in mounts.items {
            if mount["name"].isEmpty { required(mount["name"]) }
            if !volumes.contains(mount["name"].string) {
                errors.append(
                    FieldError(
                        type: .notFound, field: mount["name"].path.text,
                        badValue: mount["name"].string.quotedAsGo))
            }
            if mount["mountPath"].isEmpty {
                required(mount["mountPath"])
            }
            if !places.insert(mount["mountPath"].string).inserted {
                invalid(mount["mountPath"], "must be unique")
            }
            if !mount["subPath"].isEmpty { descendingPath(mount["subPath"]) }
            if !mount["subPathExpr"].isEmpty {
                if !mount["subPath"].isEmpty {
                    invalid(mount["subPathExpr"], "subPathExpr and subPath are mutually exclusive")
                }
                descendingPath(mount["subPathExpr"])
            }
            if mount["mountPropagation"].exists {
                oneOf(mount["mountPropagation"], ["Bidirectional", "HostToContainer", "None"])
            }
        }
    }

    /// A path that stays below where it begins.
    mutating func descendingPath(_ path: FieldView) {
        if path.string.hasPrefix("/") { invalid(path, "must be a relative path") }
        noBacksteps(path)
    }

    mutating func noBacksteps(_ path: FieldView) {
        if path.string.split(separator: "/").contains("..") { invalid(path, "must not contain '..'") }
    }

    private mutating func lifecycle(_ lifecycle: FieldView) {
        for name in ["postStart", "preStop"] where lifecycle[name].exists { handler(lifecycle[name]) }
    }

    private mutating func liveness(_ field: FieldView) {
        guard field.exists else { return }
        probe(field)
        if field["successThreshold"].int != 1 { invalid(field["successThreshold"], "must be 1") }
    }

    private mutating func probe(_ field: FieldView) {
        handler(field)
        for name in [
            "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold",
        ] {
            nonNegative(field[name])
        }
        if let seconds = field["terminationGracePeriodSeconds"].value?.int, seconds <= 0 {
            invalid(field["terminationGracePeriodSeconds"], "must be greater than 0")
        }
    }

    private mutating func handler(_ field: FieldView) {
        var count = 0
        for name in ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] where field[name].exists {
            count += 1
            if count > 1 {
                forbidden(field[name], "may not specify more than 1 handler type")
                continue
            }
            let action = field[name]
            switch name {
            case "exec":
                if action["command"].count == 0 { required(action["command"]) }
            case "httpGet":
                if action["path"].isEmpty { required(action["path"]) }
                port(action["port"])
                oneOf(action["scheme"], ["HTTP", "HTTPS"])
                for header in action["httpHeaders"].items {
                    check(header["name"], NameRules.httpHeaderName(header["name"].string))
                }
            case "tcpSocket": port(action["port"])
            case "grpc": check(action["port"], Names.portNumber(action["port"].int))
            default: break
            }
        }
        if count == 0 { required(field, "must specify a handler type") }
    }

    /// A port by number or by name.
    mutating func port(_ field: FieldView) {
        if let name = field.value?.string {
            check(field, Names.portName(name))
        } else {
            for message in Names.portNumber(field.int) { invalid(field, shown: "\(field.int)", message) }
        }
    }
}

extension String {
    /// Whether it begins or ends with white space.
    var hasBlankEnds: Bool { first?.isWhitespace ?? false || last?.isWhitespace ?? false }
}
