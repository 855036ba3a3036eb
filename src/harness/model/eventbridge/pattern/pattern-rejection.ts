/**
 * Why a pattern is not one, in the words of the service's first line. Thrown while a pattern is read;
 * `readPattern` turns it into a result.
 */
export class PatternRejection extends Error {
  /** Where reading stopped, in UTF-16 code units from the start of the text. */
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.name = "PatternRejection";
    this.offset = offset;
  }
}
