import { describe, expect, it } from 'vitest';
import { Progress } from '../../server/src/cli/progress';
import {
  characterWidth,
  displayWidth,
  neutralise,
  styleFor,
  wantsColour,
} from '../../server/src/cli/terminal';

describe('wantsColour', () => {
  const terminal = { isTTY: true };
  const pipe = {};

  it.each([
    ['a terminal', terminal, {}, true],
    ['a pipe', pipe, {}, false],
    ['NO_COLOR', terminal, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
    ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
    ['FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
    ['an empty FORCE_COLOR', pipe, { FORCE_COLOR: '' }, true],
    ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR=false', terminal, { FORCE_COLOR: 'false' }, false],
    ['FORCE_COLOR over NO_COLOR', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ] as const)('%s', (_name, stream, env, expected) => {
    expect(wantsColour(stream, env)).toBe(expected);
  });
});

describe('styleFor', () => {
  it('paints with colour, and returns the text itself without', () => {
    expect(styleFor(true).red('x')).toBe('\u001b[31mx\u001b[0m');
    expect(styleFor(true).red('')).toBe('');
    expect(styleFor(false).red('x')).toBe('x');
  });
});

describe('neutralise', () => {
  it.each([
    ['\u001b[31mred', '\\x1b[31mred'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u009b2J', '\\x9b2J'],
    ['a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['line\u2028separator', 'line\\u2028separator'],
    ['half \ud800 pair', 'half \\ud800 pair'],
    ['whole 🔥 and 名 and é', 'whole 🔥 and 名 and é'],
    ['back\\slash', 'back\\slash'],
  ])('%j', (text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });
});

describe('widths', () => {
  it.each([
    ['a', 1],
    ['名', 2],
    ['ｗ', 2],
    ['\u0301', 0],
    ['\u200d', 0],
    ['🔥', 2],
    ['é', 1],
    ['─', 1],
  ])('%j takes %i', (character, width) => {
    expect(characterWidth(character)).toBe(width);
  });

  it('adds up', () => {
    expect(displayWidth('a名🔥')).toBe(5);
  });
});

describe('Progress', () => {
  function progressOn(isTTY: boolean, env: Record<string, string> = {}) {
    let now = 0;
    let text = '';
    const stderr = {
      isTTY,
      write(chunk: string | Uint8Array) {
        text += chunk;
        return true;
      },
    };
    const progress = new Progress({ env, stderr }, () => now);
    return {
      progress,
      at(time: number) {
        now = time;
        progress.update(`step ${time}`);
      },
      text: () => text,
    };
  }

  it('is silent at first, then tells from time to time, and leaves no trace', () => {
    const { progress, at, text } = progressOn(true);
    at(100);
    at(499);
    progress.clear();
    expect(text()).toBe('');
    at(600);
    at(650);
    at(750);
    expect(text()).toBe('\r\u001b[Kstep 600\r\u001b[Kstep 750');
    progress.clear();
    progress.clear();
    expect(text()).toBe('\r\u001b[Kstep 600\r\u001b[Kstep 750\r\u001b[K');
  });

  it.each([
    ['where there is no terminal', false, {}],
    ['in CI', true, { CI: 'true' }],
    ['on a terminal that knows no escapes', true, { TERM: 'dumb' }],
  ] as const)('says nothing %s', (_name, isTTY, env) => {
    const { progress, at, text } = progressOn(isTTY, env);
    at(5_000);
    progress.clear();
    expect(text()).toBe('');
  });
});
