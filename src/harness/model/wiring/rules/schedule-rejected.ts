import { createProblem, type Problem } from "../../../core/problem.ts";
import { readSchedule } from "../../eventbridge/schedule/read-schedule.ts";
import { isTimezone } from "../../eventbridge/schedule/zoned-time.ts";
import { schedulesOf, type DeclaredSchedule } from "../schedules.ts";
import type { WiringRule } from "../wiring-facts.ts";

function faultOf({ expression, service, bus, timezone }: DeclaredSchedule): string | null {
  if (expression !== null) {
    const read = readSchedule(expression, service);
    if ("rejected" in read) return `"${expression}": ${read.because}. Reason: ${read.rejected}`;
    if (service === "rule" && bus !== null && !/^(?:.*\/)?default$/u.test(bus)) {
      return `on the bus ${bus}. Reason: ScheduleExpression is supported only on the default event bus.`;
    }
  }
  if (service === "scheduler" && timezone !== null && !isTimezone(timezone)) {
    return `in the time zone "${timezone}", which is none.`;
  }
  return null;
}

function judge(schedule: DeclaredSchedule): readonly Problem[] {
  const fault = faultOf(schedule);
  if (fault === null) return [];
  const service = schedule.service === "rule" ? "EventBridge" : "EventBridge Scheduler";
  return [
    createProblem({
      code: "wiring/schedule-rejected",
      message: `${service} refuses the schedule of ${schedule.owner}, ${fault}`,
      location: schedule.location,
      hint: "Mend the schedule; `lockstep events schedules` then tells when it runs.",
    }),
  ];
}

/**
 * Schedules that EventBridge or EventBridge Scheduler refuse when the stack deploys (source:
 * `ValidationException` as recorded). What hangs on a value only AWS knows is not judged.
 */
export const scheduleRejected: WiringRule = ({ template }) => schedulesOf(template).flatMap(judge);
