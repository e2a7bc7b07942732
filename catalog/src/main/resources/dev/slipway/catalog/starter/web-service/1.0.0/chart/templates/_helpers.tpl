{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/part-of: {{ .Values.slipway.tenant | default .Release.Name | quote }}
app.kubernetes.io/managed-by: slipway
{{- end -}}

{{- define "selector" -}}
app.kubernetes.io/name: web-service
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* Whether an autoscaler sets the number of replicas; empty means no. */}}
{{- define "scales" -}}
{{- $min := .Values.minReplicas | int -}}
{{- $max := .Values.maxReplicas | int -}}
{{- if lt $max $min -}}
{{- fail (printf "maxReplicas is %d, expected at least minReplicas, which is %d" $max $min) -}}
{{- end -}}
{{- if gt $max $min }}yes{{ end -}}
{{- end -}}

{{- define "probe" -}}
{{- if .Values.healthPath -}}
httpGet:
  path: {{ .Values.healthPath | quote }}
  port: http
{{- else -}}
tcpSocket:
  port: http
{{- end -}}
{{- end -}}
