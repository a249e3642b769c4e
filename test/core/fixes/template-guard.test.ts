import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../server/src/core/fixes/template-guard';
import { lintText } from '../../support/lint';

describe('template blocks in a text', () => {
  it.each([
    ['', true],
    ['a: {{ .Values.a }}', true],
    ['{{- if .a }}\n- b\n{{- end }}', true],
    ['{{- range .a }}{{- with .b }}{{ end }}{{- end -}}', true],
    ['{{- if .a }}{{- else }}{{- end }}', true],
    ['{% for a in b %}{% endfor %}', true],
    ['{{- include "endless" . }}', true],
    ['{{- if .a }}', false],
    ['{{- end }}', false],
    ['{{- end }}{{- if .a }}', false],
    ['{{- else }}', false],
    ['{% endif %}', false],
  ])('%s: balanced %s', (text, expected) => {
    expect(isBalanced(text)).toBe(expected);
  });
});

/** Which fixes of the first finding can be applied. */
function possible(spec: string): readonly string[] {
  const [finding] = lintText(`{{- if .Values.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: guarded
spec:
  podSelector: {}
  policyTypes: [Egress]
${spec}
{{- end }}
`).findings.filter(({ rule }) => rule === 'ipblock-any-excludes-pods');
  return (finding?.fixes() ?? []).flatMap((fix) =>
    fix.disabledReason === undefined ? [fix.title] : [],
  );
}

const pods = 'Allow pods in all namespaces too';
const dns = 'Allow cluster DNS only';
const everybody = 'Allow every destination, nodes included';
const internet = 'Make Internet-only explicit';

describe('a fix in a template', () => {
  it('is possible where the template does nothing', () => {
    expect(
      possible(`  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0`),
    ).toEqual([pods, dns, everybody, internet]);
  });

  it('is not when peers would become conditional, or half of a block would go', () => {
    expect(
      possible(`  egress:
    - to:
        {{- if .Values.everything }}
        - ipBlock:
            cidr: 0.0.0.0/0
        {{- end }}`),
    ).toEqual([internet]);
  });

  it('is possible for a list that a block holds altogether', () => {
    expect(
      possible(`  egress:
    {{- range .Values.ports }}
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
      ports:
        - port: {{ . }}
    {{- end }}`),
    ).toEqual([pods, everybody, internet]);
  });

  it('is not for a rule that would stand in one branch', () => {
    expect(
      possible(`  egress:
    {{- if .Values.some }}
    - to:
        - ipBlock:
            cidr: 203.0.113.0/24
    {{- else }}
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
    {{- end }}`),
    ).toEqual([pods, everybody, internet]);
  });
});
