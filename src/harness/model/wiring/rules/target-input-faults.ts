import { createProblem } from "../../../core/problem.ts";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import {
  checkTargetInput,
  type TargetInputFault,
} from "../../eventbridge/target-input/check-target-input.ts";
import { ruleTargetsOf } from "../event-targets.ts";
import type { WiringRule } from "../wiring-facts.ts";

const told: Readonly<
  Record<TargetInputFault["kind"], { readonly code: ProblemCode; readonly hint: string }>
> = {
  refused: {
    code: "wiring/target-input-refused",
    hint: "Mend the target; `lockstep events match FILE` then shows what it receives.",
  },
  dropped: {
    code: "wiring/target-input-dropped",
    hint: "Write objects and lists without quotes around them; `lockstep events match FILE` shows what the target receives.",
  },
  path: {
    code: "wiring/target-input-path",
    hint: "Write a path such as `$.detail.id` or `$.detail.items[0].sku`.",
  },
};

/**
 * `Input`, `InputPath` and `InputTransformer` of rule targets that EventBridge refuses when the stack
 * deploys (source: PutTargets as recorded), and templates whose events it drops without an error. What
 * hangs on a value only AWS knows is not judged.
 */
export const targetInputFaults: WiringRule = ({ template }) =>
  ruleTargetsOf(template).flatMap(({ owner, targets }) =>
    targets.flatMap(({ settings, location }) =>
      settings === null
        ? []
        : checkTargetInput(settings).map(({ kind, message }) =>
            createProblem({
              ...told[kind],
              message: `${kind === "refused" ? "EventBridge refuses a target" : "A target"} of ${owner}: ${message}`,
              location,
            }),
          ),
    ),
  );
