import type { Diagnostic } from 'vscode-languageserver';

import { toDiagnostic } from './convert';
import type { Verdict } from './linter';
import type { Session } from './session';

/** The diagnostics of a verdict, as the client can show them. */
export function diagnosticsOf(session: Session, { snapshot, result }: Verdict): Diagnostic[] {
  const find = (uri: string) => session.workspace.get(uri);
  return result.findings.map((finding) => toDiagnostic(snapshot, finding, session.client, find));
}
