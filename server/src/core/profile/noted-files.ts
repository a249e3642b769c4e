import {
  fileNameOf,
  type SourceFile,
  type SourceFiles,
  uriOfPath,
} from '../model/aks/template-files';
import { fileIdentity } from '../text/file-identity';

/** Templates and files of parameters: those that may have a part in what a template comes to. */
export interface TemplateFiles {
  readonly files: readonly SourceFile[];
  /** By `fileIdentity`. */
  readonly byIdentity: ReadonlyMap<string, SourceFile>;
}

/** What has been looked at on the way to a result. */
export interface Notes {
  /** Files whose content counted, and files that were not there, by `fileIdentity`. */
  readonly identities: Set<string>;
  /** Names of files that others were searched for. */
  readonly names: Set<string>;
}

/** The files, and notes of those that are looked into. `own` is the file that the result is about. */
export function notingFiles(
  { files, byIdentity }: TemplateFiles,
  own: SourceFile,
): { readonly files: SourceFiles; readonly notes: Notes } {
  const notes: Notes = {
    identities: new Set([fileIdentity(own.uri)]),
    names: new Set([fileNameOf(own.uri)]),
  };
  const note = (uri: string) => {
    notes.identities.add(fileIdentity(uri));
    notes.names.add(fileNameOf(uri));
  };
  return {
    notes,
    files: {
      get: (uri) => {
        const identity = fileIdentity(uri);
        notes.identities.add(identity);
        return byIdentity.get(identity);
      },
      // Whoever searches looks at texts first, and at trees only of files that have to do with it.
      all: () => files.map((file) => noting(file, note)),
    },
  };
}

function noting(file: SourceFile, note: (uri: string) => void): SourceFile {
  const { uri, text, language } = file;
  return {
    uri,
    text,
    language,
    get bicep() {
      note(uri);
      return file.bicep;
    },
    get arm() {
      note(uri);
      return file.arm;
    },
  };
}

/** Files that are there in one state and not, or not in the same version, in the other. */
export function changedFiles(a: TemplateFiles, b: TemplateFiles): readonly SourceFile[] {
  const inA = new Set(a.files);
  const inB = new Set(b.files);
  return [...a.files.filter((file) => !inB.has(file)), ...b.files.filter((file) => !inA.has(file))];
}

/** Whether a result with these notes may be another one after the change of a file. */
export function mayConcern({ identities, names }: Notes, changed: SourceFile): boolean {
  const { uri, text, language } = changed;
  if (identities.has(fileIdentity(uri))) {
    return true;
  }
  if (language === 'bicep' || language === 'bicep-params') {
    return [...text.matchAll(quotedPath)].some(([, path = '']) => {
      const target = uriOfPath(uri, path);
      return target !== undefined && identities.has(fileIdentity(target));
    });
  }
  // Files of parameters in JSON name no template: they lie beside it.
  const folder = folderOf(fileIdentity(uri));
  return (
    [...identities].some((other) => folderOf(other) === folder) ||
    [...names].some((name) => text.includes(name))
  );
}

/** How Bicep names another file. */
const quotedPath = /'([^'\r\n]+\.(?:bicep|bicepparam|jsonc?))'/g;

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
