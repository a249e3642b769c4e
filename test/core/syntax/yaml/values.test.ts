import { describe, expect, it } from 'vitest';
import { isPlaceholder, plainValue } from '../../../../server/src/core/syntax/yaml/scalar';
import { show, yamlDocument } from '../../../support/yaml';

describe('an unquoted scalar is what the Go library of Kubernetes makes of it', () => {
  it.each<[string, string | number | boolean | null]>([
    ['80', 80],
    ['+80', 80],
    ['-1', -1],
    ['0', 0],
    ['0644', 420],
    ['0o14', 12],
    ['0x50', 80],
    ['-0x50', -80],
    ['0b101', 5],
    ['1_000', 1000],
    ['089', 89],
    ['8.5', 8.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['8080/tcp', '8080/tcp'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['1:30', '1:30'],
    ['2024-01-01', '2024-01-01'],
    ['1e999', '1e999'],
    ['-', '-'],
    ['+', '+'],
    ['.', '.'],
    ['0x', '0x'],
    ['yes', true],
    ['Yes', true],
    ['YES', true],
    ['yEs', 'yEs'],
    ['on', true],
    ['y', true],
    ['true', true],
    ['True', true],
    ['no', false],
    ['off', false],
    ['N', false],
    ['FALSE', false],
    ['null', null],
    ['Null', null],
    ['~', null],
    ['', null],
    ['nil', 'nil'],
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.Inf', Number.NEGATIVE_INFINITY],
    ['.nan', Number.NaN],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%s', (source, expected) => {
    expect(plainValue(source)).toBe(expected);
  });

  it('only when it is neither quoted, nor a block, nor tagged as a string', () => {
    const text = ['"yes"', "'080'", '|-\n 80', '!!str 80', '! 80', '!!int "80"', '!custom on']
      .map((value, index) => `k${index}: ${value}\n`)
      .join('');
    expect(show(yamlDocument(text).root)).toBe(
      '{k0: "yes", k1: "080", k2: "80", k3: "80", k4: "80", k5: 80, k6: "on"}',
    );
  });

  it('and its text stays as it is written', () => {
    const { root } = yamlDocument('- 0644\n- yes\n- 1_000\n- "a\\u0041"\n');
    const texts = root?.kind === 'sequence' && root.items.map((n) => n.kind === 'scalar' && n.text);
    expect(texts).toEqual(['0644', 'yes', '1_000', 'aA']);
  });
});

describe('a placeholder that something else fills in', () => {
  it.each([
    '${CIDR}',
    'a-${CIDR}-b',
    '$(CIDR)',
    '<pod-cidr>',
    '__CIDR__',
    '#{CIDR}#',
    '$CIDR',
    '@@CIDR@@',
    '@CIDR@',
    '{CIDR}.16',
    '10.0.{X}.1',
    '%CIDR%',
    '%%CIDR%%',
    '((cidr))',
    'ENC[AES256_GCM,data:x]',
  ])('%s', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    '10.0.0.0/8',
    'a@b.c',
    '$',
    '<',
    'a < b > c',
    '100%',
    '{}',
    '(a)',
    'price: $5',
    'user@host@',
    'x{1,2}',
  ])('%s is none', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it('makes its value unknown wherever the notation is YAML or not', () => {
    const text =
      'a: ${X}\nb: #{X}#\nc: #@ data.values.x\nd: {X}.16\ne: @X@\nf: %X%\ng: [[ .x ]]\nh: ok\n';
    expect(show(yamlDocument(text).root)).toBe(
      '{a: ?, b: ?, c: ?, d: ?, e: ?, f: ?, g: ?, h: "ok"}',
    );
  });
});
