// One file a section: each measures a baseline beside what it judges, and says the ratio.
// Names as arguments choose sections: `bench yaml json`.

let sections: [Section] = [yamlSection, jsonSection, valueSection, clusterSection, journalSection, syncSection]

let wanted = CommandLine.arguments.dropFirst()
for section in sections where wanted.isEmpty || wanted.contains(section.name) {
    print("\n\(section.name): \(section.about)")
    for row in try await section.run() { print(row.text) }
}
