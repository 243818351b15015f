// usage: node e2e/run.mjs --loa PROGRAM [--shots] [JOURNEY...]
// Runs the journeys in e2e/journeys (all, or those whose file name contains a word given) against a built
// program, each with a server and data of its own. --shots also keeps pictures in e2e/screenshots.
import { readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  options: { loa: { type: "string" }, shots: { type: "boolean" } },
  allowPositionals: true,
});
if (!values.loa) {
  console.error("usage: node e2e/run.mjs --loa PROGRAM [--shots] [JOURNEY...]");
  process.exit(2);
}
process.env.LOA_PROGRAM = resolve(values.loa);
if (values.shots) process.env.LOA_SHOTS = "1";
rmSync(join(here, "screenshots"), { recursive: true, force: true });

const files = readdirSync(join(here, "journeys"))
  .filter((name) => name.endsWith(".mjs"))
  .filter((name) => positionals.length === 0 || positionals.some((word) => name.includes(word)))
  .map((name) => join(here, "journeys", name));

const count = { passed: 0, failed: 0 };
run({ files, concurrency: 1, timeout: 600_000 })
  .on("test:pass", ({ details }) => (count.passed += details.type === "suite" ? 0 : 1))
  .on("test:fail", ({ details }) => (count.failed += details.type === "suite" ? 0 : 1))
  .compose(spec)
  .pipe(process.stdout);

process.on("exit", () => {
  console.log(`journeys: ${count.passed} passed, ${count.failed} failed`);
  if (count.passed === 0 || count.failed > 0) process.exitCode = 1;
});
