import type { Diagnostic } from 'vscode-languageserver';

import type { Finding } from '../core/index';
import { toDiagnostic } from './convert';
import type { Verdict } from './linter';
import type { Session } from './session';

/** The diagnostics of a verdict, as the client can show them. */
export function diagnosticsOf(session: Session, verdict: Verdict): Diagnostic[] {
  return verdict.result.findings.map((finding) => diagnosticOf(session, verdict, finding));
}

/** One of them. Places in other files count from the texts that the verdict was found with. */
export function diagnosticOf(
  { client }: Session,
  { snapshot, others }: Verdict,
  finding: Finding,
): Diagnostic {
  return toDiagnostic(snapshot, finding, client, (uri) => others.get(uri));
}
