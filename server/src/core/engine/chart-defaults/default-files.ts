import {
  type Chart,
  type Charts,
  chartsAmong,
  type DefaultUse,
  isTemplate,
  mayUseDefaults,
  type RenderedTemplate,
  renderWithDefaults,
} from '../../model/helm/charts';
import { mayHold } from '../../model/kinds';
import type { PlacedDocument } from '../../syntax/yaml/document-group';
import { renderedDocument } from '../../syntax/yaml/rendered-document';
import { splitDocuments } from '../../syntax/yaml/split';
import { shiftRange } from '../../text/range';
import { Snapshot } from '../../workspace/snapshot';
import type { Workspace } from '../../workspace/workspace';
import { factsOf } from '../collected-facts';

/** A template of a chart as its defaults render it. */
export interface DefaultFile {
  /**
   * The same file; its documents are the rendered ones, whose findings and facts have places in the template. The
   * template itself when no default has a part in it.
   */
  readonly snapshot: Snapshot;
  readonly chart: Chart;
  readonly uses: readonly DefaultUse[];
}

/** The files of a workspace, the templates of charts among them as the charts' defaults render them. */
export interface DefaultFiles {
  readonly workspace: Workspace;
  /** Undefined for files that are no template of a chart. */
  of(snapshot: Snapshot): DefaultFile | undefined;
  /** Renders the templates and reads what they tell, for hosts with a user waiting: yields behind each. */
  read(): Generator<void, void, void>;
}

/** The same as long as the workspace has not changed. Nothing is rendered before it is asked for. */
export function defaultFilesOf(workspace: Workspace): DefaultFiles {
  const known = made.get(workspace);
  if (known?.revision === workspace.revision) {
    return known.files;
  }
  const charts = chartsAmong(workspace.all());
  const files = filesFrom(workspace, (snapshot) => defaultFileOf(snapshot, charts));
  made.set(workspace, { revision: workspace.revision, files });
  return files;
}

const made = new WeakMap<Workspace, { readonly revision: number; readonly files: DefaultFiles }>();

function filesFrom(
  workspace: Workspace,
  of: (snapshot: Snapshot) => DefaultFile | undefined,
): DefaultFiles {
  const rendered = (snapshot: Snapshot) => of(snapshot)?.snapshot ?? snapshot;
  const { origin } = workspace;
  let isRead = false;
  return {
    of,
    *read() {
      if (!isRead) {
        yield* readFacts(workspace, of);
        isRead = true;
      }
    },
    workspace: {
      revision: workspace.revision,
      ...(origin === undefined ? {} : { origin: renderedOrigin(origin) }),
      get: (uri) => {
        const snapshot = workspace.get(uri);
        return snapshot && rendered(snapshot);
      },
      all: () => [...workspace.all()].map(rendered),
    },
  };
}

/** What the rendered states of a workspace are states of. */
function renderedOrigin(origin: object): object {
  const known = origins.get(origin) ?? {};
  origins.set(origin, known);
  return known;
}

const origins = new WeakMap<object, object>();

function* readFacts(workspace: Workspace, of: DefaultFiles['of']): Generator<void, void, void> {
  for (const snapshot of workspace.all()) {
    const file = mayUseDefaults(snapshot) ? of(snapshot) : undefined;
    if (file !== undefined && file.snapshot !== snapshot && !wasRead.has(file.snapshot)) {
      wasRead.add(file.snapshot);
      for (const { document } of file.snapshot.documents) {
        factsOf(document);
      }
      // What it tells is known; nobody may ever ask for its trees.
      file.snapshot.release();
      yield;
    }
  }
}

const wasRead = new WeakSet<Snapshot>();

function defaultFileOf(snapshot: Snapshot, charts: Charts): DefaultFile | undefined {
  const isRead = snapshot.language === 'yaml' && isTemplate(snapshot.uri);
  const chart = isRead ? charts.of(snapshot.uri) : undefined;
  if (chart === undefined) {
    return undefined;
  }
  const known = rendered.get(snapshot);
  if (known?.chart === chart) {
    return known.file;
  }
  const template = mayUseDefaults(snapshot) ? renderWithDefaults(snapshot.text, chart) : undefined;
  const isSame = known?.template && template?.rendered.equals(known.template.rendered);
  const file =
    isSame === true && known !== undefined && template !== undefined
      ? { ...known.file, chart, uses: known.file.uses.length === 0 ? [] : template.uses }
      : fileFrom(snapshot, chart, template);
  rendered.set(snapshot, { chart, template, file });
  return file;
}

/** What the defaults make no YAML of is judged as the template is. */
function fileFrom(
  snapshot: Snapshot,
  chart: Chart,
  template: RenderedTemplate | undefined,
): DefaultFile {
  const made = template && snapshotOf(snapshot, template);
  return template !== undefined && made !== undefined && isReadable(made)
    ? { snapshot: made, chart, uses: template.uses }
    : { snapshot, chart, uses: [] };
}

const rendered = new WeakMap<
  Snapshot,
  {
    readonly chart: Chart;
    readonly template: RenderedTemplate | undefined;
    readonly file: DefaultFile;
  }
>();

/** What holds nothing that anybody asks about is not parsed for it. */
function isReadable({ documents }: Snapshot): boolean {
  return documents.every(
    ({ document }) =>
      !kinds.some((kind) => mayHold(document, kind)) || document.problems.length === 0,
  );
}

const kinds = ['NetworkPolicy', 'CiliumPolicy', 'Service', 'Workload', 'Namespace'] as const;

/** The file as it is with some paths of values unknown; the template itself when no other default has a part in it. */
export function withoutDefaults(
  plain: Snapshot,
  chart: Chart,
  paths: ReadonlySet<string>,
): Snapshot {
  const template = renderWithDefaults(plain.text, chart, paths);
  return template === undefined ? plain : snapshotOf(plain, template);
}

function snapshotOf(
  { uri, version, text, placement }: Snapshot,
  { rendered: whole }: RenderedTemplate,
): Snapshot {
  const documents = splitDocuments(whole.text).map(({ start, end }): PlacedDocument => {
    const sourceStart = whole.toSource({ start, end }).start;
    return {
      start: sourceStart,
      document: renderedDocument(whole.text.slice(start, end), placement, (range) =>
        shiftRange(whole.toSource(shiftRange(range, start)), -sourceStart),
      ),
    };
  });
  return new Snapshot({ uri, version, text, placement, rendered: documents });
}
