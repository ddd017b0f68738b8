import Model

extension PodRun {
    /// Asks for a container's image, as its `imagePullPolicy` says.
    /// https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
    mutating func beginPull(_ run: inout ContainerRun, at time: Instant) {
        let policy = run.container.text("imagePullPolicy")
        if policy == "Never", isImageMissing(run) {
            // Nobody says what else is on a node: all that any registry has.
            run.message = "Container image \"\(run.image)\" is not present with pull policy of Never"
            enter(&run, .absent, at: time)
            record(run, .warning, "ErrImageNeverPull", run.message)
            return record(run, .warning, "Failed", "Error: ErrImageNeverPull")
        }
        if policy == "Never" || policy == "IfNotPresent" && images.contains(run.image) {
            recordPresence(run)
            return configure(&run, at: time)
        }
        enter(&run, .pulling, at: time)
        record(run, .normal, "Pulling", "Pulling image \"\(run.image)\"")
    }

    mutating func endPull(_ run: inout ContainerRun, at time: Instant) {
        let host = registryHost(of: run.image)
        let access = view.simulation.registries[host].map { registry in
            PullAccess(of: pod, to: host, registry, in: view)
        }
        if let missing = access?.missingSecrets, !missing.isEmpty {
            record(
                run, .warning, "FailedToRetrieveImagePullSecret",
                "Unable to retrieve some image pull secrets (\(missing.joined(separator: ", "))); attempting to pull the "
                    + "image may not succeed.")
        }
        let problem =
            isImageMissing(run)
            ? pullError(run.image) : access?.isGranted == false ? unauthorizedPullError(run.image) : nil
        if let problem {
            run.pullFailures += 1
            run.message = problem
            enter(&run, .pullFailed, at: time)
            record(run, .warning, "Failed", "Failed to pull image \"\(run.image)\": \(run.message)")
            return record(run, .warning, "Failed", "Error: ErrImagePull")
        }
        let taken = "\(pullTime.milliseconds)ms"
        record(
            run, .normal, "Pulled",
            "Successfully pulled image \"\(run.image)\" in \(taken) (\(taken) including waiting). "
                + "Image size: \(imageSize(run.image)) bytes.")
        run.message = ""
        images.add(run.image)
        configure(&run, at: time)
    }

    mutating func recordPresence(_ run: ContainerRun) {
        record(
            run, .normal, "Pulled",
            "Container image \"\(run.image)\" already present on machine and can be accessed by the pod")
    }

    private func isImageMissing(_ run: ContainerRun) -> Bool {
        isMissing(run.image, settings: view.simulation) || faults.cannotPull(run.name)
    }
}
