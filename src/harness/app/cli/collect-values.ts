/** Takes the values of an option that may be given several times, one value each. */
export function collectValues(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
