import ClusterAPI
import Engine
import Model

/// An embedded cluster in virtual time, with what tests of custom resources ask of it again and again.
struct CustomWorld {
    var state: ClusterState

    static let definitions = ResourceType(
        group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition",
        plural: "customresourcedefinitions", isNamespaced: false)

    init() {
        state = ClusterState(controllers: standardControllers, at: Instant(seconds: 1_800_000_000))
        settle()
    }

    /// Widgets: a set and a map list, defaults, a status and a scale.
    static let widgets: Value = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": ["name": "widgets.example.com"],
        "spec": [
            "group": "example.com", "scope": "Namespaced",
            "names": [
                "plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList",
                "shortNames": ["wg"], "categories": ["all"],
            ],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": widgetSchema],
                    "subresources": [
                        "status": [:],
                        "scale": [
                            "specReplicasPath": ".spec.size", "statusReplicasPath": ".status.size",
                            "labelSelectorPath": ".status.selector",
                        ],
                    ],
                ],
                [
                    "name": "v1beta1", "served": true, "storage": false, "deprecated": true,
                    "schema": ["openAPIV3Schema": widgetSchema], "subresources": ["status": [:]],
                ],
            ],
        ],
    ]

    static let widgetSchema: Value = [
        "type": "object",
        "properties": [
            "spec": [
                "type": "object", "required": ["color"],
                "properties": [
                    "size": ["type": "integer", "default": 3, "minimum": 0, "maximum": 10],
                    "color": ["type": "string", "enum": ["red", "green"]],
                    "code": ["type": "string", "pattern": "^[A-Z]{3}$", "maxLength": 3],
                    "port": ["x-kubernetes-int-or-string": true],
                    "tags": ["type": "array", "x-kubernetes-list-type": "set", "items": ["type": "string"]],
                    "parts": [
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                        "items": [
                            "type": "object", "required": ["name"],
                            "properties": [
                                "name": ["type": "string"], "count": ["type": "integer", "default": 1],
                            ],
                        ],
                    ],
                    "extra": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
                ],
            ],
            "status": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
        ],
    ]

    static func type(_ version: String = "v1") -> ResourceType {
        ResourceType(group: "example.com", version: version, kind: "Widget", plural: "widgets", isNamespaced: true)
    }

    static func widget(_ name: String, _ spec: Value = ["color": "red"], version: String = "v1") -> Value {
        [
            "apiVersion": Value("example.com/\(version)"), "kind": "Widget",
            "metadata": ["name": Value(name), "namespace": "default"], "spec": spec,
        ]
    }

    mutating func settle() {
        for _ in 0..<200 { state.advance(to: state.now + .milliseconds(50)) }
    }

    @discardableResult
    mutating func perform(_ request: Request) throws(ClusterError) -> Response {
        try state.handle(request, at: state.now)
    }

    @discardableResult
    mutating func create(
        _ object: Value, _ type: ResourceType = CustomWorld.type(), validation: Request.FieldValidation = .strict
    ) throws(ClusterError) -> Value {
        var request = Request(.create, type, namespace: object.namespace, body: object)
        request.options.fieldValidation = validation
        request.options.fieldManager = "test"
        return try perform(request).object ?? .null
    }

    mutating func get(_ name: String, _ type: ResourceType = CustomWorld.type()) throws(ClusterError) -> Value {
        let namespace = type.isNamespaced ? "default" : ""
        return try perform(Request(.get, type, namespace: namespace, name: name)).object ?? .null
    }

    /// What a write is refused with.
    mutating func refusal(of object: Value, validation: Request.FieldValidation = .strict) -> String {
        do {
            try create(object, CustomWorld.type(), validation: validation)
            return ""
        } catch {
            return error.message
        }
    }

    /// A world that serves widgets.
    static func withWidgets() throws -> CustomWorld {
        var world = CustomWorld()
        try world.create(widgets, definitions)
        world.settle()
        return world
    }
}
