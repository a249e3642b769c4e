import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chart, renderWithDefaults } from '../../../server/src/core/model/helm/charts';
import { YamlDocument } from '../../../server/src/core/syntax/yaml/document';

const uri = 'file:///chart/values.yaml';

function chartOf(values: string, ...rivals: readonly string[]): Chart {
  const tree = (text: string) => {
    const { root } = new YamlDocument(text);
    if (root === undefined) {
      throw new Error('The values do not parse.');
    }
    return { uri, start: 0, root };
  };
  return {
    about: new Map([['Name', 'web']]),
    values: { layers: [tree(values)], rivals: rivals.map(tree) },
  };
}

const values = `
name: web
port: 8080
text: "8080"
on: true
off: false
nothing:
empty: ""
big: 1000000
half: 0.5
cidr: 10.0.0.0/8
quoted: 'say "hi"'
ranges: [10.0.0.0/8, 0.0.0.0/0]
none: []
labels:
  app: web
  "on": "true"
nested: {a: {b: deep}}
templated: "{{ .Release.Name }}-web"
holder: <your-range>
base: &base {app: web}
merged: {<<: *base, tier: front}
__proto__: {polluted: yes-it-is}
`;

/** The rendered text; what is not decided stays as it is. */
function rendered(text: string, chart = chartOf(values), ...hidden: readonly string[]): string {
  return renderWithDefaults(text, chart, new Set(hidden))?.rendered.text ?? text;
}

describe('a lookup of a value', () => {
  it.each([
    ['{{ .Values.port }}', '8080'],
    ['{{.Values.port}}', '8080'],
    ['{{ $.Values.nested.a.b }}', 'deep'],
    ['{{ .Values.on }}', 'true'],
    ['{{ .Values.off }}', 'false'],
    ['{{ .Values.name | quote }}', '"web"'],
    ['{{ .Values.port | quote }}', '"8080"'],
    ['{{ quote .Values.name }}', '"web"'],
    ['{{ .Values.name | squote }}', "'web'"],
    ['{{ .Values.name | upper | quote }}', '"WEB"'],
    ['{{ .Values.text | int }}', '8080'],
    ['{{ int (.Values.text) | toString | quote }}', '"8080"'],
    ['{{ .Values.port | default 80 }}', '8080'],
    ['{{ .Values.missing | default 80 }}', '80'],
    ['{{ (.Values.nested).a.b }}', 'deep'],
    ['{{ ((.Values.missing).a).b | default 80 }}', '80'],
    ['{{ if (.Values.missing).enabled }}x{{ else }}y{{ end }}', 'y'],
    ['{{ .Values.empty | default "x" }}', 'x'],
    ['{{ default "x" .Values.off }}', 'x'],
    ['{{ default (include "name" .) .Values.name }}', 'web'],
    ['{{ .Values.__proto__.polluted }}', 'yes-it-is'],
    ['{{ .Values.merged.app }}', 'web'],
    ['{{ .Chart.Name }}-{{ .Values.name }}', 'web-web'],
    ['{{ $x := .Values.name }}{{ $x }}', '{{ $x := .Values.name }}web'],
  ])('%s prints %s', (template, expected) => {
    // A line of its own makes sure that there is something to print.
    expect(rendered(`{{ .Values.name }} ${template}`)).toBe(`web ${expected}`);
  });

  it.each([
    '{{ .Values.missing }}',
    '{{ .Values.nothing }}',
    '{{ .Values.name.deeper }}',
    '{{ .Values.big }}',
    '{{ .Values.half }}',
    '{{ .Values.templated }}',
    '{{ .Values.holder }}',
    '{{ .Values.labels }}',
    '{{ .Values.quoted | trunc 3 }}',
    '{{ tpl .Values.name . }}',
    '{{ include "name" . }}',
    '{{ .Release.Name }}',
    '{{ .Chart.Home }}',
    '{{ .Values.missing | default .Release.Name }}',
    '{{ .Values.constructor }}',
    '{{ .Values.port.toString }}',
    '{{ constructor .Values.port }}',
    '{{ .Values.name | required "say it" }}',
    '{{ index .Values.ranges 0 }}',
    '{{ (.Values.name).a }}',
    '{{ (.Values.nested) .a }}',
    '{{ (.Release.Thing).a }}',
    '{{ .Values.port + 1 }}',
    '{{ "unclosed }}',
    `{{ ${'('.repeat(100)}.Values.port${')'.repeat(100)} }}`,
    '{{ $y := .Values.name }}{{ if .Release.IsUpgrade }}{{ $y = "other" }}{{ end }}{{ $y }}',
    '{{ define "x" }}{{ .Values.name }}{{ $.Values.name }}{{ end }}',
    '{{ range .Release.Things }}{{ .Values.name }}{{ . }}{{ end }}',
    '{{ range $k, $v := .Release.Things }}{{ $k }}{{ $v }}{{ end }}',
    '{{ with .Release.Thing }}{{ .Values.name }}{{ end }}',
  ])('is left to whoever installs: %s', (template) => {
    expect(rendered(template)).toBe(template);
  });

  it('knows the data from the root inside of a block that changes the dot', () => {
    expect(
      rendered('{{ with .Release.Thing }}{{ $.Values.name }}{{ else }}{{ .Values.name }}{{ end }}'),
    ).toBe('{{ with .Release.Thing }}web{{ else }}web{{ end }}');
  });

  it('is unknown where other values of the chart say something else, and known where they agree', () => {
    const chart = chartOf(
      values,
      'port: 9090\nname: web\nnested: {a: plain}\nranges: [10.0.0.0/8]\n',
    );
    expect(rendered('{{ .Values.port }} {{ .Values.name }} {{ .Values.cidr }}', chart)).toBe(
      '{{ .Values.port }} web 10.0.0.0/8',
    );
    const others = '{{ .Values.nested.a.b }}{{ range .Values.ranges }}{{ . }}{{ end }}';
    expect(rendered(others, chart)).toBe(others);
  });

  it('is unknown where it is hidden, with all below it', () => {
    const template = '{{ .Values.nested.a.b }} {{ .Values.name }}';
    expect(rendered(template, undefined, 'nested.a')).toBe('{{ .Values.nested.a.b }} web');
    expect(rendered(template, undefined, 'nest')).toBe('deep web');
  });
});

