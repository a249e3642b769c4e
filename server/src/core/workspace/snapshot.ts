import { type ArmFile, parseArm } from '../syntax/arm/file';
import { parseBicep } from '../syntax/bicep/parse';
import type { BicepFile } from '../syntax/bicep/tree';
import {
  documentsIn,
  groupsOf,
  type PlacedDocument,
  type PlacedGroup,
} from '../syntax/yaml/document-group';
import { isSamePlace, type Placement } from '../syntax/yaml/placement';
import { followedBy, type TextChange } from '../text/change';
import { LineIndex } from '../text/line-index';
import { type Language, languageOf } from './language';
import { splitAndReuse } from './reuse';

export interface SnapshotInput {
  readonly uri: string;
  /** The editor's language id, or undefined to decide by the uri's ending. */
  readonly languageId?: string;
  readonly version: number;
  readonly text: string;
  /** What is done to its objects before they reach the cluster. */
  readonly placement?: Placement | undefined;
  /** The documents of the file when they are not those of its text: rendered with the defaults of a chart. */
  readonly rendered?: readonly PlacedDocument[];
}

/**
 * One version of one file, immutable; everything derived from it is computed once, when asked for.
 * A new version of the text is a new snapshot, which takes over the documents that did not change.
 */
export class Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly language: Language;
  readonly placement: Placement | undefined;
  readonly #languageId: string | undefined;
  /** Documents of an earlier version that this one may take over; given back once they were looked at. */
  #earlier: readonly PlacedGroup[];
  /** What has changed since the version that `#earlier` is of; undefined when nobody knows. */
  #sinceEarlier: TextChange | undefined;
  #lines: LineIndex | undefined;
  #earlierLines: { readonly index: LineIndex; readonly change: TextChange } | undefined;
  #groups: readonly PlacedGroup[] | undefined;
  #documents: readonly PlacedDocument[] | undefined;
  #bicep: BicepFile | undefined;
  #arm: ArmFile | 'other' | undefined;

  /** `change` is what makes the text of this version of that of the previous one, for those who know. */
  constructor(input: SnapshotInput, previous?: Snapshot, change?: TextChange) {
    this.uri = input.uri;
    this.version = input.version;
    this.text = input.text;
    this.language = languageOf(input.uri, input.languageId);
    this.placement = input.placement;
    this.#languageId = input.languageId;
    this.#groups = input.rendered && groupsOf(input.rendered);
    // Its documents were those of another place.
    if (previous === undefined || !isSamePlace(previous.placement, input.placement)) {
      this.#earlier = [];
      return;
    }
    // Not the snapshot itself: a chain of them would never be freed.
    this.#earlier = previous.#groups ?? previous.#earlier;
    this.#sinceEarlier =
      previous.#groups === undefined ? joined(previous.#sinceEarlier, change) : change;
    this.#earlierLines = earlierLines(previous.#lines, previous.#earlierLines, change);
  }

  /** The same version of the file, deployed that way; itself if nothing changes. */
  placed(placement: Placement | undefined): Snapshot {
    if (isSamePlace(this.placement, placement)) {
      return this;
    }
    const { uri, version, text } = this;
    const named = this.#languageId === undefined ? {} : { languageId: this.#languageId };
    return new Snapshot({ uri, version, text, placement, ...named });
  }

  get lines(): LineIndex {
    this.#lines ??=
      this.#earlierLines?.index.after(this.#earlierLines.change, this.text) ??
      new LineIndex(this.text);
    this.#earlierLines = undefined;
    return this.#lines;
  }

  /** The YAML documents of the file in groups; empty for other languages, and for templates in JSON. */
  get groups(): readonly PlacedGroup[] {
    if (this.#groups === undefined) {
      this.#groups =
        this.language === 'yaml' || (this.language === 'json' && this.arm === undefined)
          ? splitAndReuse(this.text, this.#earlier, this.#sinceEarlier, this.placement)
          : [];
      this.#earlier = [];
    }
    return this.#groups;
  }

  /** The same documents one by one, with their places in the file. */
  get documents(): readonly PlacedDocument[] {
    this.#documents ??= documentsIn(this.groups);
    return this.#documents;
  }

  /** Gives back the trees of the documents, for a file that nobody looks at; whoever does gets them again. */
  release(): void {
    for (const { group } of this.#groups ?? []) {
      for (const { document } of group.documents) {
        document.release();
      }
    }
  }

  /** The tree of a template or of a file of parameters in Bicep; undefined for other languages. */
  get bicep(): BicepFile | undefined {
    if (this.language === 'bicep' || this.language === 'bicep-params') {
      this.#bicep ??= parseBicep(this.text);
    }
    return this.#bicep;
  }

  /** The tree of a template in JSON, or of a file of parameters for one; undefined for other files. */
  get arm(): ArmFile | undefined {
    if (this.language !== 'json' && this.language !== 'arm') {
      return undefined;
    }
    this.#arm ??= parseArm(this.text) ?? 'other';
    return this.#arm === 'other' ? undefined : this.#arm;
  }
}

function joined(first: TextChange | undefined, second: TextChange | undefined) {
  return first === undefined || second === undefined ? undefined : followedBy(first, second);
}

function earlierLines(
  index: LineIndex | undefined,
  earlier: { readonly index: LineIndex; readonly change: TextChange } | undefined,
  change: TextChange | undefined,
) {
  if (change === undefined) {
    return undefined;
  }
  return index === undefined
    ? earlier && { index: earlier.index, change: followedBy(earlier.change, change) }
    : { index, change };
}
