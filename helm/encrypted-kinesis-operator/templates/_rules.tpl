{{/* What the operator may do, and why. */}}

{{- define "operator.clusterIdRule" -}}
# kube-system's uid is the cluster's id: it goes on every stream as a tag, so that no other cluster's operator takes
# the stream for its own. Get cannot see other namespaces with this.
- apiGroups: [""]
  resources: [namespaces]
  resourceNames: [kube-system]
  verbs: [get]
{{- end }}

{{- define "operator.rules" -}}
# To know which streams are wanted: a list at the start, then a watch; get, to read one anew after a conflict.
# patch, to add and remove the finalizer: a stream whose object is deleted is dealt with before the object goes.
# No update: every write says which fields it is about, so that the spec stays its author's.
- apiGroups: [encryptedkinesis.dev]
  resources: [encryptedkinesisstreams]
  verbs: [get, list, watch, patch]
# To report what is so.
- apiGroups: [encryptedkinesis.dev]
  resources: [encryptedkinesisstreams/status]
  verbs: [patch]
# To tell of what happens, in the namespace of the stream that it happens to.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- if and (empty .Values.watchNamespaces) (not .Values.clusterId) }}
{{ include "operator.clusterIdRule" . }}
{{- end }}
{{- end }}

{{- define "operator.leaderElectionRules" -}}
# get, to see who leads; patch, to take the lease and to keep it. update is not used, but the framework refuses to
# start without it.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "operator.lease" . }}]
  verbs: [get, update, patch]
# The first one makes the lease. A rule of its own: a creation cannot be limited to a name, since it is judged before
# the object has one.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
{{- end }}

{{- define "operator.awsIdentityRules" -}}
# To know who serves each namespace, which is decided by AwsIdentities and by the namespaces' labels: both belong to the
# cluster, so that the operator sees all of them even where it looks after a few namespaces.
- apiGroups: [encryptedkinesis.dev]
  resources: [awsidentities]
  verbs: [list, watch]
- apiGroups: [""]
  resources: [namespaces]
  verbs: [list, watch]
# To report whether AWS takes its credentials, and as whom.
- apiGroups: [encryptedkinesis.dev]
  resources: [awsidentities/status]
  verbs: [patch]
{{- end }}

{{- define "operator.awsIdentityEventRules" -}}
# Events about what belongs to the cluster are in the namespace default.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end }}
