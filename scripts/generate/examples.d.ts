import { type Edition, type Finding, type Preset } from '../../server/src/core/index';
import { type Fence } from './markdown';
/** A block of a rule's page that is linted. */
export interface Example {
    readonly fileName: string;
    /** As it stands in the page, its first line with the file's name included. */
    readonly text: string;
    readonly fence: Fence;
}
/**
 * The examples below a heading of the third level. A block says in a comment on its first line which file it is:
 * `# aks-cilium.yaml` is the project file of the others, `# file: name.yaml` any other; else it gets a name.
 */
export declare function examplesUnder(page: string, heading: 'Bad' | 'Good'): readonly Example[];
export interface ExampleResult {
    readonly example: Example;
    readonly findings: readonly Finding[];
    /** Rules that threw. */
    readonly failures: readonly {
        readonly rule: string;
        readonly error: string;
    }[];
}
/** Lints examples as the files of one workspace. Their project file wins over the preset, and the edition over it. */
export declare function lintExamples(examples: readonly Example[], preset: Preset, edition?: Edition): readonly ExampleResult[];
/** The findings of one rule as a page shows them: `line:column severity message`, one line each. */
export declare function findingLines({ example, findings }: ExampleResult, rule: string): readonly string[];
