mkdir "$HOME/site" "$HOME/kust"
cat > "$HOME/site/both.yaml" <<END
apiVersion: v1
kind: ConfigMap
metadata: {name: a, labels: {set: one}}
data: {x: "1"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, labels: {set: one}}
data: {x: "1"}
END
cat > "$HOME/one.yaml" <<END
apiVersion: v1
kind: ConfigMap
metadata: {name: a, labels: {set: one}}
data: {x: "2"}
END
kubectl apply -f "$HOME/site"
kubectl apply -f "$HOME/one.yaml" --prune --all --prune-allowlist=core/v1/ConfigMap
kubectl apply -f "$HOME/site"
kubectl apply -f "$HOME/one.yaml" --prune -l set=one --prune-allowlist=core/v1/ConfigMap
kubectl get configmaps -o name
export KUBECTL_APPLYSET=true
kubectl apply -n default -f "$HOME/site" --prune --applyset=mine
kubectl apply -n default -f "$HOME/one.yaml" --prune --applyset=mine
kubectl get secret mine -o jsonpath='{.metadata.annotations.applyset\.kubernetes\.io/contains-group-kinds}'; echo
kubectl get configmaps -o name
printf 'resources: [cm.yaml]\nnamePrefix: pre-\nconfigMapGenerator: [{name: made, literals: [a=b]}]\n' > "$HOME/kust/kustomization.yaml"
printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: k}\n' > "$HOME/kust/cm.yaml"
kubectl apply -k "$HOME/kust"
kubectl apply -k "$HOME/kust" --server-side
kubectl diff -k "$HOME/kust"
kubectl delete -k "$HOME/kust"
! kubectl wait --for=condition=Nothing namespace/default --timeout=1s
! kubectl wait --for=condition=Ready pod -l none=none --timeout=1s
KUBE_EDITOR="sed -i 's/^  name: a/  name: z/'" kubectl edit configmap a >/dev/null || echo refused
kubectl get configmaps -o name
