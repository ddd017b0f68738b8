kubectl cluster-info | sed -n 1,1p
kubectl api-versions
kubectl api-resources --sort-by=name --namespaced=true --verbs=list -o wide
kubectl api-resources --api-group=apps --no-headers -o name
kubectl auth can-i create pods
kubectl auth can-i '*' '*' --all-namespaces
kubectl auth whoami
kubectl explain deployment.spec.strategy
kubectl explain pods.spec.containers.livenessProbe.httpGet
kubectl explain service.spec --recursive
! kubectl explain nothing
kubectl get --raw /healthz
kubectl get --raw '/readyz?verbose'
kubectl get --raw /apis/apps
! kubectl get --raw /nothing
! kubectl get nothing
