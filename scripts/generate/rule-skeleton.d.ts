import type { RuleCategory } from '../../server/src/core/index';
/** A file of a new rule; the path is relative to the root of the repository. */
export interface NewFile {
    readonly path: string;
    readonly content: string;
}
export declare const ruleList = "server/src/core/rules/index.ts";
/** Why a rule cannot be made, or undefined when it can. */
export declare function refusal(category: string, name: string): string | undefined;
/** The files of a new rule: a check that works, its page, a case that fails and one that does not. */
export declare function newRuleFiles(category: RuleCategory, name: string, version: string): readonly NewFile[];
/** Stands in a new page where its author has to write; a test refuses pages that still have it. */
export declare const unwritten = "<!-- write: ";
/** The list of rules with one more in it. */
export declare function withRule(list: string, category: string, name: string): string;
