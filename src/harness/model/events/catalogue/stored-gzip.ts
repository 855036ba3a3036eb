/** The largest block of deflate that is not compressed. */
const largestBlock = 0xffff;

/** CRC-32 as gzip has it (RFC 1952, section 8). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function littleEndian(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);
}

/**
 * Wraps bytes in gzip without compressing them: the same bytes on every host, which compressors do not promise
 * (RFC 1951 and 1952).
 */
export function storedGzip(content: Uint8Array): Uint8Array {
  // No name, no time, unknown system.
  const out: number[] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
  for (let at = 0; at === 0 || at < content.length; at += largestBlock) {
    const block = content.subarray(at, at + largestBlock);
    const isLast = at + largestBlock >= content.length;
    out.push(isLast ? 1 : 0, ...littleEndian(block.length, 2), ...littleEndian(~block.length, 2));
    for (const byte of block) out.push(byte);
  }
  out.push(...littleEndian(crc32(content), 4), ...littleEndian(content.length, 4));
  return Uint8Array.from(out);
}
