import { createProblem } from "../../../core/problem.ts";
import type { Rule } from "./rule.ts";

/** `!Sub` and the like in a file of its own: CloudFormation reads included files without its short tags. */
export const reportShortTags: Rule = ({ document }) =>
  document.source.issues
    .filter(({ kind }) => kind === "unknown-tag")
    .map(({ message, location }) => {
      const tag = /![A-Za-z0-9:]+/.exec(message)?.[0] ?? "A tag";
      return createProblem({
        code: "openapi/short-tag",
        message: `${tag} is a short tag, which an included file must not use.`,
        location,
      });
    });
