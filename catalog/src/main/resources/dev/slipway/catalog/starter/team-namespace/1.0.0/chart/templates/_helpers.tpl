{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/part-of: {{ .Values.slipway.tenant | default .Release.Name | quote }}
app.kubernetes.io/managed-by: slipway
{{- end -}}

{{- define "selector" -}}
app.kubernetes.io/name: team-namespace
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}
