import Model

/// The kinds that make pods.
let workloadDefaults: [String: DefaultTable.Setter] = [
    "apps.v1.DeploymentSpec": { spec in
        spec.fill("replicas", 1)
        spec.edit("strategy") { strategy in
            strategy.fill("type", "RollingUpdate")
            guard strategy.text("type") == "RollingUpdate" else { return }
            strategy.fill("rollingUpdate", .emptyObject)
            strategy.edit("rollingUpdate") { rolling in
                rolling.fill("maxUnavailable", "25%")
                rolling.fill("maxSurge", "25%")
            }
        }
        spec.fill("revisionHistoryLimit", 10)
        spec.fill("progressDeadlineSeconds", 600)
    },
    "apps.v1.ReplicaSetSpec": { $0.fill("replicas", 1) },
    "apps.v1.DaemonSetSpec": { spec in
        spec.edit("updateStrategy") { strategy in
            strategy.fill("type", "RollingUpdate")
            guard strategy.text("type") == "RollingUpdate" else { return }
            strategy.fill("rollingUpdate", .emptyObject)
            strategy.edit("rollingUpdate") { rolling in
                rolling.fill("maxUnavailable", 1)
                rolling.fill("maxSurge", 0)
            }
        }
        spec.fill("revisionHistoryLimit", 10)
    },
    "apps.v1.StatefulSetSpec": { spec in
        spec.fill("podManagementPolicy", "OrderedReady")
        spec.edit("updateStrategy") { strategy in
            strategy.fill("type", "RollingUpdate")
            guard strategy.text("type") == "RollingUpdate" else { return }
            strategy.fill("rollingUpdate", .emptyObject)
            strategy.edit("rollingUpdate") { $0.fill("partition", 0) }
        }
        spec.fill("persistentVolumeClaimRetentionPolicy", .emptyObject)
        spec.edit("persistentVolumeClaimRetentionPolicy") { policy in
            policy.fill("whenDeleted", "Retain")
            policy.fill("whenScaled", "Retain")
        }
        spec.fill("replicas", 1)
        spec.fill("revisionHistoryLimit", 10)
        spec.editEach("volumeClaimTemplates") { template in
            template["apiVersion"] = "v1"
            template["kind"] = "PersistentVolumeClaim"
        }
    },
    "core.v1.ReplicationController": { controller in
        let labels = controller["spec"]?.at("template", "metadata", "labels")?.object ?? Members()
        if !labels.isEmpty {
            controller.edit("metadata") { $0.fillEmpty("labels", Value(labels)) }
            controller.edit("spec") { $0.fillEmpty("selector", Value(labels)) }
        }
        controller.edit("spec") { $0.fill("replicas", 1) }
    },
    "batch.v1.Job": jobDefaults,
    "batch.v1.CronJobSpec": { spec in
        spec.fill("concurrencyPolicy", "Allow")
        spec.fill("suspend", false)
        spec.fill("successfulJobsHistoryLimit", 3)
        spec.fill("failedJobsHistoryLimit", 1)
    },
    "batch.v1.PodFailurePolicyOnPodConditionsPattern": { $0.fillEmpty("status", "True") },
    "autoscaling.v1.HorizontalPodAutoscalerSpec": { spec in
        spec.fill("minReplicas", 1)
        spec.fill("targetCPUUtilizationPercentage", 80)
    },
    "autoscaling.v2.HorizontalPodAutoscalerSpec": autoscalerDefaults,
]

private func jobDefaults(_ job: inout Members) {
    job.edit("spec") { spec in
        if spec["completions"] == nil, spec["parallelism"] == nil {
            spec["completions"] = 1
            spec["parallelism"] = 1
        }
        spec.fill("parallelism", 1)
        spec.fill("backoffLimit", spec["backoffLimitPerIndex"] == nil ? 6 : Value(Int(Int32.max)))
        spec.fill("completionMode", "NonIndexed")
        spec.fill("suspend", false)
        spec.fill("podReplacementPolicy", spec["podFailurePolicy"] == nil ? "TerminatingOrFailed" : "Failed")
        spec.fill("manualSelector", false)
    }
    if let labels = job["spec"]?.at("template", "metadata", "labels")?.object, !labels.isEmpty {
        job.edit("metadata") { $0.fillEmpty("labels", Value(labels)) }
    }
}

private func autoscalerDefaults(_ spec: inout Members) {
    spec.fill("minReplicas", 1)
    spec.fillEmpty(
        "metrics",
        [
            [
                "type": "Resource",
                "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
            ]
        ])
    spec.edit("behavior") { behavior in
        behavior.fill("scaleUp", .emptyObject)
        behavior.edit("scaleUp") { rules in
            rules.fill("stabilizationWindowSeconds", 0)
            rules.fill("selectPolicy", "Max")
            rules.fillEmpty(
                "policies",
                [
                    ["type": "Pods", "value": 4, "periodSeconds": 15],
                    ["type": "Percent", "value": 100, "periodSeconds": 15],
                ])
        }
        behavior.fill("scaleDown", .emptyObject)
        behavior.edit("scaleDown") { rules in
            rules.fill("selectPolicy", "Max")
            rules.fillEmpty("policies", [["type": "Percent", "value": 100, "periodSeconds": 15]])
        }
    }
}
