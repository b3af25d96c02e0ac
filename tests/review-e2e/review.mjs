// A review from end to end: a made plan with planted errors is extracted, its findings are worked through in the page by
// keyboard alone, the corrections are applied by another run, and what is exported must be the truth.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { differences, plan } from "./plan.mjs";

const ITEMS = 200;
const ERRORS = 20;
const SEED = Number(process.env.SEED ?? 20261127);

const [keikaku, folder, pdf] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const lines = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

function check(holds, what) {
  if (!holds) throw new Error(what);
}

/** Starts the server; gives its address and how to end it. */
function serve(output) {
  const server = spawn(keikaku, ["--lang", "ja", "review", output, "--name", "審査 花子"], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (chunk) => {
      said += chunk;
      const address = said.match(/http:\/\/\S+/)?.[0];
      if (address && said.includes("\n")) {
        const end = () => new Promise((ended) => {
          server.once("exit", ended);
          server.kill("SIGINT");
        });
        resolve({ address, end });
      }
    });
    server.once("exit", () => reject(new Error(`the server ended: ${said}`)));
  });
}

/** Faults that axe finds in what is shown. */
async function accessible(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  const faults = found.violations.map((fault) => `${what}: ${fault.id} (${fault.impact}): ${fault.help}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  check(!faults.length, faults.join("\n"));
}

const shots = process.env.SHOTS;
const shot = async (page, name) => shots && page.screenshot({ path: join(shots, `${name}.png`) });

async function browse(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "ja-JP", ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("request", (request) => request.url().startsWith(address) || errors.push(`asked elsewhere: ${request.url()}`));
  await page.goto(address);
  await page.waitForSelector("h1");
  return { page, errors, context };
}

/** Goes by Tab to the field of that name. */
async function tabTo(page, field) {
  const active = () => page.evaluate(() => document.activeElement?.dataset?.field ?? null);
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let step = 0; step < 60; step += 1) {
      if ((await active()) === field) return;
      await page.keyboard.press(key);
    }
  }
  throw new Error(`Tab does not lead to ${field}`);
}

/** Puts values into the parts of the editor that is open, by keyboard, and saves. */
async function type(page, parts) {
  for (const [part, value] of parts) {
    for (let step = 0; (await page.evaluate(() => document.activeElement?.name)) !== part; step += 1) {
      check(step < 20, `Tab does not lead to the input ${part}`);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Control+A");
    if (value === null) await page.keyboard.press("Delete");
    else await page.keyboard.insertText(value);
  }
  const multiline = await page.evaluate(() => document.activeElement.tagName === "TEXTAREA");
  await page.keyboard.press(multiline ? "Control+Enter" : "Enter");
  await page.waitForSelector(".editor", { state: "detached", timeout: 10000 });
}

/** Works through the findings: corrects what is not true, accepts what is. Gives the items that were corrected. */
async function work(page, truth) {
  const corrected = new Set();
  let accepted = 0;
  await page.keyboard.press("2");
  await page.waitForSelector(".filters");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  for (let place = 0; ; place += 1) {
    await page.waitForSelector(`article[data-place="${place}"]`);
    const id = await page.evaluate(() => document.querySelector("article").dataset.item || null);
    const record = id && (await page.evaluate(async (id) => (await (await fetch(`item/${id}`)).json()).item, id));
    const item = id && truth.get(id);
    const fields = new Map();
    for (const { field, part, value } of record ? differences(record, item) : []) {
      fields.set(field, [...(fields.get(field) ?? []), [part, value]]);
    }
    for (const [field, parts] of fields) {
      await tabTo(page, field);
      await page.keyboard.press("e");
      await page.waitForSelector(".editor");
      await type(page, parts);
      corrected.add(id);
    }
    const left = await page.locator(".message button").count();
    for (let more = 0; more < left; more += 1) {
      await page.keyboard.press("a");
      await page.waitForSelector("dialog[open] textarea");
      await page.keyboard.insertText("原文のとおり");
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("dialog[open]", { state: "detached" });
      await page.waitForFunction((count) => document.querySelectorAll(".message button").length < count, left - more);
      accepted += 1;
    }
    if (place === 0) await shot(page, "review-item");
    const all = await page.evaluate(() => Number(document.querySelector("article").dataset.queue));
    if (place + 1 >= all) break;
    await page.keyboard.press("j");
  }
  return { corrected, accepted };
}

/** Takes the last correction back by u, and gives it back. */
async function takeBack(page) {
  const counting = async () => (await page.evaluate(async () => (await (await fetch("data")).json()).decisions.filter((decision) => decision.counts).length));
  const before = await counting();
  await page.keyboard.press("u");
  await page.waitForFunction(() => document.querySelector("#status").textContent.includes("取り消しました"));
  check((await counting()) < before, "u takes nothing back");
  await page.locator("#status button").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#status").textContent.includes("元に戻しました"));
  check((await counting()) === before, "what was taken back does not come back");
}

/** What the publisher of the made plan is called, and when it was published. */
const PUBLISHER = "見本市役所";
const PUBLISHED = "2024-06";

const recordOf = (page, id) => page.evaluate(async (id) => (await (await fetch(`item/${id}`)).json()).item, id);

/** Opens an item, or a document where the item is empty. */
async function go(page, address, item) {
  await page.evaluate((address) => { location.hash = address; }, address);
  await page.waitForSelector(`article[data-item="${item}"][data-place=""] .field`);
}

/** Takes a value and a grade out of a right item by keyboard and puts them in again, behind the others; gives the document its publisher. */
async function rebuild(page, id, item) {
  await go(page, `#/item/${id}`, id);
  for (const [field, name] of [["indicators.0.observations.2", "observations"], ["indicators.0.evaluations.0", "evaluations"]]) {
    const before = (await recordOf(page, id)).indicators[0][name].length;
    await tabTo(page, field);
    await page.keyboard.press("x");
    await page.waitForSelector(`[data-field="${field}"]`, { state: "detached" });
    check((await recordOf(page, id)).indicators[0][name].length === before - 1, `x does not take ${field} out`);
  }
  await shot(page, "review-taken-out");
  await tabTo(page, "indicators.0.observations.1");
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#adding .editor");
  await accessible(page, "put in");
  await shot(page, "review-put-in");
  await type(page, [["value", item.goal], ["unit", item.unit], ["fiscal_year", "2026"], ["raw", `${item.goal}${item.unit}`]]);
  await page.waitForSelector(`[data-field="indicators.0.observations.2"]`);
  await page.focus('[data-add="indicators.0.evaluations.0"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("#adding .editor");
  await type(page, [["grade", item.grade], ["fiscal_year", "2023"]]);
  await page.waitForSelector(`[data-field="indicators.0.evaluations.0"]`);
  const left = differences(await recordOf(page, id), item);
  check(!left.length, `put in again it is not as it was: ${left.map((one) => `${one.field}.${one.part}`).join(", ")}`);
  await go(page, `#/document/${id.split("-")[0]}`, "");
  await tabTo(page, "publisher");
  await page.keyboard.press("e");
  await page.waitForSelector(".editor");
  await type(page, [["name", PUBLISHER], ["code", null]]);
  await tabTo(page, "published");
  await page.keyboard.press("e");
  await page.waitForSelector(".editor");
  await type(page, [["value", PUBLISHED]]);
  await accessible(page, "document");
  await shot(page, "review-document");
}

const WAYS = { light: {}, dark: { colorScheme: "dark" }, zoom: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } };

/** Every view by itself, in light and dark, at twice the size, in English. */
async function look(browser, address, name, ways) {
  for (const way of ways) {
    const options = WAYS[way];
    const { page, errors, context } = await browse(browser, address, options);
    for (const [key, view] of [["1", "documents"], ["2", "findings"], ["3", "items"], ["4", "history"]]) {
      await page.keyboard.press(key);
      await page.waitForSelector(`#views a[href="#/${view}"][aria-current]`);
      await accessible(page, `${name} ${way} ${view}`);
      await shot(page, `${name}-${way}-${view}`);
      check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} ${way} ${view} is wider than the window`);
    }
    await page.keyboard.press("3");
    await page.waitForSelector(".entries a");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForSelector("article");
    if (name === "pdf") await page.waitForFunction(() => document.querySelector(".sheet img")?.naturalWidth > 500 && document.querySelectorAll(".mark.active").length > 0);
    else await page.waitForSelector("mark.active");
    await accessible(page, `${name} ${way} item`);
    await shot(page, `${name}-${way}-item`);
    await page.keyboard.press("e");
    await page.waitForSelector(".editor");
    await accessible(page, `${name} ${way} editor`);
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} ${way} item is wider than the window`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await accessible(page, `${name} ${way} help`);
    await page.keyboard.press("Escape");
    if (way === "light") {
      await page.click("#language");
      check((await page.textContent("#views")).includes("Findings"), "the page is not in English");
      await accessible(page, `${name} English`);
      await shot(page, `${name}-english-item`);
    }
    check(!errors.length, errors.join("\n"));
    await context.close();
  }
}

async function main() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (shots) mkdirSync(shots, { recursive: true });
  const made = plan(SEED, ITEMS, ERRORS);
  const input = join(folder, "plan.txt");
  const [first, second, ofPdf] = ["first", "second", "pdf"].map((name) => join(folder, name));
  writeFileSync(input, made.text);
  execFileSync(keikaku, ["extract", input, "--output", first, "--quiet"]);
  const records = lines(join(first, "items.jsonl"));
  check(records.length === ITEMS, `${records.length} items instead of ${ITEMS}`);
  const truth = new Map(records.map((record, at) => [record.id, made.items[at]]));
  const wrong = new Set(records.filter((record) => differences(record, truth.get(record.id)).length).map((record) => record.id));
  check(wrong.size === ERRORS, `${wrong.size} items are wrong before the review; ${ERRORS} errors were planted`);

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const server = await serve(first);
    const { page, errors, context } = await browse(browser, server.address);
    const { corrected, accepted } = await work(page, truth);
    await takeBack(page);
    const right = records.find((record) => !wrong.has(record.id)).id;
    await rebuild(page, right, truth.get(right));
    await page.keyboard.press("2");
    await page.waitForSelector(".filters");
    const unanswered = await page.locator(".entries a").allTextContents();
    check(!unanswered.length, `findings are left open: ${unanswered.join("; ")}`);
    check(!errors.length, errors.join("\n"));
    await context.close();
    await look(browser, server.address, "text", ["light", "dark"]);
    await server.end();
    const missed = [...wrong].filter((id) => !corrected.has(id));
    check(!missed.length, `no finding led to ${missed.join(", ")}`);

    execFileSync(keikaku, ["extract", input, "--output", second, "--corrections", join(first, "corrections.jsonl"), "--quiet"]);
    const [document] = lines(join(second, "documents.jsonl"));
    check(document.publisher?.name === PUBLISHER && document.published === PUBLISHED, `the document is not as it was corrected: ${JSON.stringify(document)}`);
    check(Object.keys(lines(join(second, "items.jsonl")).find((record) => record.id === right).source.removed ?? {}).length === 2, "what was taken out leaves no trace");
    const left = lines(join(second, "items.jsonl")).flatMap((record) => differences(record, truth.get(record.id)).map((one) => `${record.id} ${one.field}.${one.part}`));
    check(!left.length, `not as it should be: ${left.join(", ")}`);
    const open = lines(join(second, "findings.jsonl")).filter((finding) => !finding.answer);
    check(!open.length, `open after the replay: ${open.map((finding) => `${finding.code} ${finding.message}`).join("; ")}`);

    execFileSync(keikaku, ["extract", pdf, "--output", ofPdf, "--quiet"]);
    const pages = await serve(ofPdf);
    await look(browser, pages.address, "pdf", ["light", "zoom"]);
    await pages.end();
    console.log(`review: ${ITEMS} items, ${ERRORS} planted errors, ${corrected.size} items corrected by keyboard, ${accepted} findings accepted; replayed and exported as they should be`);
  } finally {
    await browser.close();
  }
}

await main();
