kubectl auth can-i '*' '*' --all-namespaces
kubectl auth can-i --list --as system:serviceaccount:default:default
! kubectl auth can-i get pods --as joe
! kubectl get pods --as joe
! kubectl get pods web --as joe
! kubectl get nodes --as joe --as-group dev
! kubectl create deployment web --image=nginx --as joe
! kubectl get --raw /metrics --as joe
kubectl create role reader --verb=get,list,watch --resource=pods,pods/log
kubectl create rolebinding readers --role=reader --user=joe --group=dev
kubectl auth can-i list pods --as joe
kubectl auth can-i get pods --subresource=log --as ann --as-group dev
! kubectl auth can-i list pods --as joe -n kube-system
kubectl get pods --as joe
kubectl create clusterrole nodes --verb=list --resource=nodes --resource-name=plumb-node
kubectl create clusterrolebinding nodes --clusterrole=nodes --user=joe
! kubectl auth can-i list nodes --as joe
kubectl create clusterrole paths --verb=get --non-resource-url='/logs/*'
kubectl create clusterrolebinding paths --clusterrole=paths --user=joe
kubectl auth can-i get /logs/kubelet --as joe
! kubectl auth can-i get /logs --as joe
kubectl create serviceaccount bot
kubectl create rolebinding bot --clusterrole=edit --serviceaccount=default:bot
kubectl auth can-i create deployments.apps --as system:serviceaccount:default:bot
kubectl create configmap one --as system:serviceaccount:default:bot
! kubectl create rolebinding mine --clusterrole=cluster-admin --user=eve --as system:serviceaccount:default:bot
kubectl create rolebinding admins --clusterrole=admin --user=amy
! kubectl create rolebinding root --clusterrole=cluster-admin --user=eve --as amy
kubectl create rolebinding viewer --clusterrole=view --user=eve --as amy
! kubectl create role more --verb=get --resource=nodes --as amy
{ set +x; kubectl get configmap one -o name --token "$(kubectl create token bot)"; set -x; } 2>/dev/null
! kubectl create token none
! kubectl create token bot --duration=1m
! kubectl create token bot --bound-object-kind=Pod --bound-object-name=none
kubectl auth reconcile -f - <<'YAML'
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: default}
rules:
- {apiGroups: [""], resources: [services], verbs: [get]}
YAML
kubectl get role reader -o jsonpath='{range .rules[*]}{.resources}{.verbs}{"\n"}{end}'
kubectl get clusterroles view -o jsonpath='{.metadata.labels}{"\n"}'
kubectl describe clusterrolebinding system:discovery
