import { kubernetesObjects } from '../../../server/src/core/model/kubernetes-object';
import { Snapshot } from '../../../server/src/core/workspace/snapshot';
import type { Input } from './policy';

/** A document of a real file, with the file it stands in. */
export interface RealInput extends Input {
  readonly file: string;
  /** Where the document begins in the file. */
  readonly start: number;
}

/** The documents of files that hold a Cilium policy and are what the API server gets: no templates. */
export function realInputs(
  files: readonly { readonly name: string; readonly text: string }[],
): readonly RealInput[] {
  return files
    .filter(({ name, text }) => /\.ya?ml$/.test(name) && text.includes('NetworkPolicy'))
    .flatMap(({ name, text }) =>
      new Snapshot({ uri: `file:///${name}`, version: 1, text }).documents.flatMap(
        ({ document, start }, index): readonly RealInput[] =>
          !document.isTemplate && kubernetesObjects(document).some(isCiliumPolicy)
            ? [{ id: `${name}#${index + 1}`, text: document.text, file: name, start }]
            : [],
      ),
    );
}

function isCiliumPolicy({ kind }: { readonly kind: string }): boolean {
  return kind === 'CiliumNetworkPolicy' || kind === 'CiliumClusterwideNetworkPolicy';
}
