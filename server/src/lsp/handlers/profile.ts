import type { CancellationToken } from 'vscode-languageserver';

import type { ClusterProfile, ProfileSource, Sourced } from '../../core/index';
import type { ProfileLine, ProfileParams, ProfileResult } from '../../protocol/index';
import { orCancelled } from '../cancellation';
import { invalidParams } from '../request';
import type { Session } from '../session';

/** `aksCilium/profile` */
export async function describeProfile(
  { configurations }: Session,
  params: ProfileParams | undefined,
  token: CancellationToken,
): Promise<ProfileResult> {
  if (typeof params?.uri !== 'string') {
    throw invalidParams('uri must be a string.');
  }
  const { profile, ignored } = await orCancelled(configurations.of(params.uri), token);
  const projectFile = await orCancelled(configurations.projectFileOf(params.uri), token);
  const { edition, ...rest } = profile;
  return {
    edition: edition.value,
    lines: [line('edition', edition), ...linesOf(rest)],
    ignored,
    ...(projectFile === undefined ? {} : { projectFile: projectFile.uri }),
  };
}

function linesOf(profile: Omit<ClusterProfile, 'edition'>): ProfileLine[] {
  return Object.entries(profile).flatMap(([property, sourced]) =>
    sourced === undefined ? [] : [line(property, sourced as Sourced<unknown>)],
  );
}

function line(property: string, { value, source }: Sourced<unknown>): ProfileLine {
  const uri = uriOf(source);
  return {
    property,
    value: Array.isArray(value) ? value.join(', ') : String(value),
    source: source.kind,
    ...(uri === undefined ? {} : { sourceUri: uri }),
  };
}

function uriOf(source: ProfileSource): string | undefined {
  return 'uri' in source ? source.uri : undefined;
}
