import Model

/// Volumes and their sources.
extension Validator {
    /// The names of the volumes that are right.
    mutating func volumes(_ volumes: FieldView) -> Set<String> {
        var names = Set<String>()
        for volume in volumes.items {
            let before = errors.count
            volumeSource(volume)
            let name = volume["name"]
            if name.isEmpty {
                required(name)
            } else {
                let messages = Names.dnsLabel(name.string)
                check(name, messages)
                if messages.isEmpty, names.contains(name.string) { duplicate(name) }
            }
            if errors.count == before { names.insert(name.string) }
        }
        return names
    }

    /// The sources in the order in which the server looks at them.
    private static let sources = [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
        "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc",
        "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk",
        "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
    ]

    private mutating func volumeSource(_ volume: FieldView) {
        var count = 0
        for name in Validator.sources where volume[name].exists {
            count += 1
            if count > 1 {
                forbidden(volume[name], "may not specify more than 1 volume type")
                continue
            }
            source(name, volume[name])
        }
        if count == 0 { required(volume, "must specify a volume type") }
    }

    private mutating func source(_ name: String, _ source: FieldView) {
        func need(_ fields: String...) { for field in fields where source[field].isEmpty { required(source[field]) } }
        switch name {
        case "emptyDir":
            if source["sizeLimit"].string.hasPrefix("-") {
                forbidden(source["sizeLimit"], "SizeLimit field must be a valid resource quantity")
            }
        case "hostPath": hostPath(source)
        case "gcePersistentDisk": need("pdName")
        case "awsElasticBlockStore": need("volumeID")
        case "secret":
            need("secretName")
            mode(source["defaultMode"])
            for item in source["items"].items { keyToPath(item) }
        case "configMap":
            need("name")
            mode(source["defaultMode"])
            for item in source["items"].items { keyToPath(item) }
        case "nfs":
            need("server")
            if source["path"].isEmpty {
                required(source["path"])
            } else if !source["path"].string.hasPrefix("/") {
                invalid(source["path"], "must be an absolute path")
            }
        case "persistentVolumeClaim": need("claimName")
        case "glusterfs": need("endpoints", "path")
        case "rbd", "cephfs":
            if source["monitors"].count == 0 { required(source["monitors"]) }
            if name == "rbd" { need("image") }
        case "cinder": need("volumeID")
        case "gitRepo":
            need("repository")
        case "downwardAPI":
            mode(source["defaultMode"])
            for file in source["items"].items { downwardFile(file) }
        case "projected": projected(source)
        case "csi":
            need("driver")
        case "ephemeral":
            if !source["volumeClaimTemplate"].exists {
                required(source["volumeClaimTemplate"])
            } else {
                claimSpec(source["volumeClaimTemplate"]["spec"])
            }
        case "azureDisk": need("diskName", "diskURI")
        case "azureFile": need("secretName", "shareName")
        case "vsphereVolume": need("volumePath")
        case "flexVolume": need("driver")
        case "portworxVolume": need("volumeID")
        default: break
        }
    }

    mutating func hostPath(_ source: FieldView) {
        if source["path"].isEmpty {
            required(source["path"])
            return
        }
        noBacksteps(source["path"])
        let types = [
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket",
        ]
        if source["type"].exists { oneOf(source["type"], types) }
    }

    private mutating func mode(_ mode: FieldView) {
        if let number = mode.value?.int, !(0...0o777).contains(number) {
            invalid(mode, "must be a number between 0 and 0777 (octal), both inclusive")
        }
    }

    private mutating func keyToPath(_ item: FieldView) {
        if item["key"].isEmpty { required(item["key"]) }
        if item["path"].isEmpty { required(item["path"]) }
        reservedPath(item["path"])
        mode(item["mode"])
    }

    private mutating func reservedPath(_ path: FieldView) {
        descendingPath(path)
        if path.string.hasPrefix(".."), !path.string.hasPrefix("../"), path.string != ".." {
            invalid(path, "must not start with '..'")
        }
    }

    private mutating func downwardFile(_ file: FieldView) {
        if file["path"].isEmpty { required(file["path"]) }
        reservedPath(file["path"])
        if file["fieldRef"].exists {
            fieldReference(
                file["fieldRef"],
                supported: [
                    "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
                ])
            if file["resourceFieldRef"].exists {
                invalid(
                    file, shown: "\"resource\"", "fieldRef and resourceFieldRef can not be specified simultaneously")
            }
        } else if file["resourceFieldRef"].exists {
            if file["resourceFieldRef"]["containerName"].isEmpty { required(file["resourceFieldRef"]["containerName"]) }
            if file["resourceFieldRef"]["resource"].isEmpty { required(file["resourceFieldRef"]["resource"]) }
        } else {
            required(file, "one of fieldRef and resourceFieldRef is required")
        }
        mode(file["mode"])
    }

    private mutating func projected(_ source: FieldView) {
        mode(source["defaultMode"])
        for entry in source["sources"].items {
            var count = 0
            for name in [
                "secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate",
            ] where entry[name].exists {
                count += 1
                if count > 1 { forbidden(entry[name], "may not specify more than 1 volume type per source") }
                let part = entry[name]
                switch name {
                case "secret", "configMap":
                    if part["name"].isEmpty { required(part["name"]) }
                    for item in part["items"].items { keyToPath(item) }
                case "downwardAPI": for file in part["items"].items { downwardFile(file) }
                case "serviceAccountToken":
                    let seconds = part["expirationSeconds"]
                    if seconds.int < 600 { invalid(seconds, "may not specify a duration less than 10 minutes") }
                    if seconds.int > 1 << 32 { invalid(seconds, "may not specify a duration larger than 2^32 seconds") }
                    if part["path"].isEmpty { required(part["path"]) } else { descendingPath(part["path"]) }
                default: break
                }
            }
            if count == 0 { required(entry, "must specify a volume type") }
        }
    }
}
