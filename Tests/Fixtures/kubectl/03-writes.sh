kubectl create configmap env --from-literal=a=1
kubectl label configmap env tier=web
! kubectl label configmap env tier=api
kubectl label configmap env tier=api --overwrite
kubectl label configmap env tier-
kubectl annotate configmap env note='a text'
kubectl patch configmap env --type=merge -p '{"data":{"b":"2"}}'
kubectl patch configmap env --type=json -p '[{"op":"replace","path":"/data/a","value":"3"}]'
! kubectl patch configmap env --type=json -p '[{"op":"test","path":"/data/a","value":"9"}]'
kubectl patch configmap env -p '{"data":{"a":null}}'
kubectl patch configmap env -p '{"data":{"a":null}}'
kubectl get configmap env -o jsonpath='{.data} {.metadata.labels} {.metadata.annotations}'; echo
kubectl get configmap env -o yaml > "$HOME/env.yaml"
sed 's/b: "2"/b: "4"/' "$HOME/env.yaml" | kubectl replace -f -
kubectl get configmap env -o jsonpath='{.data}'; echo
kubectl get configmap env -o yaml | sed 's/resourceVersion: .*/resourceVersion: "1"/; s/"4"/"5"/' > "$HOME/stale.yaml"
! kubectl replace -f "$HOME/stale.yaml"
KUBE_EDITOR="sed -i 's/b: .*/b: \"6\"/'" kubectl edit configmap env
KUBE_EDITOR=true kubectl edit configmap env
kubectl get configmap env -o jsonpath='{.data}'; echo
kubectl get configmap env --show-managed-fields -o jsonpath='{range .metadata.managedFields[*]}{.manager} {.operation}{"\n"}{end}'
! kubectl patch configmap none -p '{}'
