import { functionDetector } from "../function-detector.ts";

/** Layers of functions that do not lie on this machine. */
export const layers = functionDetector({
  anchor: "layers",
  state: "not done",
  property: "Layers",
  asks: (fn, { layersOf }) => {
    const names = layersOf(fn)?.elsewhere.map(({ name }) => name) ?? [];
    return names.length === 0 ? null : names.join(", ");
  },
  what: (_asked, names) => `layers of ${names}`,
  instead: (asked) =>
    `what only these have is missing, unless layers of the configuration names a folder: ${asked}`,
});
