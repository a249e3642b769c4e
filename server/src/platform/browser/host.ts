/** The server's surroundings in a web worker: no disk; files come from the client. */
export function browserHost() {
  return {
    nextTurn,
    onStrayError(listener: (message: string) => void) {
      self.addEventListener('unhandledrejection', (event) => {
        event.preventDefault();
        listener(`Uncaught: ${describe(event.reason)}`);
      });
      self.addEventListener('error', (event) => listener(`Uncaught: ${describe(event.error)}`));
    },
  };
}

/** A message to oneself comes after those that wait, and sooner than any timer. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
