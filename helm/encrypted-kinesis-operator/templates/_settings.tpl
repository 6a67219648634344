{{/* What is at its default is left out. A feature's permissions are in feature-roles.yaml. */}}
{{- define "operator.settings" -}}
{{- $settings := dict
  "AWS_REGION" .Values.aws.region
  "AWS_CALL_SHARE" (ternary "" (toString .Values.aws.callShare) (eq (int .Values.aws.callShare) 50))
  "AWS_EVENTS_QUEUE_URL" .Values.aws.eventsQueueUrl
  "WATCH_NAMESPACES" (.Values.watchNamespaces | uniq | join ",")
  "CLUSTER_ID" .Values.clusterId
  "LOG_FORMAT" (ternary "" .Values.log.format (eq .Values.log.format "auto"))
  "LOG_LEVEL" (ternary "" .Values.log.level (eq .Values.log.level "INFO"))
  "KEY_REFERENCE_KINDS" (.Values.keyReferences.kinds | uniq | join ",")
  "BINDING_SECRETS" (ternary "true" "" .Values.bindingSecrets.enabled)
  "POLICY_CONFIG_MAPS" (ternary "true" "" .Values.policyConfigMaps.enabled)
  "AWS_IDENTITIES" (ternary "" .Values.awsIdentities.mode (eq .Values.awsIdentities.mode "Required")) -}}
{{- range $name, $value := $settings -}}
{{- if not $value -}}
{{- $_ := unset $settings $name -}}
{{- end -}}
{{- end -}}
{{- toYaml $settings -}}
{{- end -}}
