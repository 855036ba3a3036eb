import { problemAt, type ImportRule } from "../rule.ts";

/** 6 MB (quota "Size of an API definition file", not adjustable). */
const limit = 6 * 1024 * 1024;

function byteLength(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Two units of a surrogate pair make four bytes.
    const isPaired = unit >= 0xd800 && unit < 0xe000;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isPaired ? 2 : 3;
  }
  return bytes;
}

/** A definition that API Gateway does not take for its size. Of an inline one, CloudFormation sends about as much. */
export const reportTooLargeDocument: ImportRule = ({ document }) => {
  const { text } = document.source;
  // A unit of a text is three bytes at most.
  const bytes = text.length * 3 < limit ? 0 : byteLength(text);
  if (bytes <= limit) return [];
  const size = (bytes / 1024 / 1024).toFixed(1);
  return [
    problemAt(document, "", {
      code: "gateway/document-too-large",
      message: `The document is ${size} MB large; API Gateway imports 6 MB at most.`,
      expected: "6 MB at most",
      actual: `${size} MB`,
    }),
  ];
};
