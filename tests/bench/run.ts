import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { compareWithBars, readBars } from "./compare-with-bars.ts";

// Runs every *.bench.ts beside this file, one after the other, and prints their metrics. Each exports `name` and
// `run()`, which gives ratios against a reference measured in the same run, or figures with their unit at the end of
// the metric's name (`: ms`, `: MB`), the reference beside them. With --check, fails where a metric misses its bar in
// bars.json. One that exports `skipped()` and gives a reason there is left out by name. Other arguments pick benchmarks by part of their name.

interface Benchmark {
  readonly name: string;
  readonly run: () => Promise<Readonly<Record<string, number>>>;
  /** Why it cannot be measured here; `null` when it can. */
  readonly skipped?: () => string | null;
}

function isBenchmark(module: unknown): module is Benchmark {
  return (
    typeof module === "object" &&
    module !== null &&
    "name" in module &&
    typeof module.name === "string" &&
    "run" in module &&
    typeof module.run === "function" &&
    (!("skipped" in module) || typeof module.skipped === "function")
  );
}

async function loadBenchmarks(parts: readonly string[]): Promise<readonly Benchmark[]> {
  const found: Benchmark[] = [];
  for (const file of globSync("**/*.bench.ts", { cwd: import.meta.dirname }).toSorted()) {
    const module: unknown = await import(pathToFileURL(path.join(import.meta.dirname, file)).href);
    if (!isBenchmark(module)) throw new Error(`${file}: export \`name\` and \`run\``);
    found.push(module);
  }
  return found.filter(
    ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
  );
}

/** Three digits that count, and no powers of ten. */
function shown(value: number): string {
  return Math.abs(value) >= 1000 || value === 0 ? value.toFixed(0) : value.toPrecision(3);
}

const parts = process.argv.slice(2).filter((argument) => argument !== "--check");
const bars = readBars(
  JSON.parse(readFileSync(path.join(import.meta.dirname, "bars.json"), "utf8")),
);
const benchmarks = await loadBenchmarks(parts);
const missed: string[] = [];
const left: string[] = [];
for (const { name, run, skipped } of benchmarks) {
  const reason = skipped?.() ?? null;
  if (reason !== null) {
    left.push(name);
    console.log(`${name}\n  SKIPPED: ${reason}`);
    continue;
  }
  const measured = await run();
  console.log(name);
  for (const [metric, value] of Object.entries(measured)) {
    console.log(`  ${metric.padEnd(52)} ${shown(value).padStart(8)}`);
  }
  missed.push(...compareWithBars(name, measured, bars));
}
if (parts.length === 0) {
  const names = new Set(benchmarks.map(({ name }) => name));
  for (const name of Object.keys(bars)) {
    if (!names.has(name)) missed.push(`${name}: has bars but no benchmark`);
  }
}
if (process.argv.includes("--check")) {
  for (const line of missed) console.log(`MISSED  ${line}`);
  console.log(
    `${String(benchmarks.length - left.length)} benchmarks, ${String(left.length)} skipped, ${String(missed.length)} bars missed`,
  );
  process.exitCode = missed.length === 0 ? 0 : 1;
}
