write() { cat > "$HOME/$1.yaml"; }
write web <<END
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx:1.25
        env: [{name: A, value: "1"}, {name: B, value: "2"}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80}]
END
kubectl diff -f "$HOME/web.yaml" | grep '^+  name: '
kubectl apply -f "$HOME/web.yaml" --dry-run=server
kubectl apply -f "$HOME/web.yaml"
kubectl apply -f "$HOME/web.yaml"
kubectl diff -f "$HOME/web.yaml"
sed 's/nginx:1.25/nginx:1.26/; s/, {name: B, value: "2"}//' "$HOME/web.yaml" | write web2
kubectl diff -f "$HOME/web2.yaml" | grep '^[-+] '
kubectl apply -f "$HOME/web2.yaml"
kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0].env} {.spec.template.spec.containers[0].image}'; echo
kubectl rollout status deploy/web --timeout=30s
kubectl apply view-last-applied deploy/web -o json | sed -n 1,3p
kubectl apply --server-side --force-conflicts -f "$HOME/web2.yaml"
kubectl apply --server-side -f "$HOME/web2.yaml"
kubectl scale deploy web --replicas=3
! kubectl apply --server-side -f "$HOME/web2.yaml"
kubectl apply --server-side --force-conflicts -f "$HOME/web2.yaml"
kubectl get deploy web -o jsonpath='{.spec.replicas}'; echo
! kubectl apply --validate=strict -f - <<END
apiVersion: v1
kind: ConfigMap
metadata: {name: odd}
dada: {a: b}
END
kubectl delete -f "$HOME/web.yaml"
