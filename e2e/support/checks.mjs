// What can be said of any page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe looks for. */
export const ALL_RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/** What can change with the theme alone. */
export const COLOUR_RULES = { runOnly: ["color-contrast", "link-in-text-block"] };

/** The findings of axe. */
export async function axe(page, rules) {
  // Through the debugger, so that the page's own policy against foreign scripts stays in force.
  const session = await page.context().newCDPSession(page);
  const options = JSON.stringify({ ...rules, resultTypes: ["violations"] });
  const ask = `axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help, html: nodes.slice(0, 3).map((node) => node.target.join(" ") + ": " + (node.any[0]?.message ?? node.html.slice(0, 200))) })))`;
  try {
    const known = await session.send("Runtime.evaluate", { expression: "typeof axe" });
    if (known.result.value === "undefined") await session.send("Runtime.evaluate", { expression: AXE });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: ask,
      awaitPromise: true,
      returnByValue: true,
    });
    assert.equal(exceptionDetails, undefined, `axe did not run on ${page.url()}`);
    return result.value;
  } finally {
    await session.detach();
  }
}

/** By how many pixels the page is wider than the screen. */
export async function overflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}

/** Opens what is folded, so that it is looked at too. */
export async function openAll(page) {
  await page.locator("main details:not(.menu)").evaluateAll((found) => found.forEach((details) => (details.open = true)));
}

/** Kinds of elements that the page is made of. */
export async function shapes(page) {
  return page.evaluate(() => [
    ...new Set([...document.body.querySelectorAll("*")].map((one) => `${one.localName}.${one.className.baseVal ?? one.className}.${one.type ?? ""}`)),
  ]);
}

let sprites;
/** Word keys that have no words, and icons that the sprite does not have. */
export async function leftOver(page) {
  sprites ??= new Map();
  const { words, icons } = await page.evaluate(() => ({
    words: document.body.innerText.match(/\b(?:ui|account|setup|admin|audit|evidence|approval|delivery|plan|task|reminder|report|workspace|error|desk)-[a-z]+[a-z-]*\b/g) ?? [],
    icons: [...document.querySelectorAll("use")].map((use) => use.getAttribute("href")),
  }));
  const missing = [];
  for (const icon of new Set(icons)) {
    const [path, id] = icon.split("#");
    if (!sprites.has(path)) sprites.set(path, await (await page.context().request.get(path)).text());
    if (!sprites.get(path).includes(`id="${id}"`)) missing.push(icon);
  }
  return [...words, ...missing];
}
