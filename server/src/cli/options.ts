import type { Edition, Severity } from '../core/index';

export const outputFormats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export const failLevels = ['error', 'warning', 'info', 'never'] as const;

/** What the cluster is like, said on the command line; wins over every file. */
export interface TargetOptions {
  readonly config?: string;
  readonly edition?: Edition;
  readonly cluster?: string;
  readonly kubernetesVersion?: string;
  readonly today?: string;
}

export interface LintOptions extends TargetOptions {
  readonly format: OutputFormat;
  readonly output?: string;
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  readonly failOn: (typeof failLevels)[number];
  readonly minSeverity: Severity;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly stdinFilename?: string;
  /** Undefined: as many as do best. */
  readonly threads?: number;
}

/** What a command needs of the process it runs in. */
export interface Host {
  /** The working directory. */
  readonly folder: string;
  readonly version: string;
  /** The file of the program, which other threads can be started with; undefined: there is none. */
  readonly program?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** What is used of standard output and standard error. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(chunk: string | Uint8Array): boolean;
}
