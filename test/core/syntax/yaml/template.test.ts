import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitDocuments } from '../../../../server/src/core/syntax/yaml/split';
import {
  maskTemplate,
  placeholderCharacter,
} from '../../../../server/src/core/syntax/yaml/template';
import { scanActions } from '../../../../server/src/core/syntax/yaml/template-actions';
import { corpusFiles } from '../../../support/corpus';
import { lines, show, yamlDocument } from '../../../support/yaml';

/** The tree of a template that must read as YAML. */
function tree(text: string): string {
  const document = yamlDocument(lines(text));
  expect(document.problems).toEqual([]);
  expect(document.isTemplate).toBe(true);
  return show(document.root);
}

describe('the actions of a text', () => {
  const actions = (text: string) =>
    scanActions(text).actions.map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);

  it.each<[string, readonly string[]]>([
    ['a: {{ .x }}-{{- .y -}}', ['output {{ .x }}', 'output {{- .y -}}']],
    [
      '{{ if .x }}{{else}}{{- end -}}',
      ['control {{ if .x }}', 'control {{else}}', 'control {{- end -}}'],
    ],
    [
      '{{ $x := 1 }}{{ $x = 2 }}{{ $x }}',
      ['silent {{ $x := 1 }}', 'silent {{ $x = 2 }}', 'output {{ $x }}'],
    ],
    ['{{ range $k, $v := .x }}', ['control {{ range $k, $v := .x }}']],
    ['{{ eq $x "a" }}', ['output {{ eq $x "a" }}']],
    [
      '{{/* a }} b */}} {{- /* c\nd */ -}}',
      ['silent {{/* a }} b */}}', 'silent {{- /* c\nd */ -}}'],
    ],
    ['{{ "}}" }}', ['output {{ "}}" }}']],
    ['{{ "a\\"}}" }}', ['output {{ "a\\"}}" }}']],
    ['{{`{{ x }}\n`}}', ['output {{`{{ x }}\n`}}']],
    ["{{ '}}' }} it's", ["output {{ '}}' }}"]],
    ["{{ don't }} x {{ y }}", ["output {{ don't }}", 'output {{ y }}']],
    ['{{ dict\n  "a" 1\n}}', ['output {{ dict\n  "a" 1\n}}']],
    ['{{{ raw }}}', ['output {{{ raw }}}']],
    ['{{#if x}}{{/if}}{{! c }}', ['control {{#if x}}', 'control {{/if}}', 'silent {{! c }}']],
    ['{{ a {{ b }}', ['output {{ b }}']],
    ['{{ a', []],
    ['# {{ a\nb: c }}', []],
    [
      '{% if x %}{% endif %}{% set y = 1 %}{% include "z" %}',
      [
        'control {% if x %}',
        'control {% endif %}',
        'silent {% set y = 1 %}',
        'output {% include "z" %}',
      ],
    ],
    ['{% raw %}{# {{ c }} #}', ['control {% raw %}', 'silent {# {{ c }} #}']],
    ['${#array[@]} #}', []],
    ['{%s} %}', []],
    [
      '<% if x %><%= y %><%# z %><% end %>',
      ['control <% if x %>', 'output <%= y %>', 'silent <%# z %>', 'control <% end %>'],
    ],
    ['[[ .x ]] [[ if a ]] [[a, b], [c]] [[ -z $x ]]', ['output [[ .x ]]', 'control [[ if a ]]']],
    [
      'a: {NAME}.1\nb: @NAME@\nc: %NAME%\nd: {name}',
      ['output {NAME}', 'output @NAME@', 'output %NAME%'],
    ],
    ['x{NAME} a@b.c@d 5%X%', []],
  ])('%j', (text, expected) => {
    expect(actions(text)).toEqual(expected);
  });
});

