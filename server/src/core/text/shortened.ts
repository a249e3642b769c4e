/** More of a text than this tells nobody anything in a message. */
const longestShown = 60;

/** A text of a file as it may stand in a message: its beginning, when it is longer than `most` characters. */
export function shortened(text: string, most = longestShown): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Words that are put together for a message may be longer; a value of a file among them makes them longer still. */
const longestWords = 400;
const [headShown, tailShown] = [250, 100];

/** Words for a message, without their middle when nobody would read that far. */
export function abridged(words: string): string {
  return words.length > longestWords
    ? `${words.slice(0, headShown)}…${words.slice(-tailShown)}`
    : words;
}
