{{/* Whether somebody reads /metrics: empty, if not. */}}
{{- define "operator.isScraped" -}}
{{- if or .Values.metricsService.enabled .Values.serviceMonitor.enabled .Values.podMonitor.enabled }}yes{{ end -}}
{{- end -}}

{{/*
How Prometheus reads /metrics. The labels namespace and name are the streams': what is told keeps its labels.
Arguments: the values of a monitor.
*/}}
{{- define "operator.endpoint" -}}
port: http
path: /metrics
honorLabels: true
{{- with .interval }}
interval: {{ . }}
{{- end }}
{{- with .scrapeTimeout }}
scrapeTimeout: {{ . }}
{{- end }}
{{- with .relabelings }}
relabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .metricRelabelings }}
metricRelabelings:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The alerts of files/rules.yaml, with prometheusRule's changes. */}}
{{- define "operator.alerts" -}}
{{- $values := .Values.prometheusRule -}}
{{- $file := .Files.Get "files/rules.yaml" | fromYaml -}}
{{- $names := list -}}
{{- range $group := $file.groups -}}
{{- $rules := list -}}
{{- range $rule := $group.rules -}}
{{- $names = append $names $rule.alert -}}
{{- $change := index $values.overrides $rule.alert | default dict -}}
{{- if hasKey $change "threshold" -}}
{{- if not (regexMatch "[<>] [0-9.]+\\s*$" $rule.expr) -}}
{{- fail (printf "prometheusRule.overrides.%s.threshold: this alert has none" $rule.alert) -}}
{{- end -}}
{{- $_ := set $rule "expr" (regexReplaceAll "[0-9.]+\\s*$" $rule.expr (toString $change.threshold)) -}}
{{- end -}}
{{- with $change.for -}}
{{- $_ := set $rule "for" . -}}
{{- end -}}
{{- $_ := set $rule "expr" (trim $rule.expr) -}}
{{- $_ := set $rule "labels" (merge (dict) $values.alertLabels $rule.labels) -}}
{{- $_ := set $rule.labels "severity" ($change.severity | default $rule.labels.severity) -}}
{{- $_ := set $rule.annotations "runbook_url" (print $values.runbookUrlPrefix $rule.annotations.runbook_url) -}}
{{- if dig "enabled" true $change -}}
{{- $rules = append $rules $rule -}}
{{- end -}}
{{- end -}}
{{- $_ := set $group "rules" $rules -}}
{{- end -}}
{{- range $name, $_ := $values.overrides -}}
{{- if not (has $name $names) -}}
{{- fail (printf "prometheusRule.overrides.%s: there is no such alert" $name) -}}
{{- end -}}
{{- end -}}
{{- toYaml $file -}}
{{- end -}}
