import { displayWidth } from "./display-width.ts";

/**
 * Breaks a text at spaces into lines of at most `columns`; a word that is longer has a line of its own.
 *
 * @example wrapText("one two three", 8) // ["one two", "three"]
 */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const word of text.split(" ")) {
    const wide = displayWidth(word);
    if (line !== "" && width + 1 + wide > columns) {
      lines.push(line);
      line = "";
      width = 0;
    }
    width += wide + (line === "" ? 0 : 1);
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
