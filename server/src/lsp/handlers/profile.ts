import type { CancellationToken } from 'vscode-languageserver';

import {
  choiceOf,
  type ProfileLine as DescribedLine,
  describeProfile as describeLines,
  type ProfileSource,
  type Range,
  type WorkspaceCluster,
} from '../../core/index';
import type {
  ProfileCluster,
  ProfileLine,
  ProfileParams,
  ProfilePosition,
  ProfileResult,
} from '../../protocol/index';
import { orCancelled } from '../cancellation';
import { invalidParams } from '../request';
import type { Session } from '../session';

/** `aksCilium/profile` */
export async function describeProfile(
  session: Session,
  params: ProfileParams | undefined,
  token: CancellationToken,
): Promise<ProfileResult> {
  if (typeof params?.uri !== 'string') {
    throw invalidParams('uri must be a string.');
  }
  const { configurations, clusters } = session;
  const configuration = await orCancelled(configurations.of(params.uri), token);
  const projectFile = await orCancelled(configurations.projectFileOf(params.uri), token);
  const { profile, ignored, missingCluster } = configuration;
  const isSeveral = profile.candidates !== undefined;
  const described = describeLines(profile).filter(
    ({ known, value }) => known || (isSeveral && value !== 'unknown'),
  );
  // The edition comes first: it says what the others mean.
  const lines = described.sort((a, b) => Number(b.key === 'edition') - Number(a.key === 'edition'));
  return {
    edition: profile.edition.value,
    lines: lines.map((line) => lineOf(session, line, profile[line.key])),
    clusters: clusters.found.map((cluster) => ({
      ...clusterOf(session, cluster),
      isPossible: configuration.clusters.includes(cluster),
    })),
    ...(missingCluster === undefined ? {} : { missingCluster }),
    ignored,
    ...(projectFile === undefined ? {} : { projectFile: projectFile.uri }),
  };
}

function lineOf(
  session: Session,
  { key, value: text, known }: DescribedLine,
  sourced: { readonly value: unknown; readonly source: ProfileSource } | undefined,
): ProfileLine {
  if (sourced === undefined || !known) {
    return { property: key, value: text, source: 'several clusters' };
  }
  const { value, source } = sourced;
  const { by, parameter } = source.kind === 'infrastructure' ? source : {};
  return {
    property: key,
    value: Array.isArray(value) ? value.join(', ') : String(value),
    source: source.kind,
    ...('uri' in source ? { sourceUri: source.uri, ...positionIn(session, source) } : {}),
    ...(by === undefined ? {} : { by }),
    ...(parameter === undefined ? {} : { parameter }),
  };
}

function clusterOf(
  session: Session,
  cluster: WorkspaceCluster,
): Omit<ProfileCluster, 'isPossible'> {
  const { title, uri } = cluster;
  const choice = choiceOf(cluster, session.clusters.found);
  return { title, uri, ...positionIn(session, cluster), choice };
}

/** Where a place is in a file that is at hand. */
function positionIn(
  { workspace }: Session,
  { uri, range }: { readonly uri: string; readonly range?: Range },
): { readonly position?: ProfilePosition } {
  const position = range && workspace.get(uri)?.lines.positionAt(range.start);
  return position === undefined ? {} : { position };
}
