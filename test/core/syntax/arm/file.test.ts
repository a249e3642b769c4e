import { describe, expect, it } from 'vitest';
import { parseArm } from '../../../../server/src/core/syntax/arm/file';
import { memberOf, membersOf, parseJson } from '../../../../server/src/core/syntax/arm/json';

const cluster = '{"type": "Microsoft.ContainerService/managedClusters"}';

describe('templates in JSON', () => {
  it.each([
    ['by its schema', `{"$schema": "x/deploymentTemplate.json#", "resources": [${cluster}]}`],
    ['by its content', `{"contentVersion": "1.0.0.0", "resources": [${cluster}]}`],
    ['with named resources', `{"contentVersion": "1.0.0.0", "resources": {"aks": ${cluster}}}`],
    ['behind a byte order mark', `\uFEFF{"contentVersion": "1", "resources": [${cluster}]}`],
    [
      'without a cluster',
      '{"contentVersion": "1", "resources": [{"type": "Microsoft.Web/sites"}]}',
    ],
    ['with comments', `// a\n{"contentVersion": /* b */ "1", "resources": [${cluster},],}`],
    [
      'with escaped slashes',
      '{"contentVersion": "1", "resources": [{"type": "Microsoft.ContainerService\\/managedClusters"}]}',
    ],
    ['that is not complete', `{"contentVersion": "1", "resources": [${cluster}, {"type": `],
  ])('are recognised %s', (_name, text) => {
    expect(parseArm(text)?.kind).toBe('template');
  });

  it.each([
    ['without resources', `{"contentVersion": "1", "variables": ${cluster}}`],
    ['of something else', `{"apiVersion": "v1", "resources": [${cluster}]}`],
    ['that are a list', `[${cluster}, "contentVersion"]`],
    ['nested endlessly', `{"contentVersion": "1", "resources": ${'['.repeat(100_000)}${cluster}`],
  ])('are not seen in files %s', (_name, text) => {
    expect(parseArm(text)).toBeUndefined();
  });

  it('have files of parameters', () => {
    const text = '{"contentVersion": "1.0.0.0", "parameters": {"a": {"value": 1}}}';
    expect(parseArm(text)?.kind).toBe('parameters');
    expect(parseArm('{"$schema": "x/deploymentParameters.json#"}')).toBeUndefined();
  });

  it('have their comments known', () => {
    const text = '{ // one\r\n"a": "// none", /* two */ "b": "\\"// none" } // three';
    const comments = parseJson(text).comments.map(({ start, end }) => text.slice(start, end));
    expect(comments).toEqual(['// one', '/* two */', '// three']);
  });

  it('have properties of any name, found as Azure finds them', () => {
    const { root } = parseJson('{"__proto__": 1, "constructor": 2, "Name": 3, "name": 4}');
    expect(membersOf(root).map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
      'Name',
      'name',
    ]);
    expect(memberOf(root, 'NAME')?.value.value).toBe(4);
    expect(memberOf(root, 'toString')).toBeUndefined();
  });
});
