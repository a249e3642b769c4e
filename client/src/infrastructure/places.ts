import { Uri } from 'vscode';

import type { ProfilePosition } from '../../../server/src/protocol/index';

/** A place in a file, as what the editor opens there. */
export function placeUri(uri: string, position: ProfilePosition | undefined): Uri {
  const file = Uri.parse(uri, true);
  return position === undefined
    ? file
    : file.with({ fragment: `L${position.line + 1},${position.character + 1}` });
}
