import Model

/// Which rules hold for which kind.
extension Validator {
    /// How objects of a kind may be named.
    private static func nameRule(_ group: String, _ kind: String) -> Names.Rule {
        switch (group, kind) {
        case ("", "Namespace"), ("", "Service"), ("apps", "StatefulSet"): Names.dnsLabel
        case ("rbac.authorization.k8s.io", _), ("apiregistration.k8s.io", _): Names.pathSegment
        default: Names.dnsSubdomain
        }
    }

    mutating func create(_ object: Value, info: KindInfo?) {
        let field = FieldView(object: object)
        let isNamespaced = info?.type.isNamespaced ?? !object.namespace.isEmpty
        isPod = object.objectKind == "Pod" && object.group.isEmpty
        metadata(
            field["metadata"], name: Validator.nameRule(object.group, object.objectKind), isNamespaced: isNamespaced)
        if info != nil { content(field, isCreate: true) }
    }

    mutating func update(_ new: Value, over old: Value, info: KindInfo?, subresource: String = "") {
        let (field, before) = (FieldView(object: new), FieldView(object: old))
        isPod = new.objectKind == "Pod" && new.group.isEmpty
        metadataUpdate(field["metadata"], before["metadata"])
        if info == nil { return }
        content(field, isCreate: false)
        if subresource.isEmpty {
            changes(field, before)
        } else {
            changes(field, before, through: subresource)
        }
    }

    /// What holds for an object by itself.
    private mutating func content(_ object: FieldView, isCreate: Bool) {
        let spec = object["spec"]
        let group = object.value?.group ?? ""
        switch (group, object["kind"].string) {
        case ("", "Pod"): podSpec(spec)
        case ("", "PodTemplate"): podTemplate(object["template"])
        case ("", "Service"):
            service(spec)
            if errors.isEmpty { serviceAllocation(spec) }
        case ("", "ConfigMap"): configMap(object)
        case ("", "Secret"): secret(object)
        case ("", "PersistentVolumeClaim"): claimSpec(spec)
        case ("", "PersistentVolume"): volume(spec)
        case ("", "Node"): node(object)
        case ("", "Endpoints"): endpoints(object)
        case ("", "ReplicationController"): replicationController(spec)
        case ("", "LimitRange"): limitRange(spec)
        case ("", "ResourceQuota"): resourceQuota(spec)
        case ("apps", "Deployment"): deployment(spec)
        case ("apps", "ReplicaSet"): replicaSet(spec)
        case ("apps", "StatefulSet"): statefulSet(spec)
        case ("apps", "DaemonSet"): daemonSet(spec)
        case ("batch", "Job"): if isCreate { job(object) }
        case ("batch", "CronJob"): cronJob(spec)
        case ("networking.k8s.io", "Ingress"):
            ingress(object)
            if isCreate { ingressClassAnnotation(object) }
        case ("networking.k8s.io", "IngressClass"): ingressClass(spec)
        case ("networking.k8s.io", "NetworkPolicy"): networkPolicy(spec)
        case ("discovery.k8s.io", "EndpointSlice"): endpointSlice(object)
        case ("autoscaling", "HorizontalPodAutoscaler"): autoscaler(spec)
        case ("policy", "PodDisruptionBudget"): disruptionBudget(spec)
        case ("scheduling.k8s.io", "PriorityClass"): priorityClass(object)
        case ("storage.k8s.io", "StorageClass"): storageClass(object)
        case ("rbac.authorization.k8s.io", "Role"): rules(object["rules"], isNamespaced: true)
        case ("rbac.authorization.k8s.io", "ClusterRole"): rules(object["rules"], isNamespaced: false)
        case ("rbac.authorization.k8s.io", "RoleBinding"): binding(object, isNamespaced: true)
        case ("rbac.authorization.k8s.io", "ClusterRoleBinding"): binding(object, isNamespaced: false)
        case ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"):
            webhooks(object["webhooks"], isMutating: true)
        case ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"):
            webhooks(object["webhooks"], isMutating: false)
        case ("apiextensions.k8s.io", "CustomResourceDefinition"):
            definitionMetadata = object["metadata"].value
            definition(object)
        default: break
        }
    }

    /// What an update may not change.
    private mutating func changes(_ new: FieldView, _ old: FieldView) {
        switch (new.value?.group ?? "", new["kind"].string) {
        case ("", "Pod"): podUpdate(new["spec"], old["spec"])
        case ("", "Service"): serviceUpdate(new["spec"], old["spec"])
        case ("", "ConfigMap"): immutableData(new, old, ["data", "binaryData"])
        case ("", "Secret"):
            immutable(new["type"], old["type"])
            immutableData(new, old, ["data"])
        case ("", "PersistentVolumeClaim"): claimUpdate(new, old)
        case ("", "PersistentVolume"): volumeUpdate(new["spec"], old["spec"])
        case ("apps", "Deployment"), ("apps", "ReplicaSet"), ("apps", "DaemonSet"):
            immutableSelector(new["spec"]["selector"], old["spec"]["selector"])
        case ("apps", "StatefulSet"): statefulSetUpdate(new["spec"], old["spec"])
        case ("batch", "Job"):
            jobSpec(new["spec"])
            jobUpdate(new, old)
        case ("networking.k8s.io", "IngressClass"):
            immutable(new["spec"]["controller"], old["spec"]["controller"])
        case ("discovery.k8s.io", "EndpointSlice"): immutable(new["addressType"], old["addressType"])
        case ("scheduling.k8s.io", "PriorityClass"):
            if new["value"].value != old["value"].value { forbidden(new["value"], "may not be changed in an update.") }
            immutable(new["preemptionPolicy"], old["preemptionPolicy"])
        case ("storage.k8s.io", "StorageClass"): storageClassUpdate(new, old)
        case ("rbac.authorization.k8s.io", "RoleBinding"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"):
            bindingUpdate(new, old)
        case ("apiextensions.k8s.io", "CustomResourceDefinition"):
            definitionUpdate(new, old)
        default: break
        }
    }
}
