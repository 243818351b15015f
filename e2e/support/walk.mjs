// Walks the site by its links, one page of each kind, and says what is wrong with any of them.
import { ALL_RULES, axe, COLOUR_RULES, leftOver, openAll, overflow, shapes } from "./checks.mjs";
import { PHONE, WIDE } from "./person.mjs";

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const FILE = /\.(xlsx|docx|pdf|ics)$|\/(tep|anh|nguon)\/[^/]+$/;

/** What kind of page an address leads to: ids, keys and queries make no other kind. */
function kindOf(address) {
  return pathOf(address).replaceAll(ID, "{id}").replace(/\/(so-lieu|muc)\/.*/, "/$1/{key}");
}

function pathOf(address) {
  return new URL(address, "http://here").pathname;
}

export class Walk {
  /** Kinds of pages seen by anybody, and of what they are made: what was checked once is not checked again. */
  constructor() {
    this.kinds = new Set();
    this.parts = new Set();
    this.faults = [];
  }

  /**
   * Opens all that `person` can reach from `starts`.
   * @returns {Promise<number>} how many pages were opened
   */
  async as(who, person, starts) {
    const seen = new Set();
    const open = starts.map((address) => ({ address, from: "the start" }));
    while (open.length > 0) {
      const { address, from } = open.shift();
      const kind = kindOf(address);
      if (seen.has(kind)) continue;
      seen.add(kind);
      const at = `${who}: ${address} (a link on ${from})`;
      if (FILE.test(pathOf(address))) {
        const answer = await person.context.request.get(address);
        const { length } = await answer.body();
        if (!answer.ok() || length === 0) this.faults.push(`${at}: ${answer.status()}, ${length} bytes`);
        continue;
      }
      const answer = await person.visit(address);
      if (!answer?.ok()) {
        this.faults.push(`${at}: ${answer?.status()}`);
        continue;
      }
      await this.check(at, kind, person);
      this.kinds.add(kind);
      for (const link of await links(person.page)) open.push({ address: link, from: address });
    }
    return seen.size;
  }

  async check(at, kind, person) {
    const { page } = person;
    const fault = (about, found) => found.length > 0 && this.faults.push(`${at}: ${about}: ${JSON.stringify(found, null, 1)}`);
    fault("left over", await leftOver(page));
    // A page that another person saw already is looked at again when it holds something that was on none yet.
    const known = this.kinds.has(kind);
    const parts = await shapes(page);
    const isNew = parts.some((part) => !this.parts.has(part));
    parts.forEach((part) => this.parts.add(part));
    if (known && !isNew) return;
    for (const viewport of [WIDE, PHONE]) {
      await page.setViewportSize(viewport);
      if (!known) await person.shot(`${shotName(kind)}-${viewport.width}`);
      await openAll(page);
      const wider = await overflow(page);
      if (wider > 0) this.faults.push(`${at}: ${wider} pixels wider than a screen of ${viewport.width}`);
      fault(`axe at ${viewport.width}`, await axe(page, ALL_RULES));
    }
    await person.chooseTheme("dark");
    await page.reload();
    for (const viewport of [PHONE, WIDE]) {
      await page.setViewportSize(viewport);
      await openAll(page);
      fault(`axe at ${viewport.width}, dark`, await axe(page, COLOUR_RULES));
    }
    await person.chooseTheme("light");
  }
}

/** Addresses of ours that the page links to; the gallery's examples lead nowhere, and other orders and pages of a list are the same page. */
async function links(page) {
  const all = await page.locator("a[href]:not(.gallery-example a)").evaluateAll((found) => found.map((link) => link.href));
  const { origin, href } = new URL(page.url());
  const ours = all.map((link) => new URL(link, href)).filter((url) => url.origin === origin);
  const others = ours.filter((url) => !["lang", "sort", "page"].some((name) => url.searchParams.has(name)));
  return [...new Set(others.map((url) => url.pathname + url.search))];
}

function shotName(kind) {
  return kind.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "home";
}
