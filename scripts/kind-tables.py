#!/usr/bin/env python3
"""Writes the tables of Sources/Kinds/Registry and Sources/Kinds/Structs.

usage: scripts/kind-tables.py RESOURCES.json SCHEMAS.json

RESOURCES.json holds discovery and the columns of `kubectl get`, SCHEMAS.json the component schemas of kube-apiserver's
OpenAPI v3 documents. What those do not tell (which optional scalars are pointers in Go, which structs are embedded,
the names of Go's string types) stands below as facts of k8s.io/api.
"""
import json
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "Kinds")

# Kinds that a version other than the preferred one serves.
OTHER_VERSIONS = [("autoscaling", "v1", "HorizontalPodAutoscaler", "v2")]

# Optional numbers and booleans that Go holds by value, so that zero is the same as absent.
PLAIN = set("""
DaemonSetSpec.minReadySeconds DeploymentSpec.minReadySeconds DeploymentSpec.paused ReplicaSetSpec.minReadySeconds
StatefulSetSpec.minReadySeconds ReplicationControllerSpec.minReadySeconds AWSElasticBlockStoreVolumeSource.partition
GCEPersistentDiskVolumeSource.partition Container.stdin Container.stdinOnce Container.tty EphemeralContainer.stdin
EphemeralContainer.stdinOnce EphemeralContainer.tty ContainerPort.hostPort ContainerImage.sizeBytes
ContainerStateTerminated.signal Event.count EventSeries.count ISCSIVolumeSource.chapAuthDiscovery
ISCSIVolumeSource.chapAuthSession ISCSIPersistentVolumeSource.chapAuthDiscovery
ISCSIPersistentVolumeSource.chapAuthSession NodeSpec.unschedulable PodSpec.hostIPC PodSpec.hostNetwork PodSpec.hostPID
Probe.failureThreshold Probe.initialDelaySeconds Probe.periodSeconds Probe.successThreshold Probe.timeoutSeconds
ScaleIOVolumeSource.sslEnabled ScaleIOPersistentVolumeSource.sslEnabled ServicePort.nodePort
ServiceSpec.healthCheckNodePort ServiceSpec.publishNotReadyAddresses VolumeMount.readOnly Event.deprecatedCount
ServiceBackendPort.number PriorityClass.globalDefault CustomResourceColumnDefinition.priority
CustomResourceDefinitionCondition.observedGeneration CustomResourceDefinitionSpec.preserveUnknownFields
CustomResourceDefinitionVersion.deprecated JSONSchemaProps.exclusiveMaximum JSONSchemaProps.exclusiveMinimum
JSONSchemaProps.nullable JSONSchemaProps.uniqueItems JSONSchemaProps.x-kubernetes-embedded-resource
JSONSchemaProps.x-kubernetes-int-or-string Condition.observedGeneration PodCondition.observedGeneration
ObjectMeta.generation StatusDetails.retryAfterSeconds APIServiceSpec.insecureSkipTLSVerify
""".split())
# Pointers although their struct is a status.
STATUS_POINTERS = set("""
DaemonSetStatus.collisionCount DeploymentStatus.collisionCount StatefulSetStatus.collisionCount
DeploymentStatus.terminatingReplicas ReplicaSetStatus.terminatingReplicas JobStatus.ready JobStatus.terminating
HorizontalPodAutoscalerStatus.observedGeneration HorizontalPodAutoscalerStatus.currentCPUUtilizationPercentage
ContainerStatus.started MetricValueStatus.averageUtilization PersistentVolumeClaimStatus.currentVolumeAttributesClassName
CustomResourceDefinitionStatus.observedGeneration
""".split())
# Optional strings that are pointers: the empty string is kept.
POINTER_STRINGS = set("""
ServiceReference.path MutatingWebhook.failurePolicy MutatingWebhook.matchPolicy MutatingWebhook.reinvocationPolicy
MutatingWebhook.sideEffects ValidatingWebhook.failurePolicy ValidatingWebhook.matchPolicy ValidatingWebhook.sideEffects
RuleWithOperations.scope NamedRuleWithOperations.scope WebhookClientConfig.url JobSpec.completionMode JobSpec.managedBy
JobSpec.podReplacementPolicy CronJobSpec.timeZone HPAScalingRules.selectPolicy
PodFailurePolicyOnExitCodesRequirement.containerName SuccessPolicyRule.succeededIndexes LeaseSpec.holderIdentity
LeaseSpec.preferredHolder LeaseSpec.strategy AppArmorProfile.localhostProfile AzureFilePersistentVolumeSource.secretNamespace
CSIVolumeSource.fsType ClusterTrustBundleProjection.name ClusterTrustBundleProjection.signerName Container.restartPolicy
EphemeralContainer.restartPolicy EndpointAddress.nodeName EndpointPort.appProtocol HostPathVolumeSource.type
GlusterfsPersistentVolumeSource.endpointsNamespace ISCSIVolumeSource.initiatorName ISCSIPersistentVolumeSource.initiatorName
Lifecycle.stopSignal LoadBalancerIngress.ipMode LocalVolumeSource.fsType PersistentVolumeClaimSpec.storageClassName
PersistentVolumeClaimSpec.volumeAttributesClassName PersistentVolumeClaimSpec.volumeMode
PersistentVolumeSpec.volumeAttributesClassName PersistentVolumeSpec.volumeMode PodDNSConfigOption.value
PodResourceClaim.resourceClaimName PodResourceClaim.resourceClaimTemplateName PodSecurityContext.fsGroupChangePolicy
PodSecurityContext.seLinuxChangePolicy PodSecurityContext.supplementalGroupsPolicy PodSpec.hostnameOverride
PodSpec.preemptionPolicy PodSpec.runtimeClassName SecurityContext.procMount SeccompProfile.localhostProfile
ServicePort.appProtocol ServiceSpec.internalTrafficPolicy ServiceSpec.ipFamilyPolicy ServiceSpec.loadBalancerClass
ServiceSpec.trafficDistribution TopologySpreadConstraint.nodeAffinityPolicy TopologySpreadConstraint.nodeTaintsPolicy
TypedLocalObjectReference.apiGroup TypedObjectReference.apiGroup TypedObjectReference.namespace
VolumeMount.mountPropagation VolumeMount.recursiveReadOnly WindowsSecurityContextOptions.gmsaCredentialSpec
WindowsSecurityContextOptions.gmsaCredentialSpecName WindowsSecurityContextOptions.runAsUserName
discovery.v1.Endpoint.hostname discovery.v1.Endpoint.nodeName discovery.v1.Endpoint.zone discovery.v1.EndpointPort.name
discovery.v1.EndpointPort.protocol HTTPIngressPath.pathType IngressClassParametersReference.apiGroup
IngressClassParametersReference.namespace IngressClassParametersReference.scope IngressSpec.ingressClassName
NetworkPolicyPort.protocol PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy PriorityClass.preemptionPolicy
CSIDriverSpec.fsGroupPolicy StorageClass.reclaimPolicy StorageClass.volumeBindingMode
VolumeAttachmentSource.persistentVolumeName CustomResourceDefinitionVersion.deprecationWarning
CustomResourceSubresourceScale.labelSelectorPath JSONSchemaProps.x-kubernetes-list-type
JSONSchemaProps.x-kubernetes-map-type ValidationRule.reason Validation.reason DeleteOptions.propagationPolicy
Preconditions.uid Preconditions.resourceVersion ParamRef.parameterNotFoundAction MatchResources.matchPolicy
ValidatingAdmissionPolicySpec.failurePolicy MutatingAdmissionPolicySpec.failurePolicy
PersistentVolumeClaimStatus.currentVolumeAttributesClassName AzureDiskVolumeSource.cachingMode
AzureDiskVolumeSource.fsType AzureDiskVolumeSource.kind GRPCAction.service
""".split())
POINTER_BOOLEANS = {"AzureDiskVolumeSource.readOnly", "CSIVolumeSource.readOnly", "FileKeySelector.optional"}
# Printed even when empty though the schema does not say so.
ALWAYS = set("""
ClusterRole.rules Role.rules discovery.v1.EndpointSlice.endpoints discovery.v1.EndpointSlice.ports
AzureFilePersistentVolumeSource.secretNamespace ResourceFieldSelector.divisor ServicePort.targetPort HTTPGetAction.port TCPSocketAction.port
StatefulSetSpec.serviceName StatefulSetStatus.availableReplicas StatefulSetOrdinals.start
PodFailurePolicyOnPodConditionsPattern.status Event.reportingComponent Event.reportingInstance
PodDisruptionBudgetStatus.currentHealthy PodDisruptionBudgetStatus.desiredHealthy
PodDisruptionBudgetStatus.disruptionsAllowed PodDisruptionBudgetStatus.expectedPods RoleRef.apiGroup PriorityClass.value
Event.eventTime HorizontalPodAutoscalerStatus.currentMetrics HTTPIngressPath.pathType
DaemonSetSpec.selector DeploymentSpec.selector ReplicaSetSpec.selector StatefulSetSpec.selector
LabelSelectorRequirement.key LabelSelectorRequirement.operator
CustomResourceDefinitionStatus.conditions CustomResourceDefinitionStatus.storedVersions
CustomResourceDefinitionStatus.acceptedNames ServiceStatus.loadBalancer IngressStatus.loadBalancer
""".split())
# Required, and left out when empty all the same.
NOT_ALWAYS = set("""
MutatingWebhook.sideEffects ValidatingWebhook.sideEffects TokenReviewSpec.token ContainerRestartRule.action
ContainerRestartRuleOnExitCodes.operator PodCertificateProjection.keyType PodCertificateProjection.signerName
IPAddressSpec.parentRef ParentReference.name ParentReference.resource ValidatingAdmissionPolicyBindingSpec.policyName
MutatingAdmissionPolicyBindingSpec.policyName ValidatingAdmissionPolicyBindingSpec.validationActions
ImageVolumeStatus.imageRef Condition.lastTransitionTime EventSeries.lastObservedTime NodeRuntimeHandler.name
ScaleSpec.replicas
""".split())
# Structs that Go embeds: struct -> embedded struct -> its fields here (None: those of the schema of that name).
EMBEDDED = {
    "Volume": ("VolumeSource", "all but name"),
    "PersistentVolumeSpec": ("PersistentVolumeSource", """awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc
        flexVolume flocker gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume
        quobyte rbd scaleIO storageos vsphereVolume"""),
    "Probe": ("ProbeHandler", "exec httpGet tcpSocket grpc"),
    "EphemeralContainer": ("EphemeralContainerCommon", "all but targetContainerName"),
    "ConfigMapKeySelector": ("LocalObjectReference", "name"),
    "SecretKeySelector": ("LocalObjectReference", "name"),
    "ConfigMapEnvSource": ("LocalObjectReference", "name"),
    "SecretEnvSource": ("LocalObjectReference", "name"),
    "ConfigMapProjection": ("LocalObjectReference", "name"),
    "SecretProjection": ("LocalObjectReference", "name"),
    "ConfigMapVolumeSource": ("LocalObjectReference", "name"),
    "RuleWithOperations": ("Rule", "apiGroups apiVersions resources scope"),
}
# The Go names of string and map types, which messages about wrong types use.
GO_TYPES = {
    "Container.imagePullPolicy": "v1.PullPolicy", "EphemeralContainer.imagePullPolicy": "v1.PullPolicy",
    "Container.terminationMessagePolicy": "v1.TerminationMessagePolicy",
    "Container.restartPolicy": "v1.ContainerRestartPolicy", "PodSpec.restartPolicy": "v1.RestartPolicy",
    "PodSpec.dnsPolicy": "v1.DNSPolicy", "ContainerPort.protocol": "v1.Protocol", "ServicePort.protocol": "v1.Protocol",
    "EndpointPort.protocol": "v1.Protocol", "NetworkPolicyPort.protocol": "v1.Protocol",
    "ServiceSpec.type": "v1.ServiceType", "ServiceSpec.sessionAffinity": "v1.ServiceAffinity",
    "ServiceSpec.externalTrafficPolicy": "v1.ServiceExternalTrafficPolicy",
    "ServiceSpec.internalTrafficPolicy": "v1.ServiceInternalTrafficPolicy",
    "ServiceSpec.ipFamilyPolicy": "v1.IPFamilyPolicy", "Secret.type": "v1.SecretType", "ObjectMeta.uid": "types.UID",
    "OwnerReference.uid": "types.UID", "EmptyDirVolumeSource.medium": "v1.StorageMedium",
    "Toleration.operator": "v1.TolerationOperator", "Toleration.effect": "v1.TaintEffect",
    "Taint.effect": "v1.TaintEffect", "HTTPGetAction.scheme": "v1.URIScheme",
    "DeploymentStrategy.type": "v1.DeploymentStrategyType", "StatefulSetUpdateStrategy.type":
    "v1.StatefulSetUpdateStrategyType", "DaemonSetUpdateStrategy.type": "v1.DaemonSetUpdateStrategyType",
    "StatefulSetSpec.podManagementPolicy": "v1.PodManagementPolicyType",
    "LabelSelectorRequirement.operator": "v1.LabelSelectorOperator",
    "PersistentVolumeClaimSpec.volumeMode": "v1.PersistentVolumeMode", "CronJobSpec.concurrencyPolicy":
    "v1.ConcurrencyPolicy", "HTTPIngressPath.pathType": "v1.PathType", "ResourceRequirements.limits": "v1.ResourceList",
    "ResourceRequirements.requests": "v1.ResourceList", "VolumeResourceRequirements.limits": "v1.ResourceList",
    "VolumeResourceRequirements.requests": "v1.ResourceList", "ResourceQuotaSpec.hard": "v1.ResourceList",
    "PersistentVolumeSpec.capacity": "v1.ResourceList", "LimitRangeItem.type": "v1.LimitType",
    "MetricSpec.type": "v2.MetricSourceType", "HostPathVolumeSource.type": "v1.HostPathType",
    "VolumeMount.mountPropagation": "v1.MountPropagationMode",
    "PersistentVolumeSpec.persistentVolumeReclaimPolicy": "v1.PersistentVolumeReclaimPolicy",
    "StorageClass.reclaimPolicy": "v1.PersistentVolumeReclaimPolicy",
    "StorageClass.volumeBindingMode": "v1.VolumeBindingMode", "PriorityClass.preemptionPolicy": "v1.PreemptionPolicy",
    "PersistentVolumeClaimSpec.accessModes": "[]v1.PersistentVolumeAccessMode",
    "PersistentVolumeSpec.accessModes": "[]v1.PersistentVolumeAccessMode",
    "NetworkPolicySpec.policyTypes": "[]v1.PolicyType", "CustomResourceDefinitionSpec.scope": "v1.ResourceScope",
    "Capabilities.add": "[]v1.Capability", "Capabilities.drop": "[]v1.Capability", "ServiceSpec.ipFamilies":
    "[]v1.IPFamily", "NodeSelectorRequirement.operator": "v1.NodeSelectorOperator", "JobSpec.completionMode":
    "v1.CompletionMode", "JobSpec.podReplacementPolicy": "v1.PodReplacementPolicy", "MetricTarget.type":
    "v2.MetricTargetType", "LimitRangeItem.max": "v1.ResourceList", "LimitRangeItem.min": "v1.ResourceList",
    "LimitRangeItem.default": "v1.ResourceList", "LimitRangeItem.defaultRequest": "v1.ResourceList",
    "MutatingWebhook.failurePolicy": "v1.FailurePolicyType", "ValidatingWebhook.failurePolicy": "v1.FailurePolicyType",
    "MutatingWebhook.sideEffects": "v1.SideEffectClass", "ValidatingWebhook.sideEffects": "v1.SideEffectClass",
    "MutatingWebhook.matchPolicy": "v1.MatchPolicyType", "ValidatingWebhook.matchPolicy": "v1.MatchPolicyType",
    "RuleWithOperations.operations": "[]v1.OperationType", "EphemeralContainer.terminationMessagePolicy":
    "v1.TerminationMessagePolicy", "SecurityContext.procMount": "v1.ProcMountType", "PodSecurityContext.fsGroupChangePolicy":
    "v1.PodFSGroupChangePolicy", "NamespaceSpec.finalizers": "[]v1.FinalizerName", "EndpointSlice.addressType":
    "v1.AddressType", "PodSpec.preemptionPolicy": "v1.PreemptionPolicy", "PodSpec.overhead": "v1.ResourceList",
    "Taint.timeAdded": "v1.Time", "ResourceClaim.request": "string", "TopologySpreadConstraint.whenUnsatisfiable":
    "v1.UnsatisfiableConstraintAction", "SeccompProfile.type": "v1.SeccompProfileType",
}
LEAVES = {
    "io.k8s.apimachinery.pkg.api.resource.Quantity": "q",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "t",
    "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "m",
    "io.k8s.apimachinery.pkg.apis.meta.v1.Duration": "s",
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "x",
    "io.k8s.apimachinery.pkg.runtime.RawExtension": "a",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": "j",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": "j",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": "j",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": "a",
}
HEADER = "// Generated by scripts/kind-tables.py from the API's discovery and schemas. Do not edit.\n\n"


