import Model

/// What may be changed of a pod through its subresources.
extension Validator {
    mutating func changes(_ new: FieldView, _ old: FieldView, through subresource: String) {
        switch subresource {
        case "ephemeralcontainers": ephemeralContainersUpdate(new, old)
        case "resize": resize(new, old)
        default: break
        }
    }

    /// Those that are there stay as they are. Their order is nobody's concern.
    private mutating func ephemeralContainersUpdate(_ new: FieldView, _ old: FieldView) {
        if old.value?.annotation("kubernetes.io/config.mirror") != nil {
            forbidden(FieldView(object: .emptyObject), "static pods do not support ephemeral containers")
            return
        }
        let field = new["spec"]["ephemeralContainers"]
        for container in old["spec"]["ephemeralContainers"].items {
            let name = container["name"].string
            guard let same = field.items.first(where: { $0["name"].string == name }) else {
                forbidden(field, "existing ephemeral containers \(name.quotedAsGo) may not be removed\n")
                continue
            }
            if same.value != container.value {
                forbidden(field, "existing ephemeral containers \(name.quotedAsGo) may not be changed\n")
            }
        }
    }

    private mutating func resize(_ new: FieldView, _ old: FieldView) {
        guard let pod = new.value, let former = old.value, qualityOfService(of: pod) != qualityOfService(of: former)
        else { return }
        invalid(
            new["spec"], shown: qualityOfService(of: pod).quotedAsGo,
            "Pod QOS Class may not change as a result of resizing")
    }
}
