import { type PlacedScript, wholeScript } from '../../syntax/shell/embedded';
import { markdownScripts } from '../../syntax/shell/markdown-scripts';
import { pipelineScripts } from '../../syntax/shell/pipeline-scripts';
import type { YamlDocument } from '../../syntax/yaml/document';
import type { PlacedDocument, PlacedGroup } from '../../syntax/yaml/document-group';
import { shiftRange } from '../../text/range';
import type { AzCommand } from './az-command';
import { azCommandsIn } from './az-commands';

/** A file that may hold commands. */
export interface CommandFile {
  readonly uri: string;
  readonly text: string;
  readonly language: string | undefined;
  /** Its YAML documents, if it has any, and where they start. */
  readonly documents: readonly PlacedDocument[];
  readonly groups: readonly PlacedGroup[];
}

/**
 * Stands in every text with a command that matters here: a cheap reason not to look at others. Before it YAML may write a line
 * break as an escape.
 */
const mention = /(?:\b|\\[nrt])az(?:\.cmd)?["']?\s+(?:aks|network)\b/;

/** Whether the file may hold commands of the Azure CLI for clusters or their networks, judged by its text alone. */
export function mayHaveCommands({ text, language, groups }: CommandFile): boolean {
  switch (language) {
    case 'batch':
    case 'shell':
    case 'powershell':
    case 'markdown':
      return mention.test(text);
    case 'yaml':
      return groups.some(({ group }) => group.some(mentionsCommand));
    default:
      return false;
  }
}

function mentionsCommand({ text }: YamlDocument): boolean {
  return mention.test(text);
}

/**
 * The commands of a file, one list for each of its scripts, in the order of their places. Computed once per file and
 * version.
 */
export function commandsByScript(file: CommandFile): readonly (readonly AzCommand[])[] {
  let found = known.get(file);
  if (found === undefined) {
    found = mayHaveCommands(file)
      ? scriptsIn(file).map((script) => azCommandsIn(script, file.uri, file.text))
      : [];
    known.set(file, found);
  }
  return found;
}

const known = new WeakMap<CommandFile, readonly (readonly AzCommand[])[]>();

function scriptsIn({ text, language, documents }: CommandFile): readonly PlacedScript[] {
  switch (language) {
    case 'batch':
      return [wholeScript(text, 'cmd')];
    case 'shell':
      return [wholeScript(text, 'posix')];
    case 'powershell':
      return [wholeScript(text, 'powershell')];
    case 'markdown':
      return markdownScripts(text).scripts;
    default:
      return documents.flatMap(({ document, start }) =>
        mentionsCommand(document)
          ? pipelineScripts(document).map((script) => moved(script, start))
          : [],
      );
  }
}

/** From places in a document to places in its file. */
function moved({ pieces, cliVersion, ...script }: PlacedScript, by: number): PlacedScript {
  return {
    ...script,
    pieces: pieces.map((piece) => ({ ...piece, file: piece.file + by })),
    ...(cliVersion === undefined
      ? {}
      : { cliVersion: { ...cliVersion, range: shiftRange(cliVersion.range, by) } }),
  };
}
