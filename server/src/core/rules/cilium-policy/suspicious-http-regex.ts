import { defineRule } from '../../engine/define-rule';
import { fixFrom } from '../../fixes/fix-from';
import { sources } from '../../knowledge/sources';
import { replaceInPart } from '../../model/cilium-edits';
import { type SuspiciousPattern, suspiciousPatterns } from '../../policy/http-patterns';

/** Paths and methods are regular expressions for the whole text, and look like something else. */
export default defineRule({
  meta: {
    name: 'suspicious-http-regex',
    title: 'Path or method that means something else as a regular expression',
    category: 'cilium-policy',
    severity: 'info',
    recommended: true,
    since: '0.1.0',
    anyDataplane: true,
    mentions: /\bhttp\b/,
    appliesTo: 'CiliumPolicy',
    messages: {
      glob: 'The path is a regular expression, in which "*" repeats what precedes it: "{{text}}" matches any number of slashes there, and none of the paths below. To match those, write "{{meant}}".',
      parameter:
        'The path is a regular expression, which has no path parameters: "{{text}}" matches only that literal text. To match any such segment, write "{{meant}}".',
      prefix:
        'The path is a regular expression for the whole path: "{{text}}" matches no paths below it. To match those, write "{{meant}}".',
      noSlash:
        'The path is a regular expression for the whole path, and every path starts with a slash: "{{text}}" never matches.',
      lowerCase:
        'HTTP methods are uppercase, and the regular expression is case-sensitive: "{{word}}" never matches.',
    },
    references: [sources.ciliumHttpRules.url, sources.acnsL7.url],
  },
  options: { judgePrefixes: false },
  check(policy, { options, report }) {
    for (const pattern of suspiciousPatterns(policy)) {
      const { rule, at, text, meant, is } = pattern;
      if (is === 'prefix' && !options.judgePrefixes) {
        continue;
      }
      report({
        messageId: messageFor(pattern),
        at,
        data: { text, meant: meant ?? '', word: pattern.word ?? '' },
        ...(is === 'prefix' ? { severity: 'hint' } : {}),
        fixes: () =>
          meant === undefined
            ? []
            : [
                fixFrom(
                  `Write ${meant}`,
                  'suggestion',
                  replaceInPart(policy.object, rule, at, meant),
                  true,
                ),
              ],
      });
    }
  },
});

function messageFor({ is }: SuspiciousPattern) {
  switch (is) {
    case 'glob':
    case 'parameter':
    case 'prefix':
      return is;
    case 'no slash':
      return 'noSlash';
    case 'lower case':
      return 'lowerCase';
    default:
      return is satisfies never;
  }
}
