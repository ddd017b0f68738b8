kubectl create namespace shop
kubectl config set-context --current --namespace=shop
kubectl create configmap env --from-literal=COLOUR=blue --from-literal=SIZE=10
kubectl create secret generic db --from-literal=password=secret
kubectl create secret docker-registry pull --docker-server=r --docker-username=u --docker-password=p
! kubectl create secret tls cert --cert=/nonexistent --key=/nonexistent
kubectl create serviceaccount robot
! kubectl create configmap env
kubectl get configmaps,secrets,serviceaccounts
kubectl get cm env -o yaml
kubectl get cm env -o json
kubectl get cm env -o jsonpath='{.data.COLOUR}'; echo
kubectl get cm -o name
kubectl get cm -o custom-columns=NAME:.metadata.name,SIZE:.data.SIZE
kubectl get cm env -o go-template='{{.data.SIZE}}'; echo
kubectl get cm --field-selector=metadata.name=env
kubectl get cm --field-selector=metadata.name!=env -o name
kubectl get cm --sort-by=.metadata.name
kubectl get cm --chunk-size=1
! kubectl get cm none
! kubectl get cm env none -o name
kubectl get cm --ignore-not-found none
kubectl describe cm env | sort
kubectl describe secret db
kubectl describe ns shop
kubectl delete cm env --dry-run=server
kubectl delete cm env --wait=false
! kubectl delete cm env
kubectl delete secret --all
kubectl delete namespace shop --timeout=20s
kubectl get namespaces
