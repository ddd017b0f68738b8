kubectl create deployment web --image=nginx:1.25 --replicas=2 --port=80
kubectl rollout status deployment/web --timeout=30s
kubectl get deployment web
kubectl get deployment web -o wide
kubectl get replicasets,pods
kubectl get pods -l app=web --show-labels
kubectl set image deployment/web nginx=nginx:1.26
kubectl rollout status deployment/web --timeout=30s
kubectl set env deployment/web COLOUR=blue
kubectl rollout status deployment/web --timeout=30s
kubectl set env deployment/web --list
kubectl set resources deployment/web --limits=cpu=200m,memory=64Mi
kubectl rollout status deployment/web --timeout=30s
kubectl rollout history deployment/web
kubectl rollout history deployment/web --revision=2
kubectl rollout undo deployment/web --to-revision=2
kubectl rollout status deployment/web --timeout=30s
kubectl rollout restart deployment/web
kubectl rollout status deployment/web --timeout=30s
kubectl rollout pause deployment/web
! kubectl rollout pause deployment/web
kubectl rollout resume deployment/web
kubectl scale deployment web --replicas=3
! kubectl scale deployment web --replicas=1 --current-replicas=9
kubectl wait --for=condition=Available deployment/web --timeout=30s
kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 deployment/web --timeout=30s
kubectl expose deployment web --port=80 --target-port=8080
! kubectl expose deployment web --port=80
kubectl autoscale deployment web --min=2 --max=5 --cpu-percent=80
kubectl get hpa web
kubectl get services
kubectl describe service web
kubectl describe deployment web
kubectl logs deployment/web
! kubectl exec deployment/web -- ls
kubectl delete pod -l app=web --wait=true --timeout=30s
kubectl delete deployment web --cascade=orphan
kubectl get replicasets -o name
kubectl delete deployment,replicaset,service,hpa --all
kubectl get all
