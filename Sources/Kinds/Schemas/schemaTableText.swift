// Made by scripts/schema-table.py from the OpenAPI of Kubernetes 1.36. Edit the script, not this file.
// swift-format-ignore-file

let schemaKindsText = #"""
/v1/Binding 325
/v1/ComponentStatus 326
/v1/ConfigMap 329
/v1/Endpoints 331
/v1/Event 338
/v1/LimitRange 341
/v1/Namespace 345
/v1/Node 350
/v1/PersistentVolume 374
/v1/PersistentVolumeClaim 228
/v1/Pod 390
/v1/PodTemplate 421
/v1/ReplicationController 422
/v1/ResourceQuota 427
/v1/Secret 433
/v1/Service 434
/v1/ServiceAccount 447
admissionregistration.k8s.io/v1/MutatingAdmissionPolicy 0
admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBinding 30
admissionregistration.k8s.io/v1/MutatingWebhookConfiguration 33
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy 42
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding 55
admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration 58
apiextensions.k8s.io/v1/CustomResourceDefinition 545
apiregistration.k8s.io/v1/APIService 578
apps/v1/ControllerRevision 61
apps/v1/DaemonSet 63
apps/v1/Deployment 210
apps/v1/ReplicaSet 217
apps/v1/StatefulSet 222
authentication.k8s.io/v1/SelfSubjectReview 237
authentication.k8s.io/v1/TokenRequest 241
authentication.k8s.io/v1/TokenReview 245
authorization.k8s.io/v1/LocalSubjectAccessReview 248
authorization.k8s.io/v1/SelfSubjectAccessReview 257
authorization.k8s.io/v1/SelfSubjectRulesReview 259
authorization.k8s.io/v1/SubjectAccessReview 266
autoscaling/v1/HorizontalPodAutoscaler 267
autoscaling/v1/Scale 271
autoscaling/v2/HorizontalPodAutoscaler 274
batch/v1/CronJob 301
batch/v1/Job 317
coordination.k8s.io/v1/Lease 322
discovery.k8s.io/v1/EndpointSlice 450
events.k8s.io/v1/Event 461
networking.k8s.io/v1/IPAddress 463
networking.k8s.io/v1/Ingress 466
networking.k8s.io/v1/IngressClass 484
networking.k8s.io/v1/NetworkPolicy 487
networking.k8s.io/v1/ServiceCIDR 498
node.k8s.io/v1/RuntimeClass 501
policy/v1/Eviction 504
policy/v1/PodDisruptionBudget 507
rbac.authorization.k8s.io/v1/ClusterRole 512
rbac.authorization.k8s.io/v1/ClusterRoleBinding 517
rbac.authorization.k8s.io/v1/Role 521
rbac.authorization.k8s.io/v1/RoleBinding 522
scheduling.k8s.io/v1/PriorityClass 523
storage.k8s.io/v1/CSIDriver 524
storage.k8s.io/v1/CSINode 528
storage.k8s.io/v1/CSIStorageCapacity 533
storage.k8s.io/v1/StorageClass 534
storage.k8s.io/v1/VolumeAttachment 539
storage.k8s.io/v1/VolumeAttributesClass 544
"""#

let schemaTableText = #"""
{MutatingAdmissionPolicy apiVersion:1 kind:1 metadata:2={} spec:13={}
s
{ObjectMeta annotations:3 creationTimestamp:4 deletionGracePeriodSeconds:5 deletionTimestamp:4 finalizers:6 generateName:1 generation:5 labels:3 managedFields:9 name:1 namespace:1 ownerReferences:12 resourceVersion:1 selfLink:1 uid:1
M1
t
I
S1 patch=merge
{ManagedFieldsEntry apiVersion:1 fieldsType:1 fieldsV1:8 manager:1 operation:1 subresource:1 time:4
*
L7
{OwnerReference apiVersion:1!="" kind:1!="" name:1!="" uid:1!="" blockOwnerDeletion:11 controller:11 atomic
b
K10:uid patch=merge key=uid
{MutatingAdmissionPolicySpec failurePolicy:1 matchConditions:15 matchConstraints:16 mutations:26 paramKind:27 reinvocationPolicy:1 variables:29
{MatchCondition name:1!="" expression:1!=""
K14:name patch=merge key=name
{MatchResources excludeResourceRules:19 matchPolicy:1 namespaceSelector:20 objectSelector:20 resourceRules:19 atomic
{NamedRuleWithOperations apiGroups:18 apiVersions:18 operations:18 resourceNames:18 resources:18 scope:1 atomic
L1
L17
{LabelSelector matchExpressions:22 matchLabels:3 atomic
{LabelSelectorRequirement key:1!="" operator:1!="" values:18
L21
{Mutation patchType:1!="" applyConfiguration:24 jsonPatch:25
{ApplyConfiguration expression:1
{JSONPatch expression:1
L23
{ParamKind apiVersion:1 kind:1 atomic
{Variable name:1!="" expression:1!="" atomic
L28
{MutatingAdmissionPolicyBinding apiVersion:1 kind:1 metadata:2={} spec:31={}
{MutatingAdmissionPolicyBindingSpec matchResources:16 paramRef:32 policyName:1
{ParamRef name:1 namespace:1 parameterNotFoundAction:1 selector:20 atomic
{MutatingWebhookConfiguration apiVersion:1 kind:1 metadata:2={} webhooks:41
{MutatingWebhook name:1!="" clientConfig:35!={} sideEffects:1! admissionReviewVersions:18! failurePolicy:1 matchConditions:15 matchPolicy:1 namespaceSelector:20 objectSelector:20 reinvocationPolicy:1 rules:40 timeoutSeconds:38
{WebhookClientConfig caBundle:36 service:37 url:1
y
{ServiceReference namespace:1!="" name:1!="" path:1 port:38
i
{RuleWithOperations apiGroups:18 apiVersions:18 operations:18 resources:18 scope:1
L39
K34:name patch=merge key=name
{ValidatingAdmissionPolicy apiVersion:1 kind:1 metadata:2={} spec:43={} status:49={}
{ValidatingAdmissionPolicySpec auditAnnotations:45 failurePolicy:1 matchConditions:15 matchConstraints:16 paramKind:27 validations:47 variables:48
{AuditAnnotation key:1!="" valueExpression:1!=""
L44
{Validation expression:1!="" message:1 messageExpression:1 reason:1
L46
K28:name patch=merge key=name
{ValidatingAdmissionPolicyStatus conditions:51 observedGeneration:5 typeChecking:52
{Condition type:1!="" status:1!="" lastTransitionTime:4! reason:1!="" message:1!="" observedGeneration:5
K50:type
{TypeChecking expressionWarnings:54
{ExpressionWarning fieldRef:1!="" warning:1!=""
L53
{ValidatingAdmissionPolicyBinding spec:56!={} apiVersion:1 kind:1 metadata:2={}
{ValidatingAdmissionPolicyBindingSpec policyName:1! validationActions:57! matchResources:16 paramRef:32
S1
{ValidatingWebhookConfiguration apiVersion:1 kind:1 metadata:2={} webhooks:60
{ValidatingWebhook name:1!="" clientConfig:35!={} sideEffects:1! admissionReviewVersions:18! failurePolicy:1 matchConditions:15 matchPolicy:1 namespaceSelector:20 objectSelector:20 rules:40 timeoutSeconds:38
K59:name patch=merge key=name
{ControllerRevision revision:5!=0 apiVersion:1 data:62 kind:1 metadata:2={}
*
{DaemonSet apiVersion:1 kind:1 metadata:2={} spec:64={} status:207={}
{DaemonSetSpec selector:20! template:65!={} minReadySeconds:38 revisionHistoryLimit:38 updateStrategy:205={}
{PodTemplateSpec metadata:2={} spec:66={}
{PodSpec containers:114! activeDeadlineSeconds:5 affinity:115 automountServiceAccountToken:11 dnsConfig:130 dnsPolicy:1 enableServiceLinks:11 ephemeralContainers:134 hostAliases:136 hostIPC:11 hostNetwork:11 hostPID:11 hostUsers:11 hostname:1 hostnameOverride:1 imagePullSecrets:138 initContainers:114 nodeName:1 nodeSelector:139 os:140 overhead:99 preemptionPolicy:1 priority:38 priorityClassName:1 readinessGates:142 resourceClaims:144 resources:96 restartPolicy:1 runtimeClassName:1 schedulerName:1 schedulingGates:146 schedulingGroup:147 securityContext:148 serviceAccount:1 serviceAccountName:1 setHostnameAsFQDN:11 shareProcessNamespace:11 subdomain:1 terminationGracePeriodSeconds:5 tolerations:153 topologySpreadConstraints:155 volumes:204
{Container name:1!="" args:18 command:18 env:76 envFrom:80 image:1 imagePullPolicy:1 lifecycle:81 livenessProbe:90 ports:93 readinessProbe:90 resizePolicy:95 resources:96={} restartPolicy:1 restartPolicyRules:103 securityContext:104 startupProbe:90 stdin:11 stdinOnce:11 terminationMessagePath:1 terminationMessagePolicy:1 tty:11 volumeDevices:111 volumeMounts:113 workingDir:1
{EnvVar name:1!="" value:1 valueFrom:69
{EnvVarSource configMapKeyRef:70 fieldRef:71 fileKeyRef:72 resourceFieldRef:73 secretKeyRef:75
{ConfigMapKeySelector key:1!="" name:1="" optional:11 atomic
{ObjectFieldSelector fieldPath:1!="" apiVersion:1 atomic
{FileKeySelector volumeName:1!="" path:1!="" key:1!="" optional:11=false atomic
{ResourceFieldSelector resource:1!="" containerName:1 divisor:74 atomic
q
{SecretKeySelector key:1!="" name:1="" optional:11 atomic
K68:name patch=merge key=name
{EnvFromSource configMapRef:78 prefix:1 secretRef:79
{ConfigMapEnvSource name:1="" optional:11
{SecretEnvSource name:1="" optional:11
L77
{Lifecycle postStart:82 preStop:82 stopSignal:1
{LifecycleHandler exec:83 httpGet:84 sleep:88 tcpSocket:89
{ExecAction command:18
{HTTPGetAction port:85! host:1 httpHeaders:87 path:1 scheme:1
x
{HTTPHeader name:1!="" value:1!=""
L86
{SleepAction seconds:5!=0
{TCPSocketAction port:85! host:1
{Probe exec:83 failureThreshold:38 grpc:91 httpGet:84 initialDelaySeconds:38 periodSeconds:38 successThreshold:38 tcpSocket:89 terminationGracePeriodSeconds:5 timeoutSeconds:38
{GRPCAction port:38!=0 service:1=""
{ContainerPort containerPort:38!=0 hostIP:1 hostPort:38 name:1 protocol:1="TCP"
K92:containerPort,protocol patch=merge key=containerPort
{ContainerResizePolicy resourceName:1!="" restartPolicy:1!=""
L94
{ResourceRequirements claims:98 limits:99 requests:99
{ResourceClaim name:1!="" request:1
K97:name
M74
{ContainerRestartRule action:1! exitCodes:101
{ContainerRestartRuleOnExitCodes operator:1! values:102
S38
L100
{SecurityContext allowPrivilegeEscalation:11 appArmorProfile:105 capabilities:106 privileged:11 procMount:1 readOnlyRootFilesystem:11 runAsGroup:5 runAsNonRoot:11 runAsUser:5 seLinuxOptions:107 seccompProfile:108 windowsOptions:109
{AppArmorProfile type:1!="" localhostProfile:1
{Capabilities add:18 drop:18
{SELinuxOptions level:1 role:1 type:1 user:1
{SeccompProfile type:1!="" localhostProfile:1
{WindowsSecurityContextOptions gmsaCredentialSpec:1 gmsaCredentialSpecName:1 hostProcess:11 runAsUserName:1
{VolumeDevice name:1!="" devicePath:1!=""
K110:devicePath patch=merge key=devicePath
{VolumeMount name:1!="" mountPath:1!="" mountPropagation:1 readOnly:11 recursiveReadOnly:1 subPath:1 subPathExpr:1
K112:mountPath patch=merge key=mountPath
K67:name patch=merge key=name
{Affinity nodeAffinity:116 podAffinity:124 podAntiAffinity:129
{NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:121 requiredDuringSchedulingIgnoredDuringExecution:122
{PreferredSchedulingTerm weight:38!=0 preference:118!={}
{NodeSelectorTerm matchExpressions:120 matchFields:120 atomic
{NodeSelectorRequirement key:1!="" operator:1!="" values:18
L119
L117
{NodeSelector nodeSelectorTerms:123! atomic
L118
{PodAffinity preferredDuringSchedulingIgnoredDuringExecution:127 requiredDuringSchedulingIgnoredDuringExecution:128
{WeightedPodAffinityTerm weight:38!=0 podAffinityTerm:126!={}
{PodAffinityTerm topologyKey:1!="" labelSelector:20 matchLabelKeys:18 mismatchLabelKeys:18 namespaceSelector:20 namespaces:18
L125
L126
{PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:127 requiredDuringSchedulingIgnoredDuringExecution:128
{PodDNSConfig nameservers:18 options:132 searches:18
{PodDNSConfigOption name:1 value:1
L131
{EphemeralContainer name:1!="" args:18 command:18 env:76 envFrom:80 image:1 imagePullPolicy:1 lifecycle:81 livenessProbe:90 ports:93 readinessProbe:90 resizePolicy:95 resources:96={} restartPolicy:1 restartPolicyRules:103 securityContext:104 startupProbe:90 stdin:11 stdinOnce:11 targetContainerName:1 terminationMessagePath:1 terminationMessagePolicy:1 tty:11 volumeDevices:111 volumeMounts:113 workingDir:1
K133:name patch=merge key=name
{HostAlias ip:1!="" hostnames:18
K135:ip patch=merge key=ip
{LocalObjectReference name:1="" atomic
K137:name patch=merge key=name
M1 atomic
{PodOS name:1!=""
{PodReadinessGate conditionType:1!=""
L141
{PodResourceClaim name:1!="" resourceClaimName:1 resourceClaimTemplateName:1
K143:name patch=merge,retainKeys key=name
{PodSchedulingGate name:1!=""
K145:name patch=merge key=name
{PodSchedulingGroup podGroupName:1
{PodSecurityContext appArmorProfile:105 fsGroup:5 fsGroupChangePolicy:1 runAsGroup:5 runAsNonRoot:11 runAsUser:5 seLinuxChangePolicy:1 seLinuxOptions:107 seccompProfile:108 supplementalGroups:149 supplementalGroupsPolicy:1 sysctls:151 windowsOptions:109
L5
{Sysctl name:1!="" value:1!=""
L150
{Toleration effect:1 key:1 operator:1 tolerationSeconds:5 value:1
L152
{TopologySpreadConstraint maxSkew:38!=0 topologyKey:1!="" whenUnsatisfiable:1!="" labelSelector:20 matchLabelKeys:18 minDomains:38 nodeAffinityPolicy:1 nodeTaintsPolicy:1
K154:topologyKey,whenUnsatisfiable patch=merge key=topologyKey
{Volume name:1!="" awsElasticBlockStore:157 azureDisk:158 azureFile:159 cephfs:160 cinder:161 configMap:162 csi:165 downwardAPI:166 emptyDir:169 ephemeral:170 fc:176 flexVolume:177 flocker:178 gcePersistentDisk:179 gitRepo:180 glusterfs:181 hostPath:182 image:183 iscsi:184 nfs:185 persistentVolumeClaim:186 photonPersistentDisk:187 portworxVolume:188 projected:189 quobyte:198 rbd:199 scaleIO:200 secret:201 storageos:202 vsphereVolume:203
{AWSElasticBlockStoreVolumeSource volumeID:1!="" fsType:1 partition:38 readOnly:11
{AzureDiskVolumeSource diskName:1!="" diskURI:1!="" cachingMode:1="ReadWrite" fsType:1="ext4" kind:1="Shared" readOnly:11=false
{AzureFileVolumeSource secretName:1!="" shareName:1!="" readOnly:11
{CephFSVolumeSource monitors:18! path:1 readOnly:11 secretFile:1 secretRef:137 user:1
{CinderVolumeSource volumeID:1!="" fsType:1 readOnly:11 secretRef:137
{ConfigMapVolumeSource defaultMode:38 items:164 name:1="" optional:11
{KeyToPath key:1!="" path:1!="" mode:38
L163
{CSIVolumeSource driver:1!="" fsType:1 nodePublishSecretRef:137 readOnly:11 volumeAttributes:3
{DownwardAPIVolumeSource defaultMode:38 items:168
{DownwardAPIVolumeFile path:1!="" fieldRef:71 mode:38 resourceFieldRef:73
L167
{EmptyDirVolumeSource medium:1 sizeLimit:74
{EphemeralVolumeSource volumeClaimTemplate:171
{PersistentVolumeClaimTemplate spec:172!={} metadata:2={}
{PersistentVolumeClaimSpec accessModes:18 dataSource:173 dataSourceRef:174 resources:175={} selector:20 storageClassName:1 volumeAttributesClassName:1 volumeMode:1 volumeName:1
{TypedLocalObjectReference kind:1!="" name:1!="" apiGroup:1 atomic
{TypedObjectReference kind:1!="" name:1!="" apiGroup:1 namespace:1
{VolumeResourceRequirements limits:99 requests:99
{FCVolumeSource fsType:1 lun:38 readOnly:11 targetWWNs:18 wwids:18
{FlexVolumeSource driver:1!="" fsType:1 options:3 readOnly:11 secretRef:137
{FlockerVolumeSource datasetName:1 datasetUUID:1
{GCEPersistentDiskVolumeSource pdName:1!="" fsType:1 partition:38 readOnly:11
{GitRepoVolumeSource repository:1!="" directory:1 revision:1
{GlusterfsVolumeSource endpoints:1!="" path:1!="" readOnly:11
{HostPathVolumeSource path:1!="" type:1
{ImageVolumeSource pullPolicy:1 reference:1
{ISCSIVolumeSource targetPortal:1!="" iqn:1!="" lun:38!=0 chapAuthDiscovery:11 chapAuthSession:11 fsType:1 initiatorName:1 iscsiInterface:1="default" portals:18 readOnly:11 secretRef:137
{NFSVolumeSource server:1!="" path:1!="" readOnly:11
{PersistentVolumeClaimVolumeSource claimName:1!="" readOnly:11
{PhotonPersistentDiskVolumeSource pdID:1!="" fsType:1
{PortworxVolumeSource volumeID:1!="" fsType:1 readOnly:11
{ProjectedVolumeSource defaultMode:38 sources:197
{VolumeProjection clusterTrustBundle:191 configMap:192 downwardAPI:193 podCertificate:194 secret:195 serviceAccountToken:196
{ClusterTrustBundleProjection path:1!="" labelSelector:20 name:1 optional:11 signerName:1
{ConfigMapProjection items:164 name:1="" optional:11
{DownwardAPIProjection items:168
{PodCertificateProjection signerName:1! keyType:1! certificateChainPath:1 credentialBundlePath:1 keyPath:1 maxExpirationSeconds:38 userAnnotations:3
{SecretProjection items:164 name:1="" optional:11
{ServiceAccountTokenProjection path:1!="" audience:1 expirationSeconds:5
L190
{QuobyteVolumeSource registry:1!="" volume:1!="" group:1 readOnly:11 tenant:1 user:1
{RBDVolumeSource monitors:18! image:1!="" fsType:1 keyring:1="/etc/ceph/keyring" pool:1="rbd" readOnly:11 secretRef:137 user:1="admin"
{ScaleIOVolumeSource gateway:1!="" system:1!="" secretRef:137! fsType:1="xfs" protectionDomain:1 readOnly:11 sslEnabled:11 storageMode:1="ThinProvisioned" storagePool:1 volumeName:1
{SecretVolumeSource defaultMode:38 items:164 optional:11 secretName:1
{StorageOSVolumeSource fsType:1 readOnly:11 secretRef:137 volumeName:1 volumeNamespace:1
{VsphereVirtualDiskVolumeSource volumePath:1!="" fsType:1 storagePolicyID:1 storagePolicyName:1
K156:name patch=merge,retainKeys key=name
{DaemonSetUpdateStrategy rollingUpdate:206 type:1
{RollingUpdateDaemonSet maxSurge:85 maxUnavailable:85
{DaemonSetStatus currentNumberScheduled:38!=0 numberMisscheduled:38!=0 desiredNumberScheduled:38!=0 numberReady:38!=0 collisionCount:38 conditions:209 numberAvailable:38 numberUnavailable:38 observedGeneration:5 updatedNumberScheduled:38
{DaemonSetCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K208:type patch=merge key=type
{Deployment apiVersion:1 kind:1 metadata:2={} spec:211={} status:214={}
{DeploymentSpec selector:20! template:65!={} minReadySeconds:38 paused:11 progressDeadlineSeconds:38 replicas:38 revisionHistoryLimit:38 strategy:213={}
{RollingUpdateDeployment maxSurge:85 maxUnavailable:85
{DeploymentStrategy rollingUpdate:212 type:1 patch=retainKeys
{DeploymentStatus availableReplicas:38 collisionCount:38 conditions:216 observedGeneration:5 readyReplicas:38 replicas:38 terminatingReplicas:38 unavailableReplicas:38 updatedReplicas:38
{DeploymentCondition type:1!="" status:1!="" lastTransitionTime:4 lastUpdateTime:4 message:1 reason:1
K215:type patch=merge key=type
{ReplicaSet apiVersion:1 kind:1 metadata:2={} spec:218={} status:219={}
{ReplicaSetSpec selector:20! minReadySeconds:38 replicas:38 template:65={}
{ReplicaSetStatus replicas:38!=0 availableReplicas:38 conditions:221 fullyLabeledReplicas:38 observedGeneration:5 readyReplicas:38 terminatingReplicas:38
{ReplicaSetCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K220:type patch=merge key=type
{StatefulSet apiVersion:1 kind:1 metadata:2={} spec:223={} status:234={}
{StatefulSetSpec selector:20! template:65!={} minReadySeconds:38 ordinals:224 persistentVolumeClaimRetentionPolicy:225 podManagementPolicy:1 replicas:38 revisionHistoryLimit:38 serviceName:1="" updateStrategy:226={} volumeClaimTemplates:233
{StatefulSetOrdinals start:38=0
{StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:1 whenScaled:1
{StatefulSetUpdateStrategy rollingUpdate:227 type:1
{RollingUpdateStatefulSetStrategy maxUnavailable:85 partition:38
{PersistentVolumeClaim apiVersion:1 kind:1 metadata:2={} spec:172={} status:229={}
{PersistentVolumeClaimStatus accessModes:18 allocatedResourceStatuses:3 allocatedResources:99 capacity:99 conditions:231 currentVolumeAttributesClassName:1 modifyVolumeStatus:232 phase:1
{PersistentVolumeClaimCondition type:1!="" status:1!="" lastProbeTime:4 lastTransitionTime:4 message:1 reason:1
K230:type patch=merge key=type
{ModifyVolumeStatus status:1!="" targetVolumeAttributesClassName:1
L228
{StatefulSetStatus replicas:38!=0 availableReplicas:38=0 collisionCount:38 conditions:236 currentReplicas:38 currentRevision:1 observedGeneration:5 readyReplicas:38 updateRevision:1 updatedReplicas:38
{StatefulSetCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K235:type patch=merge key=type
{SelfSubjectReview apiVersion:1 kind:1 metadata:2={} status:238={}
{SelfSubjectReviewStatus userInfo:239={}
{UserInfo extra:240 groups:18 uid:1 username:1
M18
{TokenRequest apiVersion:1 kind:1 metadata:2={} spec:242={} status:244={}
{TokenRequestSpec audiences:18 boundObjectRef:243 expirationSeconds:5
{BoundObjectReference apiVersion:1 kind:1 name:1 uid:1
{TokenRequestStatus expirationTimestamp:4 token:1=""
{TokenReview spec:246!={} apiVersion:1 kind:1 metadata:2={} status:247={}
{TokenReviewSpec token:1! audiences:18
{TokenReviewStatus audiences:18 authenticated:11 error:1 user:239={}
{LocalSubjectAccessReview spec:249!={} apiVersion:1 kind:1 metadata:2={} status:256={}
{SubjectAccessReviewSpec extra:240 groups:18 nonResourceAttributes:250 resourceAttributes:251 uid:1 user:1
{NonResourceAttributes path:1 verb:1
{ResourceAttributes fieldSelector:252 group:1 labelSelector:255 name:1 namespace:1 resource:1 subresource:1 verb:1 version:1
{FieldSelectorAttributes rawSelector:1 requirements:254
{FieldSelectorRequirement key:1!="" operator:1!="" values:18
L253
{LabelSelectorAttributes rawSelector:1 requirements:22
{SubjectAccessReviewStatus allowed:11!=false denied:11 evaluationError:1 reason:1
{SelfSubjectAccessReview spec:258!={} apiVersion:1 kind:1 metadata:2={} status:256={}
{SelfSubjectAccessReviewSpec nonResourceAttributes:250 resourceAttributes:251
{SelfSubjectRulesReview spec:260!={} apiVersion:1 kind:1 metadata:2={} status:261={}
{SelfSubjectRulesReviewSpec namespace:1
{SubjectRulesReviewStatus resourceRules:263! nonResourceRules:265! incomplete:11!=false evaluationError:1
{ResourceRule verbs:18! apiGroups:18 resourceNames:18 resources:18
L262
{NonResourceRule verbs:18! nonResourceURLs:18
L264
{SubjectAccessReview spec:249!={} apiVersion:1 kind:1 metadata:2={} status:256={}
{HorizontalPodAutoscaler spec:268!={} apiVersion:1 kind:1 metadata:2={} status:270={}
{HorizontalPodAutoscalerSpec scaleTargetRef:269!={} maxReplicas:38!=0 minReplicas:38 targetCPUUtilizationPercentage:38
{CrossVersionObjectReference kind:1!="" name:1!="" apiVersion:1 atomic
{HorizontalPodAutoscalerStatus currentReplicas:38!=0 desiredReplicas:38!=0 currentCPUUtilizationPercentage:38 lastScaleTime:4 observedGeneration:5
{Scale apiVersion:1 kind:1 metadata:2={} spec:272={} status:273={}
{ScaleSpec replicas:38=0
{ScaleStatus replicas:38!=0 selector:1
{HorizontalPodAutoscaler spec:275!={} apiVersion:1 kind:1 metadata:2={} status:290={}
{HorizontalPodAutoscalerSpec scaleTargetRef:276!={} maxReplicas:38!=0 behavior:277 metrics:289 minReplicas:38
{CrossVersionObjectReference kind:1!="" name:1!="" apiVersion:1
{HorizontalPodAutoscalerBehavior scaleDown:278 scaleUp:278
{HPAScalingRules policies:280 selectPolicy:1 stabilizationWindowSeconds:38 tolerance:74
{HPAScalingPolicy type:1!="" value:38!=0 periodSeconds:38!=0
L279
{MetricSpec type:1!="" containerResource:282 external:284 object:286 pods:287 resource:288
{ContainerResourceMetricSource name:1!="" target:283!={} container:1!=""
{MetricTarget type:1!="" averageUtilization:38 averageValue:74 value:74
{ExternalMetricSource metric:285!={} target:283!={}
{MetricIdentifier name:1!="" selector:20
{ObjectMetricSource describedObject:276!={} target:283!={} metric:285!={}
{PodsMetricSource metric:285!={} target:283!={}
{ResourceMetricSource name:1!="" target:283!={}
L281
{HorizontalPodAutoscalerStatus desiredReplicas:38!=0 conditions:292 currentMetrics:300 currentReplicas:38 lastScaleTime:4 observedGeneration:5
{HorizontalPodAutoscalerCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K291:type patch=merge key=type
{MetricStatus type:1!="" containerResource:294 external:296 object:297 pods:298 resource:299
{ContainerResourceMetricStatus name:1!="" current:295!={} container:1!=""
{MetricValueStatus averageUtilization:38 averageValue:74 value:74
{ExternalMetricStatus metric:285!={} current:295!={}
{ObjectMetricStatus metric:285!={} current:295!={} describedObject:276!={}
{PodsMetricStatus metric:285!={} current:295!={}
{ResourceMetricStatus name:1!="" current:295!={}
L293
{CronJob spec:302!={} apiVersion:1 kind:1 metadata:2={} status:314={}
{CronJobSpec schedule:1!="" jobTemplate:303!={} concurrencyPolicy:1 failedJobsHistoryLimit:38 startingDeadlineSeconds:5 successfulJobsHistoryLimit:38 suspend:11 timeZone:1
{JobTemplateSpec metadata:2={} spec:304={}
{JobSpec template:65!={} activeDeadlineSeconds:5 backoffLimit:38 backoffLimitPerIndex:38 completionMode:1 completions:38 managedBy:1 manualSelector:11 maxFailedIndexes:38 parallelism:38 podFailurePolicy:305 podReplacementPolicy:1 selector:20 successPolicy:311 suspend:11 ttlSecondsAfterFinished:38
{PodFailurePolicy rules:310!
{PodFailurePolicyRule action:1!="" onExitCodes:307 onPodConditions:309
{PodFailurePolicyOnExitCodesRequirement operator:1!="" values:102! containerName:1
{PodFailurePolicyOnPodConditionsPattern type:1!="" status:1=""
L308
L306
{SuccessPolicy rules:313!
{SuccessPolicyRule succeededCount:38 succeededIndexes:1
L312
{CronJobStatus active:316 lastScheduleTime:4 lastSuccessfulTime:4
{ObjectReference apiVersion:1 fieldPath:1 kind:1 name:1 namespace:1 resourceVersion:1 uid:1 atomic
L315
{Job apiVersion:1 kind:1 metadata:2={} spec:304={} status:318={}
{JobStatus active:38 completedIndexes:1 completionTime:4 conditions:320 failed:38 failedIndexes:1 ready:38 startTime:4 succeeded:38 terminating:38 uncountedTerminatedPods:321
{JobCondition type:1!="" status:1!="" lastProbeTime:4 lastTransitionTime:4 message:1 reason:1
L319 patch=merge key=type
{UncountedTerminatedPods failed:57 succeeded:57
{Lease apiVersion:1 kind:1 metadata:2={} spec:323={}
{LeaseSpec acquireTime:324 holderIdentity:1 leaseDurationSeconds:38 leaseTransitions:38 preferredHolder:1 renewTime:324 strategy:1
u
{Binding target:315!={} apiVersion:1 kind:1 metadata:2={}
{ComponentStatus apiVersion:1 conditions:328 kind:1 metadata:2={}
{ComponentCondition type:1!="" status:1!="" error:1 message:1
K327:type patch=merge key=type
{ConfigMap apiVersion:1 binaryData:330 data:3 immutable:11 kind:1 metadata:2={}
M36
{Endpoints apiVersion:1 kind:1 metadata:2={} subsets:337
{EndpointSubset addresses:334 notReadyAddresses:334 ports:336
{EndpointAddress ip:1!="" hostname:1 nodeName:1 targetRef:315 atomic
L333
{EndpointPort port:38!=0 appProtocol:1 name:1 protocol:1 atomic
L335
L332
{Event metadata:2!={} involvedObject:315!={} action:1 apiVersion:1 count:38 eventTime:324 firstTimestamp:4 kind:1 lastTimestamp:4 message:1 reason:1 related:315 reportingComponent:1="" reportingInstance:1="" series:339 source:340={} type:1
{EventSeries count:38 lastObservedTime:324
{EventSource component:1 host:1
{LimitRange apiVersion:1 kind:1 metadata:2={} spec:342={}
{LimitRangeSpec limits:344!
{LimitRangeItem type:1!="" default:99 defaultRequest:99 max:99 maxLimitRequestRatio:99 min:99
L343
{Namespace apiVersion:1 kind:1 metadata:2={} spec:346={} status:347={}
{NamespaceSpec finalizers:18
{NamespaceStatus conditions:349 phase:1
{NamespaceCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K348:type patch=merge key=type
{Node apiVersion:1 kind:1 metadata:2={} spec:351={} status:356={}
{NodeSpec configSource:352 externalID:1 podCIDR:1 podCIDRs:6 providerID:1 taints:355 unschedulable:11
{NodeConfigSource configMap:353
{ConfigMapNodeConfigSource namespace:1!="" name:1!="" kubeletConfigKey:1!="" resourceVersion:1 uid:1
{Taint key:1!="" effect:1!="" timeAdded:4 value:1
L354
{NodeStatus addresses:358 allocatable:99 capacity:99 conditions:360 config:361 daemonEndpoints:362={} declaredFeatures:18 features:364 images:366 nodeInfo:367={} phase:1 runtimeHandlers:371 volumesAttached:373 volumesInUse:18
{NodeAddress type:1!="" address:1!=""
K357:type patch=merge key=type
{NodeCondition type:1!="" status:1!="" lastHeartbeatTime:4 lastTransitionTime:4 message:1 reason:1
K359:type patch=merge key=type
{NodeConfigStatus active:352 assigned:352 error:1 lastKnownGood:352
{NodeDaemonEndpoints kubeletEndpoint:363={}
{DaemonEndpoint Port:38!=0
{NodeFeatures supplementalGroupsPolicy:11
{ContainerImage names:18 sizeBytes:5
L365
{NodeSystemInfo machineID:1!="" systemUUID:1!="" bootID:1!="" kernelVersion:1!="" osImage:1!="" containerRuntimeVersion:1!="" kubeletVersion:1!="" kubeProxyVersion:1!="" operatingSystem:1!="" architecture:1!="" swap:368
{NodeSwapStatus capacity:5
{NodeRuntimeHandler features:370 name:1=""
{NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:11 userNamespaces:11
L369
{AttachedVolume name:1!="" devicePath:1!=""
L372
{PersistentVolume apiVersion:1 kind:1 metadata:2={} spec:375={} status:389={}
{PersistentVolumeSpec accessModes:18 awsElasticBlockStore:157 azureDisk:158 azureFile:376 capacity:99 cephfs:377 cinder:379 claimRef:315 csi:380 fc:176 flexVolume:381 flocker:178 gcePersistentDisk:179 glusterfs:382 hostPath:182 iscsi:383 local:384 mountOptions:18 nfs:185 nodeAffinity:385 persistentVolumeReclaimPolicy:1 photonPersistentDisk:187 portworxVolume:188 quobyte:198 rbd:386 scaleIO:387 storageClassName:1 storageos:388 volumeAttributesClassName:1 volumeMode:1 vsphereVolume:203
{AzureFilePersistentVolumeSource secretName:1!="" shareName:1!="" readOnly:11 secretNamespace:1
{CephFSPersistentVolumeSource monitors:18! path:1 readOnly:11 secretFile:1 secretRef:378 user:1
{SecretReference name:1 namespace:1 atomic
{CinderPersistentVolumeSource volumeID:1!="" fsType:1 readOnly:11 secretRef:378
{CSIPersistentVolumeSource driver:1!="" volumeHandle:1!="" controllerExpandSecretRef:378 controllerPublishSecretRef:378 fsType:1 nodeExpandSecretRef:378 nodePublishSecretRef:378 nodeStageSecretRef:378 readOnly:11 volumeAttributes:3
{FlexPersistentVolumeSource driver:1!="" fsType:1 options:3 readOnly:11 secretRef:378
{GlusterfsPersistentVolumeSource endpoints:1!="" path:1!="" endpointsNamespace:1 readOnly:11
{ISCSIPersistentVolumeSource targetPortal:1!="" iqn:1!="" lun:38!=0 chapAuthDiscovery:11 chapAuthSession:11 fsType:1 initiatorName:1 iscsiInterface:1="default" portals:18 readOnly:11 secretRef:378
{LocalVolumeSource path:1!="" fsType:1
{VolumeNodeAffinity required:122
{RBDPersistentVolumeSource monitors:18! image:1!="" fsType:1 keyring:1="/etc/ceph/keyring" pool:1="rbd" readOnly:11 secretRef:378 user:1="admin"
{ScaleIOPersistentVolumeSource gateway:1!="" system:1!="" secretRef:378! fsType:1="xfs" protectionDomain:1 readOnly:11 sslEnabled:11 storageMode:1="ThinProvisioned" storagePool:1 volumeName:1
{StorageOSPersistentVolumeSource fsType:1 readOnly:11 secretRef:315 volumeName:1 volumeNamespace:1
{PersistentVolumeStatus lastPhaseTransitionTime:4 message:1 phase:1 reason:1
{Pod apiVersion:1 kind:1 metadata:2={} spec:66={} status:391={}
{PodStatus allocatedResources:99 conditions:393 containerStatuses:409 ephemeralContainerStatuses:409 extendedResourceClaimStatus:410 hostIP:1 hostIPs:414 initContainerStatuses:409 message:1 nodeAllocatableResourceClaimStatuses:416 nominatedNodeName:1 observedGeneration:5 phase:1 podIP:1 podIPs:418 qosClass:1 reason:1 resize:1 resourceClaimStatuses:420 resources:96 startTime:4
{PodCondition type:1!="" status:1!="" lastProbeTime:4 lastTransitionTime:4 message:1 observedGeneration:5 reason:1
K392:type patch=merge key=type
{ContainerStatus name:1!="" ready:11!=false restartCount:38!=0 image:1!="" imageID:1!="" allocatedResources:99 allocatedResourcesStatus:398 containerID:1 lastState:399={} resources:96 started:11 state:399={} stopSignal:1 user:403 volumeMounts:408
{ResourceStatus name:1!="" resources:397
{ResourceHealth resourceID:1!="" health:1 message:1
K396:resourceID
K395:name patch=merge key=name
{ContainerState running:400 terminated:401 waiting:402
{ContainerStateRunning startedAt:4
{ContainerStateTerminated exitCode:38!=0 containerID:1 finishedAt:4 message:1 reason:1 signal:38 startedAt:4
{ContainerStateWaiting message:1 reason:1
{ContainerUser linux:404
{LinuxContainerUser uid:5!=0 gid:5!=0 supplementalGroups:149
{VolumeMountStatus name:1!="" mountPath:1!="" readOnly:11 recursiveReadOnly:1 volumeStatus:406
{VolumeStatus image:407
{ImageVolumeStatus imageRef:1!
K405:mountPath patch=merge key=mountPath
L394
{PodExtendedResourceClaimStatus requestMappings:412! resourceClaimName:1!=""
{ContainerExtendedResourceRequest containerName:1!="" resourceName:1!="" requestName:1!=""
L411
{HostIP ip:1!=""
L413 patch=merge key=ip
{NodeAllocatableResourceClaimStatus resourceClaimName:1!="" resources:99! containers:57
L415
{PodIP ip:1!=""
K417:ip patch=merge key=ip
{PodResourceClaimStatus name:1!="" resourceClaimName:1
K419:name patch=merge,retainKeys key=name
{PodTemplate apiVersion:1 kind:1 metadata:2={} template:65={}
{ReplicationController apiVersion:1 kind:1 metadata:2={} spec:423={} status:424={}
{ReplicationControllerSpec minReadySeconds:38=0 replicas:38=1 selector:139 template:65
{ReplicationControllerStatus replicas:38!=0 availableReplicas:38 conditions:426 fullyLabeledReplicas:38 observedGeneration:5 readyReplicas:38
{ReplicationControllerCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K425:type patch=merge key=type
{ResourceQuota apiVersion:1 kind:1 metadata:2={} spec:428={} status:432={}
{ResourceQuotaSpec hard:99 scopeSelector:429 scopes:18
{ScopeSelector matchExpressions:431 atomic
{ScopedResourceSelectorRequirement scopeName:1!="" operator:1!="" values:18
L430
{ResourceQuotaStatus hard:99 used:99
{Secret apiVersion:1 data:330 immutable:11 kind:1 metadata:2={} stringData:3 type:1
{Service apiVersion:1 kind:1 metadata:2={} spec:435={} status:440={}
{ServiceSpec allocateLoadBalancerNodePorts:11 clusterIP:1 clusterIPs:18 externalIPs:18 externalName:1 externalTrafficPolicy:1 healthCheckNodePort:38 internalTrafficPolicy:1 ipFamilies:18 ipFamilyPolicy:1 loadBalancerClass:1 loadBalancerIP:1 loadBalancerSourceRanges:18 ports:437 publishNotReadyAddresses:11 selector:139 sessionAffinity:1 sessionAffinityConfig:438 trafficDistribution:1 type:1
{ServicePort port:38!=0 appProtocol:1 name:1 nodePort:38 protocol:1="TCP" targetPort:85
K436:port,protocol patch=merge key=port
{SessionAffinityConfig clientIP:439
{ClientIPConfig timeoutSeconds:38
{ServiceStatus conditions:441 loadBalancer:442={}
K50:type patch=merge key=type
{LoadBalancerStatus ingress:446
{LoadBalancerIngress hostname:1 ip:1 ipMode:1 ports:445
{PortStatus port:38!=0 protocol:1!="" error:1
L444
L443
{ServiceAccount apiVersion:1 automountServiceAccountToken:11 imagePullSecrets:448 kind:1 metadata:2={} secrets:449
L137
K315:name patch=merge key=name
{EndpointSlice addressType:1!="" apiVersion:1 endpoints:458 kind:1 metadata:2={} ports:460
{Endpoint addresses:57! conditions:452={} deprecatedTopology:3 hints:453 hostname:1 nodeName:1 targetRef:315 zone:1
{EndpointConditions ready:11 serving:11 terminating:11
{EndpointHints forNodes:455 forZones:457
{ForNode name:1!=""
L454
{ForZone name:1!=""
L456
L451
{EndpointPort appProtocol:1 name:1 port:38 protocol:1 atomic
L459
{Event eventTime:324! action:1 apiVersion:1 deprecatedCount:38 deprecatedFirstTimestamp:4 deprecatedLastTimestamp:4 deprecatedSource:340={} kind:1 metadata:2={} note:1 reason:1 regarding:315={} related:315 reportingController:1 reportingInstance:1 series:462 type:1
{EventSeries count:38!=0 lastObservedTime:324!
{IPAddress spec:464!={} apiVersion:1 kind:1 metadata:2={}
{IPAddressSpec parentRef:465!
{ParentReference resource:1! name:1! group:1 namespace:1
{Ingress apiVersion:1 kind:1 metadata:2={} spec:467={} status:478={}
{IngressSpec defaultBackend:468 ingressClassName:1 rules:475 tls:477
{IngressBackend resource:173 service:469
{IngressServiceBackend name:1!="" port:470={}
{ServiceBackendPort name:1 number:38 atomic
{IngressRule host:1 http:472
{HTTPIngressRuleValue paths:474!
{HTTPIngressPath pathType:1! backend:468!={} path:1
L473
L471
{IngressTLS hosts:18 secretName:1
L476
{IngressStatus loadBalancer:479={}
{IngressLoadBalancerStatus ingress:483
{IngressLoadBalancerIngress hostname:1 ip:1 ports:482
{IngressPortStatus port:38!=0 protocol:1!="" error:1
L481
L480
{IngressClass apiVersion:1 kind:1 metadata:2={} spec:485={}
{IngressClassSpec controller:1 parameters:486
{IngressClassParametersReference kind:1!="" name:1!="" apiGroup:1 namespace:1 scope:1
{NetworkPolicy apiVersion:1 kind:1 metadata:2={} spec:488={}
{NetworkPolicySpec egress:495 ingress:497 podSelector:20={} policyTypes:18
{NetworkPolicyEgressRule ports:491 to:494
{NetworkPolicyPort endPort:38 port:85 protocol:1
L490
{NetworkPolicyPeer ipBlock:493 namespaceSelector:20 podSelector:20
{IPBlock cidr:1!="" except:18
L492
L489
{NetworkPolicyIngressRule from:494 ports:491
L496
{ServiceCIDR apiVersion:1 kind:1 metadata:2={} spec:499={} status:500={}
{ServiceCIDRSpec cidrs:18
{ServiceCIDRStatus conditions:441
{RuntimeClass handler:1!="" apiVersion:1 kind:1 metadata:2={} overhead:502 scheduling:503
{Overhead podFixed:99
{Scheduling nodeSelector:139 tolerations:153
{Eviction apiVersion:1 deleteOptions:505 kind:1 metadata:2={}
{DeleteOptions apiVersion:1 dryRun:18 gracePeriodSeconds:5 ignoreStoreReadErrorWithClusterBreakingPotential:11 kind:1 orphanDependents:11 preconditions:506 propagationPolicy:1
{Preconditions resourceVersion:1 uid:1
{PodDisruptionBudget apiVersion:1 kind:1 metadata:2={} spec:508={} status:510={}
{PodDisruptionBudgetSpec maxUnavailable:85 minAvailable:85 selector:509 unhealthyPodEvictionPolicy:1
{LabelSelector matchExpressions:22 matchLabels:3 atomic patch=replace
{PodDisruptionBudgetStatus conditions:441 currentHealthy:38=0 desiredHealthy:38=0 disruptedPods:511 disruptionsAllowed:38=0 expectedPods:38=0 observedGeneration:5
M4
{ClusterRole aggregationRule:513 apiVersion:1 kind:1 metadata:2={} rules:516
{AggregationRule clusterRoleSelectors:514
L20
{PolicyRule verbs:18! apiGroups:18 nonResourceURLs:18 resourceNames:18 resources:18
L515
{ClusterRoleBinding roleRef:518!={} apiVersion:1 kind:1 metadata:2={} subjects:520
{RoleRef kind:1!="" name:1!="" apiGroup:1="" atomic
{Subject kind:1!="" name:1!="" apiGroup:1 namespace:1 atomic
L519
{Role apiVersion:1 kind:1 metadata:2={} rules:516
{RoleBinding roleRef:518!={} apiVersion:1 kind:1 metadata:2={} subjects:520
{PriorityClass apiVersion:1 description:1 globalDefault:11 kind:1 metadata:2={} preemptionPolicy:1 value:38=0
{CSIDriver spec:525!={} apiVersion:1 kind:1 metadata:2={}
{CSIDriverSpec attachRequired:11 fsGroupPolicy:1 nodeAllocatableUpdatePeriodSeconds:5 podInfoOnMount:11 preventPodSchedulingIfMissing:11 requiresRepublish:11 seLinuxMount:11 serviceAccountTokenInSecrets:11 storageCapacity:11 tokenRequests:527 volumeLifecycleModes:57
{TokenRequest audience:1!="" expirationSeconds:5
L526
{CSINode spec:529!={} apiVersion:1 kind:1 metadata:2={}
{CSINodeSpec drivers:532!
{CSINodeDriver name:1!="" nodeID:1!="" allocatable:531 topologyKeys:18
{VolumeNodeResources count:38
K530:name patch=merge key=name
{CSIStorageCapacity storageClassName:1!="" apiVersion:1 capacity:74 kind:1 maximumVolumeSize:74 metadata:2={} nodeTopology:20
{StorageClass provisioner:1!="" allowVolumeExpansion:11 allowedTopologies:538 apiVersion:1 kind:1 metadata:2={} mountOptions:18 parameters:3 reclaimPolicy:1 volumeBindingMode:1
{TopologySelectorTerm matchLabelExpressions:537 atomic
{TopologySelectorLabelRequirement key:1!="" values:18!
L536
L535
{VolumeAttachment spec:540!={} apiVersion:1 kind:1 metadata:2={} status:542={}
{VolumeAttachmentSpec attacher:1!="" source:541!={} nodeName:1!=""
{VolumeAttachmentSource inlineVolumeSpec:375 persistentVolumeName:1
{VolumeAttachmentStatus attached:11!=false attachError:543 attachmentMetadata:3 detachError:543
{VolumeError errorCode:38 message:1 time:4
{VolumeAttributesClass driverName:1!="" apiVersion:1 kind:1 metadata:2={} parameters:3
{CustomResourceDefinition spec:546!={} apiVersion:1 kind:1 metadata:2={} status:575={}
{CustomResourceDefinitionSpec group:1!="" names:547!={} scope:1!="" versions:570! conversion:571 preserveUnknownFields:11
{CustomResourceDefinitionNames plural:1!="" kind:1!="" categories:18 listKind:1 shortNames:18 singular:1
{CustomResourceDefinitionVersion name:1!="" served:11!=false storage:11!=false additionalPrinterColumns:550 deprecated:11 deprecationWarning:1 schema:551 selectableFields:566 subresources:567
{CustomResourceColumnDefinition name:1!="" type:1!="" jsonPath:1!="" description:1 format:1 priority:38
L549
{CustomResourceValidation openAPIV3Schema:552
{JSONSchemaProps $ref:1 $schema:1 additionalItems:553 additionalProperties:553 allOf:554 anyOf:554 default:555 definitions:556 dependencies:558 description:1 enum:559 example:555 exclusiveMaximum:11 exclusiveMinimum:11 externalDocs:560 format:1 id:1 items:561 maxItems:5 maxLength:5 maxProperties:5 maximum:562 minItems:5 minLength:5 minProperties:5 minimum:562 multipleOf:562 not:552 nullable:11 oneOf:554 pattern:1 patternProperties:556 properties:556 required:18 title:1 type:1 uniqueItems:11 x-kubernetes-embedded-resource:11 x-kubernetes-int-or-string:11 x-kubernetes-list-map-keys:18 x-kubernetes-list-type:1 x-kubernetes-map-type:1 x-kubernetes-preserve-unknown-fields:11 x-kubernetes-validations:564
*
L552
*
M552
*
M557
L555
{ExternalDocumentation description:1 url:1
*
n
{ValidationRule rule:1!="" fieldPath:1 message:1 messageExpression:1 optionalOldSelf:11 reason:1
K563:rule patch=merge key=rule
{SelectableField jsonPath:1!=""
L565
{CustomResourceSubresources scale:568 status:569
{CustomResourceSubresourceScale specReplicasPath:1!="" statusReplicasPath:1!="" labelSelectorPath:1
*
L548
{CustomResourceConversion strategy:1!="" webhook:572
{WebhookConversion conversionReviewVersions:18! clientConfig:573
{WebhookClientConfig caBundle:36 service:574 url:1
{ServiceReference namespace:1!="" name:1!="" path:1 port:38
{CustomResourceDefinitionStatus acceptedNames:547={} conditions:577 observedGeneration:5 storedVersions:18
{CustomResourceDefinitionCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 observedGeneration:5 reason:1
K576:type
{APIService apiVersion:1 kind:1 metadata:2={} spec:579={} status:581={}
{APIServiceSpec groupPriorityMinimum:38!=0 versionPriority:38!=0 caBundle:36 group:1 insecureSkipTLSVerify:11 service:580 version:1
{ServiceReference name:1 namespace:1 port:38
{APIServiceStatus conditions:583
{APIServiceCondition type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K582:type patch=merge key=type
"""#
