import { describe, expect, it } from 'vitest';
import { Snapshot } from '../../../server/src/core/index';
import { chartsAmong, renderWithDefaults } from '../../../server/src/core/model/helm/charts';

const folder = 'file:///w/';

/** What a template at the path prints by the defaults of the files; what is not decided stays as it is. */
function printed(path: string, template: string, files: Readonly<Record<string, string>>) {
  const charts = chartsAmong(
    Object.entries(files).map(
      ([name, text]) => new Snapshot({ uri: folder + name, version: 0, text }),
    ),
  );
  const chart = charts.of(folder + path);
  return chart && (renderWithDefaults(template, chart)?.rendered.text ?? template);
}

const named = (name: string, more = '') => `apiVersion: v2\nname: ${name}\n${more}`;
const alone = { 'web/Chart.yaml': named('web'), 'web/values.yaml': 'port: 80\n' };
const port = '{{ .Values.port }}';

describe('the chart of a template', () => {
  it.each([
    ['web/templates/service.yaml', '80'],
    ['web/templates/deep/er/service.yaml', '80'],
    ['web/service.yaml', undefined],
    ['other/templates/service.yaml', undefined],
    ['templates/service.yaml', undefined],
  ])('for %s gives %s', (path, expected) => {
    expect(printed(path, port, alone)).toBe(expected);
  });

  it.each([
    ['has no values', { 'web/Chart.yaml': named('web') }],
    ['has no Chart.yaml', { 'web/values.yaml': 'port: 80' }],
    ['has values that do not parse', { ...alone, 'web/values.yaml': 'port: [80' }],
    ['has values that are no map', { ...alone, 'web/values.yaml': '- port' }],
    ['has nothing but comments for values', { ...alone, 'web/values.yaml': '# port: 80\n' }],
    ['has several documents', { ...alone, 'web/values.yaml': 'port: 80\n---\nport: 81\n' }],
    [
      'has values beyond measure',
      { ...alone, 'web/values.yaml': `port: 80\n#${' '.repeat(1_000_001)}` },
    ],
  ])('is not known when it %s', (_what, files) => {
    expect(printed('web/templates/a.yaml', port, files)).toBeUndefined();
  });

  it('reads the values behind a document marker, and says where they are in the file', () => {
    const files = { ...alone, 'web/values.yaml': '# Values\n---\nport: 80\n' };
    expect(printed('web/templates/a.yaml', port, files)).toBe('80');
  });

  it('knows its name', () => {
    expect(printed('web/templates/a.yaml', '{{ .Chart.Name }}-{{ .Values.port }}', alone)).toBe(
      'web-80',
    );
  });

  it.each(['values-prod.yaml', 'values.prod.yaml', 'values.dev.yml'])(
    'has no default where %s says something else',
    (name) => {
      expect(printed('web/templates/a.yaml', port, { ...alone, [`web/${name}`]: 'port: 81' })).toBe(
        port,
      );
      expect(printed('web/templates/a.yaml', port, { ...alone, [`web/${name}`]: 'x: 1' })).toBe(
        '80',
      );
    },
  );
});

describe('a chart inside of another one', () => {
  const own = 'port: 80\nname: web\nmap: {a: own, b: own}\nglobal: {zone: own, ring: own}\n';
  const charts = (parent: string, parentChart = named('shop')) => ({
    'shop/Chart.yaml': parentChart,
    'shop/values.yaml': parent,
    'shop/charts/web/Chart.yaml': named('web'),
    'shop/charts/web/values.yaml': own,
  });
  const path = 'shop/charts/web/templates/a.yaml';

  it.each([
    ['its own values', 'other: 1', port, '80'],
    ['what the outer chart says', 'web: {port: 8080}', port, '8080'],
    [
      'both, in a map',
      'web: {map: {a: outer}}',
      '{{ .Values.map.a }} {{ .Values.map.b }}',
      'outer own',
    ],
    [
      'what takes the place of a map',
      'web: {map: none}',
      '{{ .Values.map.a }}',
      '{{ .Values.map.a }}',
    ],
    [
      'the outer global values first',
      'global: {zone: outer}',
      '{{ .Values.global.zone }} {{ .Values.global.ring }}',
      'outer own',
    ],
    ['no values of the outer chart itself', 'port: 1\nname: 2', port, '80'],
    ['nothing where the outer chart leaves it open', 'web: {port: "{{ x }}"}', port, port],
    ['nothing where the outer chart takes it away', 'web: {port: null}', port, port],
    ['nothing where the outer chart is templated as a whole', 'web: "{{ x }}"', port, port],
  ])('uses %s', (_what, parent, template, expected) => {
    expect(printed(path, template, charts(parent))).toBe(expected);
  });

  it('goes by the name that the outer chart gives it', () => {
    const renamed = named('shop', 'dependencies: [{name: web, alias: front}]');
    expect(printed(path, port, charts('front: {port: 1}\nweb: {port: 2}', renamed))).toBe('1');
  });

  it('is not known when the outer chart has it twice', () => {
    const twice = named('shop', 'dependencies: [{name: web, alias: a}, {name: web, alias: b}]');
    expect(printed(path, port, charts('a: {port: 1}', twice))).toBeUndefined();
  });

  it('has no default where other values of the outer chart say something else', () => {
    const files = { ...charts('x: 1'), 'shop/values-prod.yaml': 'web: {port: 1}' };
    expect(printed(path, port, files)).toBe(port);
  });

  it('reads what the outer one says of it under a key like any other', () => {
    const files = {
      ...charts('constructor: {port: 1}'),
      'shop/charts/web/Chart.yaml': named('constructor'),
    };
    expect(printed(path, port, files)).toBe('1');
  });
});

