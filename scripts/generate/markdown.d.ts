/** A heading, or a fenced block of code, of a Markdown text. Lines are counted from 0. */
export type MarkdownBlock = Heading | Fence;
export interface Heading {
    readonly kind: 'heading';
    readonly level: number;
    readonly text: string;
    readonly line: number;
}
export interface Fence {
    readonly kind: 'fence';
    /** The first word behind the opening fence, e.g. `yaml`. */
    readonly language: string;
    /** What stands between the fences, without the indentation of the fences; ends with a newline unless it is empty. */
    readonly text: string;
    /** The line of the opening fence. */
    readonly line: number;
    /** The line behind the closing fence. */
    readonly end: number;
}
/** Finds headings (`#` only) and fenced blocks. A fence that is not closed lasts to the end of the text. */
export declare function markdownBlocks(text: string): readonly MarkdownBlock[];
/** Text that stands for itself in a Markdown paragraph or table cell. */
export declare function escapeMarkdown(text: string): string;
/** Text as code; table cells need their bars escaped even there. */
export declare function code(text: string): string;
/** A table of cells that are Markdown already; the first row is its head. */
export declare function table(rows: readonly (readonly string[])[]): string;
