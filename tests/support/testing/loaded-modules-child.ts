import { registerHooks } from "node:module";

// Started by a test in a process of its own: imports the entry named on the command line and prints what was loaded.
const urls: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    urls.push(url);
    return nextLoad(url, context);
  },
});
const entry = process.argv[2] ?? "";
const before = process.cpuUsage();
const loaded: unknown = await import(entry);
const { user, system } = process.cpuUsage(before);
const names = typeof loaded === "object" && loaded !== null ? Object.keys(loaded) : [];
process.stdout.write(JSON.stringify({ names, urls, cpuMs: (user + system) / 1000 }));
