import type {
  LabelStep,
  LoosenStep,
  NameStep,
  NamespaceStep,
  PatchStep,
  Step,
  StepTarget,
} from '../../syntax/yaml/placement';
import { entryOf, type YamlMap, type YamlNode } from '../../syntax/yaml/tree';
import type { Range } from '../../text/range';
import type { KubernetesObject } from '../kubernetes-object';
import { readStrings, type StringMap } from '../string-map';
import { fieldOf, known, nodeOf, readString, type Traced } from '../traced';
import { withoutContested } from './contested-labels';
import { jsonPatched } from './json-patch';
import { isFieldOf, keepsName, keysOf } from './label-fields';
import { loosenedAt, loosenedObject } from './loosened-object';
import { isMeant, type TargetObject } from './patch-target';
import { merged } from './strategic-merge';
import {
  changedAt,
  common,
  newMap,
  newString,
  newUnknown,
  withEntry,
  withoutEntry,
} from './tree-changes';

/** An object on its way through the steps. */
interface Changing {
  readonly object: TargetObject & {
    readonly names: (string | undefined)[];
    readonly namespaces: (string | undefined)[];
  };
  /** The range that new nodes get. */
  readonly at: Range;
  /** The steps find out by themselves what they have to do with an object of a template. */
  node: YamlMap;
}

/** The tree of an object after the steps; the same node when they have nothing to do with it. */
export function appliedSteps(object: KubernetesObject, steps: readonly Step[]): YamlMap {
  const changing = changingOf(object);
  const done = steps.filter((step) => {
    const before = changing.node;
    changing.node = asMap(applied(step, changing), before);
    return changing.node !== before;
  });
  const { node, at } = changing;
  return asMap(withoutContested(node, changing.object, done, at), node);
}

/** The step that gives the field its value, the last one if several do; undefined when the value is that of the object. */
export function stepBehind(
  object: KubernetesObject,
  steps: readonly Step[],
  path: readonly string[],
): Step | undefined {
  const changing = changingOf(object);
  let behind: Step | undefined;
  for (const step of steps) {
    const before = valueAt(changing.node, path);
    changing.node = asMap(applied(step, changing), changing.node);
    const after = valueAt(changing.node, path);
    behind = after !== undefined && after !== before ? step : behind;
  }
  return behind;
}

