kubectl apply -f - <<END
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: app, image: nginx:1.25, resources: {requests: {cpu: 200m, memory: 100Mi}}}
      - {name: side, image: side:1, resources: {requests: {cpu: 100m, memory: 50Mi}}}
END
kubectl rollout status statefulset/web --timeout=30s
kubectl top pods
kubectl top pods --containers
kubectl top pod web-0 --no-headers
kubectl top pods -l app=web --sort-by=cpu --sum
kubectl top nodes
! kubectl top pod none
kubectl top pods -l app=none
kubectl get podmetrics web-1 -o jsonpath='{.containers[*].usage.cpu}{"\n"}'
! kubectl delete podmetrics web-1
kubectl autoscale statefulset web --min=1 --max=5 --cpu-percent=80
kubectl wait --for=condition=ScalingActive hpa/web --timeout=30s
kubectl get hpa web
kubectl top pod web-0 --no-headers
