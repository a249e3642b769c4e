import { describe, expect, it } from 'vitest';
import { hover, resolveConfiguration, Snapshot } from '../../../server/src/core/index';

const folder = 'file:///w/web/';

/** The hover where the template has a bar, which is taken out. */
function hoverAt(marked: string, values: string) {
  const offset = marked.indexOf('|>');
  const text = marked.replace('|>', '');
  const file = (path: string, content: string) =>
    new Snapshot({ uri: folder + path, version: 0, text: content });
  const template = file('templates/a.yaml', text);
  const files = [file('Chart.yaml', 'name: web\n'), file('values.yaml', values), template];
  const found = hover(template, offset, resolveConfiguration({ path: 'a.yaml' }), {
    get: (uri) => files.find((each) => each.uri === uri),
    all: () => files,
  });
  return found && { ...found, source: text.slice(found.range.start, found.range.end) };
}

describe('a lookup of a value', () => {
  it('tells its default and where it is written', () => {
    const found = hoverAt('port: {{ .Va|>lues.port }}\n', '# Port\nport: 80\n');
    expect(found?.source).toBe('{{ .Values.port }}');
    expect(found?.markdown).toBe(
      [
        '**Defaults of the chart**',
        '- `port: 80` in `web/values.yaml`, line 2',
        'The values may be overridden when the chart is installed.',
      ].join('\n\n'),
    );
  });

  it('tells all items of a loop, a condition, and what the template itself says', () => {
    const loop = '{{ range .Values.a }}x: {{ |>. }}{{ end }}';
    expect(hoverAt(loop, 'a: [1, 2]\n')?.markdown).toContain(
      '- `a[0]: 1` in `web/values.yaml`, line 1\n- `a[1]: 2`',
    );
    expect(hoverAt('{{ if |>.Values.on }}x{{ end }}', 'on: true')?.markdown).toContain(
      '`on: true`',
    );
    expect(hoverAt('x: {{ |>.Values.y | default 1 }}', 'z: 1')?.markdown).toContain(
      '- `y: 1`, set in the template itself',
    );
  });

  it.each([
    ['behind the action of a block', '{{ if .Values.on }} |> {{ end }}', 'on: true'],
    ['on what is not known', 'x: {{ |>.Values.other }}', 'on: true'],
    ['on other actions', 'x: {{ |>.Release.Name }} {{ .Values.on }}', 'on: true'],
  ])('has none %s', (_where, template, values) => {
    expect(hoverAt(template, values)).toBeUndefined();
  });

  it('cannot become markup', () => {
    const values = 'a: "x` <b>**bold**\\n# heading [a](javascript:x)"\n';
    const markdown = hoverAt('x: {{ |>.Values.a | quote }} {{ .Values.a }}', values)?.markdown;
    expect(markdown).toBeUndefined();
    const printed = hoverAt('x: {{ |>.Values.a }}', values)?.markdown ?? '';
    expect(printed.split('\n')[2]).toMatch(/^- `[^`]*` in `web\/values\.yaml`, line 1$/);
  });
});