def short(name):
    name = name.replace("io.k8s.apimachinery.pkg.apis.", "").replace("io.k8s.api.", "")
    name = re.sub(r"^io\.k8s\..*\.apis\.", "", name)
    return re.sub(r"^io\.k8s\..*\.", "", name)


def registry(resources):
    rows = []
    for r in resources:
        subs = ",".join(f"{s['name']}:{s['kind']}:{'+'.join(s['verbs'])}" for s in r["subresources"])
        columns = ",".join(
            f"{c['name']}:{c['type']}:{c.get('format', '')}:{c['priority']}" for c in r.get("columns", []))
        rows.append("|".join([
            r["group"], r["version"], r["kind"], r["resource"], r["singular"], "N" if r["namespaced"] else "C",
            ",".join(r["verbs"]), ",".join(r["shortNames"]), ",".join(r["categories"]), subs, columns]))
    text = HEADER + "/// One row a kind: group, version, kind, plural, singular, scope (N or C), verbs, short names, categories,\n"
    text += "/// subresources (`name:kind:verbs`), columns (`name:type:format:priority`).\n"
    text += 'let kindTable = """\n'
    for row in rows:
        text += wrapped(row, re.compile(r"(?<=[|,])"))
    text += '    """\n'
    write("Registry/KindTable.swift", text)


