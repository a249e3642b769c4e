import { YamlDocument } from '../../syntax/yaml/document';
import type {
  LabelField,
  LabelStep,
  LoosenStep,
  PatchStep,
  Step,
  StepTarget,
} from '../../syntax/yaml/placement';
import { isNull, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import {
  fieldOf,
  known,
  nodeOf,
  readBoolean,
  readItems,
  readString,
  stringOf,
  type Traced,
} from '../traced';
import { type DeployedFile, pathFrom } from './deployed-file';
import { pathsIn } from './kustomization';
import { ownLabels, selectorLabels, templateLabels } from './label-fields';
import { labelConditions } from './patch-target';
import { stepKey } from './step-key';

/** Something that changes objects: a kustomization, or the fields of an object of Flux or Argo CD that say the same. */
interface StepSource {
  readonly node: YamlNode;
  readonly uri: string;
  /** Where the document of the node begins in the file. */
  readonly start: number;
  /** Paths are from here. */
  readonly folder: string;
  /** A file that holds a part of it; undefined when it is not at hand. */
  readonly read: (uri: string) => DeployedFile | undefined;
}

/** The steps of a kustomization, in the order in which kustomize does them, without those of its components. */
export function stepsOf(source: StepSource): readonly Step[] {
  const { node } = source;
  return [
    ...readItems(node, 'patchesStrategicMerge', (item) => item).items.flatMap((item) =>
      mergesOf(source, item),
    ),
    ...readItems(node, 'patches', (item) => item).items.flatMap((item) => patchesOf(source, item)),
    ...namespaceSteps(node),
    ...nameSteps(node),
    ...readItems(node, 'labels', labelStep).items,
    ...commonLabels(node),
    ...readItems(node, 'patchesJson6902', (item) => item).items.flatMap((item) =>
      patchesOf(source, item),
    ),
    ...replacementsOf(source),
    ...unreadSteps(source),
  ];
}

function namespaceSteps(node: YamlNode): readonly Step[] {
  const namespace = readString(node, 'namespace');
  const name = known(namespace);
  return namespace.state === 'absent'
    ? []
    : [{ kind: 'namespace', key: stepKey('namespace', name), name }];
}

function nameSteps(node: YamlNode): readonly Step[] {
  const traced = [readString(node, 'namePrefix'), readString(node, 'nameSuffix')];
  if (traced.every(({ state }) => state === 'absent')) {
    return [];
  }
  const [prefix, suffix] = traced.map((each) => (each.state === 'absent' ? '' : known(each)));
  return [{ kind: 'name', key: stepKey('name', prefix, suffix), prefix, suffix }];
}

function labelStep(item: YamlNode): LabelStep {
  const flags = ['includeSelectors', 'includeTemplates'].map((name) => readBoolean(item, name));
  const [selectors, templates] = flags.map(
    (flag) => flag.state !== 'absent' && known(flag) !== false,
  );
  return labels(
    nodeOf(item, 'pairs'),
    [
      ...ownLabels,
      ...(selectors || templates ? templateLabels : []),
      ...(selectors ? selectorLabels : []),
      ...readItems(item, 'fields', fieldFrom).items.filter((field) => field !== undefined),
    ],
    flags.some(({ state }) => state === 'unknown' || state === 'invalid'),
  );
}

function fieldFrom(item: YamlNode): LabelField | undefined {
  const path = known(readString(item, 'path'));
  return path === undefined
    ? undefined
    : {
        group: known(readString(item, 'group')),
        version: known(readString(item, 'version')),
        kind: known(readString(item, 'kind')),
        path,
        create: known(readBoolean(item, 'create')) === true,
      };
}

function commonLabels(node: YamlNode): readonly Step[] {
  const pairs = nodeOf(node, 'commonLabels');
  return pairs === undefined || isNull(pairs)
    ? []
    : [labels(pairs, [...ownLabels, ...templateLabels, ...selectorLabels], false)];
}

/** The step that adds the labels of a map; of one that cannot be read, unknown ones. */
export function labels(
  pairs: YamlNode | undefined,
  fields: readonly LabelField[],
  isUnsure: boolean,
): LabelStep {
  const map = pairs?.kind === 'map' ? pairs : undefined;
  const read = (map?.entries ?? []).flatMap(({ name, value }) =>
    name === undefined ? [] : [{ name, value: stringOf(value) }],
  );
  const isComplete =
    pairs === undefined || (map?.open === false && read.length === map.entries.length);
  const key = stepKey('labels', read, isComplete, fields, isUnsure);
  return { kind: 'labels', key, pairs: read, isComplete, fields, isUnsure };
}

/** An item of `patchesStrategicMerge`: a path, or the part itself. */
function mergesOf(source: StepSource, item: YamlNode): readonly Step[] {
  const text = stringOf(item);
  if (text === undefined) {
    return [loosen(undefined)];
  }
  return /[\n{]|: /.test(text)
    ? inline(source, text, item.range, undefined, false)
    : fromFile(source, text, undefined, false);
}

/** An item of `patches` or of `patchesJson6902`. */
function patchesOf(source: StepSource, item: YamlNode): readonly Step[] {
  const written = nodeOf(item, 'target');
  const target = written === undefined || isNull(written) ? undefined : targetFrom(written);
  const options = nodeOf(item, 'options');
  const mayRename = ['allowNameChange', 'allowKindChange'].some((name) => {
    const option = readBoolean(options, name);
    return option.state !== 'absent' && known(option) !== false;
  });
  const path = readString(item, 'path');
  const patch = fieldOf(item, 'patch');
  const text = patch && stringOf(patch.node);
  if (text !== undefined) {
    return inline(source, text, patch?.keyRange ?? item.range, target, mayRename);
  }
  return path.state === 'known'
    ? fromFile(source, path.value, target, mayRename)
    : [loosen(target)];
}

/** The conditions of a target; what cannot be read of it makes it one that may mean anything. */
function targetFrom(node: YamlNode): StepTarget {
  const read = ['group', 'version', 'kind', 'name', 'namespace'].map((name) =>
    readString(node, name),
  );
  const [group, version, kind, name, namespace] = read.map(known);
  const selector = readString(node, 'labelSelector');
  const labels = labelConditions(known(selector) ?? '');
  const isPartial =
    node.kind !== 'map' ||
    [...read, selector].some(isUnreadable) ||
    labels === undefined ||
    fieldOf(node, 'annotationSelector') !== undefined;
  return { group, version, kind, name, namespace, labels: labels ?? [], anyName: false, isPartial };
}

function isUnreadable({ state }: Traced<unknown>): boolean {
  return state === 'unknown' || state === 'invalid';
}

function inline(
  { uri, start }: StepSource,
  text: string,
  range: Range,
  target: StepTarget | undefined,
  mayRename: boolean,
): readonly Step[] {
  const place = { start: start + range.start, end: start + range.end };
  return partsOf(text).map((part) => {
    const content = new YamlDocument(part);
    return patchStep({ content, uri, range: place, isFile: false, target, mayRename });
  });
}

/** A text inside of another file may hold several documents. */
function partsOf(text: string): readonly string[] {
  return text.split(/^---(?:\s.*)?$/m).filter((part) => /^\s*[^\s#]/m.test(part));
}

function fromFile(
  { folder, read }: StepSource,
  path: string,
  target: StepTarget | undefined,
  mayRename: boolean,
): readonly Step[] {
  const uri = pathFrom(folder, path);
  const file = uri === undefined ? undefined : read(uri);
  if (file === undefined) {
    return [loosen(target)];
  }
  return file.documents
    .filter(({ document }) => /^[ \t]*[^\s#-]|^-[^-]/m.test(document.text))
    .map(({ start, document }) => {
      const range = { start, end: start + document.text.length };
      const { uri } = file;
      return patchStep({ content: document, uri, range, isFile: true, target, mayRename });
    });
}

function patchStep(step: Omit<PatchStep, 'kind' | 'key'>): PatchStep {
  const { content, uri, range, target, mayRename } = step;
  return {
    ...step,
    kind: 'patch',
    key: stepKey('patch', content.text, uri, range, target, mayRename),
  };
}

/** Objects of the target may become anything. */
function loosen(target: StepTarget | undefined, paths?: LoosenStep['paths']): LoosenStep {
  return { kind: 'loosen', key: stepKey('loosen', target, paths), target, paths };
}

/** Values that are copied from elsewhere, and where they go to. */
function replacementsOf(source: StepSource): readonly Step[] {
  const items = readItems(source.node, 'replacements', (item) => item).items;
  return items.flatMap((item) => {
    const path = readString(item, 'path');
    if (path.state !== 'known') {
      return replacementSteps(item);
    }
    const uri = pathFrom(source.folder, path.value);
    const documents = (uri === undefined ? undefined : source.read(uri))?.documents;
    if (documents === undefined) {
      return [loosen(undefined)];
    }
    return documents.flatMap(({ document: { root } }) => {
      const inside = root?.kind === 'sequence' ? root.items : root === undefined ? [] : [root];
      return inside.flatMap(replacementSteps);
    });
  });
}

function replacementSteps(item: YamlNode): readonly Step[] {
  const targets = readItems(item, 'targets', (each) => each);
  if (targets.list.state !== 'known' || !targets.isComplete) {
    return [loosen(undefined)];
  }
  return targets.items.map((target) => {
    const select = nodeOf(target, 'select');
    const paths = pathsIn(target, 'fieldPaths').map(plainKeys);
    return loosen(
      select === undefined ? undefined : targetFrom(select),
      paths.length === 0 ? [['metadata', 'name']] : paths,
    );
  });
}

/** The keys up to the first that is no plain one. */
function plainKeys(path: string): readonly string[] {
  const keys = path.split('.');
  const end = keys.findIndex((key) => !/^[\w/-]+$/.test(key) || /^\d+$/.test(key));
  return end === -1 ? keys : keys.slice(0, end);
}

/** What is done by programs of its own, by parts that are not here, and by other rules for where labels go. */
function unreadSteps(source: StepSource): readonly Step[] {
  const { node, folder, read } = source;
  const transformers = readItems(node, 'transformers', (item) => item);
  const isPlain = transformers.items.length === 0 && transformers.isComplete;
  const configurations = readItems(node, 'configurations', stringOf).items;
  const isUsual = configurations.every((path) => {
    const uri = path === undefined ? undefined : pathFrom(folder, path);
    const file = uri === undefined ? undefined : read(uri);
    return file?.documents.every(
      ({ document }) => !/^["']?(?:commonL|l)abels\b/m.test(document.text),
    );
  });
  return isPlain && isUsual ? [] : [loosen(undefined)];
}

/** A step that may do anything, for a part of a kustomization that is not at hand. */
export const anything: Step = loosen(undefined);
