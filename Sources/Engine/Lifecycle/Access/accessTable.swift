/// The roles and bindings of a new cluster, as kube-apiserver makes them.
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
///
/// `cluster NAME [aggregates to: LABEL] [of: LABEL]` or `role NAMESPACE NAME` begins a role. `to` is where its rules are
/// gathered, `of` what it gathers itself. Each rule is a line: `GROUPS | RESOURCES | VERBS | NAMES`, with `core` for the
/// group that has no name, or `url | URLS | VERBS`. Verbs: `read`, `write`, `all` (both), or as they are. `bind` and
/// `bindRole NAMESPACE` end with `NAME ROLE SUBJECTS`, each `Kind=name`, accounts as `ServiceAccount=namespace/name`.
let accessTable = """
    cluster cluster-admin
    * | * | *
    url | * | *
    cluster admin of:admin
    cluster edit to:admin of:edit
    cluster view to:edit of:view
    cluster system:aggregate-to-admin to:admin
    authorization.k8s.io | localsubjectaccessreviews | create
    rbac.authorization.k8s.io | rolebindings,roles | all
    cluster system:aggregate-to-edit to:edit
    core | pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy | read
    core | serviceaccounts | impersonate
    core | pods,pods/attach,pods/exec,pods/portforward,pods/proxy | write
    core | pods/eviction | create
    core | configmaps,events,persistentvolumeclaims,replicationcontrollers,replicationcontrollers/scale,secrets,\
    serviceaccounts,services,services/proxy | write
    core | serviceaccounts/token | create
    apps | daemonsets,deployments,deployments/rollback,deployments/scale,replicasets,replicasets/scale,statefulsets,\
    statefulsets/scale | write
    autoscaling | horizontalpodautoscalers | write
    batch | cronjobs,jobs | write
    extensions | daemonsets,deployments,deployments/rollback,deployments/scale,ingresses,networkpolicies,replicasets,\
    replicasets/scale,replicationcontrollers/scale | write
    policy | poddisruptionbudgets | write
    networking.k8s.io | ingresses,networkpolicies | write
    coordination.k8s.io | leases | all
    resource.k8s.io | resourceclaims,resourceclaimtemplates | write
    cluster system:aggregate-to-view to:view
    core | configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods,replicationcontrollers,\
    replicationcontrollers/scale,serviceaccounts,services,services/status | read
    core | bindings,events,limitranges,namespaces/status,pods/log,pods/status,replicationcontrollers/status,\
    resourcequotas,resourcequotas/status | read
    core | namespaces | read
    discovery.k8s.io | endpointslices | read
    apps | controllerrevisions,daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,\
    replicasets,replicasets/scale,replicasets/status,statefulsets,statefulsets/scale,statefulsets/status | read
    autoscaling | horizontalpodautoscalers,horizontalpodautoscalers/status | read
    batch | cronjobs,cronjobs/status,jobs,jobs/status | read
    extensions | daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,ingresses,\
    ingresses/status,networkpolicies,replicasets,replicasets/scale,replicasets/status,replicationcontrollers/scale | read
    policy | poddisruptionbudgets,poddisruptionbudgets/status | read
    networking.k8s.io | ingresses,ingresses/status,networkpolicies | read
    resource.k8s.io | resourceclaims,resourceclaims/status,resourceclaimtemplates | read
    cluster system:auth-delegator
    authentication.k8s.io | tokenreviews | create
    authorization.k8s.io | subjectaccessreviews | create
    cluster system:basic-user
    authorization.k8s.io | selfsubjectaccessreviews,selfsubjectrulesreviews | create
    authentication.k8s.io | selfsubjectreviews | create
    cluster system:certificates.k8s.io:certificatesigningrequests:nodeclient
    certificates.k8s.io | certificatesigningrequests/nodeclient | create
    cluster system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
    certificates.k8s.io | certificatesigningrequests/selfnodeclient | create
    cluster system:certificates.k8s.io:kube-apiserver-client-approver
    certificates.k8s.io | signers | approve | kubernetes.io/kube-apiserver-client
    cluster system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
    certificates.k8s.io | signers | approve | kubernetes.io/kube-apiserver-client-kubelet
    cluster system:certificates.k8s.io:kubelet-serving-approver
    certificates.k8s.io | signers | approve | kubernetes.io/kubelet-serving
    cluster system:certificates.k8s.io:legacy-unknown-approver
    certificates.k8s.io | signers | approve | kubernetes.io/legacy-unknown
    cluster system:discovery
    url | /api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,/version/ | get
    cluster system:heapster
    core | events,namespaces,nodes,pods | read
    extensions | deployments | read
    cluster system:kube-aggregator
    core | endpoints,services | read
    cluster system:kube-controller-manager
    core,events.k8s.io | events | create,patch,update
    coordination.k8s.io | leases | create
    coordination.k8s.io | leases | get,update | kube-controller-manager
    core | secrets,serviceaccounts | create
    core | secrets | delete
    core | configmaps,namespaces,secrets,serviceaccounts | get
    core | secrets,serviceaccounts | update
    authentication.k8s.io | tokenreviews | create
    authorization.k8s.io | subjectaccessreviews | create
    * | * | list,watch
    core | serviceaccounts/token | create
    cluster system:kube-dns
    core | endpoints,services | list,watch
    cluster system:kube-scheduler
    core,events.k8s.io | events | create,patch,update
    coordination.k8s.io | leases | create,list,watch
    coordination.k8s.io | leases | get,update | kube-scheduler
    core | nodes | read
    core | pods | delete,get,list,watch
    core | bindings,pods/binding | create
    core | pods/status | patch,update
    core | replicationcontrollers,services | read
    apps,extensions | replicasets | read
    apps | statefulsets | read
    policy | poddisruptionbudgets | read
    core | persistentvolumeclaims,persistentvolumes | read
    authentication.k8s.io | tokenreviews | create
    authorization.k8s.io | subjectaccessreviews | create
    storage.k8s.io | csinodes | read
    core | namespaces | read
    storage.k8s.io | csidrivers | read
    storage.k8s.io | csistoragecapacities | read
    storage.k8s.io | volumeattachments | read
    cluster system:kubelet-api-admin
    core | nodes | read
    core | nodes | proxy
    core | nodes/log,nodes/metrics,nodes/proxy,nodes/stats | *
    cluster system:monitoring
    url | /healthz,/healthz/*,/livez,/livez/*,/metrics,/metrics/slis,/readyz,/readyz/* | get
    cluster system:node
    authentication.k8s.io | tokenreviews | create
    authorization.k8s.io | localsubjectaccessreviews,subjectaccessreviews | create
    core | services | read
    core | nodes | create,get,list,watch
    core | nodes/status | patch,update
    core | nodes | patch,update
    core,events.k8s.io | events | create,patch,update
    core | pods | read
    core | pods | create,delete
    core | pods/status | patch,update
    core | pods/eviction | create
    core | configmaps,secrets | read
    core | persistentvolumeclaims,persistentvolumes | get
    core | endpoints | get
    certificates.k8s.io | certificatesigningrequests | create,get,list,watch
    coordination.k8s.io | leases | create,delete,get,patch,update
    storage.k8s.io | volumeattachments | get
    core | serviceaccounts/token | create
    core | persistentvolumeclaims/status | get,patch,update
    storage.k8s.io | csidrivers | read
    storage.k8s.io | csinodes | create,delete,get,patch,update
    node.k8s.io | runtimeclasses | read
    cluster system:node-bootstrapper
    certificates.k8s.io | certificatesigningrequests | create,get,list,watch
    cluster system:node-problem-detector
    core | nodes | get
    core | nodes/status | patch
    core,events.k8s.io | events | create,patch,update
    cluster system:node-proxier
    core | endpoints,services | list,watch
    core | nodes | read
    core,events.k8s.io | events | create,patch,update
    discovery.k8s.io | endpointslices | list,watch
    cluster system:persistent-volume-provisioner
    core | persistentvolumes | create,delete,get,list,watch
    core | persistentvolumeclaims | get,list,update,watch
    storage.k8s.io | storageclasses | read
    core | events | watch
    core,events.k8s.io | events | create,patch,update
    cluster system:public-info-viewer
    url | /healthz,/livez,/readyz,/version,/version/ | get
    cluster system:service-account-issuer-discovery
    url | /.well-known/openid-configuration,/.well-known/openid-configuration/,/openid/v1/jwks,/openid/v1/jwks/ | get
    cluster system:volume-scheduler
    core | persistentvolumes | get,list,patch,update,watch
    storage.k8s.io | storageclasses | read
    core | persistentvolumeclaims | get,list,patch,update,watch
    role kube-system extension-apiserver-authentication-reader
    core | configmaps | read | extension-apiserver-authentication
    role kube-system system::leader-locking-kube-controller-manager
    core | configmaps | watch
    core | configmaps | get,update | kube-controller-manager
    role kube-system system::leader-locking-kube-scheduler
    core | configmaps | watch
    core | configmaps | get,update | kube-scheduler
    bind cluster-admin cluster-admin Group=system:masters
    bind system:basic-user system:basic-user Group=system:authenticated
    bind system:discovery system:discovery Group=system:authenticated
    bind system:kube-controller-manager system:kube-controller-manager User=system:kube-controller-manager
    bind system:kube-dns system:kube-dns ServiceAccount=kube-system/kube-dns
    bind system:kube-scheduler system:kube-scheduler User=system:kube-scheduler
    bind system:monitoring system:monitoring Group=system:monitoring
    bind system:node system:node
    bind system:node-proxier system:node-proxier User=system:kube-proxy
    bind system:public-info-viewer system:public-info-viewer Group=system:authenticated Group=system:unauthenticated
    bind system:service-account-issuer-discovery system:service-account-issuer-discovery Group=system:serviceaccounts
    bind system:volume-scheduler system:volume-scheduler User=system:kube-scheduler
    bindRole kube-system system::extension-apiserver-authentication-reader extension-apiserver-authentication-reader \
    User=system:kube-controller-manager User=system:kube-scheduler
    bindRole kube-system system::leader-locking-kube-controller-manager \
    system::leader-locking-kube-controller-manager User=system:kube-controller-manager \
    ServiceAccount=kube-system/kube-controller-manager
    bindRole kube-system system::leader-locking-kube-scheduler system::leader-locking-kube-scheduler \
    User=system:kube-scheduler ServiceAccount=kube-system/kube-scheduler
    """
