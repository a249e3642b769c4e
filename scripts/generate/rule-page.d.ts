import type { RegisteredRule } from '../../server/src/core/engine/registry';
export declare const headerStart = "<!-- generated: header -->";
export declare const headerEnd = "<!-- /generated -->";
/** The headings of a rule's page, in their order. */
export declare const pageHeadings: readonly ['## What it does', '## Why it matters', '## Example', '### Bad', '### Good', '## Fix', '## Options', '## When it stays silent', '## References'];
/**
 * A rule's page with its header and the findings of its bad examples brought up to date. The rest stays as people
 * wrote it.
 */
export declare function withGeneratedParts(page: string, rule: RegisteredRule): string;
