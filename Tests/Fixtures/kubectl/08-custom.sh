write() { cat > "$HOME/$1.yaml"; }
write crd <<END
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wg], categories: [all]}
  versions:
  - name: v1
    served: true
    storage: true
    additionalPrinterColumns:
    - {name: Color, type: string, jsonPath: .spec.color}
    - {name: Size, type: integer, jsonPath: .spec.size}
    - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status', priority: 1}
    subresources:
      status: {}
      scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}
    schema:
      openAPIV3Schema:
        type: object
        description: A widget.
        properties:
          spec:
            type: object
            required: [color]
            properties:
              color: {type: string, enum: [red, green], description: What one sees of it.}
              size: {type: integer, default: 3, minimum: 0}
              parts:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [name]
                items:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
                    count: {type: integer}
          status:
            type: object
            x-kubernetes-preserve-unknown-fields: true
  - name: v1beta1
    served: true
    storage: false
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
END
write red <<END
apiVersion: example.com/v1
kind: Widget
metadata: {name: red}
spec: {color: red, parts: [{name: a, count: 1}]}
END
! kubectl apply -f "$HOME/red.yaml"
kubectl apply -f "$HOME/crd.yaml"
kubectl wait --for=condition=Established crd/widgets.example.com --timeout=10s
kubectl api-resources --api-group=example.com
kubectl explain widget.spec.color
kubectl diff -f "$HOME/red.yaml" | grep '^+  size'
kubectl apply -f "$HOME/red.yaml"
kubectl apply -f "$HOME/red.yaml"
kubectl diff -f "$HOME/red.yaml"
kubectl get wg
kubectl get widgets -o wide
kubectl get all -l none=none
sed 's/color: red/color: green/' "$HOME/red.yaml" | kubectl apply -f -
kubectl get widget red -o jsonpath='{.spec} {.metadata.generation}'; echo
! sed 's/color: red/color: blue/' "$HOME/red.yaml" | kubectl apply -f -
! sed 's/color: red/colour: red/' "$HOME/red.yaml" | kubectl create -f -
kubectl patch widget red --subresource=status --type=merge -p '{"status":{"size":3,"conditions":[{"type":"Ready","status":"True"}]}}'
kubectl wait --for=condition=Ready widget/red --timeout=5s
kubectl scale widget red --replicas=5
kubectl get widgets.v1beta1.example.com red -o jsonpath='{.apiVersion} {.spec.size}'; echo
kubectl label widget red team=a
kubectl apply --server-side --force-conflicts -f "$HOME/red.yaml"
! kubectl patch widget red --type=strategic -p '{"spec":{"size":1}}'
kubectl describe widget red | grep -A3 '^Spec'
kubectl delete widget red
kubectl apply -f "$HOME/red.yaml"
kubectl delete crd widgets.example.com
! kubectl get widgets
