/// Five objects a file: a ConfigMap, a Secret, a Service, an Ingress and a Deployment without pods.
func syncManifests(files: Int, namespaces: Int) -> [(path: String, text: String)] {
    let spaces = (0..<namespaces).map { "apiVersion: v1\nkind: Namespace\nmetadata: {name: team-\($0)}\n" }
    return [("namespaces.yaml", spaces.joined(separator: "---\n"))]
        + (0..<files).map { ("apps/service-\($0).yaml", syncManifest($0, level: "info", namespaces: namespaces)) }
}

/// One of those files; `level` is a setting in its ConfigMap.
func syncManifest(_ number: Int, level: String, namespaces: Int) -> String {
    let metadata = """
        metadata:
          name: service-\(number)
          namespace: team-\(number % namespaces)
          labels:
            app.kubernetes.io/name: service-\(number)
            app.kubernetes.io/part-of: shop
        """
    return """
        apiVersion: v1
        kind: ConfigMap
        \(metadata)
        data:
          LOG_LEVEL: \(level)
          app.properties: |
            listen=:8080
            upstream=http://service-\(number).team-\(number % namespaces).svc
            timeout=30s
        ---
        apiVersion: v1
        kind: Secret
        \(metadata)
        type: Opaque
        stringData:
          url: postgres://shop:secret-\(number)@database/shop
        ---
        apiVersion: v1
        kind: Service
        \(metadata)
        spec:
          selector:
            app.kubernetes.io/name: service-\(number)
          ports:
            - name: http
              port: 80
              targetPort: http
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        \(metadata)
        spec:
          rules:
            - host: service-\(number).example.com
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      service:
                        name: service-\(number)
                        port: {name: http}
        ---
        apiVersion: apps/v1
        kind: Deployment
        \(metadata)
        spec:
          replicas: 0
          selector:
            matchLabels:
              app.kubernetes.io/name: service-\(number)
          template:
            metadata:
              labels:
                app.kubernetes.io/name: service-\(number)
            spec:
              containers:
                - name: app
                  image: registry.example.com/shop/service-\(number):1.0.0
                  ports:
                    - name: http
                      containerPort: 8080
                  envFrom:
                    - configMapRef: {name: service-\(number)}
                  env:
                    - name: DATABASE_URL
                      valueFrom:
                        secretKeyRef: {name: service-\(number), key: url}
                  resources:
                    requests: {cpu: 100m, memory: 128Mi}
                  readinessProbe:
                    httpGet: {path: /healthz, port: http}

        """
}
