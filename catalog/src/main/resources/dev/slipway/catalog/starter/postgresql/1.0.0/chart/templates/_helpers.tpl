{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/part-of: {{ .Values.slipway.tenant | default .Release.Name | quote }}
app.kubernetes.io/managed-by: slipway
app.kubernetes.io/version: {{ .Values.version | quote }}
{{- end -}}

{{- define "selector" -}}
app.kubernetes.io/name: postgresql
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}
