import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram, exitCodes } from '../../server/src/cli/main';
import { outputFormats } from '../../server/src/cli/options';
import { settingsSchema } from '../../server/src/core/config/schema';
import { severities } from '../../server/src/core/index';
import { repositoryRoot } from '../support/repository';

const page = readFileSync(join(repositoryRoot, 'docs', 'cli.md'), 'utf8').replaceAll('\r\n', '\n');

const nowhere = { write: () => true };
const program = createProgram(
  { folder: '.', version: '1.2.3', env: {}, stdout: nowhere, stderr: nowhere },
  () => undefined,
);

function command(name: string): Command {
  const found = program.commands.find((each) => each.name() === name);
  expect(found, name).toBeDefined();
  return found as Command;
}

/** The text below a heading, up to the next one. */
function section(heading: string): string {
  const [, text = ''] = page.split(`\n## ${heading}\n`);
  return text.split('\n## ')[0] ?? '';
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const inCode = (text: string) => `\`${text}\``;

function rowOf(option: Option): readonly string[] {
  return [
    option.flags
      .replace(/^(-\w), /, '`$1`, `')
      .replace(/^[^`]/, '`$&')
      .concat('`'),
    option.description,
    (option.argChoices ?? []).map(inCode).join(', '),
    option.defaultValue === undefined ? '' : inCode(String(option.defaultValue)),
  ];
}

describe('docs/cli.md', () => {
  it('has the options of lint as they are', () => {
    const documented = rowsOf(section('Options of lint')).map(([flags, text = '', ...rest]) => [
      flags,
      text.replaceAll('`', ''),
      ...rest,
    ]);
    expect(documented).toEqual(command('lint').options.map(rowOf));
  });

  it('names the options of the other commands', () => {
    const text = section('Options of lint');
    for (const name of ['profile', 'rules']) {
      for (const { long, argChoices } of command(name).options) {
        expect(text).toContain(
          inCode(long === '--format' ? `${long} ${argChoices?.[1]}` : `${long}`),
        );
      }
    }
  });

  it('names every command', () => {
    const [usage = ''] = page.split('\n## ');
    const documented = [...usage.matchAll(/^aks-cilium (\w+)/gm)].map(([, name]) => name);
    expect(new Set(documented)).toEqual(
      new Set(program.commands.map((each) => each.name()).filter((name) => name !== 'help')),
    );
  });

  it('has the exit codes', () => {
    const documented = rowsOf(section('Exit codes')).map(([code]) => Number(code));
    expect(documented).toEqual(Object.values(exitCodes));
  });

  it('says something about every format', () => {
    const documented = [...section('Formats').matchAll(/^- `(\w+)`: /gm)].map(([, name]) => name);
    expect(documented).toEqual(outputFormats);
  });
});

describe('the options themselves', () => {
  it('know the editions and severities of the core', () => {
    const choices = (name: string, long: string) =>
      command(name).options.find((option) => option.long === long)?.argChoices;
    const editions = settingsSchema.properties.edition.enum;
    expect(choices('lint', '--edition')).toEqual(editions);
    expect(choices('profile', '--edition')).toEqual(editions);
    expect(choices('lint', '--min-severity')).toEqual(severities);
  });
});
