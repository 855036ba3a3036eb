/** The page that explains every code. */
export const problemsPage = "docs/problems.md";

/**
 * The place of docs/problems.md that explains a code, by the anchor GitHub gives its heading: lower case,
 * without punctuation other than hyphens.
 *
 * @example docsAnchor("wiring/operation-not-permitted") // "docs/problems.md#wiringoperation-not-permitted"
 */
export function docsAnchor(code: string): string {
  return `${problemsPage}#${code.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "")}`;
}
