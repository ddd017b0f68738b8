// Made by scripts/protobuf-table.py from the type information in kubectl. Edit the script, not this file.
// swift-format-ignore-file

let protobufKindsText = #"""
/v1/Binding 239
/v1/ComponentStatus 240
/v1/ConfigMap 242
/v1/Endpoints 243
/v1/Event 247
/v1/LimitRange 250
/v1/Namespace 253
/v1/Node 257
/v1/NodeProxyOptions 275
/v1/PersistentVolume 276
/v1/PersistentVolumeClaim 151
/v1/Pod 293
/v1/PodAttachOptions 309
/v1/PodExecOptions 310
/v1/PodLogOptions 311
/v1/PodPortForwardOptions 312
/v1/PodProxyOptions 313
/v1/PodStatusResult 314
/v1/PodTemplate 315
/v1/RangeAllocation 316
/v1/ReplicationController 317
/v1/ResourceQuota 321
/v1/Secret 326
/v1/SerializedReference 327
/v1/Service 328
/v1/ServiceAccount 337
/v1/ServiceProxyOptions 338
DeleteOptions 403
admissionregistration.k8s.io/v1/MutatingWebhookConfiguration 0
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy 12
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding 24
admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration 27
apps/v1/ControllerRevision 29
apps/v1/DaemonSet 30
apps/v1/Deployment 139
apps/v1/ReplicaSet 145
apps/v1/StatefulSet 149
authentication.k8s.io/v1/SelfSubjectReview 161
authentication.k8s.io/v1/TokenRequest 164
authentication.k8s.io/v1/TokenReview 168
authorization.k8s.io/v1/LocalSubjectAccessReview 171
authorization.k8s.io/v1/SelfSubjectAccessReview 179
authorization.k8s.io/v1/SelfSubjectRulesReview 181
authorization.k8s.io/v1/SubjectAccessReview 186
autoscaling/v1/HorizontalPodAutoscaler 187
autoscaling/v1/Scale 191
autoscaling/v2/HorizontalPodAutoscaler 194
batch/v1/CronJob 217
batch/v1/Job 229
certificates.k8s.io/v1/CertificateSigningRequest 233
coordination.k8s.io/v1/Lease 237
discovery.k8s.io/v1/EndpointSlice 339
events.k8s.io/v1/Event 346
flowcontrol.apiserver.k8s.io/v1/FlowSchema 348
flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration 361
networking.k8s.io/v1/IPAddress 369
networking.k8s.io/v1/Ingress 372
networking.k8s.io/v1/IngressClass 386
networking.k8s.io/v1/NetworkPolicy 389
networking.k8s.io/v1/ServiceCIDR 396
node.k8s.io/v1/RuntimeClass 399
policy/v1/Eviction 402
policy/v1/PodDisruptionBudget 405
rbac.authorization.k8s.io/v1/ClusterRole 408
rbac.authorization.k8s.io/v1/ClusterRoleBinding 411
rbac.authorization.k8s.io/v1/Role 414
rbac.authorization.k8s.io/v1/RoleBinding 415
scheduling.k8s.io/v1/PriorityClass 416
storage.k8s.io/v1/CSIDriver 417
storage.k8s.io/v1/CSINode 420
storage.k8s.io/v1/CSIStorageCapacity 424
storage.k8s.io/v1/StorageClass 425
storage.k8s.io/v1/VolumeAttachment 428
"""#

let protobufTableText = #"""
1:metadata:m1 2:webhooks:rm4
1:name:s 2:generateName:s 3:namespace:s 4:selfLink:s 5:uid:s 6:resourceVersion:s 7:generation:i 8:creationTimestamp:T 9:deletionTimestamp:T! 10:deletionGracePeriodSeconds:i! 11:labels:ks 12:annotations:ks 13:ownerReferences:rm2 14:finalizers:rs 17:managedFields:rm3
5:apiVersion:s! 1:kind:s! 3:name:s! 4:uid:s! 6:controller:b! 7:blockOwnerDeletion:b!
1:manager:s 2:operation:s 3:apiVersion:s 4:time:T! 6:fieldsType:s 7:fieldsV1:F! 8:subresource:s
1:name:s! 2:clientConfig:m5! 3:rules:rm7 4:failurePolicy:s! 9:matchPolicy:s! 5:namespaceSelector:m9! 11:objectSelector:m9! 6:sideEffects:s! 7:timeoutSeconds:i! 8:admissionReviewVersions:rs! 10:reinvocationPolicy:s! 12:matchConditions:rm11
3:url:s! 1:service:m6! 2:caBundle:y
1:namespace:s! 2:name:s! 3:path:s! 4:port:i!
1:operations:rs 2::m8!
1:apiGroups:rs 2:apiVersions:rs 3:resources:rs 4:scope:s!
1:matchLabels:ks 2:matchExpressions:rm10
1:key:s! 2:operator:s! 3:values:rs
1:name:s! 2:expression:s!
1:metadata:m1 2:spec:m13 3:status:m20
1:paramKind:m14! 2:matchConstraints:m15! 3:validations:rm17 4:failurePolicy:s! 5:auditAnnotations:rm18 6:matchConditions:rm11 7:variables:rm19
1:apiVersion:s 2:kind:s
1:namespaceSelector:m9! 2:objectSelector:m9! 3:resourceRules:rm16 4:excludeResourceRules:rm16 7:matchPolicy:s!
1:resourceNames:rs 2::m7!
1:expression:s! 2:message:s 3:reason:s! 4:messageExpression:s
1:key:s! 2:valueExpression:s!
1:name:s! 2:expression:s!
1:observedGeneration:i 2:typeChecking:m21! 3:conditions:rm23
1:expressionWarnings:rm22
2:fieldRef:s! 3:warning:s!
1:type:s! 2:status:s! 3:observedGeneration:i 4:lastTransitionTime:T! 5:reason:s! 6:message:s!
1:metadata:m1 2:spec:m25
1:policyName:s 2:paramRef:m26! 3:matchResources:m15! 4:validationActions:rs
1:name:s 2:namespace:s 3:selector:m9! 4:parameterNotFoundAction:s!
1:metadata:m1 2:webhooks:rm28
1:name:s! 2:clientConfig:m5! 3:rules:rm7 4:failurePolicy:s! 9:matchPolicy:s! 5:namespaceSelector:m9! 10:objectSelector:m9! 6:sideEffects:s! 7:timeoutSeconds:i! 8:admissionReviewVersions:rs! 11:matchConditions:rm11
1:metadata:m1 2:data:R 3:revision:i!
1:metadata:m1 2:spec:m31 3:status:m137
1:selector:m9! 2:template:m32! 3:updateStrategy:m135 4:minReadySeconds:i 6:revisionHistoryLimit:i!
1:metadata:m1 2:spec:m33
1:volumes:rm34 20:initContainers:rm82 2:containers:rm82! 34:ephemeralContainers:rm112 3:restartPolicy:s 4:terminationGracePeriodSeconds:i! 5:activeDeadlineSeconds:i! 6:dnsPolicy:s 7:nodeSelector:ks 8:serviceAccountName:s 9:serviceAccount:s 21:automountServiceAccountToken:b! 10:nodeName:s 11:hostNetwork:b 12:hostPID:b 13:hostIPC:b 27:shareProcessNamespace:b! 14:securityContext:m114! 15:imagePullSecrets:rm45 16:hostname:s 17:subdomain:s 18:affinity:m116! 19:schedulerName:s 22:tolerations:rm126 23:hostAliases:rm127 24:priorityClassName:s 25:priority:i! 26:dnsConfig:m128! 28:readinessGates:rm130 29:runtimeClassName:s! 30:enableServiceLinks:b! 31:preemptionPolicy:s! 32:overhead:kQ 33:topologySpreadConstraints:rm131 35:setHostnameAsFQDN:b! 36:os:m132! 37:hostUsers:b! 38:schedulingGates:rm133 39:resourceClaims:rm134 40:resources:m91!
1:name:s! 2::m35!
1:hostPath:m36! 2:emptyDir:m37! 3:gcePersistentDisk:m38! 4:awsElasticBlockStore:m39! 5:gitRepo:m40! 6:secret:m41! 7:nfs:m43! 8:iscsi:m44! 9:glusterfs:m46! 10:persistentVolumeClaim:m47! 11:rbd:m48! 12:flexVolume:m49! 13:cinder:m50! 14:cephfs:m51! 15:flocker:m52! 16:downwardAPI:m53! 17:fc:m57! 18:azureFile:m58! 19:configMap:m59! 20:vsphereVolume:m60! 21:quobyte:m61! 22:azureDisk:m62! 23:photonPersistentDisk:m63! 26:projected:m64! 24:portworxVolume:m71! 25:scaleIO:m72! 27:storageos:m73! 28:csi:m74! 29:ephemeral:m75! 30:image:m81!
1:path:s! 2:type:s!
1:medium:s 2:sizeLimit:Q!
1:pdName:s! 2:fsType:s 3:partition:i 4:readOnly:b
1:volumeID:s! 2:fsType:s 3:partition:i 4:readOnly:b
1:repository:s! 2:revision:s 3:directory:s
1:secretName:s 2:items:rm42 3:defaultMode:i! 4:optional:b!
1:key:s! 2:path:s! 3:mode:i!
1:server:s! 2:path:s! 3:readOnly:b
1:targetPortal:s! 2:iqn:s! 3:lun:i! 4:iscsiInterface:s 5:fsType:s 6:readOnly:b 7:portals:rs 8:chapAuthDiscovery:b 11:chapAuthSession:b 10:secretRef:m45! 12:initiatorName:s!
1:name:s
1:endpoints:s! 2:path:s! 3:readOnly:b
1:claimName:s! 2:readOnly:b
1:monitors:rs! 2:image:s! 3:fsType:s 4:pool:s 5:user:s 6:keyring:s 7:secretRef:m45! 8:readOnly:b
1:driver:s! 2:fsType:s 3:secretRef:m45! 4:readOnly:b 5:options:ks
1:volumeID:s! 2:fsType:s 3:readOnly:b 4:secretRef:m45!
1:monitors:rs! 2:path:s 3:user:s 4:secretFile:s 5:secretRef:m45! 6:readOnly:b
1:datasetName:s 2:datasetUUID:s
1:items:rm54 2:defaultMode:i!
1:path:s! 2:fieldRef:m55! 3:resourceFieldRef:m56! 4:mode:i!
1:apiVersion:s 2:fieldPath:s!
1:containerName:s 2:resource:s! 3:divisor:Q
1:targetWWNs:rs 2:lun:i! 3:fsType:s 4:readOnly:b 5:wwids:rs
1:secretName:s! 2:shareName:s! 3:readOnly:b
1::m45! 2:items:rm42 3:defaultMode:i! 4:optional:b!
1:volumePath:s! 2:fsType:s 3:storagePolicyName:s 4:storagePolicyID:s
1:registry:s! 2:volume:s! 3:readOnly:b 4:user:s 5:group:s 6:tenant:s
1:diskName:s! 2:diskURI:s! 3:cachingMode:s! 4:fsType:s! 5:readOnly:b! 6:kind:s!
1:pdID:s! 2:fsType:s
1:sources:rm65! 2:defaultMode:i!
1:secret:m66! 2:downwardAPI:m67! 3:configMap:m68! 4:serviceAccountToken:m69! 5:clusterTrustBundle:m70!
1::m45! 2:items:rm42 4:optional:b!
1:items:rm54
1::m45! 2:items:rm42 4:optional:b!
1:audience:s 2:expirationSeconds:i! 3:path:s!
1:name:s! 2:signerName:s! 3:labelSelector:m9! 5:optional:b! 4:path:s!
1:volumeID:s! 2:fsType:s 3:readOnly:b
1:gateway:s! 2:system:s! 3:secretRef:m45! 4:sslEnabled:b 5:protectionDomain:s 6:storagePool:s 7:storageMode:s 8:volumeName:s 9:fsType:s 10:readOnly:b
1:volumeName:s 2:volumeNamespace:s 3:fsType:s 4:readOnly:b 5:secretRef:m45!
1:driver:s! 2:readOnly:b! 3:fsType:s! 4:volumeAttributes:ks 5:nodePublishSecretRef:m45!
1:volumeClaimTemplate:m76!
1:metadata:m1 2:spec:m77!
1:accessModes:rs 4:selector:m9! 2:resources:m78 3:volumeName:s 5:storageClassName:s! 6:volumeMode:s! 7:dataSource:m79! 8:dataSourceRef:m80! 9:volumeAttributesClassName:s!
1:limits:kQ 2:requests:kQ
1:apiGroup:s! 2:kind:s! 3:name:s!
1:apiGroup:s! 2:kind:s! 3:name:s! 4:namespace:s!
1:reference:s 2:pullPolicy:s
1:name:s! 2:image:s 3:command:rs 4:args:rs 5:workingDir:s 6:ports:rm83 19:envFrom:rm84 7:env:rm87 8:resources:m91 23:resizePolicy:rm93 24:restartPolicy:s! 9:volumeMounts:rm94 21:volumeDevices:rm95 10:livenessProbe:m96! 11:readinessProbe:m96! 22:startupProbe:m96! 12:lifecycle:m103! 13:terminationMessagePath:s 20:terminationMessagePolicy:s 14:imagePullPolicy:s 15:securityContext:m106! 16:stdin:b 17:stdinOnce:b 18:tty:b
1:name:s 2:hostPort:i 3:containerPort:i! 4:protocol:s 5:hostIP:s
1:prefix:s 2:configMapRef:m85! 3:secretRef:m86!
1::m45! 2:optional:b!
1::m45! 2:optional:b!
1:name:s! 2:value:s 3:valueFrom:m88!
1:fieldRef:m55! 2:resourceFieldRef:m56! 3:configMapKeyRef:m89! 4:secretKeyRef:m90!
1::m45! 2:key:s! 3:optional:b!
1::m45! 2:key:s! 3:optional:b!
1:limits:kQ 2:requests:kQ 3:claims:rm92
1:name:s! 2:request:s
1:resourceName:s! 2:restartPolicy:s!
1:name:s! 2:readOnly:b 7:recursiveReadOnly:s! 3:mountPath:s! 4:subPath:s 5:mountPropagation:s! 6:subPathExpr:s
1:name:s! 2:devicePath:s!
1::m97! 2:initialDelaySeconds:i 3:timeoutSeconds:i 4:periodSeconds:i 5:successThreshold:i 6:failureThreshold:i 7:terminationGracePeriodSeconds:i!
1:exec:m98! 2:httpGet:m99! 3:tcpSocket:m101! 4:grpc:m102!
1:command:rs
1:path:s 2:port:X! 3:host:s 4:scheme:s 5:httpHeaders:rm100
1:name:s! 2:value:s!
1:port:X! 2:host:s
1:port:i! 2:service:s!
1:postStart:m104! 2:preStop:m104! 3:stopSignal:s!
1:exec:m98! 2:httpGet:m99! 3:tcpSocket:m101! 4:sleep:m105!
1:seconds:i!
1:capabilities:m107! 2:privileged:b! 3:seLinuxOptions:m108! 10:windowsOptions:m109! 4:runAsUser:i! 8:runAsGroup:i! 5:runAsNonRoot:b! 6:readOnlyRootFilesystem:b! 7:allowPrivilegeEscalation:b! 9:procMount:s! 11:seccompProfile:m110! 12:appArmorProfile:m111!
1:add:rs 2:drop:rs
1:user:s 2:role:s 3:type:s 4:level:s
1:gmsaCredentialSpecName:s! 2:gmsaCredentialSpec:s! 3:runAsUserName:s! 4:hostProcess:b!
1:type:s! 2:localhostProfile:s!
1:type:s! 2:localhostProfile:s!
1::m113! 2:targetContainerName:s
1:name:s! 2:image:s 3:command:rs 4:args:rs 5:workingDir:s 6:ports:rm83 19:envFrom:rm84 7:env:rm87 8:resources:m91 23:resizePolicy:rm93 24:restartPolicy:s! 9:volumeMounts:rm94 21:volumeDevices:rm95 10:livenessProbe:m96! 11:readinessProbe:m96! 22:startupProbe:m96! 12:lifecycle:m103! 13:terminationMessagePath:s 20:terminationMessagePolicy:s 14:imagePullPolicy:s 15:securityContext:m106! 16:stdin:b 17:stdinOnce:b 18:tty:b
1:seLinuxOptions:m108! 8:windowsOptions:m109! 2:runAsUser:i! 6:runAsGroup:i! 3:runAsNonRoot:b! 4:supplementalGroups:ri 12:supplementalGroupsPolicy:s! 5:fsGroup:i! 7:sysctls:rm115 9:fsGroupChangePolicy:s! 10:seccompProfile:m110! 11:appArmorProfile:m111! 13:seLinuxChangePolicy:s!
1:name:s! 2:value:s!
1:nodeAffinity:m117! 2:podAffinity:m122! 3:podAntiAffinity:m125!
1:requiredDuringSchedulingIgnoredDuringExecution:m118! 2:preferredDuringSchedulingIgnoredDuringExecution:rm121
1:nodeSelectorTerms:rm119!
1:matchExpressions:rm120 2:matchFields:rm120
1:key:s! 2:operator:s! 3:values:rs
1:weight:i! 2:preference:m119!
1:requiredDuringSchedulingIgnoredDuringExecution:rm123 2:preferredDuringSchedulingIgnoredDuringExecution:rm124
1:labelSelector:m9! 2:namespaces:rs 3:topologyKey:s! 4:namespaceSelector:m9! 5:matchLabelKeys:rs 6:mismatchLabelKeys:rs
1:weight:i! 2:podAffinityTerm:m123!
1:requiredDuringSchedulingIgnoredDuringExecution:rm123 2:preferredDuringSchedulingIgnoredDuringExecution:rm124
1:key:s 2:operator:s 3:value:s 4:effect:s 5:tolerationSeconds:i!
1:ip:s! 2:hostnames:rs
1:nameservers:rs 2:searches:rs 3:options:rm129
1:name:s 2:value:s!
1:conditionType:s!
1:maxSkew:i! 2:topologyKey:s! 3:whenUnsatisfiable:s! 4:labelSelector:m9! 5:minDomains:i! 6:nodeAffinityPolicy:s! 7:nodeTaintsPolicy:s! 8:matchLabelKeys:rs
1:name:s!
1:name:s!
1:name:s! 3:resourceClaimName:s! 4:resourceClaimTemplateName:s!
1:type:s 2:rollingUpdate:m136!
1:maxUnavailable:X! 2:maxSurge:X!
1:currentNumberScheduled:i! 2:numberMisscheduled:i! 3:desiredNumberScheduled:i! 4:numberReady:i! 5:observedGeneration:i 6:updatedNumberScheduled:i 7:numberAvailable:i 8:numberUnavailable:i 9:collisionCount:i! 10:conditions:rm138
1:type:s! 2:status:s! 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m140 3:status:m143
1:replicas:i! 2:selector:m9! 3:template:m32! 4:strategy:m141 5:minReadySeconds:i 6:revisionHistoryLimit:i! 7:paused:b 9:progressDeadlineSeconds:i!
1:type:s 2:rollingUpdate:m142!
1:maxUnavailable:X! 2:maxSurge:X!
1:observedGeneration:i 2:replicas:i 3:updatedReplicas:i 7:readyReplicas:i 4:availableReplicas:i 5:unavailableReplicas:i 9:terminatingReplicas:i! 6:conditions:rm144 8:collisionCount:i!
1:type:s! 2:status:s! 6:lastUpdateTime:T 7:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m146 3:status:m147
1:replicas:i! 4:minReadySeconds:i 2:selector:m9! 3:template:m32
1:replicas:i! 2:fullyLabeledReplicas:i 4:readyReplicas:i 5:availableReplicas:i 7:terminatingReplicas:i! 3:observedGeneration:i 6:conditions:rm148
1:type:s! 2:status:s! 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m150 3:status:m159
1:replicas:i! 2:selector:m9! 3:template:m32! 4:volumeClaimTemplates:rm151 5:serviceName:s! 6:podManagementPolicy:s 7:updateStrategy:m155 8:revisionHistoryLimit:i! 9:minReadySeconds:i 10:persistentVolumeClaimRetentionPolicy:m157! 11:ordinals:m158!
1:metadata:m1 2:spec:m77 3:status:m152
1:phase:s 2:accessModes:rs 3:capacity:kQ 4:conditions:rm153 5:allocatedResources:kQ 7:allocatedResourceStatuses:ks 8:currentVolumeAttributesClassName:s! 9:modifyVolumeStatus:m154!
1:type:s! 2:status:s! 3:lastProbeTime:T 4:lastTransitionTime:T 5:reason:s 6:message:s
1:targetVolumeAttributesClassName:s 2:status:s!
1:type:s 2:rollingUpdate:m156!
1:partition:i! 2:maxUnavailable:X!
1:whenDeleted:s 2:whenScaled:s
1:start:i!
1:observedGeneration:i 2:replicas:i! 3:readyReplicas:i 4:currentReplicas:i 5:updatedReplicas:i 6:currentRevision:s 7:updateRevision:s 9:collisionCount:i! 10:conditions:rm160 11:availableReplicas:i!
1:type:s! 2:status:s! 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:status:m162
1:userInfo:m163
1:username:s 2:uid:s 3:groups:rs 4:extra:kE
1:metadata:m1 2:spec:m165! 3:status:m167
1:audiences:rs! 4:expirationSeconds:i! 3:boundObjectRef:m166!
1:kind:s 2:apiVersion:s 3:name:s 4:uid:s
1:token:s! 2:expirationTimestamp:T!
1:metadata:m1 2:spec:m169! 3:status:m170
1:token:s 2:audiences:rs
1:authenticated:b 2:user:m163 4:audiences:rs 3:error:s
1:metadata:m1 2:spec:m172! 3:status:m178
1:resourceAttributes:m173! 2:nonResourceAttributes:m177! 3:user:s 4:groups:rs 5:extra:kE 6:uid:s
1:namespace:s 2:verb:s 3:group:s 4:version:s 5:resource:s 6:subresource:s 7:name:s 8:fieldSelector:m174! 9:labelSelector:m176!
1:rawSelector:s 2:requirements:rm175
1:key:s! 2:operator:s! 3:values:rs
1:rawSelector:s 2:requirements:rm10
1:path:s 2:verb:s
1:allowed:b! 4:denied:b 2:reason:s 3:evaluationError:s
1:metadata:m1 2:spec:m180! 3:status:m178
1:resourceAttributes:m173! 2:nonResourceAttributes:m177!
1:metadata:m1 2:spec:m182! 3:status:m183
1:namespace:s
1:resourceRules:rm184! 2:nonResourceRules:rm185! 3:incomplete:b! 4:evaluationError:s
1:verbs:rs! 2:apiGroups:rs 3:resources:rs 4:resourceNames:rs
1:verbs:rs! 2:nonResourceURLs:rs
1:metadata:m1 2:spec:m172! 3:status:m178
1:metadata:m1 2:spec:m188 3:status:m190
1:scaleTargetRef:m189! 2:minReplicas:i! 3:maxReplicas:i! 4:targetCPUUtilizationPercentage:i!
1:kind:s! 2:name:s! 3:apiVersion:s
1:observedGeneration:i! 2:lastScaleTime:T! 3:currentReplicas:i! 4:desiredReplicas:i! 5:currentCPUUtilizationPercentage:i!
1:metadata:m1 2:spec:m192 3:status:m193
1:replicas:i
1:replicas:i! 2:selector:s
1:metadata:m1 2:spec:m195 3:status:m208
1:scaleTargetRef:m196! 2:minReplicas:i! 3:maxReplicas:i! 4:metrics:rm197 5:behavior:m205!
1:kind:s! 2:name:s! 3:apiVersion:s
1:type:s! 2:object:m198! 3:pods:m201! 4:resource:m202! 7:containerResource:m203! 5:external:m204!
1:describedObject:m196! 2:target:m199! 3:metric:m200!
1:type:s! 2:value:Q! 3:averageValue:Q! 4:averageUtilization:i!
1:name:s! 2:selector:m9!
1:metric:m200! 2:target:m199!
1:name:s! 2:target:m199!
1:name:s! 2:target:m199! 3:container:s!
1:metric:m200! 2:target:m199!
1:scaleUp:m206! 2:scaleDown:m206!
3:stabilizationWindowSeconds:i! 1:selectPolicy:s! 2:policies:rm207 4:tolerance:Q!
1:type:s! 2:value:i! 3:periodSeconds:i!
1:observedGeneration:i! 2:lastScaleTime:T! 3:currentReplicas:i 4:desiredReplicas:i! 5:currentMetrics:rm209! 6:conditions:rm216
1:type:s! 2:object:m210! 3:pods:m212! 4:resource:m213! 7:containerResource:m214! 5:external:m215!
1:metric:m200! 2:current:m211! 3:describedObject:m196!
1:value:Q! 2:averageValue:Q! 3:averageUtilization:i!
1:metric:m200! 2:current:m211!
1:name:s! 2:current:m211!
1:name:s! 2:current:m211! 3:container:s!
1:metric:m200! 2:current:m211!
1:type:s! 2:status:s! 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m218 3:status:m227
1:schedule:s! 8:timeZone:s! 2:startingDeadlineSeconds:i! 3:concurrencyPolicy:s 4:suspend:b! 5:jobTemplate:m219! 6:successfulJobsHistoryLimit:i! 7:failedJobsHistoryLimit:i!
1:metadata:m1 2:spec:m220
1:parallelism:i! 2:completions:i! 3:activeDeadlineSeconds:i! 11:podFailurePolicy:m221! 16:successPolicy:m225! 7:backoffLimit:i! 12:backoffLimitPerIndex:i! 13:maxFailedIndexes:i! 4:selector:m9! 5:manualSelector:b! 6:template:m32! 8:ttlSecondsAfterFinished:i! 9:completionMode:s! 10:suspend:b! 14:podReplacementPolicy:s! 15:managedBy:s!
1:rules:rm222!
1:action:s! 2:onExitCodes:m223! 3:onPodConditions:rm224
1:containerName:s! 2:operator:s! 3:values:ri!
1:type:s! 2:status:s!
1:rules:rm226!
1:succeededIndexes:s! 2:succeededCount:i!
1:active:rm228 4:lastScheduleTime:T! 5:lastSuccessfulTime:T!
1:kind:s 2:namespace:s 3:name:s 4:uid:s 5:apiVersion:s 6:resourceVersion:s 7:fieldPath:s
1:metadata:m1 2:spec:m220 3:status:m230
1:conditions:rm231 2:startTime:T! 3:completionTime:T! 4:active:i 5:succeeded:i 6:failed:i 11:terminating:i! 7:completedIndexes:s 10:failedIndexes:s! 8:uncountedTerminatedPods:m232! 9:ready:i!
1:type:s! 2:status:s! 3:lastProbeTime:T 4:lastTransitionTime:T 5:reason:s 6:message:s
1:succeeded:rs 2:failed:rs
1:metadata:m1 2:spec:m234! 3:status:m235
1:request:y! 7:signerName:s! 8:expirationSeconds:i! 5:usages:rs 2:username:s 3:uid:s 4:groups:rs 6:extra:kE
1:conditions:rm236 2:certificate:y
1:type:s! 6:status:s! 2:reason:s 3:message:s 4:lastUpdateTime:T 5:lastTransitionTime:T
1:metadata:m1 2:spec:m238
1:holderIdentity:s! 2:leaseDurationSeconds:i! 3:acquireTime:U! 4:renewTime:U! 5:leaseTransitions:i! 6:strategy:s! 7:preferredHolder:s!
1:metadata:m1 2:target:m228!
1:metadata:m1 2:conditions:rm241
1:type:s! 2:status:s! 3:message:s 4:error:s
1:metadata:m1 4:immutable:b! 2:data:ks 3:binaryData:ky
1:metadata:m1 2:subsets:rm244
1:addresses:rm245 2:notReadyAddresses:rm245 3:ports:rm246
1:ip:s! 3:hostname:s 4:nodeName:s! 2:targetRef:m228!
1:name:s 2:port:i! 3:protocol:s 4:appProtocol:s!
1:metadata:m1! 2:involvedObject:m228! 3:reason:s 4:message:s 5:source:m248 6:firstTimestamp:T 7:lastTimestamp:T 8:count:i 9:type:s 10:eventTime:U 11:series:m249! 12:action:s 13:related:m228! 14:reportingComponent:s! 15:reportingInstance:s!
1:component:s 2:host:s
1:count:i 2:lastObservedTime:U
1:metadata:m1 2:spec:m251
1:limits:rm252!
1:type:s! 2:max:kQ 3:min:kQ 4:default:kQ 5:defaultRequest:kQ 6:maxLimitRequestRatio:kQ
1:metadata:m1 2:spec:m254 3:status:m255
1:finalizers:rs
1:phase:s 2:conditions:rm256
1:type:s! 2:status:s! 4:lastTransitionTime:T 5:reason:s 6:message:s
1:metadata:m1 2:spec:m258 3:status:m262
1:podCIDR:s 7:podCIDRs:rs 3:providerID:s 4:unschedulable:b 5:taints:rm259 6:configSource:m260! 2:externalID:s
1:key:s! 2:value:s 3:effect:s! 4:timeAdded:T!
2:configMap:m261!
1:namespace:s! 2:name:s! 3:uid:s 4:resourceVersion:s 5:kubeletConfigKey:s!
1:capacity:kQ 2:allocatable:kQ 3:phase:s 4:conditions:rm263 5:addresses:rm264 6:daemonEndpoints:m265 7:nodeInfo:m267 8:images:rm269 9:volumesInUse:rs 10:volumesAttached:rm270 11:config:m271! 12:runtimeHandlers:rm272 13:features:m274!
1:type:s! 2:status:s! 3:lastHeartbeatTime:T 4:lastTransitionTime:T 5:reason:s 6:message:s
1:type:s! 2:address:s!
1:kubeletEndpoint:m266
1:Port:i!
1:machineID:s! 2:systemUUID:s! 3:bootID:s! 4:kernelVersion:s! 5:osImage:s! 6:containerRuntimeVersion:s! 7:kubeletVersion:s! 8:kubeProxyVersion:s! 9:operatingSystem:s! 10:architecture:s! 11:swap:m268!
1:capacity:i!
1:names:rs! 2:sizeBytes:i
1:name:s! 2:devicePath:s!
1:assigned:m260! 2:active:m260! 3:lastKnownGood:m260! 4:error:s
1:name:s! 2:features:m273!
1:recursiveReadOnlyMounts:b! 2:userNamespaces:b!
1:supplementalGroupsPolicy:b!
1:path:s
1:metadata:m1 2:spec:m277 3:status:m292
1:capacity:kQ 2::m278! 3:accessModes:rs 4:claimRef:m228! 5:persistentVolumeReclaimPolicy:s 6:storageClassName:s 7:mountOptions:rs 8:volumeMode:s! 9:nodeAffinity:m291! 10:volumeAttributesClassName:s!
1:gcePersistentDisk:m38! 2:awsElasticBlockStore:m39! 3:hostPath:m36! 4:glusterfs:m279! 5:nfs:m43! 6:rbd:m280! 7:iscsi:m282! 8:cinder:m283! 9:cephfs:m284! 10:fc:m57! 11:flocker:m52! 12:flexVolume:m285! 13:azureFile:m286! 14:vsphereVolume:m60! 15:quobyte:m61! 16:azureDisk:m62! 17:photonPersistentDisk:m63! 18:portworxVolume:m71! 19:scaleIO:m287! 20:local:m288! 21:storageos:m289! 22:csi:m290!
1:endpoints:s! 2:path:s! 3:readOnly:b 4:endpointsNamespace:s!
1:monitors:rs! 2:image:s! 3:fsType:s 4:pool:s 5:user:s 6:keyring:s 7:secretRef:m281! 8:readOnly:b
1:name:s 2:namespace:s
1:targetPortal:s! 2:iqn:s! 3:lun:i! 4:iscsiInterface:s 5:fsType:s 6:readOnly:b 7:portals:rs 8:chapAuthDiscovery:b 11:chapAuthSession:b 10:secretRef:m281! 12:initiatorName:s!
1:volumeID:s! 2:fsType:s 3:readOnly:b 4:secretRef:m281!
1:monitors:rs! 2:path:s 3:user:s 4:secretFile:s 5:secretRef:m281! 6:readOnly:b
1:driver:s! 2:fsType:s 3:secretRef:m281! 4:readOnly:b 5:options:ks
1:secretName:s! 2:shareName:s! 3:readOnly:b 4:secretNamespace:s!
1:gateway:s! 2:system:s! 3:secretRef:m281! 4:sslEnabled:b 5:protectionDomain:s 6:storagePool:s 7:storageMode:s 8:volumeName:s 9:fsType:s 10:readOnly:b
1:path:s! 2:fsType:s!
1:volumeName:s 2:volumeNamespace:s 3:fsType:s 4:readOnly:b 5:secretRef:m228!
1:driver:s! 2:volumeHandle:s! 3:readOnly:b 4:fsType:s 5:volumeAttributes:ks 6:controllerPublishSecretRef:m281! 7:nodeStageSecretRef:m281! 8:nodePublishSecretRef:m281! 9:controllerExpandSecretRef:m281! 10:nodeExpandSecretRef:m281!
1:required:m118!
1:phase:s 2:message:s 3:reason:s 4:lastPhaseTransitionTime:T!
1:metadata:m1 2:spec:m33 3:status:m294
17:observedGeneration:i 1:phase:s 2:conditions:rm295 3:message:s 4:reason:s 11:nominatedNodeName:s 5:hostIP:s 16:hostIPs:rm296 6:podIP:s 12:podIPs:rm297 7:startTime:T! 10:initContainerStatuses:rm298 8:containerStatuses:rm298 9:qosClass:s 13:ephemeralContainerStatuses:rm298 14:resize:s 15:resourceClaimStatuses:rm308
1:type:s! 7:observedGeneration:i 2:status:s! 3:lastProbeTime:T 4:lastTransitionTime:T 5:reason:s 6:message:s
1:ip:s!
1:ip:s!
1:name:s! 2:state:m299 3:lastState:m299 4:ready:b! 5:restartCount:i! 6:image:s! 7:imageID:s! 8:containerID:s 9:started:b! 10:allocatedResources:kQ 11:resources:m91! 12:volumeMounts:rm303 13:user:m304! 14:allocatedResourcesStatus:rm306 15:stopSignal:s!
1:waiting:m300! 2:running:m301! 3:terminated:m302!
1:reason:s 2:message:s
1:startedAt:T
1:exitCode:i! 2:signal:i 3:reason:s 4:message:s 5:startedAt:T 6:finishedAt:T 7:containerID:s
1:name:s! 2:mountPath:s! 3:readOnly:b 4:recursiveReadOnly:s!
1:linux:m305!
1:uid:i! 2:gid:i! 3:supplementalGroups:ri
1:name:s! 2:resources:rm307
1:resourceID:s! 2:health:s
1:name:s! 2:resourceClaimName:s!
1:stdin:b 2:stdout:b 3:stderr:b 4:tty:b 5:container:s
1:stdin:b 2:stdout:b 3:stderr:b 4:tty:b 5:container:s 6:command:rs!
1:container:s 2:follow:b 3:previous:b 4:sinceSeconds:i! 5:sinceTime:T! 6:timestamps:b 7:tailLines:i! 8:limitBytes:i! 9:insecureSkipTLSVerifyBackend:b 10:stream:s!
1:ports:ri
1:path:s
1:metadata:m1 2:status:m294
1:metadata:m1 2:template:m32
1:metadata:m1 2:range:s! 3:data:y!
1:metadata:m1 2:spec:m318 3:status:m319
1:replicas:i! 4:minReadySeconds:i 2:selector:ks 3:template:m32!
1:replicas:i! 2:fullyLabeledReplicas:i 4:readyReplicas:i 5:availableReplicas:i 3:observedGeneration:i 6:conditions:rm320
1:type:s! 2:status:s! 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m322 3:status:m325
1:hard:kQ 2:scopes:rs 3:scopeSelector:m323!
1:matchExpressions:rm324
1:scopeName:s! 2:operator:s! 3:values:rs
1:hard:kQ 2:used:kQ
1:metadata:m1 5:immutable:b! 2:data:ky 4:stringData:ks 3:type:s
1:reference:m228
1:metadata:m1 2:spec:m329 3:status:m333
1:ports:rm330 2:selector:ks 3:clusterIP:s 18:clusterIPs:rs 4:type:s 5:externalIPs:rs 7:sessionAffinity:s 8:loadBalancerIP:s 9:loadBalancerSourceRanges:rs 10:externalName:s 11:externalTrafficPolicy:s 12:healthCheckNodePort:i 13:publishNotReadyAddresses:b 14:sessionAffinityConfig:m331! 19:ipFamilies:rs 17:ipFamilyPolicy:s! 20:allocateLoadBalancerNodePorts:b! 21:loadBalancerClass:s! 22:internalTrafficPolicy:s! 23:trafficDistribution:s!
1:name:s 2:protocol:s 6:appProtocol:s! 3:port:i! 4:targetPort:X 5:nodePort:i
1:clientIP:m332!
1:timeoutSeconds:i!
1:loadBalancer:m334 2:conditions:rm23
1:ingress:rm335
1:ip:s 2:hostname:s 3:ipMode:s! 4:ports:rm336
1:port:i! 2:protocol:s! 3:error:s!
1:metadata:m1 2:secrets:rm228 3:imagePullSecrets:rm45 4:automountServiceAccountToken:b!
1:path:s
1:metadata:m1 4:addressType:s! 2:endpoints:rm340! 3:ports:rm345!
1:addresses:rs! 2:conditions:m341 3:hostname:s! 4:targetRef:m228! 5:deprecatedTopology:ks 6:nodeName:s! 7:zone:s! 8:hints:m342!
1:ready:b! 2:serving:b! 3:terminating:b!
1:forZones:rm343 2:forNodes:rm344
1:name:s!
1:name:s!
1:name:s! 2:protocol:s! 3:port:i! 4:appProtocol:s!
1:metadata:m1! 2:eventTime:U! 3:series:m347! 4:reportingController:s 5:reportingInstance:s 6:action:s 7:reason:s 8:regarding:m228 9:related:m228! 10:note:s 11:type:s 12:deprecatedSource:m248 13:deprecatedFirstTimestamp:T 14:deprecatedLastTimestamp:T 15:deprecatedCount:i
1:count:i! 2:lastObservedTime:U!
1:metadata:m1 2:spec:m349 3:status:m359
1:priorityLevelConfiguration:m350! 2:matchingPrecedence:i! 3:distinguisherMethod:m351! 4:rules:rm352
1:name:s!
1:type:s!
1:subjects:rm353! 2:resourceRules:rm357 3:nonResourceRules:rm358
1:kind:s! 2:user:m354! 3:group:m355! 4:serviceAccount:m356!
1:name:s!
1:name:s!
1:namespace:s! 2:name:s!
1:verbs:rs! 2:apiGroups:rs! 3:resources:rs! 4:clusterScope:b 5:namespaces:rs!
1:verbs:rs! 6:nonResourceURLs:rs!
1:conditions:rm360
1:type:s 2:status:s 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m362 3:status:m367
1:type:s! 2:limited:m363! 3:exempt:m366!
1:nominalConcurrencyShares:i! 2:limitResponse:m364 3:lendablePercent:i! 4:borrowingLimitPercent:i!
1:type:s! 2:queuing:m365!
1:queues:i! 2:handSize:i! 3:queueLengthLimit:i!
1:nominalConcurrencyShares:i! 2:lendablePercent:i!
1:conditions:rm368
1:type:s 2:status:s 3:lastTransitionTime:T 4:reason:s 5:message:s
1:metadata:m1 2:spec:m370
1:parentRef:m371!
1:group:s 2:resource:s 3:namespace:s 4:name:s
1:metadata:m1 2:spec:m373 3:status:m382
4:ingressClassName:s! 1:defaultBackend:m374! 2:tls:rm377 3:rules:rm378
4:service:m375! 3:resource:m79!
1:name:s! 2:port:m376
1:name:s 2:number:i
1:hosts:rs 2:secretName:s
1:host:s 2::m379!
1:http:m380!
1:paths:rm381!
1:path:s 3:pathType:s! 2:backend:m374!
1:loadBalancer:m383
1:ingress:rm384
1:ip:s 2:hostname:s 4:ports:rm385
1:port:i! 2:protocol:s! 3:error:s!
1:metadata:m1 2:spec:m387
1:controller:s 2:parameters:m388!
1:apiGroup:s! 2:kind:s! 3:name:s! 4:scope:s! 5:namespace:s!
1:metadata:m1 2:spec:m390
1:podSelector:m9! 2:ingress:rm391 3:egress:rm395 4:policyTypes:rs
1:ports:rm392 2:from:rm393
1:protocol:s! 2:port:X! 3:endPort:i!
1:podSelector:m9! 2:namespaceSelector:m9! 3:ipBlock:m394!
1:cidr:s! 2:except:rs
1:ports:rm392 2:to:rm393
1:metadata:m1 2:spec:m397 3:status:m398
1:cidrs:rs
1:conditions:rm23
1:metadata:m1 2:handler:s! 3:overhead:m400! 4:scheduling:m401!
1:podFixed:kQ
1:nodeSelector:ks 2:tolerations:rm126
1:metadata:m1 2:deleteOptions:m403!
1:gracePeriodSeconds:i! 2:preconditions:m404! 3:orphanDependents:b! 4:propagationPolicy:s! 5:dryRun:rs 6:ignoreStoreReadErrorWithClusterBreakingPotential:b!
1:uid:s! 2:resourceVersion:s!
1:metadata:m1 2:spec:m406 3:status:m407
1:minAvailable:X! 2:selector:m9! 3:maxUnavailable:X! 4:unhealthyPodEvictionPolicy:s!
1:observedGeneration:i 2:disruptedPods:kT 3:disruptionsAllowed:i! 4:currentHealthy:i! 5:desiredHealthy:i! 6:expectedPods:i! 7:conditions:rm23
1:metadata:m1 2:rules:rm409! 3:aggregationRule:m410!
1:verbs:rs! 2:apiGroups:rs 3:resources:rs 4:resourceNames:rs 5:nonResourceURLs:rs
1:clusterRoleSelectors:rm9
1:metadata:m1 2:subjects:rm412 3:roleRef:m413!
1:kind:s! 2:apiGroup:s 3:name:s! 4:namespace:s
1:apiGroup:s! 2:kind:s! 3:name:s!
1:metadata:m1 2:rules:rm409!
1:metadata:m1 2:subjects:rm412 3:roleRef:m413!
1:metadata:m1 2:value:i! 3:globalDefault:b 4:description:s 5:preemptionPolicy:s!
1:metadata:m1 2:spec:m418!
1:attachRequired:b! 2:podInfoOnMount:b! 3:volumeLifecycleModes:rs 4:storageCapacity:b! 5:fsGroupPolicy:s! 6:tokenRequests:rm419 7:requiresRepublish:b! 8:seLinuxMount:b! 9:nodeAllocatableUpdatePeriodSeconds:i!
1:audience:s! 2:expirationSeconds:i!
1:metadata:m1 2:spec:m421!
1:drivers:rm422!
1:name:s! 2:nodeID:s! 3:topologyKeys:rs! 4:allocatable:m423!
1:count:i!
1:metadata:m1 2:nodeTopology:m9! 3:storageClassName:s! 4:capacity:Q! 5:maximumVolumeSize:Q!
1:metadata:m1 2:provisioner:s! 3:parameters:ks 4:reclaimPolicy:s! 5:mountOptions:rs 6:allowVolumeExpansion:b! 7:volumeBindingMode:s! 8:allowedTopologies:rm426
1:matchLabelExpressions:rm427
1:key:s! 2:values:rs!
1:metadata:m1 2:spec:m429! 3:status:m431
1:attacher:s! 2:source:m430! 3:nodeName:s!
1:persistentVolumeName:s! 2:inlineVolumeSpec:m277!
1:attached:b! 2:attachmentMetadata:ks 3:attachError:m432! 4:detachError:m432!
1:time:T 2:message:s 3:errorCode:i!
"""#
