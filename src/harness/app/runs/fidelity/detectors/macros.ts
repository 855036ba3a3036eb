import type { Detector } from "../detector.ts";

/** Macros and transforms that only CloudFormation runs; the template layer finds them. */
export const macros: Detector = {
  anchor: "macros",
  group: "Template",
  state: "not done",
  find: ({ template }) =>
    template.problems
      .filter(({ code }) => code === "template/transform-not-applied")
      .map(({ message, location }) => ({
        what: message.replace(/\.$/, ""),
        location: location ?? { file: template.file },
        instead: "the template is read without it; --template can name one it has been applied to",
      })),
};
