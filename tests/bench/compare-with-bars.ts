/**
 * Limits of one metric: a ratio against a reference measured in the same run. Where users wait for it, also of an absolute
 * figure, whose unit ends the metric's name (`: ms`); such a bar is for a machine that does nothing else.
 */
export interface Bar {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Bars by benchmark name, then by metric. */
export type Bars = Readonly<Record<string, Readonly<Record<string, Bar>>>>;

/**
 * Read bars out of parsed JSON.
 *
 * @throws Error naming the entry that is not a bar, so that a typing error never passes for "no limit"
 */
export function readBars(value: unknown): Bars {
  return mapEntries(value, "bars", (metrics, name) =>
    mapEntries(metrics, name, (bar, metric) => readBar(bar, `${name}.${metric}`)),
  );
}

function readBar(value: unknown, where: string): Bar {
  const limits = mapEntries(value, where, (limit, kind) => {
    if (kind !== "atLeast" && kind !== "atMost")
      throw new Error(`${where}: unknown limit "${kind}"`);
    if (typeof limit !== "number") throw new Error(`${where}.${kind}: expected a number`);
    return limit;
  });
  if (Object.keys(limits).length === 0) throw new Error(`${where}: give atLeast or atMost`);
  return limits;
}

function mapEntries<Result>(
  value: unknown,
  where: string,
  map: (value: unknown, key: string) => Result,
): Readonly<Record<string, Result>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where}: expected an object`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, map(each, key)]));
}

/** List what misses its bar; a barred metric that was not measured counts as missed. */
export function compareWithBars(
  name: string,
  measured: Readonly<Record<string, number>>,
  bars: Bars,
): readonly string[] {
  return Object.entries(bars[name] ?? {}).flatMap(([metric, { atLeast, atMost }]) => {
    const value = measured[metric];
    if (value === undefined) return [`${name}: ${metric} was not measured`];
    const low = atLeast !== undefined && !(value >= atLeast);
    const high = atMost !== undefined && !(value <= atMost);
    return [
      ...(low ? [`${name}: ${metric} is ${value.toPrecision(3)}, below ${String(atLeast)}`] : []),
      ...(high ? [`${name}: ${metric} is ${value.toPrecision(3)}, above ${String(atMost)}`] : []),
    ];
  });
}
