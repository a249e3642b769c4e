import type { YamlDocument } from '../yaml/document';
import { entryOf, type YamlMap, type YamlNode } from '../yaml/tree';
import { type PlacedScript, ScriptBuilder } from './embedded';
import { addFlowScalar } from './flow-scalar';
import { imageVersionIn, type PinnedVersion } from './pipeline-images';
import type { ShellDialect } from './tree';

const scriptKeys: ReadonlySet<string> = new Set([
  'after_script',
  'bash',
  'before_script',
  'inlineScript',
  'powershell',
  'pwsh',
  'run',
  'script',
]);

/** A node that is to be looked at, and the version of the CLI that holds where it stands. */
interface Place {
  readonly node: YamlNode;
  readonly version: PinnedVersion | undefined;
}

/**
 * The scripts of a pipeline (GitHub Actions, Azure Pipelines, GitLab) in a YAML document, wherever steps may stand. Offsets
 * refer to the document.
 */
export function pipelineScripts(document: YamlDocument): readonly PlacedScript[] {
  const scripts: PlacedScript[] = [];
  const seen = new Set<YamlNode>();
  const open: Place[] =
    document.root === undefined ? [] : [{ node: document.root, version: undefined }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { node, version: around } = place;
    if (seen.has(node)) {
      continue;
    }
    seen.add(node);
    if (node.kind === 'map') {
      const version = imageVersionIn(node, document.text, around);
      open.push(...node.entries.map(({ value }) => ({ node: value, version })));
      scripts.push(...scriptsOf(document.text, node, cliVersionOf(node) ?? version));
    } else if (node.kind === 'sequence') {
      open.push(...node.items.map((item) => ({ node: item, version: around })));
    }
  }
  return scripts.sort((a, b) => (a.pieces[0]?.file ?? 0) - (b.pieces[0]?.file ?? 0));
}

/** The scripts under the keys of one map. What GitLab runs before the script of a job runs in the same shell. */
function scriptsOf(
  text: string,
  map: YamlMap,
  version: PinnedVersion | undefined,
): readonly PlacedScript[] {
  const builders = new Map<string, ScriptBuilder>();
  const keys = map.entries.filter(({ name }) => name !== undefined && scriptKeys.has(name));
  // The order of the keys says nothing of that of the scripts.
  for (const { name = '', value } of keys.sort((a, b) => rank(a.name) - rank(b.name))) {
    const shared = name === 'before_script' ? 'script' : name;
    const builder = builders.get(shared) ?? new ScriptBuilder();
    builders.set(shared, builder);
    addCommands(builder, text, value);
  }
  return [...builders].flatMap(([key, builder]) =>
    builder.isEmpty
      ? []
      : [
          {
            ...builder.build(dialectOf(map, key)),
            ...(version === undefined ? {} : { cliVersion: version }),
          },
        ],
  );
}

function rank(key: string | undefined): number {
  return key === 'before_script' ? 0 : 1;
}

/** A script is a text, or a list of commands that may hold other lists. */
function addCommands(builder: ScriptBuilder, text: string, node: YamlNode): void {
  if (node.kind === 'sequence') {
    for (const item of isReference(text, node) ? [] : node.items) {
      addCommands(builder, text, item);
    }
    return;
  }
  const part = new ScriptBuilder();
  addScalar(part, text, node);
  if (!part.isEmpty) {
    builder.add(builder.isEmpty ? '' : '\n', node.range.start);
    builder.addAll(part);
  }
}

/** GitLab puts in what stands at a path: `!reference [.setup, script]`. */
function isReference(text: string, { range: { start } }: YamlNode): boolean {
  return /![\w-]+[ \t]*$/.test(text.slice(Math.max(0, start - nearby), start));
}

const nearby = 40;

/** The action for the Azure CLI takes a version beside the script. */
function cliVersionOf(step: YamlMap): PinnedVersion | undefined {
  const value = step.entries.findLast(({ name }) => /^azcliversion$/i.test(name ?? ''))?.value;
  return value?.kind === 'scalar' && /^\d+\.\d+\.\d+$/.test(value.text)
    ? { text: value.text, range: value.range }
    : undefined;
}

function dialectOf(step: YamlMap, key: string): ShellDialect {
  const named = ['shell', 'scriptType'].map((name) => {
    const value = entryOf(step, name)?.value;
    return value?.kind === 'scalar' ? value.text : '';
  });
  if (named.some((name) => /^(?:cmd|batch)\b/i.test(name))) {
    return 'cmd';
  }
  return /^(?:pwsh|powershell)$/.test(key) ||
    named.some((name) => /^(?:pwsh|powershell|ps|pscore)\b/i.test(name))
    ? 'powershell'
    : 'posix';
}

/** A scalar, or one that expressions of the pipeline leave unknown: the source tells what it says either way. */
function addScalar(builder: ScriptBuilder, text: string, node: YamlNode): void {
  if (node.kind !== 'scalar' && node.kind !== 'unknown') {
    return;
  }
  const { start, end } = node.range;
  const source = text.slice(start, end);
  const first = source.charAt(0);
  if (first === '|' || first === '>') {
    addBlock(builder, source, start);
  } else if (first === '"' || first === "'") {
    addFlowScalar(builder, source.slice(1, -1), start + 1, first === '"' ? 'double' : 'single');
  } else if (!/^[*!&]/.test(source)) {
    // A reference to something elsewhere is no command.
    addFlowScalar(builder, source, start, 'plain');
  }
}

/** A block scalar without its indentation; in a folded one a line break between two lines of text is a blank. */
function addBlock(builder: ScriptBuilder, source: string, start: number): void {
  const [header = ''] = /^[^\n]*\n?/.exec(source) ?? [];
  const lines = [...source.slice(header.length).matchAll(/[^\n]*\n|[^\n]+/g)];
  const indent = leadingBlanks(lines.find(([line]) => line.trim() !== '')?.[0] ?? '');
  let before: string | undefined;
  for (const { 0: line, index } of lines) {
    const lineStart = start + header.length + index;
    const cut = Math.min(leadingBlanks(line), indent);
    const content = line.slice(cut);
    if (header.startsWith('>')) {
      const isJoined = before !== undefined && /^\S/.test(before) && /^\S/.test(content);
      builder.add(before === undefined ? '' : isJoined ? ' ' : '\n', lineStart - 1);
      builder.add(content.replace(/\r?\n$/, ''), lineStart + cut);
    } else {
      builder.add(content, lineStart + cut);
    }
    before = content;
  }
}

function leadingBlanks(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
