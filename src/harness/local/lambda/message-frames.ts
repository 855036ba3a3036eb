const lengthBytes = 4;

/** Bytes: ten times the longest response as text, and far less than a text taken for a length comes to. */
const longestMessage = 64 * 1024 * 1024;

/**
 * Follows the messages of a channel that Node.js serialises (`serialization: "advanced"`): four bytes with the
 * length, the highest first, and what they tell. Node.js would wait for all that something else seems to announce.
 */
export class MessageFrames {
  #length = 0;
  #lengthRead = 0;
  #left = 0;

  /** False once a length is none that a message can have. */
  take(bytes: Uint8Array): boolean {
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, bytes.length - at);
        this.#left -= step;
        at += step;
        continue;
      }
      this.#length = this.#length * 256 + (bytes[at] ?? 0);
      this.#lengthRead += 1;
      at += 1;
      if (this.#lengthRead < lengthBytes) continue;
      if (this.#length > longestMessage) return false;
      this.#left = this.#length;
      this.#length = 0;
      this.#lengthRead = 0;
    }
    return true;
  }
}