function valueAt(node: YamlNode, path: readonly string[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((at, key) => fieldOf(at, key)?.node, node);
}

function changingOf(object: KubernetesObject): Changing {
  const apiVersion = object.apiVersion ?? '';
  return {
    object: {
      group: object.group ?? '',
      version: apiVersion.slice(apiVersion.lastIndexOf('/') + 1),
      kind: object.kind,
      names: [known(object.name)],
      namespaces: [namespaceOf(object.namespace)],
    },
    at: placeOfNew(object),
    node: object.node,
  };
}

/** Where nodes stand that kustomizations add to an object: an empty range, as nothing is written of them. */
export function placeOfNew({ kindRange: { start } }: KubernetesObject): Range {
  return { start, end: start };
}

/** Objects that name no namespace count as those of `default`. */
function namespaceOf(namespace: Traced<string>): string | undefined {
  return namespace.state === 'absent' ? 'default' : known(namespace);
}

function applied(step: Step, changing: Changing): YamlNode {
  switch (step.kind) {
    case 'labels':
      return labelled(step, changing);
    case 'name':
      return renamed(step, changing);
    case 'namespace':
      return moved(step, changing);
    case 'patch':
      return patched(step, changing);
    case 'loosen':
      return freed(step, changing);
    default:
      return step satisfies never;
  }
}

function labelled(step: LabelStep, { node, object, at }: Changing): YamlNode {
  const fields = step.fields.filter((field) => isFieldOf(field, object));
  const after = fields.reduce<YamlNode>(
    (before, { path, create }) =>
      changedAt(before, keysOf(path), create, at, (labels) => withLabels(labels, step, at)),
    node,
  );
  return step.isUnsure ? common(node, after) : after;
}

function withLabels(labels: YamlNode | undefined, step: LabelStep, at: Range): YamlNode {
  const before = labels?.kind === 'scalar' && labels.value === null ? undefined : labels;
  if (before !== undefined && before.kind !== 'map') {
    return before;
  }
  const after = step.pairs.reduce<YamlMap>(
    (map, { name, value }) =>
      withEntry(map, name, value === undefined ? newUnknown(at) : newString(value, at), at),
    before ?? newMap(at),
  );
  return step.isComplete ? after : { ...after, open: true };
}

function renamed({ prefix, suffix }: NameStep, { node, object, at }: Changing): YamlNode {
  if (keepsName(object)) {
    return node;
  }
  const name = known(readString(nodeOf(node, 'metadata'), 'name'));
  const isKnown = name !== undefined && prefix !== undefined && suffix !== undefined;
  const next = isKnown ? `${prefix}${name}${suffix}` : undefined;
  object.names.push(next);
  return withName(withoutReferences(node, at), next, at);
}

/** Pods go on naming the ConfigMaps that they mean, so those of the same kustomization by their new names. */
function withoutReferences(node: YamlMap, at: Range): YamlMap {
  const specs = [
    ['spec'],
    ['spec', 'template', 'spec'],
    ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ];
  return specs.reduce((before, spec) => {
    const path = [...spec, 'volumes', 'configMap', 'name'];
    return asMap(
      changedAt(before, path, false, at, () => newUnknown(at)),
      before,
    );
  }, node);
}

function moved({ name }: NamespaceStep, { node, object, at }: Changing): YamlNode {
  object.namespaces.push(name);
  if (object.kind !== 'Namespace' || object.group !== '') {
    return node;
  }
  object.names.push(name);
  return withName(node, name, at);
}

function withName(node: YamlMap, name: string | undefined, at: Range): YamlNode {
  return changedAt(node, ['metadata', 'name'], false, at, () =>
    name === undefined ? newUnknown(at) : newString(name, at),
  );
}

function patched(step: PatchStep, changing: Changing): YamlNode {
  const { node, object } = changing;
  const { root } = step.content;
  const isBroken = root === undefined || step.content.problems.length > 0;
  const target = step.target ?? (isBroken ? undefined : ownTarget(root));
  const isFor = target === undefined ? undefined : isMeant(target, object, labelsOf(node));
  if (isFor === false) {
    return node;
  }
  if (isBroken || target === undefined || step.mayRename) {
    return loosenedObject(node);
  }
  const after = withPatch(root, changing) ?? loosenedObject(node);
  if (after !== node) {
    object.names.push(known(readString(nodeOf(after, 'metadata'), 'name')));
  }
  return isFor === true ? after : common(node, after);
}

function labelsOf(node: YamlMap): Traced<StringMap> {
  return readStrings(nodeOf(node, 'metadata'), 'labels');
}

/** The object that a part for merging names. */
function ownTarget(part: YamlNode): StepTarget | undefined {
  const apiVersion = known(readString(part, 'apiVersion'));
  const kind = known(readString(part, 'kind'));
  const metadata = nodeOf(part, 'metadata');
  const name = known(readString(metadata, 'name'));
  const namespace = readString(metadata, 'namespace');
  if (kind === undefined || name === undefined || apiVersion === undefined) {
    return undefined;
  }
  return {
    group: apiVersion.includes('/') ? literal(apiVersion.replace(/\/.*/s, '')) : undefined,
    version: undefined,
    kind: literal(kind),
    name: literal(name),
    // People name the namespace that the object gets elsewhere, or leave it to that.
    namespace: namespace.state === 'known' ? `${literal(namespace.value)}|default` : undefined,
    labels: [],
    anyName: true,
    isPartial: namespace.state === 'unknown',
  };
}

function literal(text: string): string {
  return text.replace(/\./g, '\\.');
}

/** Undefined when it cannot be told what becomes of the object. */
function withPatch(part: YamlNode, { node, object, at }: Changing): YamlNode | undefined {
  if (part.kind === 'sequence') {
    return part.open ? undefined : jsonPatched(node, part.items, at);
  }
  if (part.kind !== 'map') {
    return undefined;
  }
  const isBuiltIn = !object.group.includes('.') || object.group.endsWith('.k8s.io');
  return merged(node, withoutIdentity(part), { at, isBuiltIn });
}

/** What a part says of itself tells whom it is for, and changes nothing. */
function withoutIdentity(part: YamlMap): YamlMap {
  const rest = withoutEntry(withoutEntry(part, 'apiVersion'), 'kind');
  const metadata = entryOf(rest, 'metadata')?.value;
  if (metadata?.kind !== 'map') {
    return rest;
  }
  const own = withoutEntry(withoutEntry(metadata, 'name'), 'namespace');
  return withEntry(rest, 'metadata', own, part.range);
}

function freed({ target, paths }: LoosenStep, { node, object, at }: Changing): YamlNode {
  const isFor = target === undefined ? true : isMeant(target, object, labelsOf(node));
  if (isFor === false) {
    return node;
  }
  if (paths === undefined || paths.some(([key]) => key === 'metadata')) {
    object.names.push(undefined);
  }
  return paths === undefined
    ? loosenedObject(node)
    : paths.reduce<YamlNode>((before, path) => loosenedAt(before, path, at), node);
}

function asMap(node: YamlNode, before: YamlMap): YamlMap {
  return node.kind === 'map' ? node : before;
}
