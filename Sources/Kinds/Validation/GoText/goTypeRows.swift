/// The server's internal structs, as messages show them: `Name` with a mark for what it prints while it is empty.
///
/// `"` an empty string, `#` 0, `?` false, `*` null, `{` a map, `[` a list, `&` a struct; after `*`, `[` and `&` the
/// struct's own row. A name in JSON that does not follow from Go's stands behind a `=`.
let goTypeRows = """
    PodSpec Volumes[Volume InitContainers[Container Containers[Container EphemeralContainers[EphemeralContainer \
    RestartPolicy" TerminationGracePeriodSeconds* ActiveDeadlineSeconds* DNSPolicy" NodeSelector{ \
    ServiceAccountName" AutomountServiceAccountToken* NodeName" SecurityContext*PodSecurityContext \
    ImagePullSecrets[LocalObjectReference Hostname" Subdomain" SetHostnameAsFQDN* Affinity*Affinity \
    SchedulerName" Tolerations[Toleration HostAliases[HostAlias PriorityClassName" Priority* PreemptionPolicy* \
    DNSConfig*PodDNSConfig ReadinessGates[PodReadinessGate RuntimeClassName* Overhead{ EnableServiceLinks* \
    TopologySpreadConstraints[TopologySpreadConstraint OS*PodOS SchedulingGates[PodSchedulingGate \
    ResourceClaims[PodResourceClaim Resources*ResourceRequirements HostnameOverride* SchedulingGroup*
    PodSecurityContext HostNetwork? HostPID? HostIPC? ShareProcessNamespace* HostUsers* \
    SELinuxOptions*SELinuxOptions WindowsOptions*WindowsSecurityContextOptions RunAsUser* RunAsGroup* RunAsNonRoot* \
    SupplementalGroups[ SupplementalGroupsPolicy* FSGroup* FSGroupChangePolicy* Sysctls[Sysctl \
    SeccompProfile*SeccompProfile AppArmorProfile*SeccompProfile SELinuxChangePolicy*
    Container Name" Image" Command[ Args[ WorkingDir" Ports[ContainerPort EnvFrom[EnvFromSource Env[EnvVar \
    Resources&ResourceRequirements ResizePolicy[ContainerResizePolicy RestartPolicy* RestartPolicyRules[ \
    VolumeMounts[VolumeMount VolumeDevices[VolumeDevice LivenessProbe*Probe ReadinessProbe*Probe StartupProbe*Probe \
    Lifecycle*Lifecycle TerminationMessagePath" TerminationMessagePolicy" ImagePullPolicy" \
    SecurityContext*SecurityContext Stdin? StdinOnce? TTY?
    EphemeralContainer Name" Image" Command[ Args[ WorkingDir" Ports[ContainerPort EnvFrom[EnvFromSource Env[EnvVar \
    Resources&ResourceRequirements ResizePolicy[ContainerResizePolicy RestartPolicy* RestartPolicyRules[ \
    VolumeMounts[VolumeMount VolumeDevices[VolumeDevice LivenessProbe*Probe ReadinessProbe*Probe StartupProbe*Probe \
    Lifecycle*Lifecycle TerminationMessagePath" TerminationMessagePolicy" ImagePullPolicy" \
    SecurityContext*SecurityContext Stdin? StdinOnce? TTY? TargetContainerName"
    ContainerPort Name" HostPort# ContainerPort# Protocol" HostIP"
    EnvFromSource Prefix" ConfigMapRef*NameOptional SecretRef*NameOptional
    NameOptional Name" Optional*
    EnvVar Name" Value" ValueFrom*EnvVarSource
    EnvVarSource FieldRef*ObjectFieldSelector ResourceFieldRef*ResourceFieldSelector \
    ConfigMapKeyRef*KeySelector SecretKeyRef*KeySelector FileKeyRef*FileKeySelector
    FileKeySelector VolumeName" Path" Key" Optional*
    ObjectFieldSelector APIVersion" FieldPath"
    ResourceFieldSelector ContainerName" Resource" Divisor"
    KeySelector Name" Key" Optional*
    ResourceRequirements Limits{ Requests{ Claims[ResourceClaim
    VolumeResourceRequirements Limits{ Requests{
    ResourceClaim Name" Request"
    ContainerResizePolicy ResourceName" RestartPolicy"
    VolumeMount Name" ReadOnly? RecursiveReadOnly* MountPath" SubPath" MountPropagation* SubPathExpr"
    VolumeDevice Name" DevicePath"
    Probe Exec*ExecAction HTTPGet*HTTPGetAction TCPSocket*TCPSocketAction GRPC*GRPCAction InitialDelaySeconds# \
    TimeoutSeconds# PeriodSeconds# SuccessThreshold# FailureThreshold# TerminationGracePeriodSeconds*
    Lifecycle PostStart*LifecycleHandler PreStop*LifecycleHandler StopSignal*
    LifecycleHandler Exec*ExecAction HTTPGet*HTTPGetAction TCPSocket*TCPSocketAction Sleep*SleepAction
    SleepAction Seconds#
    ExecAction Command[
    HTTPGetAction Path" Port# Host" Scheme" HTTPHeaders[HTTPHeader
    HTTPHeader Name" Value"
    TCPSocketAction Port# Host"
    GRPCAction Port# Service*
    SecurityContext Capabilities*Capabilities Privileged* SELinuxOptions*SELinuxOptions \
    WindowsOptions*WindowsSecurityContextOptions RunAsUser* RunAsGroup* RunAsNonRoot* ReadOnlyRootFilesystem* \
    AllowPrivilegeEscalation* ProcMount* SeccompProfile*SeccompProfile AppArmorProfile*SeccompProfile
    Capabilities Add[ Drop[
    SELinuxOptions User" Role" Type" Level"
    WindowsSecurityContextOptions GMSACredentialSpecName* GMSACredentialSpec* RunAsUserName* HostProcess*
    SeccompProfile Type" LocalhostProfile*
    Sysctl Name" Value"
    LocalObjectReference Name"
    Toleration Key" Operator" Value" Effect" TolerationSeconds*
    HostAlias IP" Hostnames[
    PodDNSConfig Nameservers[ Searches[ Options[PodDNSConfigOption
    PodDNSConfigOption Name" Value*
    PodReadinessGate ConditionType"
    TopologySpreadConstraint MaxSkew# TopologyKey" WhenUnsatisfiable" LabelSelector* MinDomains* \
    NodeAffinityPolicy* NodeTaintsPolicy* MatchLabelKeys[
    PodOS Name"
    PodSchedulingGate Name"
    PodResourceClaim Name" ResourceClaimName* ResourceClaimTemplateName*
    Affinity NodeAffinity*NodeAffinity PodAffinity*PodAffinity PodAntiAffinity*PodAffinity
    NodeAffinity RequiredDuringSchedulingIgnoredDuringExecution*NodeSelector \
    PreferredDuringSchedulingIgnoredDuringExecution[PreferredSchedulingTerm
    NodeSelector NodeSelectorTerms[NodeSelectorTerm
    NodeSelectorTerm MatchExpressions[NodeSelectorRequirement MatchFields[NodeSelectorRequirement
    NodeSelectorRequirement Key" Operator" Values[
    PreferredSchedulingTerm Weight# Preference&NodeSelectorTerm
    PodAffinity RequiredDuringSchedulingIgnoredDuringExecution[PodAffinityTerm \
    PreferredDuringSchedulingIgnoredDuringExecution[WeightedPodAffinityTerm
    WeightedPodAffinityTerm Weight# PodAffinityTerm&PodAffinityTerm
    PodAffinityTerm LabelSelector* Namespaces[ TopologyKey" NamespaceSelector* MatchLabelKeys[ MismatchLabelKeys[
    Volume Name" HostPath*HostPathVolumeSource EmptyDir*EmptyDirVolumeSource GCEPersistentDisk*GCEPersistentDisk \
    AWSElasticBlockStore*AWSElasticBlockStore GitRepo*GitRepo Secret*SecretVolumeSource NFS*NFS ISCSI*ISCSI \
    Glusterfs*Glusterfs PersistentVolumeClaim*ClaimSource RBD*RBD Quobyte* FlexVolume*FlexVolume Cinder*Cinder \
    CephFS*CephFS=cephfs Flocker*Flocker DownwardAPI*DownwardAPI FC*FC AzureFile*AzureFile \
    ConfigMap*ConfigMapVolumeSource VsphereVolume*Vsphere AzureDisk*AzureDisk PhotonPersistentDisk* \
    Projected*Projected PortworxVolume* ScaleIO* StorageOS*=storageos CSI*CSIVolumeSource Ephemeral*Ephemeral \
    Image*ImageVolumeSource
    PersistentVolumeSource GCEPersistentDisk*GCEPersistentDisk AWSElasticBlockStore*AWSElasticBlockStore \
    HostPath*HostPathVolumeSource Glusterfs*GlusterfsPersistent NFS*NFS RBD*RBD Quobyte* ISCSI*ISCSI \
    FlexVolume*FlexVolume Cinder*Cinder CephFS*CephFS=cephfs FC*FC Flocker*Flocker AzureFile*AzureFilePersistent \
    VsphereVolume*Vsphere AzureDisk*AzureDisk PhotonPersistentDisk* PortworxVolume* ScaleIO* Local*Local \
    StorageOS*=storageos CSI*CSIPersistent
    HostPathVolumeSource Path" Type*
    EmptyDirVolumeSource Medium" SizeLimit*
    GCEPersistentDisk PDName" FSType" Partition# ReadOnly?
    AWSElasticBlockStore VolumeID" FSType" Partition# ReadOnly?
    GitRepo Repository" Revision" Directory"
    SecretVolumeSource SecretName" Items[KeyToPath DefaultMode* Optional*
    ConfigMapVolumeSource Name" Items[KeyToPath DefaultMode* Optional*
    KeyToPath Key" Path" Mode*
    NFS Server" Path" ReadOnly?
    ISCSI TargetPortal" IQN" Lun# ISCSIInterface"=iscsiInterface FSType" ReadOnly? Portals[ \
    DiscoveryCHAPAuth?=chapAuthDiscovery SessionCHAPAuth?=chapAuthSession SecretRef*LocalObjectReference InitiatorName*
    Glusterfs EndpointsName"=endpoints Path" ReadOnly?
    GlusterfsPersistent EndpointsName"=endpoints Path" ReadOnly? EndpointsNamespace*
    ClaimSource ClaimName" ReadOnly?
    RBD CephMonitors[=monitors RBDImage"=image FSType" RBDPool"=pool RadosUser"=user Keyring" \
    SecretRef*LocalObjectReference ReadOnly?
    FlexVolume Driver" FSType" SecretRef*LocalObjectReference ReadOnly? Options{
    Cinder VolumeID" FSType" ReadOnly? SecretRef*LocalObjectReference
    CephFS Monitors[ Path" User" SecretFile" SecretRef*LocalObjectReference ReadOnly?
    Flocker DatasetName" DatasetUUID"
    DownwardAPI Items[DownwardAPIVolumeFile DefaultMode*
    DownwardAPIVolumeFile Path" FieldRef*ObjectFieldSelector ResourceFieldRef*ResourceFieldSelector Mode*
    FC TargetWWNs[ Lun* FSType" ReadOnly? WWIDs[
    AzureFile SecretName" ShareName" ReadOnly?
    AzureFilePersistent SecretName" ShareName" ReadOnly? SecretNamespace*
    Vsphere VolumePath" FSType" StoragePolicyName" StoragePolicyID"
    AzureDisk DiskName" DataDiskURI"=diskURI CachingMode* FSType* ReadOnly* Kind*
    Projected Sources[ProjectedSource DefaultMode*
    ProjectedSource Secret*ProjectedKeys DownwardAPI*DownwardAPIProjection ConfigMap*ProjectedKeys \
    ServiceAccountToken*TokenProjection ClusterTrustBundle* PodCertificate*
    ProjectedKeys Name" Items[KeyToPath Optional*
    DownwardAPIProjection Items[DownwardAPIVolumeFile
    TokenProjection Audience" ExpirationSeconds# Path"
    CSIVolumeSource Driver" ReadOnly* FSType* VolumeAttributes{ NodePublishSecretRef*LocalObjectReference
    CSIPersistent Driver" VolumeHandle" ReadOnly? FSType" VolumeAttributes{ ControllerPublishSecretRef*SecretReference \
    NodeStageSecretRef*SecretReference NodePublishSecretRef*SecretReference ControllerExpandSecretRef*SecretReference \
    NodeExpandSecretRef*SecretReference
    SecretReference Name" Namespace"
    Local Path" FSType*
    Ephemeral VolumeClaimTemplate*
    ImageVolumeSource Reference" PullPolicy"
    PersistentVolumeClaimSpec AccessModes[ Selector* Resources&VolumeResourceRequirements VolumeName" \
    StorageClassName* VolumeMode* DataSource*TypedLocal DataSourceRef*TypedObject VolumeAttributesClassName*
    TypedLocal APIGroup* Kind" Name"
    TypedObject APIGroup* Kind" Name" Namespace*
    DeploymentStrategy Type" RollingUpdate*RollingUpdateDeployment
    RollingUpdateDeployment MaxUnavailable# MaxSurge#
    StatefulSetUpdateStrategy Type" RollingUpdate*RollingUpdateStatefulSet
    RollingUpdateStatefulSet Partition# MaxUnavailable*
    DaemonSetUpdateStrategy Type" RollingUpdate*RollingUpdateDeployment
    ValidationRule Rule" Message" MessageExpression" Reason* FieldPath" OptionalOldSelf*
    CustomResourceDefinitionVersion Name" Served? Storage? Deprecated? DeprecationWarning* Schema* Subresources* \
    AdditionalPrinterColumns[ SelectableFields[
    """
