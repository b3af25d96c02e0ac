// How long pictures of pages take: node pictures.mjs KEIKAKU DIR, where DIR holds the records of a long PDF.
// Goes to five places of the document and from each three pages on, as a person does who looks at a page for a second.

import { spawn } from "node:child_process";

const [keikaku, folder] = process.argv.slice(2);
const server = spawn(keikaku, ["review", folder, "--lang", "en"], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((resolve) => {
  server.stderr.on("data", (chunk) => {
    const found = String(chunk).match(/http:\/\/\S+/);
    if (found) resolve(found[0]);
  });
});
const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
async function timed(path) {
  const begun = performance.now();
  const answer = await fetch(address + path);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - begun;
}
const { documents, items } = await (await fetch(`${address}data`)).json();
const { id, pages } = documents.reduce((one, other) => (other.pages > one.pages ? other : one));
const opened = await timed(`item/${items.find((item) => item.document === id).id}`);
const [first, next] = [[], []];
for (let place = 1; place <= 5; place += 1) {
  const page = Math.floor((pages * place) / 6);
  first.push(await timed(`page/${id}/${page}`));
  for (let on = 1; on <= 3; on += 1) {
    await pause();
    next.push(await timed(`page/${id}/${page + on}`));
  }
}
const shown = (times) => `${times.map((time) => time.toFixed(0)).join(" ")} (most ${Math.max(...times).toFixed(0)})`;
console.log(`${pages} pages, opened in ${opened.toFixed(0)} ms; first page of a place, ms: ${shown(first)}; next page, ms: ${shown(next)}`);
server.kill("SIGINT");
