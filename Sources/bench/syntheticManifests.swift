/// Manifests as repositories hold them, made up, one document after the other until there are `bytes` of them.
func syntheticManifests(bytes: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes + 4096)
    var number = 0
    while text.count < bytes {
        let kinds = [deployment, deployment, service, configMap, deployment, ingress]
        text += Array(kinds[number % kinds.count](number).utf8)
        number += 1
    }
    return text
}

private func deployment(_ number: Int) -> String {
    """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: service-\(number)
      namespace: team-\(number % 17)
      labels:
        app.kubernetes.io/name: service-\(number)
        app.kubernetes.io/part-of: shop
        app.kubernetes.io/version: "1.\(number % 40).\(number % 7)"
      annotations:
        description: "The service that answers for part \(number) of the shop, owned by team \(number % 17)"
    spec:
      replicas: \(1 + number % 5)
      selector:
        matchLabels:
          app.kubernetes.io/name: service-\(number)
      strategy:
        type: RollingUpdate
        rollingUpdate:
          maxSurge: 25%
          maxUnavailable: 0
      template:
        metadata:
          labels:
            app.kubernetes.io/name: service-\(number)
        spec:
          serviceAccountName: service-\(number)
          containers:
            - name: app
              image: registry.example.com/shop/service-\(number):1.\(number % 40).\(number % 7)
              ports:
                - containerPort: 8080
                  name: http
              env:
                - name: LOG_LEVEL
                  value: info
                - name: DATABASE_URL
                  valueFrom:
                    secretKeyRef:
                      name: database-\(number % 9)
                      key: url
              resources:
                requests:
                  cpu: 100m
                  memory: 128Mi
                limits:
                  memory: 256Mi
              readinessProbe:
                httpGet:
                  path: /healthz
                  port: http
                periodSeconds: 5
              livenessProbe:
                httpGet:
                  path: /livez
                  port: http
                initialDelaySeconds: 10
                failureThreshold: 6
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: ["ALL"]
              volumeMounts:
                - name: settings
                  mountPath: /etc/service-\(number)
                  readOnly: true
                - name: scratch
                  mountPath: /tmp
          volumes:
            - name: settings
              configMap:
                name: settings-\(number)
            - name: scratch
              emptyDir: {}

    """
}

private func service(_ number: Int) -> String {
    """
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: service-\(number)
      namespace: team-\(number % 17)
      labels: {app.kubernetes.io/name: service-\(number), app.kubernetes.io/part-of: shop}
    spec:
      type: ClusterIP
      selector:
        app.kubernetes.io/name: service-\(number)
      ports:
        - name: http
          port: 80
          targetPort: http
        - name: metrics
          port: 9090
          targetPort: 9090

    """
}

private func configMap(_ number: Int) -> String {
    """
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: settings-\(number)
      namespace: team-\(number % 17)
    data:
      LOG_LEVEL: "info"
      FEATURE_FLAGS: "checkout,search,\(number)"
      app.properties: |
        # settings of part \(number)
        cache.size=\(number % 1000)
        cache.ttl=30s
        upstream=http://service-\(number).team-\(number % 17).svc.cluster.local:8080
        retries=3

    """
}

private func ingress(_ number: Int) -> String {
    """
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata:
      name: web-\(number)
      namespace: team-\(number % 17)
      annotations:
        nginx.ingress.kubernetes.io/proxy-body-size: 8m
    spec:
      ingressClassName: nginx
      tls:
        - hosts: [web-\(number).example.com]
          secretName: web-\(number)-tls
      rules:
        - host: web-\(number).example.com
          http:
            paths:
              - path: /
                pathType: Prefix
                backend:
                  service:
                    name: service-\(number)
                    port:
                      name: http

    """
}
