import { settingsSchema } from '../config/schema';
import { documentationUrl, findRule } from '../engine/registry';
import { inFile, placedSuppressions } from '../engine/suppressions/placed';
import { fieldOf } from '../model/traced';
import type { YamlNode } from '../syntax/yaml/tree';
import { type Range, shiftRange } from '../text/range';
import { isProjectFile } from '../workspace/language';
import type { Snapshot } from '../workspace/snapshot';

/** A place that leads to a page of this program. */
export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
  readonly tooltip: string;
}

/**
 * Links to the pages of rules: from their names in suppression comments, and in a project file from `extends` and from
 * the names under `rules`, those of `overrides` included. Names of rules that do not exist are no links.
 */
export function documentLinks(snapshot: Snapshot): readonly DocumentLink[] {
  return isProjectFile(snapshot.uri) ? projectLinks(snapshot) : suppressionLinks(snapshot);
}

function suppressionLinks(snapshot: Snapshot): readonly DocumentLink[] {
  return placedSuppressions(snapshot).flatMap((placed) =>
    placed.suppression.items.flatMap(({ words }) =>
      words.flatMap(({ text, range }) => ruleLink(text, inFile(placed, range))),
    ),
  );
}

function projectLinks(snapshot: Snapshot): readonly DocumentLink[] {
  const [first] = snapshot.documents;
  const root = first?.document.root;
  const overrides = fieldOf(root, 'overrides')?.node;
  const maps = [root, ...(overrides?.kind === 'sequence' ? overrides.items : [])];
  const links = [
    ...presetLink(root),
    ...[...new Set(maps)].flatMap((map) => rulesLinks(fieldOf(map, 'rules')?.node)),
  ];
  return links.map((link) => ({ ...link, range: shiftRange(link.range, first?.start ?? 0) }));
}

/** What a preset turns on stands in the list of all rules. */
function presetLink(root: YamlNode | undefined): readonly DocumentLink[] {
  const value = fieldOf(root, 'extends')?.node;
  const isPreset =
    value?.kind === 'scalar' &&
    settingsSchema.properties.extends.enum.some((preset) => preset === value.text);
  return isPreset
    ? [
        {
          range: value.range,
          target: documentationUrl('README'),
          tooltip: 'Open the list of rules',
        },
      ]
    : [];
}

function rulesLinks(node: YamlNode | undefined): readonly DocumentLink[] {
  return node?.kind === 'map'
    ? node.entries.flatMap(({ name, keyRange, merged }) =>
        name === undefined || merged ? [] : ruleLink(name, keyRange),
      )
    : [];
}

function ruleLink(name: string, range: Range): readonly DocumentLink[] {
  const rule = findRule(name);
  return rule === undefined
    ? []
    : [
        {
          range,
          target: documentationUrl(name),
          tooltip: `Open the page of the rule: ${rule.title}`,
        },
      ];
}
