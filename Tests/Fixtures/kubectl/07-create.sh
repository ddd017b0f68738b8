kubectl create deployment web --image=nginx:1.25 --dry-run=client -o yaml
kubectl create deployment web --image=nginx:1.25 --dry-run=server -o name
kubectl create service clusterip web --tcp=80:8080
kubectl create service nodeport public --tcp=80
kubectl create service loadbalancer outside --tcp=80
kubectl create service externalname far --external-name=example.org
kubectl create ingress shop --rule='shop.example/*=web:80' --class=nginx
kubectl create role reader --verb=get,list --resource=pods
kubectl create rolebinding reader --role=reader --serviceaccount=default:default
kubectl create clusterrole all --verb='*' --resource=pods
kubectl create clusterrolebinding all --clusterrole=all --user=me
kubectl create quota small --hard=configmaps=50,pods=50
kubectl create poddisruptionbudget web --selector=app=web --min-available=1
kubectl create priorityclass high --value=10
kubectl create job once --image=busybox -- true
kubectl create cronjob nightly --image=busybox --schedule='0 3 * * *' -- true
kubectl run shell --image=busybox --restart=Never
kubectl get services
kubectl get roles,rolebindings -o name
kubectl get clusterrole/all clusterrolebinding/all -o name
kubectl get quota,pdb,priorityclass,job,cronjob,ingress
kubectl create -f - <<END
apiVersion: v1
kind: Pod
metadata: {generateName: made-}
spec: {containers: [{name: a, image: busybox}]}
END