describe('blocks of YAML', () => {
  it.each([
    [
      'labels:\n  {{- toYaml .Values.labels | nindent 2 }}\nx: 1',
      'labels:\n  app: web\n  "on": "true"\nx: 1',
    ],
    ['labels:\n{{ toYaml .Values.labels | indent 2 }}', 'labels:\n  app: web\n  "on": "true"'],
    ['labels: {{ .Values.merged | toYaml | nindent 2 }}', 'labels: \n  app: web\n  tier: front'],
    ['x: {{ toYaml .Values.none }}', 'x: []'],
    ['x: {{ toYaml .Values.ranges | nindent 2 }}', 'x: \n  - "10.0.0.0/8"\n  - "0.0.0.0/0"'],
    ['x: {{ toYaml .Values.port }}', 'x: 8080'],
  ])('%j becomes %j', (template, expected) => {
    expect(rendered(template)).toBe(expected);
  });

  it('stay as they are when something in them is not known, or they are too long', () => {
    const unknown = 'x: {{ toYaml .Values.a | nindent 2 }}';
    expect(rendered(unknown, chartOf('a: {b: "{{ x }}"}'))).toBe(unknown);
    const text = 'x: {{ toYaml .Values.a | nindent 2 }}';
    expect(rendered(text, chartOf(`a: [${'x, '.repeat(3000)}x]`))).toBe(text);
    const deep = `a: ${'['.repeat(60)}${']'.repeat(60)}`;
    expect(rendered(text, chartOf(deep))).toBe(text);
  });
});

describe('conditions and loops', () => {
  it.each([
    ['a: 1\n{{- if .Values.on }}\nb: 2\n{{- end }}\nc: 3', 'a: 1\nb: 2\nc: 3'],
    ['a: 1\n{{- if .Values.off }}\nb: 2\n{{- end }}\nc: 3', 'a: 1\nc: 3'],
    ['a: 1\n{{- if .Values.missing }}\nb: 2\n{{- end }}\nc: 3', 'a: 1\nc: 3'],
    ['a: {{ if .Values.off }}1{{ else if .Values.on }}2{{ else }}3{{ end }}', 'a: 2'],
    ['a: {{ if not .Values.off }}1{{ end }}', 'a: 1'],
    ['a: {{ if and .Values.on (eq .Values.name "web") }}1{{ else }}2{{ end }}', 'a: 1'],
    ['a: {{ if or .Values.off .Values.none }}1{{ else }}2{{ end }}', 'a: 2'],
    ['{{ with .Values.nested }}{{ .a.b }}{{ end }}', 'deep'],
    [
      '{{ with .Values.labels }}{{ toYaml . | nindent 2 }}{{ end }}',
      '\n  app: web\n  "on": "true"',
    ],
    ['{{ range .Values.ranges }}[{{ . }}]{{ end }}', '[10.0.0.0/8][0.0.0.0/0]'],
    ['{{ range .Values.none }}x{{ else }}y{{ end }}', 'y'],
    ['{{ range $k, $v := .Values.labels }}{{ $k }}={{ $v }} {{ end }}', 'app=web on=true '],
    [
      '{{ range $i, $v := .Values.ranges }}{{ $i }}={{ $v }} {{ end }}',
      '0=10.0.0.0/8 1=0.0.0.0/0 ',
    ],
    [
      '{{ if .Release.IsInstall }}{{ .Values.name }}{{ end }}',
      '{{ if .Release.IsInstall }}web{{ end }}',
    ],
  ])('%j becomes %j', (template, expected) => {
    expect(rendered(template)).toBe(expected);
  });

  it('decide nothing about whole objects', () => {
    const template = '{{- if .Values.off }}\nkind: Pod\nname: {{ .Values.name }}\n{{- end }}\n';
    expect(rendered(template)).toBe(template.replace('{{ .Values.name }}', 'web'));
  });

  it('end where they would print beyond all measure', () => {
    const list = `a: [${'x, '.repeat(199)}x]`;
    const nested = `${'{{ range $.Values.a }}'.repeat(5)}{{ . }}${'{{ end }}'.repeat(5)}`;
    expect(rendered(nested, chartOf(list))).toBe(nested);
    const many = `a: [${'x, '.repeat(999)}x]`;
    const loop = '{{ range .Values.a }}{{ . }}{{ end }}';
    expect(rendered(loop, chartOf(many))).toBe(loop);
  });

  it.each([
    '{{ if .Values.on }}x',
    '{{ end }}{{ .Values.name }}',
    '{{ else }}{{ .Values.name }}',
    '{% if x %}{{ .Values.name }}{% endif %}',
    `${'{{ if .Values.on }}'.repeat(5000)}x${'{{ end }}'.repeat(5000)}`,
  ])('that are none leave the text as it is: %.40s', (template) => {
    expect(rendered(template)).toBe(template);
  });
});

