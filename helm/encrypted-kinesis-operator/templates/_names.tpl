{{- define "operator.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The release's name, with the chart's if that is not in it. */}}
{{- define "operator.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "operator.name" . -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name)
  | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What the operator calls its lease: whatever the release is called. */}}
{{- define "operator.lease" -}}encrypted-kinesis-operator{{- end -}}

{{- define "operator.serviceAccountName" -}}
{{- .Values.serviceAccount.name
  | default (ternary (include "operator.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- define "operator.priorityClassName" -}}
{{- .Values.priorityClass.name | default (ternary (include "operator.fullname" .) "" .Values.priorityClass.create) -}}
{{- end -}}

{{- define "operator.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "operator.name" . | toYaml }}
app.kubernetes.io/instance: {{ .Release.Name | toYaml }}
{{- end -}}

{{/* commonLabels do not take the place of these: selectors rely on them. */}}
{{- define "operator.labels" -}}
{{- $own := dict
  "app.kubernetes.io/name" (include "operator.name" .)
  "app.kubernetes.io/instance" .Release.Name
  "app.kubernetes.io/version" .Chart.AppVersion
  "app.kubernetes.io/managed-by" .Release.Service
  "app.kubernetes.io/part-of" "encrypted-kinesis-operator"
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- toYaml (merge $own .Values.commonLabels) -}}
{{- end -}}

{{/*
metadata of an object. Arguments: root, name; and, where there are any, namespace, labels, annotations.
*/}}
{{- define "operator.metadata" -}}
name: {{ .name | toYaml }}
{{- with .namespace }}
namespace: {{ . | toYaml }}
{{- end }}
labels:
  {{- merge (include "operator.labels" .root | fromYaml) (.labels | default dict) | toYaml | nindent 2 }}
{{- with merge (dict) (.annotations | default dict) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
