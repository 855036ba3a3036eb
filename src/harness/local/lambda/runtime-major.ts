/** Major version of a Node.js runtime name: 22 of `nodejs22.x`. `null` for runtimes of other languages. */
export function runtimeMajor(runtime: string): number | null {
  const digits = /^nodejs(\d+)(?:\.x)?$/.exec(runtime)?.[1];
  return digits === undefined ? null : Number(digits);
}
