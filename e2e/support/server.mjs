// A server of one's own: a temporary data folder, a free port, a clock that starts on a known day.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** The day that journeys take place on: a Wednesday, the day after the first quarter's figures are due. */
export const TODAY = "2025-04-16";

/** The first administrator and the agency, as `loa init` is told. */
export const AGENCY = {
  name: "Sở Xây dựng tỉnh Ví Dụ",
  short_name: "Sở Xây dựng",
  symbol: "SXD",
  place: "Ví Dụ",
  parent: "UBND tỉnh Ví Dụ",
  units: "Văn phòng\nThanh tra\nPhòng Quản lý nhà\nTrung tâm Kiểm định",
  person: "Trần Thị Lan",
  title: "Chánh Văn phòng",
  email: "lan@so.example.vn",
  password: "một câu dễ nhớ của Lan",
};

/** The people of the demo year sign in as somebody@host. */
export const DEMO = { host: "vidu.example.vn", password: "tuyên truyền 2025" };

async function freePort() {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address();
  listener.close();
  await once(listener, "close");
  return port;
}

function newPostgresDatabase() {
  const server = process.env.LOA_TEST_POSTGRES;
  if (!server) throw new Error("no PostgreSQL: run `make test-browser`, or scripts/with-servers node e2e/run.mjs …");
  const name = `e2e_${process.pid}_${Date.now()}`;
  execFileSync("psql", ["-q", `${server}/postgres`, "-c", `CREATE DATABASE ${name}`]);
  return `${server}/${name}`;
}

export class Server {
  /**
   * @param {{ setUp?: boolean, demo?: boolean, database?: "sqlite" | "postgres", today?: string, env?: object }} options
   *   setUp: with AGENCY and its administrator (the default); demo: with the demo year instead.
   */
  static async start({ setUp = true, demo = false, database = "sqlite", today = TODAY, env = {} } = {}) {
    const server = new Server();
    server.folder = mkdtempSync(join(tmpdir(), "loa-e2e-"));
    server.data = join(server.folder, "data");
    const port = await freePort();
    server.url = `http://127.0.0.1:${port}`;
    server.env = {
      ...process.env,
      LOA_SERVER__PUBLIC_URL: server.url,
      LOA_TIME__STARTING_ON: today,
      ...(database === "postgres" && { LOA_DATABASE__URL: newPostgresDatabase() }),
      ...env,
    };
    if (demo) server.command("demo");
    else if (setUp) {
      const answers = join(server.folder, "answers.toml");
      const lines = Object.entries(AGENCY).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
      writeFileSync(answers, lines.join(""));
      server.command("init", "--answers", answers);
    }
    await server.serve(port);
    return server;
  }

  /** Runs another command of the program on the same data and gives what it printed. */
  command(...words) {
    return execFileSync(process.env.LOA_PROGRAM, [...words, "--data-dir", this.data], { env: this.env, encoding: "utf8" });
  }

  async serve(port) {
    this.log = "";
    const words = ["serve", "--data-dir", this.data, "--listen", `127.0.0.1:${port}`];
    this.process = spawn(process.env.LOA_PROGRAM, words, { env: this.env, stdio: ["ignore", "ignore", "pipe"] });
    this.process.stderr.on("data", (chunk) => (this.log += chunk));
    this.ended = once(this.process, "exit");
    const end = Date.now() + 30_000;
    for (;;) {
      if (this.process.exitCode !== null) throw new Error(`the server ended:\n${this.log}`);
      const answer = await fetch(`${this.url}/livez`).catch(() => null);
      if (answer) return;
      if (Date.now() > end) throw new Error(`the server does not answer:\n${this.log}`);
      await delay(30);
    }
  }

  /** Stops it in good order and removes its data. */
  async stop() {
    this.process.kill("SIGTERM");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 30_000);
    const [code, signal] = await this.ended;
    clearTimeout(late);
    rmSync(this.folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server ended with ${signal ?? code} when told to stop:\n${this.log}`);
  }
}
