// A person with a browser: finds things as people do, by their words, and notes what goes wrong.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ALL_RULES, axe, overflow } from "./checks.mjs";
import { AGENCY, DEMO } from "./server.mjs";

const SHOTS = fileURLToPath(new URL("../screenshots", import.meta.url));
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

export class Person {
  static async open(browser, server, { script = true, phone = false } = {}) {
    const person = new Person();
    person.server = server;
    person.size = phone ? PHONE : WIDE;
    person.troubles = [];
    person.expected = new Set();
    // The person's machine may be set to any zone: no day may move.
    person.context = await browser.newContext({
      baseURL: server.url,
      viewport: person.size,
      hasTouch: phone,
      locale: "vi-VN",
      timezoneId: "Pacific/Kiritimati",
      javaScriptEnabled: script,
      reducedMotion: "reduce",
    });
    person.context.setDefaultTimeout(20_000);
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

  /** What people read. Narrowed by `within` when the same words stand twice. */
  get main() {
    return this.page.getByRole("main");
  }

  /** The field with this label; the star of a required field does not count. */
  field(label, within = this.page) {
    return within.getByLabel(new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*\\*?$`));
  }

  /** Pages come in this theme from now on. */
  async chooseTheme(theme) {
    await this.context.addCookies([{ name: "theme", value: theme, url: this.server.url }]);
  }

  async fill(label, text, within) {
    await this.field(label, within).fill(text);
  }

  async choose(label, option, within) {
    await this.field(label, within).selectOption({ label: option });
  }

  async press(name, within = this.page) {
    await within.getByRole("button", { name, exact: true }).first().click();
  }

  /** Presses a button that asks first, and says yes. */
  async confirm(name, within = this.page) {
    await this.press(name, within);
    await this.press(name, this.page.getByRole("dialog"));
  }

  async follow(name, within = this.page) {
    await within.getByRole("link", { name, exact: true }).first().click();
  }

  async sees(text, within = this.page) {
    await within.getByText(text).filter({ visible: true }).first().waitFor();
  }

  async arrives(pattern) {
    await this.page.waitForURL(pattern);
  }

  /** Follows a link to a file and gives its name and bytes. */
  async download(name, within = this.page) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.follow(name, within)]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** Signs in, by default as the first administrator, and arrives at the workspace. */
  async signIn(email = AGENCY.email, password = AGENCY.password) {
    await this.visit("/dang-nhap");
    await this.fill("Thư điện tử", email);
    await this.fill("Mật khẩu", password);
    await this.press("Đăng nhập");
    await this.arrives("**/lam-viec**");
  }

  /** Signs in as somebody of the demo: `lanhdao`, `vanphong`, … */
  async signInAs(who) {
    await this.signIn(`${who}@${DEMO.host}`, DEMO.password);
    return this;
  }

  /** A well-made page: accessible, and no wider than the screen, on a wide screen and a phone. Keeps pictures with --shots. */
  async look(name) {
    for (const viewport of [WIDE, PHONE]) {
      await this.page.setViewportSize(viewport);
      await this.page.evaluate(() => document.fonts.ready);
      assert.equal(await overflow(this.page), 0, `${name}: pixels wider than a screen of ${viewport.width}`);
      assert.deepEqual(await axe(this.page, ALL_RULES), [], `axe on ${name} at ${viewport.width}`);
      await this.shot(`${name}-${viewport.width}`);
    }
    await this.page.setViewportSize(this.size);
  }

  /** Keeps a picture with --shots. */
  async shot(name) {
    if (process.env.LOA_SHOTS) await this.picture(name);
  }

  async picture(name) {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true, animations: "disabled" });
  }

  async keepPicture(name) {
    await this.picture(`failed-${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`).catch(() => {});
  }
}