def code(schema, name, schemas):
    if "$ref" in schema:
        ref = schema["$ref"].split("/")[-1]
        if ref in LEAVES:
            return LEAVES[ref]
        if not schemas[ref].get("properties") and not ref.endswith("SubresourceStatus"):
            return "a"
        return "&" + short(ref)
    kind = schema.get("type")
    if kind == "string":
        return "y" if schema.get("format") == "byte" else "s"
    if kind == "boolean":
        return "b"
    if kind == "integer":
        return "i" if schema.get("format") == "int32" else "l"
    if kind == "number":
        return "f"
    if kind == "array":
        return "[" + code(schema["items"], name, schemas)
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return "{" + code(schema["additionalProperties"], name, schemas)
    return "a"


def listed(name, field, table):
    last = ".".join(name.split(".")[-3:])
    return f"{name.split('.')[-1]}.{field}" in table or f"{last}.{field}" in table


def embedding(kind, field):
    if kind not in EMBEDDED:
        return ""
    struct, fields = EMBEDDED[kind]
    if fields.startswith("all but "):
        return "" if field in fields.split()[2:] else struct
    return struct if field in fields.split() else ""


def structs(schemas):
    rows = []
    for name in sorted(schemas, key=short):
        schema = schemas[name]
        kind = name.split(".")[-1]
        if kind.endswith("List") and "items" in schema.get("properties", {}):
            continue
        if not schema.get("properties") and not name.endswith("SubresourceStatus"):
            continue
        fields = []
        for field, p in sorted(schema.get("properties", {}).items(), key=lambda item: item[0].encode()):
            c = code(p, name, schemas)
            required = field in schema.get("required", [])
            default = p.get("default")
            flag = ""
            if field in ("apiVersion", "kind") and "x-kubernetes-group-version-kind" in schema:
                flag = ""
            elif listed(name, field, ALWAYS):
                flag = "?" if default is None and (c[0] in "&tm" or listed(name, field, POINTER_STRINGS)) else "!"
            elif listed(name, field, NOT_ALWAYS):
                flag = "*" if listed(name, field, POINTER_STRINGS) else ""
            elif c[0] == "&":
                flag = "!" if default == {} else "?" if required else "*"
            elif c[0] in "[{y":
                flag = "!" if required else ""
            elif c[0] in "qxtm":
                flag = ("?" if c[0] in "tm" else "!") if required else "*"
            elif c[0] in "aj":
                flag = "*"
            elif c[0] == "s":
                flag = "*" if listed(name, field, POINTER_STRINGS) else "!" if default == "" and required else ""
            elif kind.endswith("Status"):
                flag = "*" if listed(name, field, STATUS_POINTERS) else "!" if required else ""
            elif required:
                flag = "!"
            elif listed(name, field, PLAIN) or field == "readOnly" and not listed(name, field, POINTER_BOOLEANS):
                flag = ""
            else:
                flag = "*"
            if field in ("metadata",) and c == "&meta.v1.ObjectMeta":
                flag = "!"
            row = f"{flag}{field}:{c}"
            go = GO_TYPES.get(f"{kind}.{field}")
            if go:
                row += "#" + go
            inside = embedding(kind, field)
            if inside:
                row += "@" + inside
            fields.append(row)
        gvk = ",".join(
            f"{k['group']}/{k['version']}/{k['kind']}" for k in schema.get("x-kubernetes-group-version-kind", [])
            if kind not in ("DeleteOptions", "WatchEvent"))
        rows.append(f"{short(name)}|{gvk}|" + " ".join(fields))
    text = HEADER + "/// One row a Go struct of the API: name, the kinds that it is, fields in byte order. See `StructTable`.\n"
    text += 'let structRows = """\n'
    for row in rows:
        text += wrapped(row, re.compile(r"(?<=[| ])"))
    text += '    """\n'
    write("Structs/StructRows.swift", text)


def wrapped(row, boundary):
    """The row over lines of at most 120 columns, joined again by Swift's backslash at the end of a line."""
    text, line = "", "    "
    for part in boundary.split(row):
        if len(line) + len(part) > 118:
            text += line + "\\\n"
            line = "    "
        line += part
    return text + line + "\n"


def write(path, text):
    with open(os.path.join(ROOT, path), "w") as file:
        file.write(text)


def main():
    resources = json.load(open(sys.argv[1]))["resources"]
    schemas = json.load(open(sys.argv[2]))["schemas"]
    for group, version, kind, like in OTHER_VERSIONS:
        twin = next(r for r in resources if (r["group"], r["kind"], r["version"]) == (group, kind, like))
        resources.append({**twin, "version": version})
    registry(resources)
    structs(schemas)


main()
