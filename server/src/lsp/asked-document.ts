import type { CancellationToken } from 'vscode-languageserver';

import type { Configuration, Snapshot } from '../core/index';
import { Cancelled, orCancelled } from './cancellation';
import { isTooLarge } from './limits';
import type { Session } from './session';

/** A document that something is asked of, and the configuration that holds for it. */
interface AskedDocument {
  readonly snapshot: Snapshot;
  readonly configuration: Configuration;
}

/** The document as the editor shows it; undefined when it shows none, and for one that nobody looks at. */
export function openDocument(
  { documents }: Pick<Session, 'documents'>,
  uri: string,
): Snapshot | undefined {
  const snapshot = documents.get(uri);
  return snapshot === undefined || isTooLarge(snapshot) ? undefined : snapshot;
}

/** The same with its configuration. Given up when there is a newer version by the time that is known. */
export async function configuredDocument(
  session: Pick<Session, 'configurations' | 'documents'>,
  uri: string,
  token: CancellationToken,
): Promise<AskedDocument | undefined> {
  const snapshot = openDocument(session, uri);
  if (snapshot === undefined) {
    return undefined;
  }
  const configuration = await orCancelled(session.configurations.of(uri), token);
  if (session.documents.get(uri) !== snapshot) {
    throw new Cancelled('superseded');
  }
  return { snapshot, configuration };
}
