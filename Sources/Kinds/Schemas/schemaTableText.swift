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
{ apiVersion:1 kind:1 metadata:2={} spec:13={}
s
{ annotations:3 creationTimestamp:4 deletionGracePeriodSeconds:5 deletionTimestamp:4 finalizers:6 generateName:1 generation:5 labels:3 managedFields:9 name:1 namespace:1 ownerReferences:12 resourceVersion:1 selfLink:1 uid:1
M1
t
I
S1 patch=merge
{ apiVersion:1 fieldsType:1 fieldsV1:8 manager:1 operation:1 subresource:1 time:4
*
L7
{ apiVersion:1!="" kind:1!="" name:1!="" uid:1!="" blockOwnerDeletion:11 controller:11 atomic
b
K10:uid patch=merge key=uid
{ failurePolicy:1 matchConditions:15 matchConstraints:16 mutations:26 paramKind:27 reinvocationPolicy:1 variables:29
{ name:1!="" expression:1!=""
K14:name patch=merge key=name
{ excludeResourceRules:19 matchPolicy:1 namespaceSelector:20 objectSelector:20 resourceRules:19 atomic
{ apiGroups:18 apiVersions:18 operations:18 resourceNames:18 resources:18 scope:1 atomic
L1
L17
{ matchExpressions:22 matchLabels:3 atomic
{ key:1!="" operator:1!="" values:18
L21
{ patchType:1!="" applyConfiguration:24 jsonPatch:25
{ expression:1
{ expression:1
L23
{ apiVersion:1 kind:1 atomic
{ name:1!="" expression:1!="" atomic
L28
{ apiVersion:1 kind:1 metadata:2={} spec:31={}
{ matchResources:16 paramRef:32 policyName:1
{ name:1 namespace:1 parameterNotFoundAction:1 selector:20 atomic
{ apiVersion:1 kind:1 metadata:2={} webhooks:41
{ name:1!="" clientConfig:35!={} sideEffects:1! admissionReviewVersions:18! failurePolicy:1 matchConditions:15 matchPolicy:1 namespaceSelector:20 objectSelector:20 reinvocationPolicy:1 rules:40 timeoutSeconds:38
{ caBundle:36 service:37 url:1
y
{ namespace:1!="" name:1!="" path:1 port:38
i
{ apiGroups:18 apiVersions:18 operations:18 resources:18 scope:1
L39
K34:name patch=merge key=name
{ apiVersion:1 kind:1 metadata:2={} spec:43={} status:49={}
{ auditAnnotations:45 failurePolicy:1 matchConditions:15 matchConstraints:16 paramKind:27 validations:47 variables:48
{ key:1!="" valueExpression:1!=""
L44
{ expression:1!="" message:1 messageExpression:1 reason:1
L46
K28:name patch=merge key=name
{ conditions:51 observedGeneration:5 typeChecking:52
{ type:1!="" status:1!="" lastTransitionTime:4! reason:1!="" message:1!="" observedGeneration:5
K50:type
{ expressionWarnings:54
{ fieldRef:1!="" warning:1!=""
L53
{ spec:56!={} apiVersion:1 kind:1 metadata:2={}
{ policyName:1! validationActions:57! matchResources:16 paramRef:32
S1
{ apiVersion:1 kind:1 metadata:2={} webhooks:60
{ name:1!="" clientConfig:35!={} sideEffects:1! admissionReviewVersions:18! failurePolicy:1 matchConditions:15 matchPolicy:1 namespaceSelector:20 objectSelector:20 rules:40 timeoutSeconds:38
K59:name patch=merge key=name
{ revision:5!=0 apiVersion:1 data:62 kind:1 metadata:2={}
*
{ apiVersion:1 kind:1 metadata:2={} spec:64={} status:207={}
{ selector:20! template:65!={} minReadySeconds:38 revisionHistoryLimit:38 updateStrategy:205={}
{ metadata:2={} spec:66={}
{ containers:114! activeDeadlineSeconds:5 affinity:115 automountServiceAccountToken:11 dnsConfig:130 dnsPolicy:1 enableServiceLinks:11 ephemeralContainers:134 hostAliases:136 hostIPC:11 hostNetwork:11 hostPID:11 hostUsers:11 hostname:1 hostnameOverride:1 imagePullSecrets:138 initContainers:114 nodeName:1 nodeSelector:139 os:140 overhead:99 preemptionPolicy:1 priority:38 priorityClassName:1 readinessGates:142 resourceClaims:144 resources:96 restartPolicy:1 runtimeClassName:1 schedulerName:1 schedulingGates:146 schedulingGroup:147 securityContext:148 serviceAccount:1 serviceAccountName:1 setHostnameAsFQDN:11 shareProcessNamespace:11 subdomain:1 terminationGracePeriodSeconds:5 tolerations:153 topologySpreadConstraints:155 volumes:204
{ name:1!="" args:18 command:18 env:76 envFrom:80 image:1 imagePullPolicy:1 lifecycle:81 livenessProbe:90 ports:93 readinessProbe:90 resizePolicy:95 resources:96={} restartPolicy:1 restartPolicyRules:103 securityContext:104 startupProbe:90 stdin:11 stdinOnce:11 terminationMessagePath:1 terminationMessagePolicy:1 tty:11 volumeDevices:111 volumeMounts:113 workingDir:1
{ name:1!="" value:1 valueFrom:69
{ configMapKeyRef:70 fieldRef:71 fileKeyRef:72 resourceFieldRef:73 secretKeyRef:75
{ key:1!="" name:1="" optional:11 atomic
{ fieldPath:1!="" apiVersion:1 atomic
{ volumeName:1!="" path:1!="" key:1!="" optional:11=false atomic
{ resource:1!="" containerName:1 divisor:74 atomic
q
{ key:1!="" name:1="" optional:11 atomic
K68:name patch=merge key=name
{ configMapRef:78 prefix:1 secretRef:79
{ name:1="" optional:11
{ name:1="" optional:11
L77
{ postStart:82 preStop:82 stopSignal:1
{ exec:83 httpGet:84 sleep:88 tcpSocket:89
{ command:18
{ port:85! host:1 httpHeaders:87 path:1 scheme:1
x
{ name:1!="" value:1!=""
L86
{ seconds:5!=0
{ port:85! host:1
{ exec:83 failureThreshold:38 grpc:91 httpGet:84 initialDelaySeconds:38 periodSeconds:38 successThreshold:38 tcpSocket:89 terminationGracePeriodSeconds:5 timeoutSeconds:38
{ port:38!=0 service:1=""
{ containerPort:38!=0 hostIP:1 hostPort:38 name:1 protocol:1="TCP"
K92:containerPort,protocol patch=merge key=containerPort
{ resourceName:1!="" restartPolicy:1!=""
L94
{ claims:98 limits:99 requests:99
{ name:1!="" request:1
K97:name
M74
{ action:1! exitCodes:101
{ operator:1! values:102
S38
L100
{ allowPrivilegeEscalation:11 appArmorProfile:105 capabilities:106 privileged:11 procMount:1 readOnlyRootFilesystem:11 runAsGroup:5 runAsNonRoot:11 runAsUser:5 seLinuxOptions:107 seccompProfile:108 windowsOptions:109
{ type:1!="" localhostProfile:1
{ add:18 drop:18
{ level:1 role:1 type:1 user:1
{ type:1!="" localhostProfile:1
{ gmsaCredentialSpec:1 gmsaCredentialSpecName:1 hostProcess:11 runAsUserName:1
{ name:1!="" devicePath:1!=""
K110:devicePath patch=merge key=devicePath
{ name:1!="" mountPath:1!="" mountPropagation:1 readOnly:11 recursiveReadOnly:1 subPath:1 subPathExpr:1
K112:mountPath patch=merge key=mountPath
K67:name patch=merge key=name
{ nodeAffinity:116 podAffinity:124 podAntiAffinity:129
{ preferredDuringSchedulingIgnoredDuringExecution:121 requiredDuringSchedulingIgnoredDuringExecution:122
{ weight:38!=0 preference:118!={}
{ matchExpressions:120 matchFields:120 atomic
{ key:1!="" operator:1!="" values:18
L119
L117
{ nodeSelectorTerms:123! atomic
L118
{ preferredDuringSchedulingIgnoredDuringExecution:127 requiredDuringSchedulingIgnoredDuringExecution:128
{ weight:38!=0 podAffinityTerm:126!={}
{ topologyKey:1!="" labelSelector:20 matchLabelKeys:18 mismatchLabelKeys:18 namespaceSelector:20 namespaces:18
L125
L126
{ preferredDuringSchedulingIgnoredDuringExecution:127 requiredDuringSchedulingIgnoredDuringExecution:128
{ nameservers:18 options:132 searches:18
{ name:1 value:1
L131
{ name:1!="" args:18 command:18 env:76 envFrom:80 image:1 imagePullPolicy:1 lifecycle:81 livenessProbe:90 ports:93 readinessProbe:90 resizePolicy:95 resources:96={} restartPolicy:1 restartPolicyRules:103 securityContext:104 startupProbe:90 stdin:11 stdinOnce:11 targetContainerName:1 terminationMessagePath:1 terminationMessagePolicy:1 tty:11 volumeDevices:111 volumeMounts:113 workingDir:1
K133:name patch=merge key=name
{ ip:1!="" hostnames:18
K135:ip patch=merge key=ip
{ name:1="" atomic
K137:name patch=merge key=name
M1 atomic
{ name:1!=""
{ conditionType:1!=""
L141
{ name:1!="" resourceClaimName:1 resourceClaimTemplateName:1
K143:name patch=merge,retainKeys key=name
{ name:1!=""
K145:name patch=merge key=name
{ podGroupName:1
{ appArmorProfile:105 fsGroup:5 fsGroupChangePolicy:1 runAsGroup:5 runAsNonRoot:11 runAsUser:5 seLinuxChangePolicy:1 seLinuxOptions:107 seccompProfile:108 supplementalGroups:149 supplementalGroupsPolicy:1 sysctls:151 windowsOptions:109
L5
{ name:1!="" value:1!=""
L150
{ effect:1 key:1 operator:1 tolerationSeconds:5 value:1
L152
{ maxSkew:38!=0 topologyKey:1!="" whenUnsatisfiable:1!="" labelSelector:20 matchLabelKeys:18 minDomains:38 nodeAffinityPolicy:1 nodeTaintsPolicy:1
K154:topologyKey,whenUnsatisfiable patch=merge key=topologyKey
{ name:1!="" awsElasticBlockStore:157 azureDisk:158 azureFile:159 cephfs:160 cinder:161 configMap:162 csi:165 downwardAPI:166 emptyDir:169 ephemeral:170 fc:176 flexVolume:177 flocker:178 gcePersistentDisk:179 gitRepo:180 glusterfs:181 hostPath:182 image:183 iscsi:184 nfs:185 persistentVolumeClaim:186 photonPersistentDisk:187 portworxVolume:188 projected:189 quobyte:198 rbd:199 scaleIO:200 secret:201 storageos:202 vsphereVolume:203
{ volumeID:1!="" fsType:1 partition:38 readOnly:11
{ diskName:1!="" diskURI:1!="" cachingMode:1="ReadWrite" fsType:1="ext4" kind:1="Shared" readOnly:11=false
{ secretName:1!="" shareName:1!="" readOnly:11
{ monitors:18! path:1 readOnly:11 secretFile:1 secretRef:137 user:1
{ volumeID:1!="" fsType:1 readOnly:11 secretRef:137
{ defaultMode:38 items:164 name:1="" optional:11
{ key:1!="" path:1!="" mode:38
L163
{ driver:1!="" fsType:1 nodePublishSecretRef:137 readOnly:11 volumeAttributes:3
{ defaultMode:38 items:168
{ path:1!="" fieldRef:71 mode:38 resourceFieldRef:73
L167
{ medium:1 sizeLimit:74
{ volumeClaimTemplate:171
{ spec:172!={} metadata:2={}
{ accessModes:18 dataSource:173 dataSourceRef:174 resources:175={} selector:20 storageClassName:1 volumeAttributesClassName:1 volumeMode:1 volumeName:1
{ kind:1!="" name:1!="" apiGroup:1 atomic
{ kind:1!="" name:1!="" apiGroup:1 namespace:1
{ limits:99 requests:99
{ fsType:1 lun:38 readOnly:11 targetWWNs:18 wwids:18
{ driver:1!="" fsType:1 options:3 readOnly:11 secretRef:137
{ datasetName:1 datasetUUID:1
{ pdName:1!="" fsType:1 partition:38 readOnly:11
{ repository:1!="" directory:1 revision:1
{ endpoints:1!="" path:1!="" readOnly:11
{ path:1!="" type:1
{ pullPolicy:1 reference:1
{ targetPortal:1!="" iqn:1!="" lun:38!=0 chapAuthDiscovery:11 chapAuthSession:11 fsType:1 initiatorName:1 iscsiInterface:1="default" portals:18 readOnly:11 secretRef:137
{ server:1!="" path:1!="" readOnly:11
{ claimName:1!="" readOnly:11
{ pdID:1!="" fsType:1
{ volumeID:1!="" fsType:1 readOnly:11
{ defaultMode:38 sources:197
{ clusterTrustBundle:191 configMap:192 downwardAPI:193 podCertificate:194 secret:195 serviceAccountToken:196
{ path:1!="" labelSelector:20 name:1 optional:11 signerName:1
{ items:164 name:1="" optional:11
{ items:168
{ signerName:1! keyType:1! certificateChainPath:1 credentialBundlePath:1 keyPath:1 maxExpirationSeconds:38 userAnnotations:3
{ items:164 name:1="" optional:11
{ path:1!="" audience:1 expirationSeconds:5
L190
{ registry:1!="" volume:1!="" group:1 readOnly:11 tenant:1 user:1
{ monitors:18! image:1!="" fsType:1 keyring:1="/etc/ceph/keyring" pool:1="rbd" readOnly:11 secretRef:137 user:1="admin"
{ gateway:1!="" system:1!="" secretRef:137! fsType:1="xfs" protectionDomain:1 readOnly:11 sslEnabled:11 storageMode:1="ThinProvisioned" storagePool:1 volumeName:1
{ defaultMode:38 items:164 optional:11 secretName:1
{ fsType:1 readOnly:11 secretRef:137 volumeName:1 volumeNamespace:1
{ volumePath:1!="" fsType:1 storagePolicyID:1 storagePolicyName:1
K156:name patch=merge,retainKeys key=name
{ rollingUpdate:206 type:1
{ maxSurge:85 maxUnavailable:85
{ currentNumberScheduled:38!=0 numberMisscheduled:38!=0 desiredNumberScheduled:38!=0 numberReady:38!=0 collisionCount:38 conditions:209 numberAvailable:38 numberUnavailable:38 observedGeneration:5 updatedNumberScheduled:38
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K208:type patch=merge key=type
{ apiVersion:1 kind:1 metadata:2={} spec:211={} status:214={}
{ selector:20! template:65!={} minReadySeconds:38 paused:11 progressDeadlineSeconds:38 replicas:38 revisionHistoryLimit:38 strategy:213={}
{ maxSurge:85 maxUnavailable:85
{ rollingUpdate:212 type:1 patch=retainKeys
{ availableReplicas:38 collisionCount:38 conditions:216 observedGeneration:5 readyReplicas:38 replicas:38 terminatingReplicas:38 unavailableReplicas:38 updatedReplicas:38
{ type:1!="" status:1!="" lastTransitionTime:4 lastUpdateTime:4 message:1 reason:1
K215:type patch=merge key=type
{ apiVersion:1 kind:1 metadata:2={} spec:218={} status:219={}
{ selector:20! minReadySeconds:38 replicas:38 template:65={}
{ replicas:38!=0 availableReplicas:38 conditions:221 fullyLabeledReplicas:38 observedGeneration:5 readyReplicas:38 terminatingReplicas:38
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K220:type patch=merge key=type
{ apiVersion:1 kind:1 metadata:2={} spec:223={} status:234={}
{ selector:20! template:65!={} minReadySeconds:38 ordinals:224 persistentVolumeClaimRetentionPolicy:225 podManagementPolicy:1 replicas:38 revisionHistoryLimit:38 serviceName:1="" updateStrategy:226={} volumeClaimTemplates:233
{ start:38=0
{ whenDeleted:1 whenScaled:1
{ rollingUpdate:227 type:1
{ maxUnavailable:85 partition:38
{ apiVersion:1 kind:1 metadata:2={} spec:172={} status:229={}
{ accessModes:18 allocatedResourceStatuses:3 allocatedResources:99 capacity:99 conditions:231 currentVolumeAttributesClassName:1 modifyVolumeStatus:232 phase:1
{ type:1!="" status:1!="" lastProbeTime:4 lastTransitionTime:4 message:1 reason:1
K230:type patch=merge key=type
{ status:1!="" targetVolumeAttributesClassName:1
L228
{ replicas:38!=0 availableReplicas:38=0 collisionCount:38 conditions:236 currentReplicas:38 currentRevision:1 observedGeneration:5 readyReplicas:38 updateRevision:1 updatedReplicas:38
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K235:type patch=merge key=type
{ apiVersion:1 kind:1 metadata:2={} status:238={}
{ userInfo:239={}
{ extra:240 groups:18 uid:1 username:1
M18
{ apiVersion:1 kind:1 metadata:2={} spec:242={} status:244={}
{ audiences:18 boundObjectRef:243 expirationSeconds:5
{ apiVersion:1 kind:1 name:1 uid:1
{ expirationTimestamp:4 token:1=""
{ spec:246!={} apiVersion:1 kind:1 metadata:2={} status:247={}
{ token:1! audiences:18
{ audiences:18 authenticated:11 error:1 user:239={}
{ spec:249!={} apiVersion:1 kind:1 metadata:2={} status:256={}
{ extra:240 groups:18 nonResourceAttributes:250 resourceAttributes:251 uid:1 user:1
{ path:1 verb:1
{ fieldSelector:252 group:1 labelSelector:255 name:1 namespace:1 resource:1 subresource:1 verb:1 version:1
{ rawSelector:1 requirements:254
{ key:1!="" operator:1!="" values:18
L253
{ rawSelector:1 requirements:22
{ allowed:11!=false denied:11 evaluationError:1 reason:1
{ spec:258!={} apiVersion:1 kind:1 metadata:2={} status:256={}
{ nonResourceAttributes:250 resourceAttributes:251
{ spec:260!={} apiVersion:1 kind:1 metadata:2={} status:261={}
{ namespace:1
{ resourceRules:263! nonResourceRules:265! incomplete:11!=false evaluationError:1
{ verbs:18! apiGroups:18 resourceNames:18 resources:18
L262
{ verbs:18! nonResourceURLs:18
L264
{ spec:249!={} apiVersion:1 kind:1 metadata:2={} status:256={}
{ spec:268!={} apiVersion:1 kind:1 metadata:2={} status:270={}
{ scaleTargetRef:269!={} maxReplicas:38!=0 minReplicas:38 targetCPUUtilizationPercentage:38
{ kind:1!="" name:1!="" apiVersion:1 atomic
{ currentReplicas:38!=0 desiredReplicas:38!=0 currentCPUUtilizationPercentage:38 lastScaleTime:4 observedGeneration:5
{ apiVersion:1 kind:1 metadata:2={} spec:272={} status:273={}
{ replicas:38=0
{ replicas:38!=0 selector:1
{ spec:275!={} apiVersion:1 kind:1 metadata:2={} status:290={}
{ scaleTargetRef:276!={} maxReplicas:38!=0 behavior:277 metrics:289 minReplicas:38
{ kind:1!="" name:1!="" apiVersion:1
{ scaleDown:278 scaleUp:278
{ policies:280 selectPolicy:1 stabilizationWindowSeconds:38 tolerance:74
{ type:1!="" value:38!=0 periodSeconds:38!=0
L279
{ type:1!="" containerResource:282 external:284 object:286 pods:287 resource:288
{ name:1!="" target:283!={} container:1!=""
{ type:1!="" averageUtilization:38 averageValue:74 value:74
{ metric:285!={} target:283!={}
{ name:1!="" selector:20
{ describedObject:276!={} target:283!={} metric:285!={}
{ metric:285!={} target:283!={}
{ name:1!="" target:283!={}
L281
{ desiredReplicas:38!=0 conditions:292 currentMetrics:300 currentReplicas:38 lastScaleTime:4 observedGeneration:5
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K291:type patch=merge key=type
{ type:1!="" containerResource:294 external:296 object:297 pods:298 resource:299
{ name:1!="" current:295!={} container:1!=""
{ averageUtilization:38 averageValue:74 value:74
{ metric:285!={} current:295!={}
{ metric:285!={} current:295!={} describedObject:276!={}
{ metric:285!={} current:295!={}
{ name:1!="" current:295!={}
L293
{ spec:302!={} apiVersion:1 kind:1 metadata:2={} status:314={}
{ schedule:1!="" jobTemplate:303!={} concurrencyPolicy:1 failedJobsHistoryLimit:38 startingDeadlineSeconds:5 successfulJobsHistoryLimit:38 suspend:11 timeZone:1
{ metadata:2={} spec:304={}
{ template:65!={} activeDeadlineSeconds:5 backoffLimit:38 backoffLimitPerIndex:38 completionMode:1 completions:38 managedBy:1 manualSelector:11 maxFailedIndexes:38 parallelism:38 podFailurePolicy:305 podReplacementPolicy:1 selector:20 successPolicy:311 suspend:11 ttlSecondsAfterFinished:38
{ rules:310!
{ action:1!="" onExitCodes:307 onPodConditions:309
{ operator:1!="" values:102! containerName:1
{ type:1!="" status:1=""
L308
L306
{ rules:313!
{ succeededCount:38 succeededIndexes:1
L312
{ active:316 lastScheduleTime:4 lastSuccessfulTime:4
{ apiVersion:1 fieldPath:1 kind:1 name:1 namespace:1 resourceVersion:1 uid:1 atomic
L315
{ apiVersion:1 kind:1 metadata:2={} spec:304={} status:318={}
{ active:38 completedIndexes:1 completionTime:4 conditions:320 failed:38 failedIndexes:1 ready:38 startTime:4 succeeded:38 terminating:38 uncountedTerminatedPods:321
{ type:1!="" status:1!="" lastProbeTime:4 lastTransitionTime:4 message:1 reason:1
L319 patch=merge key=type
{ failed:57 succeeded:57
{ apiVersion:1 kind:1 metadata:2={} spec:323={}
{ acquireTime:324 holderIdentity:1 leaseDurationSeconds:38 leaseTransitions:38 preferredHolder:1 renewTime:324 strategy:1
u
{ target:315!={} apiVersion:1 kind:1 metadata:2={}
{ apiVersion:1 conditions:328 kind:1 metadata:2={}
{ type:1!="" status:1!="" error:1 message:1
K327:type patch=merge key=type
{ apiVersion:1 binaryData:330 data:3 immutable:11 kind:1 metadata:2={}
M36
{ apiVersion:1 kind:1 metadata:2={} subsets:337
{ addresses:334 notReadyAddresses:334 ports:336
{ ip:1!="" hostname:1 nodeName:1 targetRef:315 atomic
L333
{ port:38!=0 appProtocol:1 name:1 protocol:1 atomic
L335
L332
{ metadata:2!={} involvedObject:315!={} action:1 apiVersion:1 count:38 eventTime:324 firstTimestamp:4 kind:1 lastTimestamp:4 message:1 reason:1 related:315 reportingComponent:1="" reportingInstance:1="" series:339 source:340={} type:1
{ count:38 lastObservedTime:324
{ component:1 host:1
{ apiVersion:1 kind:1 metadata:2={} spec:342={}
{ limits:344!
{ type:1!="" default:99 defaultRequest:99 max:99 maxLimitRequestRatio:99 min:99
L343
{ apiVersion:1 kind:1 metadata:2={} spec:346={} status:347={}
{ finalizers:18
{ conditions:349 phase:1
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K348:type patch=merge key=type
{ apiVersion:1 kind:1 metadata:2={} spec:351={} status:356={}
{ configSource:352 externalID:1 podCIDR:1 podCIDRs:6 providerID:1 taints:355 unschedulable:11
{ configMap:353
{ namespace:1!="" name:1!="" kubeletConfigKey:1!="" resourceVersion:1 uid:1
{ key:1!="" effect:1!="" timeAdded:4 value:1
L354
{ addresses:358 allocatable:99 capacity:99 conditions:360 config:361 daemonEndpoints:362={} declaredFeatures:18 features:364 images:366 nodeInfo:367={} phase:1 runtimeHandlers:371 volumesAttached:373 volumesInUse:18
{ type:1!="" address:1!=""
K357:type patch=merge key=type
{ type:1!="" status:1!="" lastHeartbeatTime:4 lastTransitionTime:4 message:1 reason:1
K359:type patch=merge key=type
{ active:352 assigned:352 error:1 lastKnownGood:352
{ kubeletEndpoint:363={}
{ Port:38!=0
{ supplementalGroupsPolicy:11
{ names:18 sizeBytes:5
L365
{ machineID:1!="" systemUUID:1!="" bootID:1!="" kernelVersion:1!="" osImage:1!="" containerRuntimeVersion:1!="" kubeletVersion:1!="" kubeProxyVersion:1!="" operatingSystem:1!="" architecture:1!="" swap:368
{ capacity:5
{ features:370 name:1=""
{ recursiveReadOnlyMounts:11 userNamespaces:11
L369
{ name:1!="" devicePath:1!=""
L372
{ apiVersion:1 kind:1 metadata:2={} spec:375={} status:389={}
{ accessModes:18 awsElasticBlockStore:157 azureDisk:158 azureFile:376 capacity:99 cephfs:377 cinder:379 claimRef:315 csi:380 fc:176 flexVolume:381 flocker:178 gcePersistentDisk:179 glusterfs:382 hostPath:182 iscsi:383 local:384 mountOptions:18 nfs:185 nodeAffinity:385 persistentVolumeReclaimPolicy:1 photonPersistentDisk:187 portworxVolume:188 quobyte:198 rbd:386 scaleIO:387 storageClassName:1 storageos:388 volumeAttributesClassName:1 volumeMode:1 vsphereVolume:203
{ secretName:1!="" shareName:1!="" readOnly:11 secretNamespace:1
{ monitors:18! path:1 readOnly:11 secretFile:1 secretRef:378 user:1
{ name:1 namespace:1 atomic
{ volumeID:1!="" fsType:1 readOnly:11 secretRef:378
{ driver:1!="" volumeHandle:1!="" controllerExpandSecretRef:378 controllerPublishSecretRef:378 fsType:1 nodeExpandSecretRef:378 nodePublishSecretRef:378 nodeStageSecretRef:378 readOnly:11 volumeAttributes:3
{ driver:1!="" fsType:1 options:3 readOnly:11 secretRef:378
{ endpoints:1!="" path:1!="" endpointsNamespace:1 readOnly:11
{ targetPortal:1!="" iqn:1!="" lun:38!=0 chapAuthDiscovery:11 chapAuthSession:11 fsType:1 initiatorName:1 iscsiInterface:1="default" portals:18 readOnly:11 secretRef:378
{ path:1!="" fsType:1
{ required:122
{ monitors:18! image:1!="" fsType:1 keyring:1="/etc/ceph/keyring" pool:1="rbd" readOnly:11 secretRef:378 user:1="admin"
{ gateway:1!="" system:1!="" secretRef:378! fsType:1="xfs" protectionDomain:1 readOnly:11 sslEnabled:11 storageMode:1="ThinProvisioned" storagePool:1 volumeName:1
{ fsType:1 readOnly:11 secretRef:315 volumeName:1 volumeNamespace:1
{ lastPhaseTransitionTime:4 message:1 phase:1 reason:1
{ apiVersion:1 kind:1 metadata:2={} spec:66={} status:391={}
{ allocatedResources:99 conditions:393 containerStatuses:409 ephemeralContainerStatuses:409 extendedResourceClaimStatus:410 hostIP:1 hostIPs:414 initContainerStatuses:409 message:1 nodeAllocatableResourceClaimStatuses:416 nominatedNodeName:1 observedGeneration:5 phase:1 podIP:1 podIPs:418 qosClass:1 reason:1 resize:1 resourceClaimStatuses:420 resources:96 startTime:4
{ type:1!="" status:1!="" lastProbeTime:4 lastTransitionTime:4 message:1 observedGeneration:5 reason:1
K392:type patch=merge key=type
{ name:1!="" ready:11!=false restartCount:38!=0 image:1!="" imageID:1!="" allocatedResources:99 allocatedResourcesStatus:398 containerID:1 lastState:399={} resources:96 started:11 state:399={} stopSignal:1 user:403 volumeMounts:408
{ name:1!="" resources:397
{ resourceID:1!="" health:1 message:1
K396:resourceID
K395:name patch=merge key=name
{ running:400 terminated:401 waiting:402
{ startedAt:4
{ exitCode:38!=0 containerID:1 finishedAt:4 message:1 reason:1 signal:38 startedAt:4
{ message:1 reason:1
{ linux:404
{ uid:5!=0 gid:5!=0 supplementalGroups:149
{ name:1!="" mountPath:1!="" readOnly:11 recursiveReadOnly:1 volumeStatus:406
{ image:407
{ imageRef:1!
K405:mountPath patch=merge key=mountPath
L394
{ requestMappings:412! resourceClaimName:1!=""
{ containerName:1!="" resourceName:1!="" requestName:1!=""
L411
{ ip:1!=""
L413 patch=merge key=ip
{ resourceClaimName:1!="" resources:99! containers:57
L415
{ ip:1!=""
K417:ip patch=merge key=ip
{ name:1!="" resourceClaimName:1
K419:name patch=merge,retainKeys key=name
{ apiVersion:1 kind:1 metadata:2={} template:65={}
{ apiVersion:1 kind:1 metadata:2={} spec:423={} status:424={}
{ minReadySeconds:38=0 replicas:38=1 selector:139 template:65
{ replicas:38!=0 availableReplicas:38 conditions:426 fullyLabeledReplicas:38 observedGeneration:5 readyReplicas:38
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K425:type patch=merge key=type
{ apiVersion:1 kind:1 metadata:2={} spec:428={} status:432={}
{ hard:99 scopeSelector:429 scopes:18
{ matchExpressions:431 atomic
{ scopeName:1!="" operator:1!="" values:18
L430
{ hard:99 used:99
{ apiVersion:1 data:330 immutable:11 kind:1 metadata:2={} stringData:3 type:1
{ apiVersion:1 kind:1 metadata:2={} spec:435={} status:440={}
{ allocateLoadBalancerNodePorts:11 clusterIP:1 clusterIPs:18 externalIPs:18 externalName:1 externalTrafficPolicy:1 healthCheckNodePort:38 internalTrafficPolicy:1 ipFamilies:18 ipFamilyPolicy:1 loadBalancerClass:1 loadBalancerIP:1 loadBalancerSourceRanges:18 ports:437 publishNotReadyAddresses:11 selector:139 sessionAffinity:1 sessionAffinityConfig:438 trafficDistribution:1 type:1
{ port:38!=0 appProtocol:1 name:1 nodePort:38 protocol:1="TCP" targetPort:85
K436:port,protocol patch=merge key=port
{ clientIP:439
{ timeoutSeconds:38
{ conditions:441 loadBalancer:442={}
K50:type patch=merge key=type
{ ingress:446
{ hostname:1 ip:1 ipMode:1 ports:445
{ port:38!=0 protocol:1!="" error:1
L444
L443
{ apiVersion:1 automountServiceAccountToken:11 imagePullSecrets:448 kind:1 metadata:2={} secrets:449
L137
K315:name patch=merge key=name
{ addressType:1!="" apiVersion:1 endpoints:458 kind:1 metadata:2={} ports:460
{ addresses:57! conditions:452={} deprecatedTopology:3 hints:453 hostname:1 nodeName:1 targetRef:315 zone:1
{ ready:11 serving:11 terminating:11
{ forNodes:455 forZones:457
{ name:1!=""
L454
{ name:1!=""
L456
L451
{ appProtocol:1 name:1 port:38 protocol:1 atomic
L459
{ eventTime:324! action:1 apiVersion:1 deprecatedCount:38 deprecatedFirstTimestamp:4 deprecatedLastTimestamp:4 deprecatedSource:340={} kind:1 metadata:2={} note:1 reason:1 regarding:315={} related:315 reportingController:1 reportingInstance:1 series:462 type:1
{ count:38!=0 lastObservedTime:324!
{ spec:464!={} apiVersion:1 kind:1 metadata:2={}
{ parentRef:465!
{ resource:1! name:1! group:1 namespace:1
{ apiVersion:1 kind:1 metadata:2={} spec:467={} status:478={}
{ defaultBackend:468 ingressClassName:1 rules:475 tls:477
{ resource:173 service:469
{ name:1!="" port:470={}
{ name:1 number:38 atomic
{ host:1 http:472
{ paths:474!
{ pathType:1! backend:468!={} path:1
L473
L471
{ hosts:18 secretName:1
L476
{ loadBalancer:479={}
{ ingress:483
{ hostname:1 ip:1 ports:482
{ port:38!=0 protocol:1!="" error:1
L481
L480
{ apiVersion:1 kind:1 metadata:2={} spec:485={}
{ controller:1 parameters:486
{ kind:1!="" name:1!="" apiGroup:1 namespace:1 scope:1
{ apiVersion:1 kind:1 metadata:2={} spec:488={}
{ egress:495 ingress:497 podSelector:20={} policyTypes:18
{ ports:491 to:494
{ endPort:38 port:85 protocol:1
L490
{ ipBlock:493 namespaceSelector:20 podSelector:20
{ cidr:1!="" except:18
L492
L489
{ from:494 ports:491
L496
{ apiVersion:1 kind:1 metadata:2={} spec:499={} status:500={}
{ cidrs:18
{ conditions:441
{ handler:1!="" apiVersion:1 kind:1 metadata:2={} overhead:502 scheduling:503
{ podFixed:99
{ nodeSelector:139 tolerations:153
{ apiVersion:1 deleteOptions:505 kind:1 metadata:2={}
{ apiVersion:1 dryRun:18 gracePeriodSeconds:5 ignoreStoreReadErrorWithClusterBreakingPotential:11 kind:1 orphanDependents:11 preconditions:506 propagationPolicy:1
{ resourceVersion:1 uid:1
{ apiVersion:1 kind:1 metadata:2={} spec:508={} status:510={}
{ maxUnavailable:85 minAvailable:85 selector:509 unhealthyPodEvictionPolicy:1
{ matchExpressions:22 matchLabels:3 atomic patch=replace
{ conditions:441 currentHealthy:38=0 desiredHealthy:38=0 disruptedPods:511 disruptionsAllowed:38=0 expectedPods:38=0 observedGeneration:5
M4
{ aggregationRule:513 apiVersion:1 kind:1 metadata:2={} rules:516
{ clusterRoleSelectors:514
L20
{ verbs:18! apiGroups:18 nonResourceURLs:18 resourceNames:18 resources:18
L515
{ roleRef:518!={} apiVersion:1 kind:1 metadata:2={} subjects:520
{ kind:1!="" name:1!="" apiGroup:1="" atomic
{ kind:1!="" name:1!="" apiGroup:1 namespace:1 atomic
L519
{ apiVersion:1 kind:1 metadata:2={} rules:516
{ roleRef:518!={} apiVersion:1 kind:1 metadata:2={} subjects:520
{ apiVersion:1 description:1 globalDefault:11 kind:1 metadata:2={} preemptionPolicy:1 value:38=0
{ spec:525!={} apiVersion:1 kind:1 metadata:2={}
{ attachRequired:11 fsGroupPolicy:1 nodeAllocatableUpdatePeriodSeconds:5 podInfoOnMount:11 preventPodSchedulingIfMissing:11 requiresRepublish:11 seLinuxMount:11 serviceAccountTokenInSecrets:11 storageCapacity:11 tokenRequests:527 volumeLifecycleModes:57
{ audience:1!="" expirationSeconds:5
L526
{ spec:529!={} apiVersion:1 kind:1 metadata:2={}
{ drivers:532!
{ name:1!="" nodeID:1!="" allocatable:531 topologyKeys:18
{ count:38
K530:name patch=merge key=name
{ storageClassName:1!="" apiVersion:1 capacity:74 kind:1 maximumVolumeSize:74 metadata:2={} nodeTopology:20
{ provisioner:1!="" allowVolumeExpansion:11 allowedTopologies:538 apiVersion:1 kind:1 metadata:2={} mountOptions:18 parameters:3 reclaimPolicy:1 volumeBindingMode:1
{ matchLabelExpressions:537 atomic
{ key:1!="" values:18!
L536
L535
{ spec:540!={} apiVersion:1 kind:1 metadata:2={} status:542={}
{ attacher:1!="" source:541!={} nodeName:1!=""
{ inlineVolumeSpec:375 persistentVolumeName:1
{ attached:11!=false attachError:543 attachmentMetadata:3 detachError:543
{ errorCode:38 message:1 time:4
{ driverName:1!="" apiVersion:1 kind:1 metadata:2={} parameters:3
{ spec:546!={} apiVersion:1 kind:1 metadata:2={} status:575={}
{ group:1!="" names:547!={} scope:1!="" versions:570! conversion:571 preserveUnknownFields:11
{ plural:1!="" kind:1!="" categories:18 listKind:1 shortNames:18 singular:1
{ name:1!="" served:11!=false storage:11!=false additionalPrinterColumns:550 deprecated:11 deprecationWarning:1 schema:551 selectableFields:566 subresources:567
{ name:1!="" type:1!="" jsonPath:1!="" description:1 format:1 priority:38
L549
{ openAPIV3Schema:552
{ $ref:1 $schema:1 additionalItems:553 additionalProperties:553 allOf:554 anyOf:554 default:555 definitions:556 dependencies:558 description:1 enum:559 example:555 exclusiveMaximum:11 exclusiveMinimum:11 externalDocs:560 format:1 id:1 items:561 maxItems:5 maxLength:5 maxProperties:5 maximum:562 minItems:5 minLength:5 minProperties:5 minimum:562 multipleOf:562 not:552 nullable:11 oneOf:554 pattern:1 patternProperties:556 properties:556 required:18 title:1 type:1 uniqueItems:11 x-kubernetes-embedded-resource:11 x-kubernetes-int-or-string:11 x-kubernetes-list-map-keys:18 x-kubernetes-list-type:1 x-kubernetes-map-type:1 x-kubernetes-preserve-unknown-fields:11 x-kubernetes-validations:564
*
L552
*
M552
*
M557
L555
{ description:1 url:1
*
n
{ rule:1!="" fieldPath:1 message:1 messageExpression:1 optionalOldSelf:11 reason:1
K563:rule patch=merge key=rule
{ jsonPath:1!=""
L565
{ scale:568 status:569
{ specReplicasPath:1!="" statusReplicasPath:1!="" labelSelectorPath:1
*
L548
{ strategy:1!="" webhook:572
{ conversionReviewVersions:18! clientConfig:573
{ caBundle:36 service:574 url:1
{ namespace:1!="" name:1!="" path:1 port:38
{ acceptedNames:547={} conditions:577 observedGeneration:5 storedVersions:18
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 observedGeneration:5 reason:1
K576:type
{ apiVersion:1 kind:1 metadata:2={} spec:579={} status:581={}
{ groupPriorityMinimum:38!=0 versionPriority:38!=0 caBundle:36 group:1 insecureSkipTLSVerify:11 service:580 version:1
{ name:1 namespace:1 port:38
{ conditions:583
{ type:1!="" status:1!="" lastTransitionTime:4 message:1 reason:1
K582:type patch=merge key=type
"""#
