import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-languageserver';

import { Cancelled, throwIfCancelled } from './cancellation';
import type { Log } from './log';

/**
 * Wraps the handler of a request: cancelled work becomes the protocol's own error, parameters without the
 * document they must name are refused, and a handler that fails costs one answer, not the server.
 */
export function answering<Params, Result>(
  method: string,
  log: Log,
  handler: (params: Params, token: CancellationToken) => Promise<Result> | Result,
): (params: Params, token: CancellationToken) => Promise<Result> {
  return async (params, token) => {
    try {
      throwIfCancelled(token);
      return await handler(params, token);
    } catch (error) {
      if (error instanceof Cancelled) {
        throw error.toResponse();
      }
      if (error instanceof ResponseError) {
        throw error;
      }
      log.error(`${method} failed: ${describeError(error)}`);
      throw new ResponseError(ErrorCodes.InternalError, `${method} failed.`);
    }
  };
}

/** The uri in `{textDocument: {uri}}`, or an error that says it is missing. */
export function documentUriOf(params: unknown): string {
  const uri = (params as { textDocument?: { uri?: unknown } } | undefined)?.textDocument?.uri;
  if (typeof uri !== 'string') {
    throw invalidParams('textDocument.uri must be a string.');
  }
  return uri;
}

export function invalidParams(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
