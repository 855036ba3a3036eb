import { aliases } from "./cases/aliases.ts";
import { deep } from "./cases/deep.ts";
import { expressions } from "./cases/expressions.ts";
import { mutations } from "./cases/mutations.ts";
import { otherFiles } from "./cases/other-files.ts";
import { references } from "./cases/references.ts";
import { texts } from "./cases/texts.ts";
import { values } from "./cases/values.ts";
import type { HostileCase } from "./hostile-case.ts";

/** Every hostile project, always in the same order. */
export const hostileCases: readonly HostileCase[] = [
  ...deep,
  ...aliases,
  ...references,
  ...expressions,
  ...texts,
  ...values,
  ...mutations,
  ...otherFiles,
];
