import picomatch from 'picomatch/posix';

/** Tells whether a path, relative to the folder of the project file and with `/`, is meant. */
export type PathMatcher = (path: string) => boolean;

// Every further star multiplies the work that a hostile name can cause; no glob people write needs more.
const mostStars = 3;
const longestGlob = 500;
const longestPath = 1024;

/** Whether the text is a glob that can be used: not empty, relative, inside the folder, of sane size. */
export function isGlob(text: string): boolean {
  const body = text.startsWith('!') ? text.slice(1) : text;
  const segments = body.split('/');
  return (
    body.trim() !== '' &&
    body.length <= longestGlob &&
    !/^[a-zA-Z]:|\\/.test(body) &&
    !segments.includes('..') &&
    segments.filter((segment) => segment === '**').length <= mostStars &&
    segments.every((segment) => (segment.match(/\*+/g) ?? []).length <= mostStars)
  );
}

/**
 * Compiles globs as `.gitignore` reads them: a glob without a slash (or with one at its end only) matches at any
 * depth, others from the folder; a glob that names a folder matches all in it; `!` takes paths out again, the last
 * glob that matches decides. Braces and classes work, too. Texts that are no glob, and absurdly long paths, match nothing.
 */
export function compileGlobs(globs: readonly string[]): PathMatcher {
  const compiled = globs.filter(isGlob).map((glob) => {
    const negated = glob.startsWith('!');
    return { negated, matches: compileGlob(negated ? glob.slice(1) : glob) };
  });
  return (path) =>
    path.length <= longestPath &&
    compiled.findLast(({ matches }) => matches(path))?.negated === false;
}

function compileGlob(glob: string): PathMatcher {
  // To the library these mean something; in `.gitignore`, and in names such as `app/(shop)`, they stand for themselves.
  const literal = glob.replace(/[()|+$^]/g, '\\$&');
  const body = literal.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  if (body === '' || body === '.') {
    return () => true;
  }
  const anchored = glob.startsWith('/') || glob.startsWith('./') || body.includes('/');
  const base = anchored ? body : `**/${body}`;
  // A glob may name a file or a folder; only the slash at its end tells that it is a folder.
  const inside = `${base}/**/*`;
  return picomatch(glob.endsWith('/') ? [inside] : [base, inside], {
    dot: true,
    noextglob: true,
    nonegate: true,
  });
}
