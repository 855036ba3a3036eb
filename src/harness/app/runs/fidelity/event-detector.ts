import type { SourceLocation } from "../../../core/problem.ts";
import type { TemplateResource } from "../../../model/template/template-model.ts";
import type { Detector } from "./detector.ts";
import { listNames } from "./list-names.ts";

/** A source of events. */
export interface EventRule extends Pick<Detector, "anchor"> {
  /** Types under `Events` of a function. */
  readonly events: readonly string[];
  /** Types of resources that lead events to functions. */
  readonly resources: readonly string[];
  readonly applies?: (resource: TemplateResource) => boolean;
  /** `SQS messages`. */
  readonly what: string;
}

interface Receiver {
  readonly name: string;
  readonly location: SourceLocation;
}

/** One row for all functions and resources that wait for events of the source. */
export function eventDetector({ anchor, events, resources, applies, what }: EventRule): Detector {
  return {
    anchor,
    group: "Event sources",
    state: "not done",
    find: ({ template }) => {
      const { source } = template;
      const receivers: readonly Receiver[] = [
        ...template.functions.flatMap((fn) =>
          fn.events
            .filter(({ type }) => events.includes(type))
            .map(({ pointer }) => ({ name: fn.logicalId, location: source.locate(pointer) })),
        ),
        ...[...template.resources.values()]
          .filter((each) => resources.includes(each.type) && (applies?.(each) ?? true))
          .map(({ logicalId, pointer }) => ({ name: logicalId, location: source.locate(pointer) })),
      ];
      const [first] = receivers;
      if (first === undefined) return [];
      const names = [...new Set(receivers.map(({ name }) => name))];
      return [
        {
          what: `${what} (${listNames(names)})`,
          location: first.location,
          instead:
            "not delivered; `lockstep invoke FUNCTION --event FILE` runs a function with one",
        },
      ];
    },
  };
}
