import {
  type DocumentKind,
  type DocumentKinds,
  objectsOf,
} from '../../../server/src/core/model/kinds';
import type { Traced } from '../../../server/src/core/model/traced';
import { lines, yamlDocument } from '../../support/yaml';

/** The objects of a kind in a text, which must parse. */
export function read<K extends DocumentKind>(kind: K, text: string): readonly DocumentKinds[K][] {
  const document = yamlDocument(lines(text));
  if (document.problems.length > 0) {
    throw new Error(document.problems[0]?.message);
  }
  return objectsOf(document, kind);
}

/** The only object of a kind in a text. */
export function readOne<K extends DocumentKind>(kind: K, text: string): DocumentKinds[K] {
  const [object, ...others] = read(kind, text);
  if (object === undefined || others.length > 0) {
    throw new Error(`There are ${others.length + (object ? 1 : 0)} objects.`);
  }
  return object;
}

/** A traced value in one word: the value, or its state in angle brackets. */
export function say(traced: Traced<unknown>): unknown {
  return traced.state === 'known' ? traced.value : `<${traced.state}>`;
}
