import type { RuleCategory } from '../../server/src/core/index';
/** How documentation names a category. */
export declare function categoryTitle(category: RuleCategory): string;
/** `docs/rules/README.md`: every rule with its page, by category. */
export declare function rulesPage(): string;
