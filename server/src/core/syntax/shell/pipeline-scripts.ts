import type { YamlDocument } from '../yaml/document';
import { entryOf, type YamlMap, type YamlNode } from '../yaml/tree';
import { type PlacedScript, ScriptBuilder } from './embedded';
import type { ShellDialect } from './tree';

const scriptKeys: ReadonlySet<string> = new Set([
  'bash',
  'inlineScript',
  'powershell',
  'pwsh',
  'run',
  'script',
]);

/**
 * The scripts of a pipeline (GitHub Actions, Azure Pipelines) in a YAML document, wherever steps may stand. Offsets refer to
 * the document. What is written with escapes is left out: it would not be what the shell gets.
 */
export function pipelineScripts(document: YamlDocument): readonly PlacedScript[] {
  const scripts: PlacedScript[] = [];
  const seen = new Set<YamlNode>();
  const open: YamlNode[] = document.root === undefined ? [] : [document.root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) {
      continue;
    }
    seen.add(node);
    if (node.kind === 'map') {
      for (const { name, value } of node.entries) {
        open.push(value);
        if (name !== undefined && scriptKeys.has(name)) {
          const version = cliVersionOf(node);
          for (const script of scriptOf(document.text, value, dialectOf(node, name))) {
            scripts.push(version === undefined ? script : { ...script, cliVersion: version });
          }
        }
      }
    } else if (node.kind === 'sequence') {
      open.push(...node.items);
    }
  }
  return scripts.sort((a, b) => (a.pieces[0]?.file ?? 0) - (b.pieces[0]?.file ?? 0));
}

/** The action for the Azure CLI takes a version beside the script. */
function cliVersionOf(step: YamlMap): PlacedScript['cliVersion'] {
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
  return /^(?:pwsh|powershell)$/.test(key) ||
    named.some((name) => /^(?:pwsh|powershell|ps|pscore)\b/i.test(name))
    ? 'powershell'
    : 'posix';
}

/** A scalar, or one that expressions of the pipeline leave unknown: the source tells what it says either way. */
function scriptOf(text: string, node: YamlNode, dialect: ShellDialect): readonly PlacedScript[] {
  if (node.kind !== 'scalar' && node.kind !== 'unknown') {
    return [];
  }
  const { start, end } = node.range;
  const source = text.slice(start, end);
  const first = source.charAt(0);
  if (first === '|' || first === '>') {
    return [blockScript(source, start, dialect)];
  }
  const builder = new ScriptBuilder();
  if (first === '"' || first === "'") {
    const inner = source.slice(1, -1);
    if (inner.includes('\n') || inner.includes(first === '"' ? '\\' : "'")) {
      return [];
    }
    builder.add(inner, start + 1);
  } else {
    addFolded(builder, source, start);
  }
  return [builder.build(dialect)];
}

/** A plain scalar: its lines are one. */
function addFolded(builder: ScriptBuilder, source: string, start: number): void {
  for (const { 0: line, index } of source.matchAll(/[^\r\n]+/g)) {
    const text = line.trim();
    const file = start + index + line.indexOf(text);
    builder.add(index === 0 ? '' : ' ', file - 1);
    builder.add(text, file);
  }
}

/** A block scalar without its indentation; in a folded one a line break between two lines of text is a blank. */
function blockScript(source: string, start: number, dialect: ShellDialect): PlacedScript {
  const [header = ''] = /^[^\n]*\n?/.exec(source) ?? [];
  const lines = [...source.slice(header.length).matchAll(/[^\n]*\n|[^\n]+/g)];
  const indent = leadingBlanks(lines.find(([line]) => line.trim() !== '')?.[0] ?? '');
  const builder = new ScriptBuilder();
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
  return builder.build(dialect);
}

function leadingBlanks(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
