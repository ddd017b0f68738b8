import Model
import YAML

/// What one file says, whatever other files say.
struct FileContent: Sendable {
    var manifests: [Manifest] = []
    var problems: [Problem] = []
    var passedOver: [Origin] = []
    /// Which manifests are of kinds whose scope was not known; it is asked for again with the next rendering.
    var unknownScopes: [Int] = []
    var hasUnknownScope: Bool { !unknownScopes.isEmpty }

    init(_ bytes: [UInt8], of path: String, settings: RenderSettings) {
        if bytes.starts(with: lfsMark) {
            problems = [
                Problem(
                    "is a Git LFS pointer and not the file itself. Commit the file to Git proper.",
                    origin: Origin(file: path, line: 1))
            ]
            return
        }
        let (read, found) = documents(in: bytes, file: path)
        problems = found
        for document in read {
            guard let items = items(of: document.value) else {
                add(document.value, at: document.origin, settings: settings, depth: 0)
                continue
            }
            // Each object of a list stands at a place of its own.
            let places = origins(ofElementsOf: "items", in: bytes, start: document.origin)
            for (index, item) in items.enumerated() {
                let place = index < places.count ? places[index] : document.origin
                add(item, at: place, settings: settings, depth: 1)
            }
        }
        for index in problems.indices {
            guard let field = problems[index].field, let start = problems[index].origin else { continue }
            problems[index].origin = YAML.origin(of: field, in: bytes, start: start)
        }
    }

    /// The objects of a `List`, or of any kind's own list.
    private func items(of value: Value) -> [Value]? {
        value.objectKind.hasSuffix("List") && !value.apiVersion.isEmpty ? value["items"]?.array : nil
    }

    private mutating func add(_ value: Value, at origin: Origin, settings: RenderSettings, depth: Int) {
        if value.isNull { return }
        guard value.isObject else {
            problems.append(
                Problem("is no Kubernetes object: it must be a mapping with apiVersion and kind.", origin: origin))
            return
        }
        let hasVersion = value["apiVersion"] != nil
        let hasKind = value["kind"] != nil
        if !hasVersion, !hasKind {
            // Compose files, values, workflows: repositories hold them beside manifests.
            if value["metadata"] == nil {
                passedOver.append(origin)
            } else {
                problems.append(missing("apiVersion and kind", origin))
            }
            return
        }
        guard !value.apiVersion.isEmpty else { return problems.append(missing("apiVersion", origin)) }
        guard !value.objectKind.isEmpty else { return problems.append(missing("kind", origin)) }
        if let items = items(of: value) {
            guard depth < 8 else {
                problems.append(Problem("holds lists in lists, deeper than 8. Flatten them.", origin: origin))
                return
            }
            for item in items { add(item, at: origin, settings: settings, depth: depth + 1) }
            return
        }
        addObject(value, at: origin, settings: settings)
    }

    private mutating func addObject(_ value: Value, at origin: Origin, settings: RenderSettings) {
        guard let name = value["metadata"]?["name"]?.string, !name.isEmpty else {
            let hasGenerated = value["metadata"]?["generateName"] != nil
            problems.append(
                Problem(
                    "\(value.objectKind) has no metadata.name"
                        + (hasGenerated
                            ? ", and generateName makes a new object each time. Give it a name." : ". Give it one."),
                    origin: origin, field: FieldPath(fields: "metadata", hasGenerated ? "generateName" : "name")))
            return
        }
        var object = value
        object["status"] = nil
        for field in serverFields { object.set(nil, at: "metadata", field) }
        switch settings.isNamespaced(object.apiVersion, object.objectKind) {
        case true?:
            if object.namespace.isEmpty {
                object.set(
                    Value(settings.namespace.isEmpty ? "default" : settings.namespace), at: "metadata", "namespace")
            }
        case false?:
            object.set(nil, at: "metadata", "namespace")
        case nil:
            unknownScopes.append(manifests.count)
            if object.namespace.isEmpty, !settings.namespace.isEmpty {
                object.set(Value(settings.namespace), at: "metadata", "namespace")
            }
        }
        object = settings.transform(object).compacted()
        manifests.append(Manifest(key: object.key, object: object, origin: origin))
    }

    private func missing(_ what: String, _ origin: Origin) -> Problem {
        Problem(
            "is no Kubernetes object: it has no \(what). Add what is missing, or move the document elsewhere.",
            origin: origin)
    }
}

/// What only a server writes; manifests that were copied out of a cluster still hold it.
private let serverFields = [
    "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
    "managedFields", "selfLink",
]

private let lfsMark = Array("version https://git-lfs.github.com/spec/".utf8)
