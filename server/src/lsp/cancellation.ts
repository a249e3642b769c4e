import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * Work was given up. Invariant: this is never answered as an empty result, which would wipe what the user sees.
 * `superseded`: newer text or settings made it pointless, asking again is worth it; `cancelled`: nobody wants it.
 */
export class Cancelled extends Error {
  readonly reason: 'superseded' | 'cancelled';

  constructor(reason: 'superseded' | 'cancelled') {
    super(reason === 'superseded' ? 'A newer version makes this obsolete.' : 'Cancelled.');
    this.reason = reason;
  }

  toResponse(): ResponseError<unknown> {
    return this.reason === 'superseded'
      ? new ResponseError(LSPErrorCodes.ServerCancelled, this.message, { retriggerRequest: true })
      : new ResponseError(LSPErrorCodes.RequestCancelled, this.message);
  }
}

export function throwIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested === true) {
    throw new Cancelled('cancelled');
  }
}