describe('a chart that another one beside it depends on', () => {
  const files = (values: string, dependency = 'name: web, repository: "file://../web"') => ({
    ...alone,
    'shop/Chart.yaml': named('shop', `dependencies: [{${dependency}}]`),
    'shop/values.yaml': values,
  });

  it.each([
    ['says something else', 'web: {port: 81}', undefined, port],
    ['says the same', 'web: {port: 80}', undefined, '80'],
    ['says nothing of it', 'port: 81', undefined, '80'],
    [
      'says it under another name',
      'front: {port: 81}',
      'name: web, alias: front, repository: "file://../web/"',
      port,
    ],
    ['means another chart', 'web: {port: 81}', 'name: web, repository: "file://../other"', '80'],
    [
      'has it from elsewhere',
      'web: {port: 81}',
      'name: web, repository: "https://example.com"',
      '80',
    ],
  ])('which %s', (_what, values, dependency, expected) => {
    expect(printed('web/templates/a.yaml', port, files(values, dependency))).toBe(expected);
  });
});

describe('a chart that an object of the repository installs', () => {
  const files = (object: string) => ({
    'repo/charts/web/Chart.yaml': named('web'),
    'repo/charts/web/values.yaml': 'port: 80\nname: web\nmap: {a: 1}\n',
    'repo/clusters/web.yaml': object,
  });
  const path = 'repo/charts/web/templates/a.yaml';
  const template = '{{ .Values.port }} {{ .Values.name }}';
  const release = (chart: string, values: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n  chart: {spec: {chart: ${chart}}}\n  values: ${values}\n`;
  const application = (source: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  ${source}\n`;
  const applicationSet = (source: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: web}\nspec:\n  template: {spec: {${source}}}\n`;

  it.each([
    ['Flux', release('./charts/web', '{port: 81}')],
    ['Flux, with a path as Argo CD writes it', release('charts/web/', '{port: 81}')],
    ['Flux, with a template for a value', release('./charts/web', '{port: "{{ x }}"}')],
    [
      'Argo CD, with an object',
      application('source: {path: charts/web, helm: {valuesObject: {port: 81}}}'),
    ],
    ['Argo CD, with a text', application('source: {path: charts/web, helm: {values: "port: 81"}}')],
    [
      'Argo CD, with a parameter',
      application('source: {path: charts/web, helm: {parameters: [{name: port, value: "81"}]}}'),
    ],
    [
      'Argo CD, with several sources',
      application('sources: [{path: x/y}, {path: charts/web, helm: {values: "port: 81"}}]'),
    ],
    [
      'Argo CD, with a folder that lies in no other one',
      application('source: {path: web, helm: {values: "port: 81"}}'),
    ],
    [
      'Argo CD, with a set of applications',
      applicationSet('source: {path: charts/web, helm: {values: "port: 81"}}'),
    ],
    [
      'Argo CD, with a set that takes the value from elsewhere',
      applicationSet(
        "source: {path: charts/web, helm: {parameters: [{name: port, value: '{{ .port }}'}]}}",
      ),
    ],
  ])('has no default where it says something else: %s', (_what, object) => {
    expect(printed(path, template, files(object))).toBe('{{ .Values.port }} web');
  });

  it.each([
    ['with the same value', release('./charts/web', '{port: 80}')],
    ['with other values', release('./charts/web', '{other: 81, map: {b: 1}}')],
    [
      'with values that are none',
      application('source: {path: charts/web, helm: {values: "- port"}}'),
    ],
    ['by a name that is another chart', release('web', '{port: 81}')],
    ['from another folder', release('./charts/other', '{port: 81}')],
    ['from somewhere above', release('../charts/web', '{port: 81}')],
    ['as another kind', release('./charts/web', '{port: 81}').replace('HelmRelease', 'Other')],
  ])('keeps its defaults: %s', (_what, object) => {
    expect(printed(path, template, files(object))).toBe('80 web');
  });
});

describe('a chart', () => {
  it('is the same as long as the files that decide about it are', () => {
    const texts = {
      ...alone,
      'shop/Chart.yaml': named('shop', 'dependencies: [{name: web, repository: "file://../web"}]'),
      'shop/values.yaml': 'web: {port: 81}',
      'release.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chart: {spec: {chart: ./web}}, values: {a: 1}}\n',
    };
    const files = Object.entries(texts).map(
      ([name, text]) => new Snapshot({ uri: folder + name, version: 0, text }),
    );
    const uri = `${folder}web/templates/a.yaml`;
    const chart = chartsAmong(files).of(uri);
    for (const file of files) {
      file.release();
    }
    expect(chart).toBeDefined();
    expect(chartsAmong(files).of(uri)).toBe(chart);
    const changed = files.map((file) =>
      file.uri.endsWith('shop/values.yaml')
        ? new Snapshot({ uri: file.uri, version: 1, text: 'web: {port: 82}' })
        : file,
    );
    expect(chartsAmong(changed).of(uri)).not.toBe(chart);
  });
});
