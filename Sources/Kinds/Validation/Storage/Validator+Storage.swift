import Model

/// Claims, volumes and storage classes.
extension Validator {
    mutating func claimSpec(_ spec: FieldView) {
        let modes = spec["accessModes"]
        if modes.count == 0 { required(modes, "at least 1 access mode is required") }
        if spec["selector"].exists { labelSelector(spec["selector"]) }
        accessModes(modes)
        let storage = spec["resources"].key("storage")
        if let size = spec["resources"]["requests"].members["storage"] {
            positive(size, storage)
        } else {
            required(storage)
        }
        if !spec["storageClassName"].isEmpty {
            check(spec["storageClassName"], Names.dnsSubdomain(spec["storageClassName"].string))
        }
        if spec["volumeMode"].exists { oneOf(spec["volumeMode"], ["Block", "Filesystem"]) }
    }

    private mutating func accessModes(_ modes: FieldView) {
        let supported = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
        for mode in modes.items where !supported.contains(mode.string) {
            notSupported(modes, shown: mode.string.quotedAsGo, supported)
        }
        if modes.count > 1, modes.items.contains(where: { $0.string == "ReadWriteOncePod" }) {
            forbidden(modes, "may not use ReadWriteOncePod with other access modes")
        }
    }

    private mutating func positive(_ value: Value, _ field: FieldView) {
        resourceQuantity("storage", value, field)
        if let quantity = Validator.quantity(value), quantity.sign <= 0 {
            invalid(field, shown: quantity.description.quotedAsGo, "must be greater than zero")
        }
    }

    mutating func claimUpdate(_ new: FieldView, _ old: FieldView) {
        var (spec, was) = (new["spec"].value ?? .emptyObject, old["spec"].value ?? .emptyObject)
        let isBound = old["status"]["phase"].string == "Bound"
        if was["volumeName"]?.isEmpty ?? true { was["volumeName"] = spec["volumeName"] }
        if was["storageClassName"] == nil { was["storageClassName"] = spec["storageClassName"] }
        if isBound {
            let size = was.at("resources", "requests", "storage")
            spec.set(size, at: "resources", "requests", "storage")
            spec["volumeAttributesClassName"] = was["volumeAttributesClassName"]
        }
        if spec != was {
            forbidden(
                new["spec"],
                "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound "
                    + "claims\n"
                    + unifiedDiff(
                        GoDump.lines(was, "PersistentVolumeClaimSpec"),
                        GoDump.lines(spec, "PersistentVolumeClaimSpec")))
        }
        let size = new["spec"]["resources"]["requests"]["storage"]
        let capacity = old["status"]["capacity"]["storage"].value
        if isBound, let wanted = size.value.flatMap(Validator.quantity),
            let has = capacity.flatMap(Validator.quantity),
            let before = old["spec"]["resources"]["requests"]["storage"].value.flatMap(Validator.quantity),
            wanted < before, wanted < has
        {
            forbidden(size, "field can not be less than status.capacity")
        }
    }

    private static let volumeSources = [
        "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte",
        "cephfs",
        "iscsi", "cinder", "fc", "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume",
        "azureDisk", "scaleIO", "local", "storageos", "csi",
    ]

    mutating func volume(_ spec: FieldView) {
        if spec["accessModes"].count == 0 { required(spec["accessModes"]) }
        accessModes(spec["accessModes"])
        let capacity = spec["capacity"]
        if capacity.count == 0 { required(capacity) }
        if capacity.members["storage"] == nil || capacity.count > 1 {
            notSupported(capacity, shown: capacity.value?.json ?? "null", ["storage"])
        }
        for (name, size) in capacity.members { positive(size, capacity.key(name)) }
        if !spec["persistentVolumeReclaimPolicy"].isEmpty {
            oneOf(spec["persistentVolumeReclaimPolicy"], ["Delete", "Recycle", "Retain"])
        }
        if let terms = Optional(spec["nodeAffinity"]["required"]), terms.exists {
            if terms["nodeSelectorTerms"].count == 0 {
                required(terms["nodeSelectorTerms"], "must have at least one node selector term")
            }
            for term in terms["nodeSelectorTerms"].items { nodeSelectorTerm(term) }
        }
        var count = 0
        for name in Validator.volumeSources where spec[name].exists {
            count += 1
            if count > 1 {
                forbidden(spec[name], "may not specify more than 1 volume type")
                continue
            }
            switch name {
            case "hostPath": hostPath(spec[name])
            case "nfs":
                if spec[name]["server"].isEmpty { required(spec[name]["server"]) }
                if spec[name]["path"].isEmpty { required(spec[name]["path"]) }
            case "local":
                if spec[name]["path"].isEmpty { required(spec[name]["path"]) }
                if !spec["nodeAffinity"].exists {
                    required(
                        FieldView(nil, .field(.root, "metadata")).renamed(spec["nodeAffinity"].path),
                        "Local volume requires node affinity")
                }
            case "csi":
                if spec[name]["driver"].isEmpty { required(spec[name]["driver"]) }
                if spec[name]["volumeHandle"].isEmpty { required(spec[name]["volumeHandle"]) }
            default: break
            }
        }
        if count == 0 { required(spec, "must specify a volume type") }
        if !spec["storageClassName"].isEmpty {
            check(spec["storageClassName"], Names.dnsSubdomain(spec["storageClassName"].string))
        }
        if spec["volumeMode"].exists { oneOf(spec["volumeMode"], ["Block", "Filesystem"]) }
    }

    mutating func volumeUpdate(_ new: FieldView, _ old: FieldView) {
        func source(_ spec: FieldView) -> Value {
            Value(Members(spec.members.filter { Validator.volumeSources.contains($0.key) }.map { ($0.key, $0.value) }))
        }
        if source(new) != source(old) {
            forbidden(
                new["persistentvolumesource"],
                "spec.persistentvolumesource is immutable after creation\n"
                    + unifiedDiff(
                        GoDump.lines(source(old), "PersistentVolumeSource"),
                        GoDump.lines(source(new), "PersistentVolumeSource")))
        }
        immutable(new["volumeMode"], old["volumeMode"])
    }

    mutating func storageClass(_ object: FieldView) {
        let provisioner = object["provisioner"]
        if provisioner.isEmpty {
            required(provisioner)
        } else {
            check(provisioner, Names.qualifiedName(provisioner.string.lowercased()))
        }
        for (key, _) in object["parameters"].members where key.isEmpty {
            invalid(object["parameters"], shown: "\"\"", "field must not be empty.")
        }
        if object["reclaimPolicy"].exists { oneOf(object["reclaimPolicy"], ["Delete", "Retain"]) }
        if object["volumeBindingMode"].exists {
            oneOf(object["volumeBindingMode"], ["Immediate", "WaitForFirstConsumer"])
        } else {
            required(object["volumeBindingMode"])
        }
    }

    mutating func storageClassUpdate(_ new: FieldView, _ old: FieldView) {
        for name in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"] {
            immutable(new[name], old[name])
        }
    }
}
