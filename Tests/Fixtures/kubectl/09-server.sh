kubectl get componentstatuses
kubectl get apiservices | sed -n 1,4p
kubectl get --raw /livez
kubectl get --raw '/livez?verbose'
kubectl get --raw /readyz/etcd; echo
! kubectl get --raw /readyz/nothing
kubectl get --raw /metrics | grep -c '^apiserver_request_total{.*verb="LIST"'
kubectl get lease -n kube-node-lease
kubectl describe node plumb-node | grep -A3 '^Lease:'
! kubectl get nodes plumb-node --field-selector nothing=1
kubectl get endpoints
! kubectl get --raw '/api/v1/pods?limit=many'
! kubectl get pods -l 'a in (b'
kubectl create namespace stuck
kubectl patch namespace stuck --type=merge -p '{"metadata":{"finalizers":["example.com/hold"]}}'
kubectl delete namespace stuck --wait=false
kubectl get namespace stuck
kubectl patch namespace stuck --type=merge -p '{"metadata":{"finalizers":null}}'
kubectl wait --for=delete namespace/stuck --timeout=10s
! kubectl get namespace stuck
! kubectl delete namespace default