describe('a template', () => {
  it('has unknown values where expressions stand', () => {
    expect(
      tree(
        'a: {{ .x }}\nb: p-{{ .x }}-s\nc: "{{ .x | default "y" }}"\n{{ .k }}: v\n- x: y\n'.slice(
          0,
          -7,
        ),
      ),
    ).toBe('{a: ?, b: ?, c: ?, ?: "v", +}');
  });

  it('keeps what is literal, in branches too', () => {
    expect(
      tree(`
        {{- if .Values.enabled }}
        spec:
          {{- with .Values.x }}
          a: 1
          {{- end }}
          list:
            - b
            {{- if .y }}
            - c
            {{- else }}
            - d
            {{- end }}
        {{- end }}
      `),
    ).toBe('{spec: {a: 1, list: ["b", "c", "d"]}}');
  });

  it('does not know which of two branches gives a key', () => {
    expect(tree('{{ if .x }}\na: 1\n{{ else }}\na: 2\n{{ end }}\nb: 3\n')).toBe(
      '{a: 1, a: ?, b: 3}',
    );
    expect(yamlDocument('{{ if .x }}\na: 1\n{{ else }}\na: 2\n{{ end }}\n').root).toMatchObject({
      entries: [{ duplicate: false }, { duplicate: false }],
    });
  });

  it('opens the containers that it prints lines into, and only those', () => {
    const printed = tree(`
      a:
        b: 1
        {{- toYaml .x | nindent 2 }}
      c:
        d:
          e: 1
      {{ include "z" . | indent 2 }}
      f:
        - 1
        {{- toYaml .y | nindent 2 }}
      g:
        h: 1
    `);
    expect(printed).toBe('{a: {b: 1, +}, c: {d: {e: 1}, +}, f: [1, +], g: {h: 1}}');
  });

  it('opens all of them when it does not say how deep it prints', () => {
    expect(tree('a:\n  b:\n    c: 1\n{{- include "z" . }}\n')).toBe('{a: {b: {c: ?, +}, +}, +}');
    expect(tree('a:\n  b: 1\n  {{ include "z" . }}\n')).toBe('{a: {b: 1, +}}');
  });

  it('prints values below their key', () => {
    expect(
      tree(`
        a: {{- toYaml .x | nindent 2 }}
        b: {{- include "l" . | nindent 2 }}
          c: 1
        d: {{ include "l" . }}
          e: 1
        f:
          {{- toYaml .x | nindent 2 }}
        g:
        {{ toYaml .x | indent 2 }}
        h:
          - {{- toYaml .y | nindent 4 }}
          - {{ .z }}
          -
        i:
      `),
    ).toBe('{a: ?, b: {c: 1, +}, d: {e: 1, +}, f: ?, g: ?, h: [?, ?, null], i: null}');
  });

  it('makes a value unknown that it continues or chooses', () => {
    expect(
      tree(`
        a: b
          {{- include "suffix" . }}
        c: {{ if .x }}
          d
        {{ else }}
          e
        {{ end }}
        f: {{ if .x }}g{{ else }}h{{ end }}
        i: |
          text
          {{- if .x }}
          more
          {{- end }}
        j: k
        {{- if .x }}
        l: m
        {{- end }}
      `),
    ).toBe('{a: ?, c: ?, f: ?, i: ?, j: "k", l: "m", +}');
  });

  it('may begin a block scalar with an indented line of its own', () => {
    expect(tree('a: |\n    {{- range .x }}\n  {{ . }}\n    {{- end }}\nb: 1\n')).toBe(
      '{a: ?, b: 1}',
    );
  });

  it('may have several actions, a comment, or a whole branch on one line', () => {
    expect(
      tree(`
        {{ $a := 1 }}{{ $b := 2 }}
        {{- if .x }} # why
        a: 1
        {{- end }}{{ if .y }}
        b: 2
        {{ end }}
        {{ if .z }}c: 3{{ end }}
        d: {{ .x }} # comment
        e: {{/* nothing */}} 5
        f: 6 {{- /* nothing */}}
      `),
    ).toBe('{a: 1, b: 2, d: ?, e: 5, f: 6, +}');
  });

  it('may leave out the blank behind a key', () => {
    expect(tree('a:{{ .x }}\nb:{{- toYaml .y | nindent 2 }}\nc: http://x:{{ .p }}\n')).toBe(
      '{a: ?, b: ?, c: ?}',
    );
  });

  it('opens brackets that hold an expression of their own', () => {
    expect(
      tree('a: [x, {{ .y }}]\nb: ["{{ .y }}"]\nc: [\n  {{ .y }}\n]\nd: { {{ .y }} }\ne: [x]\n'),
    ).toBe('{a: ["x", ?, +], b: [?], c: [+], d: {?: null, +}, e: ["x"]}');
  });

  it('may define several templates and call them', () => {
    expect(
      tree(`
        {{- define "a.labels" -}}
        app: a
        {{ include "a.selector" . }}
        {{- end -}}
        {{- define "a.selector" -}}
        {{- end }}
      `),
    ).toBe('{app: "a", +}');
  });

  it('may be of Jinja', () => {
    expect(
      tree(`
        {# comment: {{ x }} #}
        {% set x = 1 %}
        a: {{ x }}
        {% if y -%}
        b: 1
        {% else %}
        b: 2
        {% endif %}
        {% include "c.yaml" %}
        d: {% raw %}e{% endraw %}
      `),
    ).toBe('{a: ?, b: 1, b: ?, d: ?, +}');
  });

  it('may be of ERB', () => {
    expect(tree('<% if x %>\na: <%= y %>\nb: "<%= z %>"\n<% end %>\nc: 1\n')).toBe(
      '{a: ?, b: ?, c: 1}',
    );
  });

  it('keeps its offsets and line ends', () => {
    const text = '\uFEFF{{- if .x }}\r\na: {{ .y }} # 😀\r\n{{- end }}\r\nb: c\r\n';
    const document = yamlDocument(text);
    expect(show(document.root)).toBe('{a: ?, b: "c"}');
    const b = document.root?.kind === 'map' ? document.root.entries[1] : undefined;
    expect(text.slice(b?.keyRange.start, b?.value.range.end)).toBe('b: c');
  });

  it('that does not read as YAML is no mistake', () => {
    for (const text of [
      '{{ if x }}\n  a: 1\n{{ else }}\n b: 2\n{{ end }}\nc: [',
      'a: {{ .x\nb: 1\n',
      '{{ .x }} y\na: 1\n',
    ]) {
      const { problems, unread } = yamlDocument(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(unread).toBe('The template cannot be read as YAML.');
    }
  });
});

describe('YAML that only holds expressions in its strings and comments', () => {
  it.each([
    'a: "{{ $labels.instance }}"\n',
    "a: '{{ x }}'\n",
    'a: High load on {{ $labels.instance }}\n',
    'a: |\n  {{ if x }}\n  y\n  {{ end }}\n',
    'a: 1 # {{ if x }}\n',
    '{"a": "{{ x }}"}',
    'a: a {{ b\n',
    'a: "<% x %>"\n',
    'run: |\n  if [[ $x ]]; then echo ${#y[@]}; fi\n',
  ])('%j is no template', (text) => {
    const document = yamlDocument(text);
    expect(document.isTemplate).toBe(false);
    expect(document.problems).toEqual([]);
  });

  it('has unknown values there', () => {
    expect(
      show(yamlDocument('a: "{{ x }}"\nb: x {{ y }}\nc: |\n  {{ if x }}\n"{{ k }}": d\n').root),
    ).toBe('{a: ?, b: ?, c: ?, ?: "d", +}');
  });

  it('is told of its mistakes', () => {
    const document = yamlDocument('a: "{{ $labels.x }}"\nb: [1\nc: 2\n');
    expect(document.problems.length).toBeGreaterThan(0);
    expect(document.unread).toBeUndefined();
  });

  it('has duplicate keys that count as such', () => {
    expect(yamlDocument('a: "{{ x }}"\nb: 1\nb: 2\n').root).toMatchObject({
      entries: [{}, { duplicate: false }, { duplicate: true }],
    });
  });
});

describe('whatever the text', () => {
  const bits = fc.constantFrom(
    '{{',
    '}}',
    '{{ .x }}',
    '{{- if x }}',
    '{{ end }}',
    '{{/*',
    '*/}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '<%',
    '%>',
    '[[',
    ']]',
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\r\n',
    '  ',
    'a: ',
    '- ',
    '# ',
    '|\n',
    '@X@',
    '{X}',
    '😀',
    '\uFEFF',
    '| nindent 2',
  );
  const text = fc.array(bits, { maxLength: 25 }).map((all) => all.join(''));

  it('actions are in order, within the text, and do not overlap', () => {
    fc.assert(
      fc.property(text, (value) => {
        let end = 0;
        for (const action of scanActions(value).actions) {
          expect(action.start).toBeGreaterThanOrEqual(end);
          expect(action.end).toBeGreaterThan(action.start);
          end = action.end;
        }
        expect(end).toBeLessThanOrEqual(value.length);
      }),
      { numRuns: 500 },
    );
  });

  it('masking moves no character and touches no line without an action', () => {
    fc.assert(
      fc.property(text, (value) => {
        const masked = maskTemplate(value).text;
        expect(masked.length).toBe(value.length);
        const { actions } = scanActions(value);
        for (let index = 0; index < value.length; index++) {
          const lineStart = value.lastIndexOf('\n', index - 1) + 1;
          const lineEnd = `${value}\n`.indexOf('\n', index);
          const isTouched = actions.some(({ start, end }) => start <= lineEnd && lineStart <= end);
          const isMasked = [' ', '\n', placeholderCharacter].includes(masked.charAt(index));
          expect(masked.charAt(index) === value.charAt(index) || (isTouched && isMasked)).toBe(
            true,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('there is a tree or a problem, and a template never has mistakes', () => {
    fc.assert(
      fc.property(text, (value) => {
        const document = yamlDocument(value);
        expect(
          document.problems.length === 0 || !document.isTemplate || document.unread !== undefined,
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the templates of real charts', () => {
  it('read as YAML, without a complaint', () => {
    const unread = corpusFiles(/\.(?:ya?ml|tpl|sed)$/).flatMap(({ name, text }) =>
      splitDocuments(text)
        .map(({ start, end }) => yamlDocument(text.slice(start, end)))
        .filter(({ problems }) => problems.length > 0)
        .map(({ problems, isTemplate }) => `${name} ${isTemplate} ${problems[0]?.message}`),
    );
    expect(unread).toEqual([]);
  });

  it('leave no placeholder in any value', () => {
    for (const { text } of corpusFiles(/templates\/.*\.(?:ya?ml|tpl)$/)) {
      for (const { start, end } of splitDocuments(text)) {
        const { root } = yamlDocument(text.slice(start, end));
        expect(show(root)).not.toContain(placeholderCharacter);
      }
    }
  });
});
