import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';

import { Cancelled, throwIfCancelled } from './cancellation';
import type { Log } from './log';

type Handler<Params, Result> = (
  params: Params,
  token: CancellationToken,
) => Promise<Result> | Result;
type Answer<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result>;

/** What is asked of a session before any of its handlers runs. */
interface Answering {
  readonly log: Log;
  /** After `shutdown` nothing is answered any more. */
  readonly ended: boolean;
}

/**
 * Wraps the handler of a request: cancelled work becomes the protocol's own error, and a handler that fails costs
 * one answer, not the server.
 */
export function answering<Params, Result>(
  session: Answering,
  method: string,
  handler: Handler<Params, Result>,
): Answer<Params, Result> {
  return wrap(session, method, handler, {
    superseded: () =>
      new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed meanwhile.'),
    failed: () => new ResponseError(ErrorCodes.InternalError, `${method} failed.`),
  });
}

/**
 * The same for requests for diagnostics, whose cancellation tells whether asking again is worth it. A failure is told
 * as such a cancellation, too: VS Code never again asks for a document whose request ended in any other error.
 */
export function answeringPull<Params, Result>(
  session: Answering,
  method: string,
  handler: Handler<Params, Result>,
): Answer<Params, Result> {
  const cancelled = (message: string, retriggerRequest: boolean) =>
    new ResponseError(LSPErrorCodes.ServerCancelled, message, { retriggerRequest });
  return wrap(session, method, handler, {
    superseded: ({ message }) => cancelled(message, true),
    failed: () => cancelled(`${method} failed.`, false),
  });
}

function wrap<Params, Result>(
  session: Answering,
  method: string,
  handler: Handler<Params, Result>,
  errors: {
    readonly superseded: (error: Cancelled) => ResponseError<unknown>;
    readonly failed: () => ResponseError<unknown>;
  },
): Answer<Params, Result> {
  return async (params, token) => {
    if (session.ended) {
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    }
    try {
      throwIfCancelled(token);
      return await handler(params, token);
    } catch (error) {
      if (error instanceof Cancelled) {
        throw error.reason === 'superseded'
          ? errors.superseded(error)
          : new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
      }
      if (error instanceof ResponseError) {
        throw error;
      }
      session.log.error(`${method} failed: ${describeError(error)}`);
      throw errors.failed();
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
