const minimum = [20, 19];

/** Stops with a readable message when this Node is too old for the tools; call it before anything else. */
export function requireSupportedNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) {
    return;
  }
  console.error(
    `This project needs Node ${minimum.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(1);
}
