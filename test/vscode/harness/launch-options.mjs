import { resolve } from 'node:path';

/**
 * @typedef {object} LaunchOptions
 * @property {string[]} extensions folders of extensions under development
 * @property {string} tests module that exports `run`
 * @property {string} [workspace] folder to open
 * @property {string} [vsix] packaged extension to install first
 * @property {boolean} restrictedMode open the folder as one that nobody has trusted yet
 * @property {boolean} webHost run the extensions in the web worker extension host
 * @property {number} timeoutSeconds for the whole run
 */

const defaultTimeoutSeconds = 600;

/**
 * Understands the flags of a desktop VS Code that `runTests` passes, and those of this launcher.
 * Other flags of a desktop VS Code have no meaning here.
 *
 * @param {readonly string[]} args
 * @returns {LaunchOptions}
 */
export function parseLaunchOptions(args) {
  /** @param {string} flag */
  const valuesOf = (flag) =>
    args.filter((arg) => arg.startsWith(`${flag}=`)).map((arg) => arg.slice(flag.length + 1));
  const [tests] = valuesOf('--extensionTestsPath');
  const extensions = valuesOf('--extensionDevelopmentPath');
  if (!tests || extensions.length === 0) {
    throw new Error('Both --extensionDevelopmentPath=… and --extensionTestsPath=… are needed.');
  }
  const workspace = args.find((arg) => !arg.startsWith('-'));
  const [vsix] = valuesOf('--install-vsix');
  return {
    extensions: extensions.map((path) => resolve(path)),
    tests: resolve(tests),
    ...(workspace && { workspace: resolve(workspace) }),
    ...(vsix && { vsix: resolve(vsix) }),
    // `runTests` always adds --disable-workspace-trust, so its absence alone cannot ask for this.
    restrictedMode:
      args.includes('--restricted-mode') || !args.includes('--disable-workspace-trust'),
    webHost: args.includes('--web-host') || valuesOf('--extensionDevelopmentKind').includes('web'),
    timeoutSeconds: Number(valuesOf('--timeout')[0] ?? defaultTimeoutSeconds),
  };
}
