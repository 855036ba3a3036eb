/** The codes docs/problems.md has a paragraph for, with the section each stands in, in order. */
export function listDocumentedCodes(
  markdown: string,
): readonly { readonly code: string; readonly section: string; readonly empty: boolean }[] {
  const sections = markdown.split(/^## /m).slice(1);
  return sections.flatMap((section) => {
    const [title = "", ...lines] = section.split("\n");
    return lines
      .join("\n")
      .split(/^### /m)
      .slice(1)
      .map((paragraph) => {
        const [heading = "", ...text] = paragraph.split("\n");
        const code = /^`([^`]+)`/.exec(heading)?.[1] ?? heading;
        return { code, section: title.trim(), empty: text.join("").trim() === "" };
      });
  });
}
