kubectl run web --image=nginx:1.25
kubectl wait --for=condition=Ready pod/web --timeout=30s
kubectl debug web --image=busybox --container=look --profile=general
kubectl wait --for=jsonpath='{.status.ephemeralContainerStatuses[0].state.terminated.exitCode}'=0 pod/web --timeout=30s
kubectl get pod web
kubectl logs web -c look
! kubectl debug web --image=busybox --container=look --profile=general
kubectl debug web --image=nginx:1.26 --copy-to=web-copy --set-image=*=nginx:1.26
kubectl get pod web-copy -o jsonpath='{.spec.containers[0].image}'; echo
! kubectl exec web -- ls
! kubectl attach web
! kubectl port-forward web 18080:80
! kubectl cp web:/etc/hosts "$HOME/hosts"
kubectl patch pod web --subresource=resize --type=merge -p '{"spec":{"containers":[{"name":"web","image":"nginx:1.25","resources":{}}]}}'
! kubectl patch pod web --subresource=resize --type=merge -p '{"spec":{"containers":[{"name":"web","image":"nginx:1.25","resources":{"requests":{"cpu":"1"}}}]}}'
! kubectl patch pod web --type=merge -p '{"spec":{"restartPolicy":"Never"}}' | sed -n 1,3p
kubectl delete pod web web-copy --grace-period=0 --force
