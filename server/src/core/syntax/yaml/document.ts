import { type ParsedYaml, parseYaml } from './parse';
import type { Placement } from './placement';
import { looksTemplated, readTemplate } from './template';
import type { MaskedTemplate } from './template-mask';
import type { YamlNode, YamlProblem } from './tree';

/**
 * One document of a YAML stream, immutable. Parsed when its tree is first asked for; results that
 * others derive from it are kept with it, so an unchanged document is never analysed twice.
 */
export class YamlDocument {
  readonly text: string;
  readonly placement: Placement | undefined;
  #template: MaskedTemplate | undefined | 'not read' = 'not read';
  #parsed: ParsedYaml | undefined;
  readonly #derived = new Map<unknown, unknown>();
  readonly #plain = new Map<unknown, unknown>();

  /** `root` takes the place of the tree of the text, for those who know what is made of it. */
  constructor(text: string, placement?: Placement, root?: YamlNode) {
    this.text = text;
    this.placement = placement;
    this.#parsed = root && { root, problems: [] };
  }

  /**
   * Something renders the text before it is YAML, so what does not parse is no mistake. Text that has
   * template expressions only within strings and comments is YAML already.
   */
  get isTemplate(): boolean {
    return this.#readTemplate() !== undefined;
  }

  /** The document's tree; undefined when it is empty or could not be read at all. */
  get root(): YamlNode | undefined {
    return this.#parse().root;
  }

  /** The parser's complaints; what of the tree there is then is not to be trusted. */
  get problems(): readonly YamlProblem[] {
    return this.#parse().problems;
  }

  /** Why the problems are not the author's mistakes: it is a template, or larger or deeper than this program reads. */
  get unread(): string | undefined {
    return this.#parse().unread;
  }

  /** `compute(document)`, once per document and function (or explicit key). */
  derived<T>(compute: (document: YamlDocument) => T, key: unknown = compute): T {
    if (!this.#derived.has(key)) {
      this.#derived.set(key, compute(this));
    }
    return this.#derived.get(key) as T;
  }

  /** The same for results that hold nothing of the tree, and stay when it is given back. */
  plain<T>(compute: (document: YamlDocument) => T, key: unknown = compute): T {
    if (!this.#plain.has(key)) {
      this.#plain.set(key, compute(this));
    }
    return this.#plain.get(key) as T;
  }

  /** Whether such a result is there already. */
  hasPlain(key: unknown): boolean {
    return this.#plain.has(key);
  }

  /**
   * Gives back the tree and what hangs on it, for documents that are kept for what they say about others: a tree takes many
   * times the memory of its text. Whoever asks for it later gets another one.
   */
  release(): void {
    this.#template = 'not read';
    this.#parsed = undefined;
    this.#derived.clear();
  }

  #parse(): ParsedYaml {
    this.#parsed ??= parseYaml(this.text, this.#readTemplate());
    return this.#parsed;
  }

  #readTemplate(): MaskedTemplate | undefined {
    if (this.#template === 'not read') {
      this.#template = looksTemplated(this.text) ? readTemplate(this.text) : undefined;
    }
    return this.#template;
  }
}
