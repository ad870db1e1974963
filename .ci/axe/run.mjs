import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
let failed = 0;
const files = process.argv.slice(2);
for (const file of files) {
  for (const width of [1280, 320]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const asked = [];
    page.on("request", (request) => { if (/^(https?|wss?):/.test(request.url())) asked.push(request.url()); });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(async () => await globalThis.axe.run(document, { resultTypes: ["violations"] }));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
    const wrong = violations.map((one) => `${one.id} (${one.impact}): ${one.help}: ${one.nodes.map((n) => n.target).join(" ").slice(0, 160)}`);
    if (wide) wrong.push("wider than the screen: a reader has to scroll sideways (WCAG 1.4.10)");
    wrong.push(...asked.map((url) => `asks another host: ${url}`));
    if (wrong.length) { failed += 1; console.log(`FAIL ${file} at ${width} px`); wrong.forEach((line) => console.log("     " + line)); }
    await page.close();
  }
}
await browser.close();
console.log(`axe: ${files.length} files at 1280 and 320 px, ${failed} failed`);
process.exit(failed || !files.length ? 1 : 0);
