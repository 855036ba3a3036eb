import { evaluateText, external, type Intrinsic } from "./evaluation.ts";

/** `Fn::ImportValue`: what another stack exports under a name, which is known to AWS only. */
export const importValue: Intrinsic = (argument, scope) => {
  const name = evaluateText(argument, scope, "the name of Fn::ImportValue");
  const which = name.known ? ` ${name.value}` : "";
  return external(
    `the exported value${which} of another stack is known to AWS only (Fn::ImportValue)`,
  );
};
