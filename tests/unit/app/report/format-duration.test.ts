import { expect } from "chai";
import { formatDuration } from "../../../../src/harness/app/report/format-duration.ts";

describe("A duration", () => {
  const vectors: readonly (readonly [milliseconds: number, text: string])[] = [
    [0, "0 ms"],
    [12.4, "12 ms"],
    [999.4, "999 ms"],
    [999.6, "1.0 s"],
    [1440, "1.4 s"],
    [59_940, "59.9 s"],
    [59_960, "1 min 00 s"],
    [125_000, "2 min 05 s"],
    [3_600_000, "60 min 00 s"],
  ];
  for (const [milliseconds, text] of vectors)
    it(`of ${milliseconds} ms is shown as ${text}`, () => {
      expect(formatDuration(milliseconds)).to.equal(text);
    });
});
