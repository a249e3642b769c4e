import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';

import { lint } from '../../server/src/core/index';
import { rules } from '../../server/src/core/rules/index';
import { type CrossFileCase, crossFileCases } from '../support/cross-file/index';
import { start } from './support/in-process';

const folder = 'file:///w';
const severities = ['', 'error', 'warning', 'info', 'hint'];
const languageOf = (path: string) => (path.endsWith('.bicep') ? 'bicep' : 'yaml');

/** A server for the two files of a case; without `onDisk`, only the editor has them. */
async function serve({ rule, file, text, other, otherText }: CrossFileCase, onDisk: boolean) {
  const uri = `${folder}/${file}`;
  const otherUri = `${folder}/${other}`;
  const { client, files } = await start({
    host: { lint },
    folders: [folder],
    settings: () => ({ extends: 'strict' }),
    files: onDisk ? { [uri]: text, [otherUri]: otherText } : {},
  });
  const leadsToOther = ({ relatedInformation = [] }: Diagnostic) =>
    relatedInformation.some(({ location }) => location.uri === otherUri);
  const found = async () => {
    // Until the changes on disk are read, this waits; afterwards an editor that has been told to asks again.
    const report = await client.pull(uri);
    return (report.kind === 'full' ? report.items : [])
      .filter(({ code }) => code === rule)
      .map((each) => `${severities[each.severity ?? 0]}${leadsToOther(each) ? ' other' : ''}`);
  };
  return {
    client,
    open: () => client.open(uri, text, languageOf(file)),
    openOther: () => client.open(otherUri, otherText, languageOf(other)),
    otherUri,
    writeOther: (to: string | undefined) => {
      const type = to === undefined ? 'deleted' : files.texts.has(otherUri) ? 'changed' : 'created';
      if (to === undefined) {
        files.texts.delete(otherUri);
      } else {
        files.texts.set(otherUri, to);
      }
      return client.filesChanged({ [otherUri]: type });
    },
    expectFound: async (expected: readonly string[]) => {
      for (let round = 0; round < 300; round++) {
        if (JSON.stringify(await found()) === JSON.stringify(expected)) {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expect(await found()).toEqual(expected);
    },
  };
}

const titled = crossFileCases.map(
  (each) => [`${each.rule} in ${each.file} beside ${each.other}`, each] as const,
);

describe('what is found in a file beside another', () => {
  it.each(titled)('comes and goes with it on disk: %s', async (_title, each) => {
    const { open, writeOther, expectFound } = await serve(each, true);
    await open();
    await expectFound(each.beside);
    await writeOther(undefined);
    await expectFound(each.alone);
    await writeOther(each.otherText);
    await expectFound(each.beside);
    await writeOther('# Nothing is left.\n');
    await expectFound(each.alone);
  });

  it.each(titled)('is the same in whatever order they are opened: %s', async (_title, each) => {
    const first = await serve(each, false);
    await first.open();
    await first.expectFound(each.alone);
    await first.openOther();
    await first.expectFound(each.beside);
    const last = await serve(each, false);
    await last.openOther();
    await last.open();
    await last.expectFound(each.beside);
  });

  it.each(titled)('follows what is typed in the other: %s', async (_title, each) => {
    const { client, open, openOther, otherUri, expectFound } = await serve(each, true);
    await openOther();
    await open();
    await expectFound(each.beside);
    await client.change(otherUri, '# Nothing is left.\n');
    await expectFound(each.alone);
    await client.change(otherUri, each.otherText);
    await expectFound(each.beside);
    await client.change(otherUri, '');
    await expectFound(each.alone);
    // Closed without saving: the disk counts again.
    await client.close(otherUri);
    await expectFound(each.beside);
  });

  it('differs in every case, and is shown for each rule that asks for facts of others', () => {
    const same = crossFileCases.filter(
      ({ beside, alone }) => JSON.stringify(beside) === JSON.stringify(alone),
    );
    expect(same).toEqual([]);
    const shown = new Set(crossFileCases.map(({ rule }) => rule));
    const asking = rules.filter(({ meta }) => (meta.needs ?? []).length > 0);
    expect(asking.map(({ meta }) => meta.name).filter((name) => !shown.has(name))).toEqual([]);
  });
});
