kubectl create deployment web --image=nginx:1.25 --replicas=2
kubectl rollout status deployment/web --timeout=30s
kubectl create poddisruptionbudget web --selector=app=web --min-available=2
kubectl wait --for=jsonpath='{.status.currentHealthy}'=2 pdb/web --timeout=30s
! kubectl drain plumb-node --timeout=1s >/dev/null
kubectl get nodes
kubectl delete pdb web
kubectl uncordon plumb-node
kubectl taint nodes plumb-node team=a:NoSchedule
! kubectl taint nodes plumb-node team=a:Nope
kubectl create deployment late --image=nginx:1.25
kubectl wait --for=jsonpath='{.status.unavailableReplicas}'=1 deployment/late --timeout=30s
kubectl wait --for=jsonpath='{.status.conditions[0].reason}'=Unschedulable pod -l app=late --timeout=30s
kubectl get pods -l app=late
kubectl get events --field-selector reason=FailedScheduling -o jsonpath='{.items[0].message}'; echo
kubectl taint nodes plumb-node team-
! kubectl taint nodes plumb-node team-
kubectl rollout status deployment/late --timeout=30s
kubectl label node plumb-node pool=web
kubectl get nodes -L pool
kubectl annotate node plumb-node note=here
kubectl get node plumb-node -o jsonpath='{.metadata.annotations.note} {.spec.unschedulable}'; echo
