// usage: node scripts/test-zones.mjs      (by make test-zones: the databases must run)
// Runs tests that were built already, directly, with the machine set to other time zones: no day may move.
// Compiles nothing new, so a zone costs seconds. Crates that live by dates run whole; the others, which are
// many and slow, run where a test's name speaks of time. UTC is the zone of the main run (make test-rust).
// The last round takes the system's zone files away as well.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const WHOLE = ["schedule", "plan-reader", "official-document"];
const BY_NAME = {
  db: ["values"],
  jobs: ["schedule", "rules_", "clock_change", "next_time"],
  loa: ["date", "day", "deadline", "due", "holiday", "late", "month", "period", "quarter", "schedule", "time", "window", "year", "zone"],
};

const empty = mkdtempSync(join(tmpdir(), "no-zones-"));
const ROUNDS = [{ TZ: "Asia/Ho_Chi_Minh" }, { TZ: "Pacific/Kiritimati" }, { TZ: "Pacific/Kiritimati", TZDIR: empty }];

function testBinaries() {
  const cargo = spawnSync(
    "cargo",
    ["test", "--locked", "--workspace", "--no-run", "--message-format=json-render-diagnostics"],
    { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] },
  );
  if (cargo.status !== 0) process.exit(cargo.status ?? 1);
  return cargo.stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .filter((message) => message.executable && message.profile?.test)
    .map(({ executable, target, manifest_path }) => ({
      executable,
      target: target.name,
      folder: dirname(manifest_path),
      crate: dirname(manifest_path).split("/").pop(),
    }))
    .filter(({ crate }) => WHOLE.includes(crate) || crate in BY_NAME);
}

// Runs one binary and adds its closing "test result" line to the sums.
function run({ executable, folder, crate }, zone) {
  return new Promise((resolve) => {
    const env = { ...process.env, ...zone, CARGO_MANIFEST_DIR: folder };
    const child = spawn(executable, ["--quiet", ...(BY_NAME[crate] ?? [])], { cwd: folder, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => {
      const result = /(\d+) passed; (\d+) failed/.exec(output);
      resolve({ ok: code === 0 && result !== null, passed: Number(result?.[1] ?? 0), failed: Number(result?.[2] ?? 1), output });
    });
  });
}

const binaries = testBinaries();
const sum = { passed: 0, failed: 0 };
for (const zone of ROUNDS) {
  const start = Date.now();
  let passed = 0;
  // One after the other, as cargo does: some tests measure time.
  for (const binary of binaries) {
    const result = await run(binary, zone);
    passed += result.passed;
    sum.failed += result.ok ? 0 : Math.max(result.failed, 1);
    if (!result.ok) console.error(`${binary.crate} ${binary.target} under ${JSON.stringify(zone)}:\n${result.output}`);
  }
  sum.passed += passed;
  const name = zone.TZDIR ? `${zone.TZ}, no zone files` : zone.TZ;
  console.log(`${name}: ${passed} tests in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
rmSync(empty, { recursive: true });
console.log(`zones: ${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
