/** More of a text than this tells nobody anything in a message. */
const longestShown = 60;

/** A text of a file as it may stand in a message: its beginning, when it is long. */
export function shortened(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
