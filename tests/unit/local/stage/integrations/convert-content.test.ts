import { expect } from "chai";
import { describe, it } from "mocha";
import {
  convertRequestContent,
  convertResponseContent,
} from "../../../../../src/harness/local/stage/integrations/convert-content.ts";
import type { ContentHandling } from "../../../../../src/harness/local/stage/integrations/integration.ts";

// API Gateway developer guide, "Content type conversions in API Gateway".

const text = "aGk=";
const decoded = "hi";
const binary = "CONVERT_TO_BINARY";
const toText = "CONVERT_TO_TEXT";
/** Base64 of the text itself. */
const encoded = "YUdrPQ==";

const requests: readonly (readonly [boolean, ContentHandling, string])[] = [
  [false, null, text],
  [false, binary, decoded],
  [false, toText, text],
  [true, null, text],
  [true, binary, text],
  [true, toText, encoded],
];

const responses: readonly (readonly [boolean, boolean, ContentHandling, string])[] = [
  [false, false, null, text],
  [false, false, binary, decoded],
  [false, false, toText, text],
  [false, true, null, decoded],
  [false, true, binary, decoded],
  [false, true, toText, text],
  [true, false, null, encoded],
  [true, false, binary, text],
  [true, false, toText, encoded],
  [true, true, null, text],
  [true, true, binary, text],
  [true, true, toText, encoded],
];

function read(content: { readonly bytes: Uint8Array } | null): string | null {
  return content === null ? null : Buffer.from(content.bytes).toString("latin1");
}

describe("Content type conversions", () => {
  for (const [isBinary, handling, expected] of requests)
    it(`of a ${isBinary ? "binary" : "text"} request with ${handling ?? "nothing set"}`, () => {
      const content = { bytes: Buffer.from(text), isBinary };
      expect(read(convertRequestContent(content, handling))).to.equal(expected);
    });

  for (const [isBinary, accepts, handling, expected] of responses)
    it(`of a ${isBinary ? "binary" : "text"} response, ${accepts ? "binary" : "text"} accepted, with ${handling ?? "nothing set"}`, () => {
      const content = { bytes: Buffer.from(text), isBinary };
      expect(read(convertResponseContent(content, handling, accepts))).to.equal(expected);
    });

  it("fail where text is no Base64", () => {
    const content = { bytes: Buffer.from("{}"), isBinary: false };
    expect(convertRequestContent(content, binary)).to.equal(null);
    expect(convertResponseContent(content, null, true)).to.equal(null);
  });
});
