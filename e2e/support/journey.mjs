// A journey: a person with a browser and a server of their own. Beyond what it checks itself, it fails when
// the page reports an error, the server answers 5xx, something is loaded from elsewhere, or the server does
// not stop in good order.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { AGENCY, Server } from "./server.mjs";

const SHOTS = fileURLToPath(new URL("../screenshots", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Quiet on closed networks; the sandbox does not work for root.
    args: [
      ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
      ..."--disable-gpu --disable-quic --no-first-run --disable-background-networking".split(" "),
      ..."--disable-component-update --disable-sync".split(" "),
    ],
  });
});
after(() => browser?.close());

/**
 * @param {string} name what the person achieves
 * @param {object} options for Server.start, and `script: false` for a browser without JavaScript
 * @param {(person: Person) => Promise<void>} story
 */
export function journey(name, options, story) {
  test(name, async () => {
    const { script = true, ...serverOptions } = options;
    const server = await Server.start(serverOptions);
    let person;
    try {
      person = await Person.open(server, { script });
      await story(person);
      person.nothingWentWrong();
    } catch (error) {
      await person?.keepPicture(name);
      throw new Error(`${error.message}\nat ${person?.page.url()}; the server said:\n${server.log.split("\n").slice(-15).join("\n")}`, { cause: error });
    } finally {
      await person?.context.close();
      await server.stop();
    }
  });
}

export class Person {
  static async open(server, { script }) {
    const person = new Person();
    person.server = server;
    person.troubles = [];
    person.expected = new Set();
    // The person's machine may be set to any zone: no day may move.
    person.context = await browser.newContext({
      baseURL: server.url,
      viewport: WIDE,
      locale: "vi-VN",
      timezoneId: "Pacific/Kiritimati",
      javaScriptEnabled: script,
      reducedMotion: "reduce",
    });
    person.context.setDefaultTimeout(10_000);
    person.page = await person.context.newPage();
    person.watch(person.page);
    return person;
  }

  watch(page) {
    page.on("pageerror", (error) => this.troubles.push(`script: ${error}`));
    page.on("console", (message) => {
      // A failed load is reported below, with its address.
      const failedLoad = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !failedLoad) this.troubles.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      const own = url.origin === this.server.url || ["data:", "blob:", "about:"].includes(url.protocol);
      if (!own) this.troubles.push(`loaded from elsewhere: ${url}`);
    });
    page.on("response", (response) => {
      const status = response.status();
      const { pathname } = new URL(response.url());
      // Browsers ask for it by themselves.
      if (pathname === "/favicon.ico") return;
      if (status >= 500 || (status === 404 && !this.expected.has(pathname))) {
        this.troubles.push(`${status} ${response.request().method()} ${pathname}`);
      }
    });
  }

  /** Says that this address is not found on purpose. */
  expectNotFound(pathname) {
    this.expected.add(pathname);
  }

  nothingWentWrong() {
    assert.deepEqual(this.troubles, []);
  }

  async visit(path) {
    return this.page.goto(path);
  }

  /** The field with this label; the star of a required field does not count. */
  field(label) {
    return this.page.getByLabel(new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*\\*?$`));
  }

  async fill(label, text) {
    await this.field(label).fill(text);
  }

  async press(name) {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async follow(name) {
    await this.page.getByRole("link", { name, exact: true }).first().click();
  }

  async sees(text) {
    await this.page.getByText(text).first().waitFor();
  }

  /** Signs in, by default as the first administrator, and arrives at the workspace. */
  async signIn(email = AGENCY.email, password = AGENCY.password) {
    await this.visit("/dang-nhap");
    await this.fill("Thư điện tử", email);
    await this.fill("Mật khẩu", password);
    await this.press("Đăng nhập");
    await this.page.waitForURL("**/lam-viec**");
  }

  /** A well-made page: accessible, and no wider than the screen, on a wide screen and a phone. Keeps pictures with --shots. */
  async look(name) {
    for (const viewport of [WIDE, PHONE]) {
      await this.page.setViewportSize(viewport);
      await this.page.evaluate(() => document.fonts.ready);
      const overflow = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${name} is ${overflow} px wider than a screen of ${viewport.width}`);
      await this.accessible(`${name} at ${viewport.width}`);
      if (process.env.LOA_SHOTS) await this.picture(`${name}-${viewport.width}`);
    }
    await this.page.setViewportSize(WIDE);
  }

  /** No finding of axe. */
  async accessible(name) {
    // Through the debugger, so that the page's own policy against foreign scripts stays in force.
    const session = await this.context.newCDPSession(this.page);
    await session.send("Runtime.evaluate", { expression: AXE });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: `axe.run(document, { runOnly: ${JSON.stringify(AXE_RULES)}, resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, html: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)) })))`,
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    assert.equal(exceptionDetails, undefined, `axe did not run on ${name}`);
    assert.deepEqual(result.value, [], `axe on ${name}`);
  }

  async picture(name) {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true, animations: "disabled" });
  }

  async keepPicture(name) {
    await this.picture(`failed-${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`).catch(() => {});
  }
}
