import Model

/// Storage classes and drivers.
let storageDefaults: [String: DefaultTable.Setter] = [
    "storage.v1.StorageClass": { storage in
        storage.fill("reclaimPolicy", "Delete")
        storage.fill("volumeBindingMode", "Immediate")
    },
    "storage.v1.CSIDriverSpec": { driver in
        driver.fill("attachRequired", true)
        driver.fill("podInfoOnMount", false)
        driver.fill("storageCapacity", false)
        driver.fill("fsGroupPolicy", "ReadWriteOnceWithFSType")
        driver.fillEmpty("volumeLifecycleModes", ["Persistent"])
        driver.fill("requiresRepublish", false)
        driver.fill("seLinuxMount", false)
    },
]
