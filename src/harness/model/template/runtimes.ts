import { createProblem } from "../../core/problem.ts";
import { namesWithin } from "../../core/suggest-names.ts";
import { placeOfProperty } from "./locate-written.ts";
import type { Resolved } from "./template-model.ts";
import { report, type TemplateReader } from "./template-reader.ts";
import type { RawResource } from "./template-sections.ts";

const supported = [
  ..."nodejs20.x nodejs22.x nodejs24.x python3.9 python3.10 python3.11 python3.12 python3.13".split(
    " ",
  ),
  ..."python3.14 java8.al2 java11 java17 java21 java25 dotnet8 dotnet10 ruby3.2 ruby3.3".split(" "),
  ..."ruby3.4 provided.al2 provided.al2023".split(" "),
];

/**
 * Those AWS has certainly stopped supporting. Source: Lambda developer guide, "Lambda runtimes",
 * table of deprecated runtimes. Its dates have moved more than once, so none is given.
 */
const deprecated = [
  ..."nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x".split(
    " ",
  ),
  ..."nodejs16.x nodejs18.x python2.7 python3.6 python3.7 python3.8 java8 dotnetcore1.0".split(" "),
  ..."dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet5.0 dotnet6 dotnet7 ruby2.5 ruby2.7".split(
    " ",
  ),
  ..."go1.x provided".split(" "),
];

/** `nodejs22`, `nodejs-22.x` and `nodejs22.X` are the same in letters and digits, but one. */
function plain(runtime: string): string {
  return runtime.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The runtime that was meant: the same language and version otherwise written, or one letter off. */
function meantBy(runtime: string): string | null {
  const known = [...supported, ...deprecated];
  if (known.includes(runtime)) return null;
  const same = known.find(
    (each) => plain(each) === plain(runtime) || plain(each) === `${plain(runtime)}x`,
  );
  if (same !== undefined) return same;
  // Other digits are another version, perhaps one that is newer than this list.
  const digits = (name: string): string => name.replaceAll(/\D/g, "");
  const sameVersion = supported.filter((each) => digits(each) === digits(runtime));
  return namesWithin(2, runtime, sameVersion)[0] ?? null;
}

/** The supported runtimes of the same language, else all. */
function nearby(runtime: string): readonly string[] {
  const language = /^[a-z]+/i.exec(runtime)?.[0].toLowerCase() ?? "";
  const same = supported.filter((each) => each.replace(/[^a-z].*/, "") === language);
  return same.length === 0 ? supported : same;
}

/** True for a runtime that does not exist and is nearly one that does. */
export function isMisspeltRuntime(runtime: string): boolean {
  return meantBy(runtime) !== null;
}

/** A runtime Lambda does not have, nearly one it has; one that is not known; and one that AWS has stopped supporting. */
export function checkRuntime(
  reader: TemplateReader,
  resource: RawResource,
  runtime: Resolved<string>,
): void {
  if (!runtime.known) return;
  const { pointer, owner } = placeOfProperty(reader.source, resource, "Runtime");
  const location = reader.source.locate(pointer);
  const meant = meantBy(runtime.value);
  if (meant !== null) {
    const problem = createProblem({
      code: "template/runtime-unknown",
      message: `The Runtime of ${owner} is ${runtime.value}, which Lambda does not have.`,
      location,
      expected: meant,
      actual: runtime.value,
      hint: `Did you mean ${meant}?`,
    });
    report(reader, problem);
    return;
  }
  if (!supported.includes(runtime.value) && !deprecated.includes(runtime.value)) {
    const problem = createProblem({
      code: "template/runtime-unknown",
      // It may be newer than the list.
      severity: "info",
      message: `The Runtime of ${owner} is ${runtime.value}, which is none of the runtimes known here.`,
      location,
      actual: runtime.value,
      hint: `Correct it, unless Lambda has got it since; known are ${nearby(runtime.value).join(", ")}.`,
    });
    report(reader, problem);
    return;
  }
  if (!deprecated.includes(runtime.value)) return;
  const code = "template/runtime-deprecated";
  // Ten functions on one old runtime are one thing to do.
  const message = `AWS has stopped supporting ${runtime.value}: no security updates, and Lambda stops taking new functions and changes to old ones.`;
  const isTold = reader.problems.some((told) => told.code === code && told.message === message);
  if (!isTold) reader.problems.push(createProblem({ code, message, location }));
}
