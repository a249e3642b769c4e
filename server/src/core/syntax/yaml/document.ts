import { parseYaml } from './parse';
import { looksTemplated } from './template';
import type { YamlNode, YamlProblem } from './tree';

/**
 * One document of a YAML stream, immutable. Parsed when its tree is first asked for; results that
 * others derive from it are kept with it, so an unchanged document is never analysed twice.
 */
export class YamlDocument {
  readonly text: string;
  readonly isTemplate: boolean;
  #parsed: ParsedYaml | undefined;
  readonly #derived = new Map<unknown, unknown>();

  constructor(text: string) {
    this.text = text;
    this.isTemplate = looksTemplated(text);
  }

  /** The document's tree; undefined when it is empty or could not be read at all. */
  get root(): YamlNode | undefined {
    return this.#parse().root;
  }

  /** The parser's complaints. In a template they say nothing about what it renders to. */
  get problems(): readonly YamlProblem[] {
    return this.#parse().problems;
  }

  /** `compute(document)`, once per document and function (or explicit key). */
  derived<T>(compute: (document: YamlDocument) => T, key: unknown = compute): T {
    if (!this.#derived.has(key)) {
      this.#derived.set(key, compute(this));
    }
    return this.#derived.get(key) as T;
  }

  #parse(): ParsedYaml {
    this.#parsed ??= parseYaml(this.text, this.isTemplate);
    return this.#parsed;
  }
}

export interface ParsedYaml {
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
}
