kubectl apply -f - <<END
apiVersion: v1
kind: ConfigMap
metadata: {name: env}
data: {COLOUR: blue}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - name: db
        image: postgres:16
        ports: [{containerPort: 5432}]
        envFrom: [{configMapRef: {name: env}}]
        readinessProbe: {tcpSocket: {port: 5432}}
        volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  rules:
  - host: shop.example
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: db, port: {number: 5432}}}}]}
END
kubectl rollout status statefulset/db --timeout=30s
kubectl get statefulsets,pods,persistentvolumeclaims,services,ingresses
kubectl get pods -o wide
kubectl get endpointslices -l kubernetes.io/service-name=db
kubectl describe statefulset db
kubectl describe pod db-0
kubectl describe pvc data-db-0
kubectl describe ingress shop
kubectl describe node
kubectl get pods --field-selector=status.phase=Running -o name
kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.status.phase}{"\n"}{end}'
kubectl logs db-0
! kubectl logs db-0 -c none
! kubectl logs db-0 --previous
kubectl events --for pod/db-0
kubectl cordon plumb-node
kubectl get nodes
kubectl uncordon plumb-node
kubectl drain plumb-node --ignore-daemonsets --force --delete-emptydir-data --timeout=20s | sort
kubectl uncordon plumb-node
kubectl delete statefulset db --wait
kubectl get pvc
