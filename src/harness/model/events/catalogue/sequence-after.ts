/** The sequence number so many records after a first one. */
export function sequenceAfter(first: string, index: number): string {
  return String(BigInt(first) + BigInt(index));
}