describe('the places of a rendered text', () => {
  const template =
    'a: {{ .Values.name }}\nb:\n  {{- range .Values.ranges }}\n  - {{ . }}\n  {{- end }}\nc: 1\n';
  const { rendered: text } = renderWithDefaults(template, chartOf(values)) ?? {};
  const sourceOf = (part: string) => {
    const start = text?.text.indexOf(part) ?? -1;
    const range = text?.toSource({ start, end: start + part.length });
    return template.slice(range?.start, range?.end);
  };

  it.each([
    ['web', '{{ .Values.name }}'],
    ['a: web', 'a: {{ .Values.name }}'],
    ['c: 1', 'c: 1'],
    ['0.0.0.0/0', '{{ . }}'],
    ['b:', 'b:'],
  ])('%s comes from %s', (part, source) => {
    expect(sourceOf(part)).toBe(source);
  });

  it('say where the defaults are', () => {
    const uses = renderWithDefaults('x: {{ .Values.nested.a.b }}', chartOf(values))?.uses ?? [];
    const [ground] = uses.flatMap(({ grounds }) => grounds);
    expect(ground).toMatchObject({ path: 'nested.a.b', text: 'nested.a.b: deep', isEmpty: false });
    const range = ground?.place?.range;
    expect(values.slice(range?.start, range?.end)).toBe('b: deep');
  });
});

describe('any text', () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      ...[
        '{{ .Values.name }}',
        '{{- toYaml .Values.labels | nindent 4 -}}',
        '{{ .Values.port | quote }}',
      ],
      ...[
        '{{ if .Values.on }}',
        '{{- if .Values.off }}',
        '{{ else }}',
        '{{- else if .Values.none }}',
        '{{ end }}',
      ],
      ...[
        '{{- range .Values.ranges }}',
        '{{ with .Values.nested }}',
        '{{ . }}',
        '{{ .a.b }}',
        '{{- end -}}',
      ],
      ...[
        '{{ $x := .Values.name }}',
        '{{ $x }}',
        '{{/* a comment */}}',
        '{{ include "x" . }}',
        '{{',
        '}}',
        '"',
      ],
      ...['\n', '  ', 'key: ', '- ', 'kind: Pod\n', '---\n', '# '],
    ),
    fc.string({ maxLength: 5 }),
  );

  const pathsOf = (result: ReturnType<typeof renderWithDefaults>) =>
    (result?.uses ?? []).flatMap(({ grounds }) => grounds.map(({ path }) => path));

  it('is rendered without a throw, with places inside of it, and without what is hidden', () => {
    const chart = chartOf(values);
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (fragments) => {
        const text = fragments.join('');
        const result = renderWithDefaults(text, chart);
        const length = result?.rendered.text.length ?? 0;
        for (let start = 0; start < length; start += 3) {
          const place = result?.rendered.toSource({ start, end: Math.min(length, start + 5) });
          expect(place?.start).toBeGreaterThanOrEqual(0);
          expect(place?.end).toBeLessThanOrEqual(text.length);
          expect(place?.start).toBeLessThanOrEqual(place?.end ?? -1);
        }
        const hidden = new Set(pathsOf(result));
        const others = pathsOf(renderWithDefaults(text, chart, hidden));
        expect(others.filter((path) => hidden.has(path))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
