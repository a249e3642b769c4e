/** What Kubernetes takes for names and labels (apimachinery `pkg/util/validation`). */

const dnsLabel = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const subdomain = new RegExp(`^${dnsLabel}(?:\\.${dnsLabel})*$`);
const labelName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** The most characters the name of an object may have. */
export const longestName = 253;

/** Lower-case letters, digits, `-` and `.`: what most objects may be named. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= longestName && subdomain.test(text);
}

/** `name` or `prefix/name`. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  return (
    labelName.test(text.slice(slash + 1)) && (slash === -1 || isDnsSubdomain(text.slice(0, slash)))
  );
}

/** At most 63 letters, digits, `-`, `_` and `.`; may be empty. */
export function isLabelValue(text: string): boolean {
  return text === '' || labelName.test(text);
}

/** The name of a container port: at most 15 lower-case letters, digits and single dashes, with a letter. */
export function isPortName(text: string): boolean {
  return /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/.test(text);
}
