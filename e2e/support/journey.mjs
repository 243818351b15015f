// A journey: people with browsers of their own and one server. Beyond what it checks itself, it fails when a
// page reports an error, the server answers 5xx, something is loaded from elsewhere, or the server does not
// stop in good order.
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { Person } from "./person.mjs";
import { Server } from "./server.mjs";

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
 * @param {string} name what people achieve
 * @param {object} options for Server.start, and `script: false`, `phone: true` for the first person's browser
 * @param {(person: Person, next: (options?: object) => Promise<Person>) => Promise<void>} story
 *   `next` opens a browser for another person, `at` another server if given
 */
export function journey(name, options, story) {
  test(name, async () => {
    const { script, phone, ...serverOptions } = options;
    const server = await Server.start(serverOptions);
    const people = [];
    const next = async ({ at = server, ...about } = {}) => {
      const person = await Person.open(browser, at, about);
      people.push(person);
      return person;
    };
    try {
      await story(await next({ script, phone }), next);
      people.forEach((person) => person.nothingWentWrong());
    } catch (error) {
      for (const [at, person] of people.entries()) await person.keepPicture(`${name} ${at + 1}`);
      const places = people.map((person) => person.page.url()).join(", ");
      const said = server.log.split("\n").slice(-15).join("\n");
      throw new Error(`${error.message}\nat ${places}; the server said:\n${said}`, { cause: error });
    } finally {
      for (const person of people) await person.context.close();
      await server.stop();
    }
  });
}
