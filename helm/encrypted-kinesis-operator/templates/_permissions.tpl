{{/* Where a permission holds, as a list in JSON; empty: in the whole cluster. Arguments: root, what, namespaces. */}}
{{- define "operator.scope" -}}
{{- $watched := .root.Values.watchNamespaces -}}
{{- range .namespaces -}}
{{- if and $watched (not (has . $watched)) -}}
{{- fail (printf "%s.namespaces names %s, which is not in watchNamespaces" $.what .) -}}
{{- end -}}
{{- end -}}
{{- .namespaces | default $watched | uniq | toJson -}}
{{- end -}}

{{/*
A role and its binding to the operator: in each of the namespaces, or, if there are none, in the whole cluster.
Arguments: root, name, namespaces, rules (as YAML).
*/}}
{{- define "operator.permission" -}}
{{- $call := . -}}
{{- range (.namespaces | default (list "")) }}
{{- $kind := ternary "Role" "ClusterRole" (ne . "") }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  {{- include "operator.metadata" (dict "root" $call.root "name" $call.name "namespace" .) | nindent 2 }}
rules:
  {{- $call.rules | trim | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  {{- include "operator.metadata" (dict "root" $call.root "name" $call.name "namespace" .) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ $call.name | toYaml }}
subjects:
  - kind: ServiceAccount
    name: {{ include "operator.serviceAccountName" $call.root | toYaml }}
    namespace: {{ $call.root.Release.Namespace | toYaml }}
{{- end }}
{{- end -}}

{{/*
What a feature may do with one kind of objects. Arguments: root, what (its values), namespaces (of these), name, group,
resource, verbs.
*/}}
{{- define "operator.featurePermission" -}}
{{- include "operator.permission" (dict
  "root" .root
  "name" (printf "%s-%s" (include "operator.fullname" .root) .name)
  "namespaces" (include "operator.scope" . | fromJsonArray)
  "rules" (printf "- apiGroups: [%q]\n  resources: [%s]\n  verbs: [%s]" .group .resource .verbs)) }}
{{- end }}
