import {
  type Chart,
  type Charts,
  chartsAmong,
  type DefaultUse,
  mayUseDefaults,
  type RenderedTemplate,
  renderWithDefaults,
} from '../../model/helm/charts';
import type { PlacedDocument } from '../../syntax/yaml/document-group';
import { renderedDocument } from '../../syntax/yaml/rendered-document';
import { splitDocuments } from '../../syntax/yaml/split';
import { shiftRange } from '../../text/range';
import { Snapshot } from '../../workspace/snapshot';
import type { Workspace } from '../../workspace/workspace';
import { factsOf } from '../collected-facts';

/** A template of a chart as its defaults render it. */
export interface DefaultFile {
  /** The same file; its documents are the rendered ones, whose findings and facts have places in the template. */
  readonly snapshot: Snapshot;
  readonly chart: Chart;
  readonly uses: readonly DefaultUse[];
}

/** The files of a workspace, the templates of charts among them as the charts' defaults render them. */
export interface DefaultFiles {
  readonly workspace: Workspace;
  /** Undefined for files that no default has a part in. */
  of(snapshot: Snapshot): DefaultFile | undefined;
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
  return {
    of,
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

/** Renders the templates and reads what they tell, for hosts with a user waiting: yields behind each. */
export function* readDefaultFiles(
  { of }: DefaultFiles,
  workspace: Workspace,
): Generator<void, void, void> {
  for (const snapshot of workspace.all()) {
    const file = mayUseDefaults(snapshot) ? of(snapshot) : undefined;
    if (file !== undefined && !wasRead.has(file.snapshot)) {
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
  const chart = mayUseDefaults(snapshot) ? charts.of(snapshot.uri) : undefined;
  if (chart === undefined) {
    return undefined;
  }
  const known = rendered.get(snapshot);
  if (known?.chart === chart) {
    return known.file;
  }
  const template = renderWithDefaults(snapshot.text, chart);
  const isSame = known?.template && template?.rendered.equals(known.template.rendered);
  const file =
    template === undefined
      ? undefined
      : {
          snapshot:
            (isSame === true ? known?.file?.snapshot : undefined) ?? snapshotOf(snapshot, template),
          chart,
          uses: template.uses,
        };
  // What the defaults make no YAML of is judged as the template is.
  const readable = file !== undefined && isReadable(file.snapshot) ? file : undefined;
  rendered.set(snapshot, { chart, template, file: readable });
  return readable;
}

const rendered = new WeakMap<
  Snapshot,
  {
    readonly chart: Chart;
    readonly template: RenderedTemplate | undefined;
    readonly file: DefaultFile | undefined;
  }
>();

function isReadable({ documents }: Snapshot): boolean {
  return documents.every(({ document }) => document.problems.length === 0);
}

/** The file as it is with a path of values unknown; the template itself when no other default has a part in it. */
export function withoutDefault(plain: Snapshot, chart: Chart, path: string): Snapshot {
  const template = renderWithDefaults(plain.text, chart, path);
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
