/**
 * The texts that the client shows, as VS Code's bundle of translations lists them: each text is its own key. Throws
 * when a text is not a plain literal, for such a text cannot be translated.
 */
export function localizedTexts(sources: readonly string[]): Readonly<Record<string, string>> {
  const texts = sources.flatMap((source) =>
    [...source.matchAll(/\bl10n\.t\(\s*/g)].map((call) =>
      literalAt(source, call.index + call[0].length),
    ),
  );
  return Object.fromEntries([...new Set(texts)].sort().map((text) => [text, text]));
}

function literalAt(source: string, start: number): string {
  const rest = source.slice(start);
  const [, , body] = /^(['"])((?:(?!\1)[^\\\n]|\\.)*)\1\s*[,)]/.exec(rest) ?? [];
  if (body === undefined) {
    const [line] = rest.split('\n');
    throw new Error(`l10n.t needs one plain text, in quotes: ${line}`);
  }
  return body.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
