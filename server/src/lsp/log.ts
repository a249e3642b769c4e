/** Where the server writes what went wrong; the client shows it in its output channel. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}
